"""The columns of a performance table, by all the names that offices give them."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - read at run time by the dataclass
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.capaian.edits import Typing
from app.services.tables.columns import Column, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Columns of years are looked for within these."""
EXACT = "realisasi_exact"
"""All digits of a realisasi that the table shows rounded; takes its place where it is filled."""
YEAR = "tahun"


class ImportKind(StrEnum):
    """What the rows of a table are."""

    INDIKATOR = "indikator"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Stated:
    """How the numbers of a file are typed; ``columns`` are those that differ, by their key."""

    typing: Typing = Typing()  # noqa: RUF009 - frozen, so one for all
    columns: Mapping[str, Typing] = field(default_factory=dict)
    by_file: bool = False
    """Whether the file says so itself, because Puas wrote it."""

    def of(self, key: str) -> Typing:
        """Return how a column is typed."""
        return self.columns.get(key, self.typing)


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of values: its key in the file, and the field that it fills."""

    key: str
    field: str
    is_money: bool = False


_MONEY = {"pagu": "pagu", "realisasi_anggaran": "realisasi_anggaran"}
TYPED = {
    "capaian_printed": "capaian",
    "tingkat_kemajuan_printed": "kemajuan",
    "capaian_nasional_printed": "capaian_nasional",
    "capaian_anggaran_printed": "serapan",
    "efisiensi_printed": "efisiensi",
}
"""Columns of figures that the file gives as computed → the key under which they are kept."""
PROGRAM_TYPED = {
    "capaian_printed": "capaian",
    "serapan_printed": "serapan",
    "efisiensi_printed": "efisiensi",
}

_TYPED_NAMES = {
    "capaian_printed": ("capaian", "capaian tercetak", "capaian kinerja", "persentase capaian"),
    "tingkat_kemajuan_printed": ("tingkat kemajuan", "kemajuan", "capaian rpjmd"),
    "capaian_nasional_printed": ("capaian nasional", "capaian terhadap nasional"),
    "capaian_anggaran_printed": (
        "capaian anggaran",
        "serapan",
        "serapan anggaran",
        "serapan_printed",
    ),
    "serapan_printed": (
        "serapan",
        "serapan anggaran",
        "capaian anggaran",
        "capaian_anggaran_printed",
    ),
    "efisiensi_printed": ("efisiensi", "tingkat efisiensi"),
}
_BUDGET = (
    Column("pagu", ("pagu anggaran", "anggaran", "alokasi anggaran")),
    Column("realisasi_anggaran", ("realisasi keuangan", "realisasi pagu", "penyerapan")),
)


def target_column(year: int) -> str:
    """Return the column of the target of a year: ``target_2022``."""
    return f"target_{year}"


def revised_column(year: int) -> str:
    """Return the column of the target after its perubahan."""
    return f"target_perubahan_{year}"


def realisasi_column(year: int) -> str:
    """Return the column of the realisasi of a year."""
    return f"realisasi_{year}"


def rpjmd_column(year: int) -> str:
    """Return the column of the RPJMD target of a year."""
    return f"target_rpjmd_{year}"


RPJMD_YEARS = {rpjmd_column(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}


def indikator_columns(year: int) -> list[Column]:
    """Return every column that a table of indikator may have."""
    return [
        Column("no_misi", ("nomor misi", "misi ke")),
        Column("misi"),
        Column("tujuan"),
        Column("no_sasaran", ("nomor sasaran", "sasaran ke"), required=True),
        Column("sasaran", ("sasaran strategis",), required=True),
        Column(
            "indikator",
            ("indikator sasaran", "indikator kinerja", "indikator kinerja utama", "iku"),
            required=True,
        ),
        Column("satuan", ("satuan ukuran",)),
        Column("arah", ("arah indikator", "polaritas", "polarisasi")),
        Column("rumus", ("rumus capaian",)),
        Column("desimal", ("angka desimal",)),
        Column(
            "pengampu", ("unit pengampu", "perangkat daerah", "opd", "perangkat daerah pengampu")
        ),
        Column("baseline", ("kondisi awal", "data awal", "nilai awal")),
        *(
            Column(rpjmd_column(one), (f"rpjmd {one}", f"target rpjmd tahun {one}"))
            for one in range(FIRST_YEAR, LAST_YEAR + 1)
        ),
        Column("target_akhir", ("target akhir rpjmd", "kondisi akhir", "target akhir renstra")),
        Column(
            target_column(year),
            ("target", "target pk", f"target pk {year}", "target perjanjian kinerja"),
            required=True,
        ),
        Column(revised_column(year), ("target perubahan", "target pk perubahan")),
        Column(realisasi_column(year), ("realisasi",)),
        Column(EXACT, ("realisasi tepat", "realisasi lengkap")),
        Column("sementara", ("nilai sementara",)),
        Column("tahun_sementara", ("tahun nilai sementara",)),
        Column("nasional", ("nilai nasional", f"nasional {year}", "capaian tingkat nasional")),
        *_BUDGET,
        *(Column(key, _TYPED_NAMES[key]) for key in TYPED),
        Column(YEAR),
    ]


def program_columns(year: int) -> list[Column]:
    """Return every column that a table of program rows may have."""
    return [
        Column("no_sasaran", ("nomor sasaran",)),
        Column("sasaran", ("sasaran strategis",)),
        Column("indikator_sasaran", ("indikator kinerja utama", "iku")),
        Column("perangkat_daerah", ("opd", "skpd", "nama perangkat daerah"), required=True),
        Column("program", ("nama program",), required=True),
        Column("kelurahan", ("nama kelurahan",)),
        Column("indikator_program", ("indikator", "indikator kinerja program"), required=True),
        Column("satuan", ("satuan ukuran",)),
        Column("arah", ("arah indikator", "polaritas", "polarisasi")),
        Column("rumus", ("rumus capaian",)),
        Column("target", (target_column(year),)),
        Column("realisasi", (realisasi_column(year),)),
        *_BUDGET,
        *(Column(key, _TYPED_NAMES[key]) for key in PROGRAM_TYPED),
        Column(YEAR),
    ]


def value_columns(kind: ImportKind, year: int) -> tuple[NumberColumn, ...]:
    """Return the columns whose cells are values."""
    if kind is ImportKind.PROGRAM:
        fields = {"target": "target", "realisasi": "realisasi", **_MONEY}
    else:
        fields = {
            "baseline": "baseline",
            "target_akhir": "end_target",
            target_column(year): "target",
            revised_column(year): "revised_target",
            realisasi_column(year): "realisasi",
            EXACT: "realisasi_exact",
            "nasional": "national",
            **_MONEY,
        }
    return tuple(NumberColumn(key, name, key in _MONEY) for key, name in fields.items())


def asked_columns(kind: ImportKind, year: int) -> tuple[NumberColumn, ...]:
    """Return the columns for which separators are asked: values, and targets of the RPJMD."""
    planned = RPJMD_YEARS if kind is ImportKind.INDIKATOR else ()
    return (*value_columns(kind, year), *(NumberColumn(key, key) for key in planned))


def kind_of(headings: Sequence[str]) -> ImportKind:
    """Return what a table with these headings holds; a column for the program tells."""
    compared = {plain(one) for one in headings}
    is_program = "program" in compared or "indikatorprogram" in compared
    return ImportKind.PROGRAM if is_program else ImportKind.INDIKATOR
