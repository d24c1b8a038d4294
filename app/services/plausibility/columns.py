"""The columns of a recap, by all the names that offices give them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.services.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument

UNIT, CODE, OFFICE, SERVICE, GROUP = "unit", "kode_unit", "perangkat_daerah", "layanan", "kelompok"
PLACES = ("kelurahan", "puskesmas", "kecamatan")
"""Columns that name the unit where no column ``unit`` does, the smaller place first."""
ORDER, PERIOD, YEAR, INSTRUMENT, WEIGHT = "no", "periode", "tahun", "instrumen", "bobot"
IKM, KONVERSI, INDEKS = "ikm", "nilai_konversi", "indeks"
"""The IKM stands under ``nilai_konversi`` where there is no column ``ikm``."""
COUNT, REALISASI = "jumlah_responden", "realisasi_persen"
METHOD, PRIORITIES = "metode", "unsur_perbaikan"
PLANS, FOLLOWED_UP = "rencana_tindak_lanjut", "realisasi_tindak_lanjut"
UNCHECKED = (METHOD, PRIORITIES, PLANS, FOLLOWED_UP)
"""Columns of words, which a recap may be taken over with but no rule looks at."""
LETTERS = ("kategori", "mutu", "kinerja")
PARTS_OF_YEAR = ("triwulan", "semester", "bulan")
FIRST_YEAR, LAST_YEAR = 2000, 2100
SUFFIXES = ("_nrr", "_konversi", "_mutu", "_n")
NRR_SUFFIX, KONVERSI_SUFFIX, MUTU_SUFFIX, COUNT_SUFFIX = SUFFIXES

_NAMES: dict[str, tuple[str, ...]] = {
    UNIT: (
        *("nama unit", "unit kerja", "unit pelayanan", "unit layanan", "unit penyelenggara"),
        *("nama unit kerja", "nama unit pelayanan", "unit penyelenggara pelayanan"),
        "nama",
    ),
    CODE: ("kode", "kode unit kerja"),
    OFFICE: ("opd", "nama opd", "skpd", "nama skpd", "instansi", "dinas", "nama perangkat daerah"),
    **{place: (f"nama {place}",) for place in PLACES},
    SERVICE: ("jenis layanan", "nama layanan", "jenis pelayanan", "pelayanan"),
    GROUP: ("kelompok unit", "jenis unit", "kelompok responden"),
    ORDER: ("nomor", "no urut"),
    PERIOD: ("periode survei", "masa survei", "waktu survei", "periode pelaksanaan"),
    YEAR: ("tahun survei",),
    **dict.fromkeys(PARTS_OF_YEAR, ()),
    INSTRUMENT: (),
    WEIGHT: ("aturan bobot",),
    IKM: (
        *("nilai ikm", "skm", "nilai skm", "indeks kepuasan masyarakat", "hasil ikm"),
        *("ikm unit pelayanan", "ikm unit", "ikm konversi"),
    ),
    KONVERSI: ("konversi ikm", "konversi"),
    INDEKS: ("nilai indeks", "indeks ikm"),
    "kategori": (),
    "mutu": ("mutu pelayanan", "mutu layanan", "nilai mutu", "mutu unit pelayanan"),
    "kinerja": ("kinerja unit", "kinerja unit pelayanan", "kinerja pelayanan", "predikat"),
    COUNT: (
        *("n", "responden", "jml responden", "jumlah sampel", "jumlah responden (orang)"),
        *("total responden", "banyak responden"),
    ),
    REALISASI: ("realisasi (%)", "persen realisasi", "capaian persen", "persen tindak lanjut"),
    METHOD: ("metode survei", "metode pengumpulan data"),
    PRIORITIES: ("unsur prioritas", "prioritas unsur", "unsur prioritas perbaikan"),
    PLANS: ("rtl",),
    FOLLOWED_UP: ("realisasi rtl", "realisasi tindak lanjut periode sebelumnya"),
}


GENERAL = frozenset(_NAMES)
UNITS = (UNIT, *PLACES[:2], OFFICE, *PLACES[2:])


def year_column(key: str, year: int) -> str:
    """Return the column of one year: ``ikm_2022``."""
    return f"{key}_{year}"


def columns_of(instruments: Sequence[Instrument]) -> list[Column]:
    """Return every column that a recap of any of the instruments may have."""
    general = [Column(key, names) for key, names in _NAMES.items()]
    return [*general, *_year_columns(), *_unsur_columns(instruments)]


def _year_columns() -> list[Column]:
    found = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        ikm = (f"nilai ikm {year}", f"ikm tahun {year}", f"nilai ikm tahun {year}", f"skm {year}")
        mutu = (f"mutu tahun {year}", f"kategori {year}", f"mutu pelayanan {year}")
        found += [Column(year_column(IKM, year), ikm), Column(year_column("mutu", year), mutu)]
    return found


def _unsur_columns(instruments: Sequence[Instrument]) -> list[Column]:
    names: dict[str, list[str]] = defaultdict(list)
    for instrument in instruments:
        for unsur in instrument.unsur:
            names[unsur.key] += [unsur.name, unsur.short_name, unsur.code]
    found = []
    for key, others in names.items():
        found.append(Column(key, tuple(others)))
        for suffix in SUFFIXES:
            spelt = tuple(f"{name}{suffix}" for name in others)
            found.append(Column(f"{key}{suffix}", spelt))
    return found
