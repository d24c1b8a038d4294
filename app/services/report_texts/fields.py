"""The named fields that a text of a report may hold, with what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class TextField:
    """A field; ``example`` stands for its value while there is no survey to take it from."""

    name: str
    meaning: str
    example: str

    @property
    def written(self) -> str:
        """The field as it stands in a text."""
        return f"{{{self.name}}}"


@cache
def text_fields() -> tuple[TextField, ...]:
    """Return every field, those of the office first."""
    listed = (
        ("unit", tr("unit yang disurvei"), tr("Kelurahan Melati")),
        ("kantor", tr("kantor pemilik berkas"), tr("Kelurahan Melati")),
        ("pemerintah", tr("pemerintah daerah"), tr("Pemerintah Kota Contoh")),
        ("alamat", tr("alamat kantor"), tr("Jalan Melati 1")),
        ("tempat", tr("tempat laporan ditandatangani"), tr("Melati")),
        ("tanggal_laporan", tr("tanggal laporan ditandatangani"), tr("12 Januari 2027")),
        ("jabatan", tr("jabatan penanda tangan"), tr("Lurah Melati")),
        ("survei", tr("singkatan survei"), "SKM"),
        ("nama_survei", tr("nama survei"), tr("Survei Kepuasan Masyarakat")),
        ("indeks", tr("singkatan indeks"), "IKM"),
        ("nama_indeks", tr("nama indeks"), tr("Indeks Kepuasan Masyarakat")),
        ("sumber", tr("sumber kuesioner"), tr("PermenPANRB Nomor 14 Tahun 2017")),
        ("periode", tr("periode survei"), tr("tahun 2026")),
        ("tahun", tr("tahun survei"), "2026"),
        ("metode", tr("cara mengumpulkan data"), tr("manual")),
        ("layanan", tr("nama jenis layanan"), tr("KTP dan Kartu Keluarga")),
        ("jumlah_layanan", tr("jumlah jenis layanan"), "2"),
        ("jumlah_unsur", tr("jumlah unsur"), "9"),
        ("daftar_unsur", tr("nama semua unsur"), tr("Persyaratan, Prosedur, dan Waktu")),
        ("jumlah_pertanyaan", tr("jumlah pertanyaan"), "9"),
        ("skala", tr("skala jawaban"), tr("1 sampai 4")),
        ("populasi", tr("jumlah pengguna layanan"), "1.000"),
        ("sampel_minimal", tr("sampel minimal"), "278"),
        ("jumlah_responden", tr("jumlah responden"), "300"),
        ("awal_pengumpulan", tr("tanggal lembar pertama"), tr("2 Maret 2026")),
        ("akhir_pengumpulan", tr("tanggal lembar terakhir"), tr("30 Oktober 2026")),
        ("nilai", tr("nilai indeks"), "86,79"),
        ("mutu", tr("mutu pelayanan"), tr("B (Baik)")),
        ("unsur_tertinggi", tr("unsur bernilai tertinggi"), tr("Perilaku Pelaksana (90,25)")),
        ("unsur_terendah", tr("unsur bernilai terendah"), tr("Waktu Penyelesaian (81,50)")),
    )
    return tuple(TextField(*one) for one in listed)


def examples() -> Mapping[str, str]:
    """Return a made-up value for every field."""
    return {field.name: field.example for field in text_fields()}


def unknown_value() -> str:
    """Return what stands for a value that the office file does not hold."""
    return tr("(belum dicatat)")
