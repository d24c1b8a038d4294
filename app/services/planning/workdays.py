"""Working days: all but Saturdays, Sundays and the office's own list of holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_DAY = timedelta(days=1)
_WEEK, _WORKING = 7, 5
"""Days of a week, and those before its weekend (Monday is day 0)."""


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Say whether the office works on this day."""
    return day.weekday() < _WORKING and day not in holidays


def working_days(start: date, end: date, holidays: Collection[date] = ()) -> int:
    """Return how many working days lie from ``start`` to ``end``, both included; 0 if it is before.

    It counts weeks, not days, so that it costs the same for any length.
    """
    length = (end - start).days + 1
    if length <= 0:
        return 0
    weeks, rest = divmod(length, _WEEK)
    weekdays = weeks * _WORKING
    weekdays += sum((start.weekday() + day) % _WEEK < _WORKING for day in range(rest))
    return weekdays - sum(start <= day <= end and day.weekday() < _WORKING for day in set(holidays))


def working_day_from(day: date, holidays: Collection[date]) -> date:
    """Return the day itself, or the first working day after it."""
    while not is_working_day(day, holidays) and day < date.max:
        day += _DAY
    return day


def working_day_until(day: date, holidays: Collection[date]) -> date:
    """Return the day itself, or the last working day before it."""
    while not is_working_day(day, holidays) and day > date.min:
        day -= _DAY
    return day


def after_working_days(start: date, count: int, holidays: Collection[date]) -> date:
    """Return the last of ``count`` working days of which the first is ``start`` or follows it.

    ``count`` is at least 1.
    """
    day = working_day_from(start, holidays)
    for _ in range(count - 1):
        day = working_day_from(day + _DAY, holidays)
    return day
