"""Lists of holidays as people write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.services.planning.holidays import (
    fixed_holidays,
    read_day,
    read_holiday_file,
    read_holidays,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_the_usual_ways_to_write_a_list() -> None:
    text = "tanggal;nama\n2027-03-10;Hari A\n\n11-03-2027;Hari B\n12/03/2027\tHari C\r\n"
    found = read_holidays(text + '13 Maret 2027,"Hari D"\n')
    assert found.refused == ()
    assert found.days == {date(2027, 3, 9 + n): f"Hari {name}" for n, name in enumerate("ABCD", 1)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("31-02-2027;X", "tanggalnya tidak dikenal"),
        ("10-03-27;X", "tanggalnya tidak dikenal"),
        ("2027-03-10", "tidak ada titik koma"),
        ("2027-03-10;  ", "nama hari liburnya kosong"),
        ("2027-01-01;Lagi", "tanggal itu sudah ada di daftar ini"),
    ],
)
def test_refused_lines_have_their_number_and_reason(line: str, reason: str) -> None:
    found = read_holidays(f"2027-01-01;Tahun baru\n{line}\n")
    assert [refused.line for refused in found.refused] == [2]
    assert found.refused[0].reason.startswith(reason)


@given(st.text(max_size=400))
def test_nothing_that_anybody_pastes_breaks_it(text: str) -> None:
    found = read_holidays(text)
    assert all(name for name in found.days.values())


@given(st.dates(date(1990, 1, 1), date(2200, 12, 31)))
def test_days_in_both_orders(day: date) -> None:
    assert read_day(day.isoformat()) == read_day(day.strftime("%d-%m-%Y")) == day


def test_only_dates_that_never_move_are_proposed() -> None:
    assert sorted(day.strftime("%m-%d") for day in fixed_holidays(2027)) == [
        "01-01",
        "05-01",
        "06-01",
        "08-17",
        "12-25",
    ]


def test_files(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.csv", tmp_path / "b.csv"
    good.write_bytes("\ufefftanggal;nama\n2027-03-10;Hari A\n".encode())
    assert len(read_holidays(read_holiday_file(good)).days) == 1
    bad.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(InputError, match="bukan daftar hari libur"):
        read_holiday_file(bad)
    with pytest.raises(InputError, match="tidak dapat dibaca"):
        read_holiday_file(tmp_path / "tidak ada.csv")
