from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.session import Session
from tests.support.recaps import csv_text, recap_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def city(puas: Callable[..., Ran], tmp_path: Path) -> Path:
    path = tmp_path / "kota.sqlite"
    named = ("--nama", "Pemerintah Kota Melati", "--kode", "kota", "--jenis", "pemda")
    assert puas("baru", path, *named).code == 0
    return path


def count(path: Path) -> int:
    session = Session.open(path, read_only=True)
    assert isinstance(session, Session)
    try:
        return len(session.reported.all())
    finally:
        session.store.close()


def test_a_published_recap_is_taken_with_its_findings_told(
    puas: Callable[..., Ran], city: Path
) -> None:
    recap = DATA / "rekap_banjarmasin_2024.csv"
    seen = puas("impor-rekap", city, recap, "--tahun", 2024, "--pratinjau")
    assert seen.code == 0
    assert "95 angka: 95 baru." in seen.out
    assert "Unit baru (95): Sekretariat DPRD," in seen.out
    assert count(city) == 0
    taken = puas("impor-rekap", city, recap, "--tahun", 2024)
    assert taken.code == 0
    assert "19 temuan pada 16 dari 95 baris." in taken.out
    assert "95 angka dari rekap_banjarmasin_2024.csv dicatat sebagai angka yang dil" in taken.out
    assert "Unit baru: 95; layanan baru: 95." in taken.out
    again = puas("impor-rekap", city, recap, "--tahun", 2024)
    assert "sudah pernah diimpor: semua 95 angkanya sudah ada" in again.out
    assert count(city) == 95


def test_refused_rows_are_named_and_nothing_is_taken(
    puas: Callable[..., Ran], city: Path, tmp_path: Path
) -> None:
    lines = recap_lines(3)
    lines[4] |= {"ikm": "8853"}
    recap = tmp_path / "rekap.csv"
    recap.write_text(csv_text(lines), encoding="utf-8")
    for more in ((), ("--pratinjau",)):
        ran = puas("impor-rekap", city, recap, "--tahun", 2024, *more)
        assert ran.code == 1
        assert "Baris 5 (Kelurahan 5): ikm: 8853 tidak mungkin, mungkin 88,53." in ran.err
        assert "1 dari 12 angka ditolak, jadi tidak satu pun diambil." in ran.err
    assert count(city) == 0


def test_two_years_are_taken_and_taken_away_again(puas: Callable[..., Ran], city: Path) -> None:
    recap = DATA / "ikm_balikpapan_2021_2022.csv"
    assert "untuk tahun 2021, 2022: 200 baru" in puas("impor-rekap", city, recap).out
    ran = puas("impor-rekap", city, recap, "--batalkan")
    assert ran.out.startswith("200 angka dari ikm_balikpapan_2021_2022.csv dibuang;")
    ran = puas("impor-rekap", city, recap, "--batalkan")
    assert ran.code == 1
    assert "Tidak ada angka dari ikm_balikpapan_2021_2022.csv di berkas ini." in ran.err


def test_a_name_may_be_matched_by_hand(
    puas: Callable[..., Ran], city: Path, tmp_path: Path
) -> None:
    recap = tmp_path / "rekap.csv"
    recap.write_text("unit;ikm\nBagian Ortal;88,5\n", encoding="utf-8")
    ran = puas("impor-rekap", city, recap, "--tahun", 2024, "--padankan", "Bagian Ortal=KOTA")
    assert ran.code == 0
    assert "Unit baru" not in ran.out
    ran = puas("impor-rekap", city, recap, "--tahun", 2024, "--padankan", "tanpa kode")
    assert (ran.code, "tidak dapat dibaca" in ran.err) == (1, True)


def test_a_preview_and_a_withdrawal_exclude_each_other(
    puas: Callable[..., Ran], city: Path
) -> None:
    ran = puas("impor-rekap", city, "x.csv", "--pratinjau", "--batalkan")
    assert (ran.code, "tidak dapat dipakai bersama" in ran.err) == (2, True)
