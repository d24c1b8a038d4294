"""What leaves a file for a database or a data set: tables that any other program can read.

Their names and columns are Indonesian: people look at them. Nobody's saran and no clerk's name is
among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.survey import Survey

Value = str | int | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table with its columns; ``types`` are names that DuckDB and PostgreSQL both know."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]


def _table(name: str, **columns: str) -> PublishedTable:
    return PublishedTable(name, tuple(columns), tuple(columns.values()))


_TEXT, _INT, _BIG, _DAY, _YES = "TEXT", "INTEGER", "BIGINT", "DATE", "BOOLEAN"

INSTRUMENTS = _table(
    "instrumen",
    instrumen=_TEXT,
    kunci=_TEXT,
    versi=_INT,
    nama=_TEXT,
    indeks=_TEXT,
    terendah=_INT,
    tertinggi=_INT,
    faktor_atas=_BIG,
    faktor_bawah=_BIG,
    indeks_tertinggi=_INT,
)
UNSUR = _table(
    "instrumen_unsur",
    instrumen=_TEXT,
    urutan=_INT,
    unsur=_TEXT,
    kode=_TEXT,
    nama=_TEXT,
    bobot=_BIG,
)
QUESTIONS = _table(
    "instrumen_pertanyaan",
    instrumen=_TEXT,
    urutan=_INT,
    pertanyaan=_TEXT,
    unsur=_TEXT,
    teks=_TEXT,
)
MUTU = _table("instrumen_mutu", instrumen=_TEXT, urutan=_INT, huruf=_TEXT, kata=_TEXT, batas=_BIG)
INSTRUMENT_TABLES = (INSTRUMENTS, UNSUR, QUESTIONS, MUTU)
SURVEYS = _table(
    "survei",
    id=_TEXT,
    kode=_TEXT,
    tahun=_INT,
    periode=_TEXT,
    nama_periode=_TEXT,
    awal=_DAY,
    akhir=_DAY,
    kode_unit=_TEXT,
    nama_unit=_TEXT,
    jenis_unit=_TEXT,
    kode_induk=_TEXT,
    nama_induk=_TEXT,
    wilayah=_TEXT,
    nama_wilayah=_TEXT,
    instrumen=_TEXT,
    keadaan=_TEXT,
    metode=_TEXT,
    populasi=_BIG,
    bobot=_TEXT,
    jawaban_kosong=_TEXT,
    lembar=_BIG,
    lembar_lengkap=_BIG,
    dimusnahkan_pada=_DAY,
    catatan=_TEXT,
)
SERVICES = _table("layanan", id=_TEXT, kode_unit=_TEXT, nama=_TEXT)
SHEETS = _table(
    "lembar",
    id=_TEXT,
    survei_id=_TEXT,
    layanan_id=_TEXT,
    nomor=_BIG,
    tanggal=_DAY,
    lengkap=_YES,
    jawaban=_TEXT,
    profil=_TEXT,
    revisi=_INT,
    diubah_pada="TIMESTAMPTZ",
)
"""``jawaban`` and ``profil`` are JSON."""
TALLIES = _table(
    "hitungan",
    survei_id=_TEXT,
    layanan_id=_TEXT,
    lengkap=_YES,
    pertanyaan=_TEXT,
    nilai=_INT,
    n=_BIG,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Whose file is published, and how far its log has come."""

    installation_id: str
    unit_code: str
    name: str
    program: str
    log_seq: int
    log_hash: str


@dataclass(frozen=True, slots=True)
class PublishedInstrument:
    """An instrument version as rows of the four tables, in their order."""

    sha256: str
    rows: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class PublishedSurvey:
    """A survey as it is published; ``digest`` is the same as long as nothing of it changes."""

    survey: Survey
    row: Row
    area: str
    """The code of its kecamatan, or else of its pemda: the partition it belongs to."""
    sheets: int
    """Sheets that are sent; none of a destroyed survey, though its counts are."""
    digest: str

    @property
    def uuid(self) -> str:
        """What names it in every file."""
        return self.survey.uuid

    @property
    def instrument(self) -> str:
        """The hash of its instrument."""
        return str(self.row[SURVEYS.columns.index("instrumen")])


@dataclass(frozen=True, slots=True)
class Known:
    """What a target holds of a survey already."""

    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a target did: sheets that were put in or replaced, and those taken out."""

    sheets: int = 0
    removed: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.sheets + other.sheets, self.removed + other.removed)
