"""Working days against a plain count, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.planning.workdays import (
    after_working_days,
    is_working_day,
    working_day_from,
    working_day_until,
    working_days,
)

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=30)


@given(days, st.integers(-5, 400), holidays)
def test_as_many_as_counted_one_by_one(start: date, length: int, off: frozenset[date]) -> None:
    end = start + timedelta(days=length)
    every = (start + timedelta(days=day) for day in range(length + 1))
    assert working_days(start, end, off) == sum(is_working_day(day, off) for day in every)


@given(st.dates(date(2026, 1, 1), date(2026, 3, 31)), st.integers(1, 60), holidays)
def test_the_end_of_a_stage_gives_its_length_back(
    start: date, count: int, off: frozenset[date]
) -> None:
    end = after_working_days(start, count, off)
    assert working_days(start, end, off) == count
    assert is_working_day(end, off)


@given(days, holidays)
def test_the_nearest_working_days(day: date, off: frozenset[date]) -> None:
    before, after = working_day_until(day, off), working_day_from(day, off)
    assert before <= day <= after
    assert is_working_day(before, off)
    assert is_working_day(after, off)
    assert working_days(before, after, off) == (1 if before == after else 2)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 11, 2), date(2026, 11, 30), 21),
        (date(2026, 11, 7), date(2026, 11, 8), 0),  # a weekend
        (date(2026, 1, 1), date(2026, 12, 31), 261),
    ],
)
def test_known_counts(start: date, end: date, count: int) -> None:
    assert working_days(start, end) == count


def test_a_holiday_on_a_sunday_takes_nothing_away() -> None:
    week = date(2026, 11, 2), date(2026, 11, 8)
    assert working_days(*week, {date(2026, 11, 8)}) == 5
    assert working_days(*week, {date(2026, 11, 4)}) == 4
