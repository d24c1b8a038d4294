from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.instruments.reading import shipped_instruments
from app.services.recognising.unsur_words import unsur_named

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")

NAMED = {
    "Kesesuaian/ Kewajaran biaya": ("biaya",),
    "Kualitas Sarana dan Prasarana": ("sarpras",),
    "Kualitas Saranan dan Prasarana": ("sarpras",),
    "Prosedur Pelayanan": ("prosedur",),
    "Prosed ur Pelayanan": ("prosedur",),
    "Sistem, mekanisme prosedur": ("prosedur",),
    "Kecepatan Pelayanan": ("waktu",),
    "Jangka Waktu": ("waktu",),
    "Kesesuaian Persyaratan": ("persyaratan",),
    "Kesesuaian Pelayanan": ("produk",),
    "Kesesuai Layanan": ("produk",),
    "Produk Spesifikasi Jenis Pelayanan": ("produk",),
    "Pengelola Pengaduan": ("pengaduan",),
    "Penanganan Pengaduan, Saran, dan Masukan": ("pengaduan",),
    "Kompetensi Tugas": ("kompetensi",),
    "Perilaku Pelaksana": ("perilaku",),
    "U4": ("biaya",),
    "Ruang Farmasi": (),
    "Petugas Pelayanan": (),
    "": (),
}


@pytest.mark.parametrize("text", NAMED)
def test_what_reports_write_is_understood(text: str) -> None:
    found, unknown = unsur_named(text, SKM_9)
    assert found == NAMED[text]
    assert unknown == (() if found or not text else (text,))


def test_one_part_may_name_several_and_each_counts_once() -> None:
    text = "Produk & Tarif; Prosedur dan Unsur Sarpas;\nTarif; Ruang tunggu"
    found, unknown = unsur_named(text, SKM_9)
    assert set(found) == {"produk", "biaya", "prosedur", "sarpras"}
    assert len(found) == 4
    assert unknown == ("Ruang tunggu",)


def test_an_unsur_of_an_offices_own_is_known_by_its_name() -> None:
    own = replace(SKM_9.unsur[0], key="parkir", name="Tempat parkir", short_name="Parkir", code="X")
    instrument = replace(SKM_9, unsur=(own,))
    assert unsur_named("tempat  PARKIR; Biaya", instrument) == (("parkir",), ("Biaya",))


@given(st.text(max_size=200))
def test_anything_is_read_without_harm(text: str) -> None:
    found, unknown = unsur_named(text, SKM_9)
    assert set(found) <= {unsur.key for unsur in SKM_9.unsur}
    assert all(part.strip() == part and part for part in unknown)
