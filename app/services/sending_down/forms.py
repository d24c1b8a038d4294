"""The tables of an office package. Their names and columns are Indonesian: people look at them.

History of the format:
1. manifes, unit, alias, layanan, instrumen, survei, jadwal, pejabat.
"""

from __future__ import annotations

from app.models.store.package import Column, Table


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, str) for name in names)


MANIFEST = Table("manifes", _texts("kunci", "nilai"))
UNIT = Table("unit", (*_texts("uuid", "kode", "nama", "jenis", "kode_induk"), Column("aktif", int)))
ALIAS = Table("alias", _texts("kode_unit", "alias"))
SERVICE = Table("layanan", (*_texts("kode_unit", "nama"), Column("aktif", int)))
INSTRUMENT = Table(
    "instrumen",
    (Column("kunci", str), Column("versi", int), *_texts("nama", "sha256", "definisi")),
)
SURVEY = Table(
    "survei",
    (
        *_texts("uuid", "kode"),
        Column("tahun", int),
        *_texts("periode", "instrumen"),
        Column("versi_instrumen", int),
        *_texts("metode", "bobot", "jawaban_kosong", "aturan_sampel"),
        Column("akhir_pengumpulan", str, required=False),
        *_texts("catatan", "kertas"),
        Column("urutan", int),
    ),
)
SCHEDULE = Table("jadwal", _texts("uuid_survei", "tahap", "mulai", "selesai"))
OFFICIAL = Table("pejabat", _texts("jabatan", "nama", "pangkat", "nip"))

FIXED = {1: (MANIFEST, UNIT, ALIAS, SERVICE, INSTRUMENT, SURVEY, SCHEDULE, OFFICIAL)}
"""The tables of each format, in their order."""
