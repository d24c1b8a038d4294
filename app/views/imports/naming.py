"""How columns, values and settings of an import are called on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.services.recognising.answer_columns import DAY, NUMBER, SARAN, SERVICE, How
from app.services.recognising.days import DateOrder
from app.services.recognising.profiles import band_values
from app.services.recognising.scores import ScaleUse
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument

BLANK, NONE = "kosong", "belum"


def targets(instrument: Instrument) -> list[tuple[str, str]]:
    """Return what a column may mean, with its words; the first is that it is left out."""
    fixed = [
        ("", tr("(tidak dipakai)")),
        (NUMBER, tr("Nomor lembar")),
        (DAY, tr("Tanggal")),
        (SERVICE, tr("Layanan")),
    ]
    fixed += [(field.key, field.name) for field in instrument.profile]
    fixed += [(q.key, f"{q.number}. {instrument.name_of(q)}") for q in instrument.questions]
    return [*fixed, (SARAN, tr("Saran"))]


def hows() -> dict[How, str]:
    """Return by what a column was recognised."""
    return {
        How.NAME: tr("nama kolom"),
        How.WORDING: tr("bunyi pertanyaan"),
        How.CONTENT: tr("isi kolom"),
        How.NOT: "",
    }


def values_of(instrument: Instrument, target: str) -> list[tuple[str, str, str | int | None]]:
    """Return what may be chosen for an unknown text: (key, words, value)."""
    offered: list[tuple[str, str, str | int | None]] = [
        (NONE, tr("(belum dipilih)"), None),
        (BLANK, tr("Kosong: tidak dijawab"), None),
    ]
    for question in instrument.questions:
        if question.key == target:
            offered += [(str(o.score), f"{o.score} · {o.label}", o.score) for o in question.options]
    for field in instrument.profile:
        if field.key == target and field.kind is FieldKind.CHOICE:
            offered += [(c.value, c.label, c.value) for c in field.choices]
        elif field.key == target:
            offered += [
                (str(n), tr("{kelompok}, dicatat {n}", kelompok=words, n=n), n)
                for n, words in band_values(field)
            ]
    return offered


def orders() -> list[tuple[str, str]]:
    """Return the orders in which a day may be written."""
    return [
        (DateOrder.UNKNOWN.value, tr("(belum dinyatakan)")),
        (DateOrder.DMY.value, tr("hari, bulan, tahun")),
        (DateOrder.MDY.value, tr("bulan, hari, tahun")),
        (DateOrder.YMD.value, tr("tahun, bulan, hari")),
    ]


def scales() -> list[tuple[str, str]]:
    """Return how numbers may stand to the scale."""
    return [
        (ScaleUse.SAME.value, tr("apa adanya")),
        (ScaleUse.REVERSED.value, tr("terbalik")),
        (ScaleUse.FROM_ZERO.value, tr("mulai dari 0")),
    ]


def separators() -> list[tuple[str, str]]:
    """Return the signs between the cells of a CSV file."""
    return [(";", tr("titik koma")), (",", tr("koma")), ("\t", tr("tab")), ("|", tr("garis tegak"))]


def decimals() -> list[tuple[str, str]]:
    """Return the signs before decimals."""
    return [("", tr("koma atau titik")), (",", tr("koma")), (".", tr("titik"))]
