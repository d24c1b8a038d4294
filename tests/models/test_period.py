from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.period import (
    PeriodKind,
    long_date,
    period_of,
    periods_of_year,
)

YEARS = st.integers(min_value=1990, max_value=2200)


@pytest.mark.parametrize(
    ("code", "first", "last", "name"),
    [
        ("tahunan", date(2026, 1, 1), date(2026, 12, 31), "Tahunan"),
        ("semester-1", date(2026, 1, 1), date(2026, 6, 30), "Semester I"),
        ("semester-2", date(2026, 7, 1), date(2026, 12, 31), "Semester II"),
        ("triwulan-1", date(2026, 1, 1), date(2026, 3, 31), "Triwulan I"),
        ("triwulan-4", date(2026, 10, 1), date(2026, 12, 31), "Triwulan IV"),
        ("bulan-2", date(2026, 2, 1), date(2026, 2, 28), "Februari"),
        (
            "2026-05-29..2026-06-02",
            date(2026, 5, 29),
            date(2026, 6, 2),
            "29 Mei 2026 sampai 2 Juni 2026",
        ),
    ],
)
def test_a_code_names_its_days(code: str, first: date, last: date, name: str) -> None:
    period = period_of(code, 2026)
    assert (period.start, period.end, period.name, period.code) == (first, last, name, code)


def test_february_of_a_leap_year_has_29_days() -> None:
    assert period_of("bulan-2", 2028).end == date(2028, 2, 29)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "mingguan",
        "triwulan-5",
        "triwulan-0",
        "bulan-13",
        "2026-02-30..2026-03-01",
        "2026-03-02..2026-03-01",
    ],
)
def test_any_other_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        period_of(code, 2026)


def test_capitals_and_blanks_around_a_code_do_not_matter() -> None:
    assert period_of(" Triwulan-2 ", 2026) == period_of("triwulan-2", 2026)


@given(YEARS)
def test_both_ends_belong_to_a_period_and_their_neighbours_do_not(year: int) -> None:
    for period in periods_of_year(year):
        assert period.contains(period.start)
        assert period.contains(period.end)
        assert not period.contains(period.start - timedelta(days=1))
        assert not period.contains(period.end + timedelta(days=1))


@given(YEARS)
def test_the_periods_of_one_kind_cover_the_year_once(year: int) -> None:
    for kind in (PeriodKind.SEMESTER, PeriodKind.TRIWULAN, PeriodKind.BULANAN):
        cut = [period for period in periods_of_year(year) if period.kind is kind]
        assert cut[0].start == date(year, 1, 1)
        assert cut[-1].end == date(year, 12, 31)
        assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(cut))


@given(YEARS)
def test_a_code_leads_back_to_its_period(year: int) -> None:
    assert all(period_of(period.code, year) == period for period in periods_of_year(year))


def test_a_date_is_written_in_words() -> None:
    assert long_date(date(2026, 3, 12)) == "12 Maret 2026"
