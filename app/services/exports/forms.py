"""The tables of a package. Their names and columns are Indonesian: people look at them.

The table ``lembar`` has one column per profile field and per question of the instrument; a blank
answer is NULL. The column ``saran`` is there only when it was asked for.

History of the format:
1. manifes, unit, layanan, instrumen, survei, lembar.
2. ``layanan`` has revisi and diminta, ``survei`` has aturan_sampel; what was deleted (dihapus) and
   what surrounds the survey travels too: tindak_lanjut, survei_lalu, publikasi, forum, jadwal,
   verifikasi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.questionnaire import FieldKind
from app.models.store.package import Column, Table
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, str) for name in names)


_IDENTITY = (Column("uuid", str), Column("revisi", int))

MANIFEST = Table("manifes", _texts("kunci", "nilai"))
UNIT = Table("unit", _texts("uuid", "kode", "nama", "jenis", "kode_induk"))
SERVICES = Table(
    "layanan",
    (
        Column("nomor", int),
        *_IDENTITY,
        Column("nama", str),
        Column("diminta", int),
        Column("populasi", int, required=False),
    ),
)
_SERVICES_1 = Table(
    "layanan",
    (*SERVICES.columns[:2], Column("nama", str), Column("populasi", int, required=False)),
)
INSTRUMENT = Table(
    "instrumen",
    (
        Column("kunci", str),
        Column("versi", int),
        *_texts("nama", "sha256", "definisi"),
    ),
)
_SURVEY_1 = Table(
    "survei",
    (
        *_IDENTITY,
        *_texts("kode", "kode_unit"),
        Column("tahun", int),
        Column("periode", str),
        Column("populasi", int, required=False),
        *_texts("metode", "bobot", "jawaban_kosong", "keadaan"),
        Column("akhir_pengumpulan", str, required=False),
        Column("catatan", str),
    ),
)
SURVEY = Table("survei", (*_SURVEY_1.columns, Column("aturan_sampel", str)))

DELETED = Table("dihapus", (Column("jenis", str), *_IDENTITY))
PLANS = Table(
    "tindak_lanjut",
    (
        *_IDENTITY,
        Column("lalu", int),
        Column("urutan", int),
        *_texts("unsur", "nama_unsur", "kegiatan", "program", "waktu", "penanggung_jawab"),
        Column("jangka", str),
        Column("realisasi", int, required=False),
        *_texts("bukti", "kendala"),
        Column("dilaporkan", str, required=False),
    ),
)
PREVIOUS = Table(
    "survei_lalu", (*_texts("uuid", "kode"), Column("tahun", int), Column("periode", str))
)
PUBLICATIONS = Table("publikasi", (*_IDENTITY, *_texts("tanggal", "saluran", "tempat", "catatan")))
FORUMS = Table(
    "forum",
    (
        *_IDENTITY,
        *_texts("tanggal", "tempat"),
        Column("peserta", int, required=False),
        Column("catatan", str),
    ),
)
SCHEDULE = Table("jadwal", (*_IDENTITY, *_texts("tahap", "mulai", "selesai")))
VERIFICATION = Table(
    "verifikasi",
    (
        *_IDENTITY,
        *_texts("cara", "keadaan"),
        *(Column(name, int) for name in ("lembar", "isian", "berbeda", "keliru")),
    ),
)

AROUND = (DELETED, PLANS, PREVIOUS, PUBLICATIONS, FORUMS, SCHEDULE, VERIFICATION)
FIXED = {
    1: (MANIFEST, UNIT, _SERVICES_1, INSTRUMENT, _SURVEY_1),
    2: (MANIFEST, UNIT, SERVICES, INSTRUMENT, SURVEY, *AROUND),
}
"""The tables of each format whose form does not depend on the instrument, in their order."""

KINDS = {
    "sheet": "lembar",
    "follow_up": PLANS.name,
    "publication": PUBLICATIONS.name,
    "forum": FORUMS.name,
    "stage": SCHEDULE.name,
}
"""What may be deleted: the table of the office file, and the word for it in a package."""

SHEETS_NAME = "lembar"
SARAN = "saran"
SHEET_START = (
    *_IDENTITY,
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
