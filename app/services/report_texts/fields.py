"""The named fields that a text of a report may hold, with what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.services.reports.kinds import Subject
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    Listed = tuple[tuple[str, str, str], ...]


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
def text_fields(subject: Subject) -> tuple[TextField, ...]:
    """Return the fields of the texts about a survey, or about a year; the office's are first."""
    listed = {Subject.SURVEY: _of_a_survey, Subject.YEAR: _of_a_year}[subject]()
    return tuple(TextField(*one) for one in listed)


def examples(subject: Subject) -> Mapping[str, str]:
    """Return a made-up value for every field."""
    return {field.name: field.example for field in text_fields(subject)}


def unknown_value() -> str:
    """Return what stands for a value that the office file does not hold."""
    return tr("(belum dicatat)")


def _of_a_survey() -> Listed:
    return (
        ("unit", tr("unit yang disurvei"), tr("Kelurahan Melati")),
        *_of_the_office(tr("Kelurahan Melati"), tr("Lurah Melati")),
        *_of_the_instrument(),
        ("periode", tr("periode survei"), tr("tahun 2026")),
        ("tahun", tr("tahun survei"), "2026"),
        ("metode", tr("cara mengumpulkan data"), tr("manual")),
        ("layanan", tr("nama jenis layanan"), tr("KTP dan Kartu Keluarga")),
        ("jumlah_layanan", tr("jumlah jenis layanan"), "2"),
        ("populasi", tr("jumlah pengguna layanan"), "1.000"),
        ("sampel_minimal", tr("sampel minimal"), "278"),
        ("awal_pengumpulan", tr("tanggal lembar pertama"), tr("2 Maret 2026")),
        ("akhir_pengumpulan", tr("tanggal lembar terakhir"), tr("30 Oktober 2026")),
        *_of_the_result("300"),
    )


def _of_a_year() -> Listed:
    return (
        *_of_the_office(tr("Bagian Organisasi"), tr("Sekretaris Daerah")),
        *_of_the_instrument(),
        ("tahun", tr("tahun laporan"), "2026"),
        ("jumlah_unit", tr("jumlah unit yang harus melapor"), "95"),
        ("unit_melapor", tr("jumlah unit yang melapor"), "93"),
        ("unit_belum", tr("jumlah unit yang belum melapor"), "2"),
        *_of_the_result("20.671"),
    )


def _of_the_office(name: str, official: str) -> Listed:
    return (
        ("kantor", tr("kantor pemilik berkas"), name),
        ("pemerintah", tr("pemerintah daerah"), tr("Pemerintah Kota Contoh")),
        ("alamat", tr("alamat kantor"), tr("Jalan Melati 1")),
        ("tempat", tr("tempat laporan ditandatangani"), tr("Melati")),
        ("tanggal_laporan", tr("tanggal laporan ditandatangani"), tr("12 Januari 2027")),
        ("jabatan", tr("jabatan penanda tangan"), official),
    )


def _of_the_instrument() -> Listed:
    return (
        ("survei", tr("singkatan survei"), "SKM"),
        ("nama_survei", tr("nama survei"), tr("Survei Kepuasan Masyarakat")),
        ("indeks", tr("singkatan indeks"), "IKM"),
        ("nama_indeks", tr("nama indeks"), tr("Indeks Kepuasan Masyarakat")),
        ("sumber", tr("sumber kuesioner"), tr("PermenPANRB Nomor 14 Tahun 2017")),
        ("jumlah_unsur", tr("jumlah unsur"), "9"),
        ("daftar_unsur", tr("nama semua unsur"), tr("Persyaratan, Prosedur, dan Waktu")),
        ("jumlah_pertanyaan", tr("jumlah pertanyaan"), "9"),
        ("skala", tr("skala jawaban"), tr("1 sampai 4")),
    )


def _of_the_result(n: str) -> Listed:
    return (
        ("jumlah_responden", tr("jumlah responden"), n),
        ("nilai", tr("nilai indeks"), "86,79"),
        ("mutu", tr("mutu pelayanan"), tr("B (Baik)")),
        ("unsur_tertinggi", tr("unsur bernilai tertinggi"), tr("Perilaku Pelaksana (90,25)")),
        ("unsur_terendah", tr("unsur bernilai terendah"), tr("Waktu Penyelesaian (81,50)")),
    )
