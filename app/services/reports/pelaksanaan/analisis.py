"""BAB IV Analisis: the unsur at both ends, what is planned about them, and the trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES
from app.services.reports.blocks import (
    Align,
    Block,
    Chapter,
    Column,
    Heading,
    Items,
    Row,
    Table,
)
from app.services.reports.figures import figure
from app.services.reports.numbering import Numbering
from app.services.reports.pelaksanaan.rencana import plan_part
from app.services.reports.pelaksanaan.tren import trend_part
from app.services.reports.prose import running
from app.services.results.history import change_of, period_in_words
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ikm.result import UnsurResult
    from app.services.reports.pelaksanaan.data import PelaksanaanData

MOST_SARAN = 10
"""Saran printed for one unsur; how many more there are is said."""


def analisis(data: PelaksanaanData) -> list[Block]:
    """Return the chapter."""
    numbers = Numbering("4")
    return [
        Chapter(tr("BAB IV"), tr("ANALISIS HASIL SURVEI")),
        Heading(tr("4.1 Analisis unsur pelayanan dan saran"), 2),
        *_ends(data, numbers),
        Heading(tr("4.2 Rencana tindak lanjut"), 2),
        *plan_part(data, numbers),
        Heading(tr("4.3 Tren nilai"), 2),
        *trend_part(data, numbers),
    ]


def _ends(data: PelaksanaanData, numbers: Numbering) -> list[Block]:
    if data.result.ikm is None:
        return [running(tr("Belum ada jawaban, sehingga unsur pelayanan belum dapat dianalisis."))]
    low, high = data.extremes
    if not low:
        same = data.result.answered[0]
        text = tr(
            "Semua unsur bernilai sama, yaitu {nilai}, sehingga tidak ada unsur terendah atau"
            " tertinggi.",
            nilai=same.konversi_text,
        )
        return [running(text), *_saran(data, data.result.answered)]
    return [
        running(_low_sentence(low)),
        _table(data, low, numbers.table(tr("Unsur bernilai terendah"))),
        running(_high_sentence(high)),
        _table(data, high, numbers.table(tr("Unsur bernilai tertinggi"))),
        *_saran(data, (*low, *high)),
    ]


def _low_sentence(rows: Sequence[UnsurResult]) -> str:
    if len(rows) == 1:
        return tr("Unsur dengan nilai terendah adalah {unsur}.", unsur=_named(rows[0]))
    text = tr(
        "Dimulai dari yang terendah, {n} unsur berikut bernilai paling rendah dan menjadi"
        " prioritas perbaikan.",
        n=len(rows),
    )
    return f"{text} {_ties(rows)}".rstrip()


def _high_sentence(rows: Sequence[UnsurResult]) -> str:
    if len(rows) == 1:
        return tr("Unsur dengan nilai tertinggi adalah {unsur}.", unsur=_named(rows[0]))
    text = tr("Dimulai dari yang tertinggi, {n} unsur berikut bernilai paling tinggi.", n=len(rows))
    return f"{text} {_ties(rows)}".rstrip()


def _named(row: UnsurResult) -> str:
    return tr("{unsur} ({nilai})", unsur=row.unsur.name, nilai=row.konversi_text)


def _ties(rows: Sequence[UnsurResult]) -> str:
    if len({row.konversi for row in rows}) == len(rows):
        return ""
    return tr("Unsur yang nilainya sama semuanya disebut.")


def _table(data: PelaksanaanData, rows: Sequence[UnsurResult], caption: str) -> Table:
    before, right = data.trend.before, Align.RIGHT
    header: Row = (tr("No."), tr("Unsur"), "n", tr("Nilai"), tr("Mutu"))
    columns: tuple[Column, ...] = (
        Column(10, Align.CENTER),
        Column(),
        Column(16, right),
        Column(20, right),
        Column(34),
    )
    source = ""
    if before is not None:
        header, columns = (*header, tr("Perubahan")), (*columns, Column(22, right))
        source = tr(
            "Perubahan: poin sejak {periode}.",
            periode=period_in_words(data.trend.steps[-2].survey),
        )
    return Table(
        columns=columns,
        header=(header,),
        rows=tuple(_row(data, number, row) for number, row in enumerate(rows, 1)),
        name=caption,
        caption=caption,
        notes=(source,) if source else (),
    )


def _row(data: PelaksanaanData, number: int, row: UnsurResult) -> Row:
    before = data.trend.before
    cells: Row = (
        str(number),
        row.unsur.name,
        figure(row.n),
        figure(row.konversi, KONVERSI_PLACES),
        tr("{huruf} ({kata})", huruf=row.mutu.letter, kata=row.mutu.word) if row.mutu else "–",
    )
    if before is None:
        return cells
    change = change_of(row.unsur.key, data.result, before)
    return (*cells, figure(change, KONVERSI_PLACES, signed=True))


def _saran(data: PelaksanaanData, rows: Sequence[UnsurResult]) -> list[Block]:
    """Return the saran that touch these unsur; only those that somebody approved."""
    saran = data.results.saran
    heading = Heading(tr("Saran responden tentang unsur tersebut"), 3)
    waiting = saran.sentence if saran else ""
    entries: list[str | Items] = []
    for row in rows:
        texts = [t for t, tags in saran.texts if row.unsur.short_name in tags] if saran else []
        if texts:
            entries += [tr("{unsur}:", unsur=row.unsur.name), Items(_shown(texts))]
    if not entries:
        nil = tr("Tidak ada saran tentang unsur tersebut yang disetujui untuk dicetak.")
        return [heading, running(f"{nil} {waiting}".rstrip())]
    blocks: list[Block] = [heading, Items(tuple(entries))]
    return [*blocks, running(waiting)] if waiting else blocks


def _shown(texts: Sequence[str]) -> tuple[str, ...]:
    rest = len(texts) - MOST_SARAN
    shown = tuple(" ".join(text.split()) for text in texts[:MOST_SARAN])
    return (*shown, tr("dan {n} saran lain.", n=rest)) if rest > 0 else shown
