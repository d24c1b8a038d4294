"""The tables of the import: columns of the file with their meaning, and what rows become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.imports.headings import offered_keys
from app.services.units.preview import RowStatus
from app.texts import tr
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from app.services.capaian.imports.columns import ImportKind
    from app.services.capaian.imports.headings import Heading
    from app.services.capaian.imports.preview import ColumnPreview, PreviewRow
    from app.services.imports.problems import Problem

NOT_USED = ""
_STATUS_TONES = {
    RowStatus.NEW: "good",
    RowStatus.CHANGED: "fine",
    RowStatus.SAME: "muted",
    RowStatus.REFUSED: "danger",
}
_WORDS = {
    "no_misi": "Nomor misi",
    "misi": "Misi",
    "tujuan": "Tujuan",
    "no_sasaran": "Nomor sasaran",
    "sasaran": "Sasaran",
    "indikator": "Indikator",
    "indikator_sasaran": "Indikator sasaran",
    "indikator_program": "Indikator program",
    "perangkat_daerah": "Perangkat daerah",
    "program": "Program",
    "kelurahan": "Kelurahan",
    "satuan": "Satuan",
    "arah": "Arah",
    "rumus": "Rumus capaian",
    "desimal": "Angka desimal yang dicetak",
    "pengampu": "Unit pengampu",
    "baseline": "Nilai awal",
    "target_akhir": "Target akhir RPJMD",
    "target": "Target",
    "realisasi": "Realisasi",
    "realisasi_exact": "Realisasi dengan semua angka",
    "sementara": "Nilai sementara (ya/tidak)",
    "tahun_sementara": "Tahun nilai sementara",
    "nasional": "Nilai nasional",
    "pagu": "Pagu",
    "realisasi_anggaran": "Realisasi anggaran",
    "capaian_printed": "Capaian yang tertulis (pembanding)",
    "tingkat_kemajuan_printed": "Tingkat kemajuan yang tertulis (pembanding)",
    "capaian_nasional_printed": "Capaian nasional yang tertulis (pembanding)",
    "capaian_anggaran_printed": "Serapan yang tertulis (pembanding)",
    "serapan_printed": "Serapan yang tertulis (pembanding)",
    "efisiensi_printed": "Efisiensi yang tertulis (pembanding)",
    "tahun": "Tahun",
}
_OF_YEARS = {
    "target_rpjmd_": "Target RPJMD {tahun}",
    "target_perubahan_": "Target perubahan {tahun}",
    "target_": "Target {tahun}",
    "realisasi_": "Realisasi {tahun}",
}


@dataclass(frozen=True)
class HeadingLine:
    """A column of the file with what is known of its cells, where they are values."""

    heading: Heading
    values: ColumnPreview | None


def key_words(key: str) -> str:
    """Return a column's meaning as it is shown."""
    if not key:
        return tr("tidak dipakai")
    if key in _WORDS:
        return tr(_WORDS[key])
    for begin, words in _OF_YEARS.items():
        if key.startswith(begin) and key[-4:].isdigit():
            return tr(words, tahun=key[-4:])
    return key


def meanings(kind: ImportKind, year: int) -> list[tuple[str, str]]:
    """Return what a column may be taken for."""
    keys = (NOT_USED, *offered_keys(kind, year))
    return [(key, key_words(key)) for key in keys]


def heading_columns() -> list[Column[HeadingLine]]:
    """Return the columns of the table of columns."""
    return [
        Column("kolom", tr("Kolom berkas"), lambda line: line.heading.name, width=200),
        Column(
            "arti",
            tr("Dipakai sebagai"),
            lambda line: key_words(line.heading.key),
            tone=lambda line: "" if line.heading.key else "muted",
            width=210,
        ),
        Column("desimal", tr("Tanda desimal"), _sign, width=110),
        Column("cocok", tr("Kecocokan"), _fit, tone=_fit_tone, width=200),
        Column(
            "contoh", tr("Contoh isi"), lambda line: " · ".join(line.heading.samples), stretch=True
        ),
    ]


def row_columns() -> list[Column[PreviewRow]]:
    """Return the columns of the preview."""
    return [
        Column("baris", tr("Baris"), lambda row: str(row.line), Align.RIGHT, lambda row: row.line),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda row: row.status.value,
            badge=lambda row: _STATUS_TONES[row.status],
        ),
        Column("nama", tr("Isi"), lambda row: row.name, width=360),
        Column(
            "catatan",
            tr("Yang berubah"),
            lambda row: row.note or "–",
            tone=lambda row: "danger" if row.status is RowStatus.REFUSED else "muted",
            stretch=True,
        ),
    ]


def problem_columns() -> list[Column[Problem]]:
    """Return the columns of what is refused."""
    return [
        Column("baris", tr("Baris"), lambda one: str(one.row), Align.RIGHT, lambda one: one.row),
        Column("kolom", tr("Kolom"), lambda one: one.column or "–", width=170),
        Column("isi", tr("Isi"), lambda one: one.value or "–", width=160),
        Column("sebab", tr("Sebab"), lambda one: one.reason, stretch=True),
    ]


def _sign(line: HeadingLine) -> str:
    if line.values is None:
        return ""
    typing = line.values.typing
    grouped = tr(", ribuan dipisah") if typing.is_grouped or line.values.is_money else ""
    return f"{typing.decimal.value}{grouped}"


def _fit(line: HeadingLine) -> str:
    if line.values is None:
        return ""
    fit = line.values.fit
    if fit.is_needless:
        return tr("cocok")
    misfits = fit.misfits[line.values.typing.decimal]
    if misfits:
        return tr("{n} sel tidak cocok", n=misfits)
    if fit.is_open:
        return tr("koma dan titik sama-sama mungkin")
    return tr("cocok")


def _fit_tone(line: HeadingLine) -> str:
    if line.values is None:
        return ""
    if line.values.fit.misfits[line.values.typing.decimal]:
        return "danger"
    return "warning" if line.values.fit.is_open else "good"
