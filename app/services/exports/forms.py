"""The tables of a package. Their names and columns are Indonesian: people look at them.

The table ``lembar`` has one column per profile field and per question of the instrument; a blank
answer is NULL. The column ``saran`` is there only when it was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.questionnaire import FieldKind
from app.models.store.package import Column, Table
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument

MANIFEST = Table("manifes", (Column("kunci", str), Column("nilai", str)))
UNIT = Table(
    "unit", tuple(Column(name, str) for name in ("uuid", "kode", "nama", "jenis", "kode_induk"))
)
SERVICES = Table(
    "layanan",
    (
        Column("nomor", int),
        Column("uuid", str),
        Column("nama", str),
        Column("populasi", int, required=False),
    ),
)
INSTRUMENT = Table(
    "instrumen",
    (
        Column("kunci", str),
        Column("versi", int),
        Column("nama", str),
        Column("sha256", str),
        Column("definisi", str),
    ),
)
SURVEY = Table(
    "survei",
    (
        Column("uuid", str),
        Column("revisi", int),
        Column("kode", str),
        Column("kode_unit", str),
        Column("tahun", int),
        Column("periode", str),
        Column("populasi", int, required=False),
        Column("metode", str),
        Column("bobot", str),
        Column("jawaban_kosong", str),
        Column("keadaan", str),
        Column("akhir_pengumpulan", str, required=False),
        Column("catatan", str),
    ),
)
FIXED = (MANIFEST, UNIT, SERVICES, INSTRUMENT, SURVEY)
"""The tables whose form does not depend on the instrument."""

SHEETS_NAME = "lembar"
SARAN = "saran"
SHEET_START = (
    Column("uuid", str),
    Column("revisi", int),
    Column("diubah", str),
    Column("nomor", int),
    Column("tanggal", str),
    Column("layanan", str),
)


def sheet_table(instrument: Instrument, *, with_saran: bool) -> Table:
    """Return the form of ``lembar`` for an instrument.

    Raises InputError when two of its columns would have one name.
    """
    profile = [
        Column(field.key, str if field.kind is FieldKind.CHOICE else int, required=False)
        for field in instrument.profile
    ]
    questions = [Column(key, int, required=False) for key in instrument.question_keys]
    saran = [Column(SARAN, str)] if with_saran else []
    columns = (*SHEET_START, *profile, *questions, *saran)
    names = [column.name.casefold() for column in columns]
    if len(set(names)) < len(names):
        raise InputError(
            tr("Instrumen {nama} memakai satu kunci untuk dua isian.", nama=instrument.name),
            next=tr("Beri setiap pertanyaan dan isian profil kunci yang berbeda."),
        )
    return Table(SHEETS_NAME, columns)
