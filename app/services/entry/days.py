"""A day as it is typed on a number pad."""

from __future__ import annotations

import re
from datetime import date

_PARTS = re.compile(r"(\d{1,2})(?:[^\d]+(\d{1,2})(?:[^\d]+(\d{4}|\d{2}))?)?")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_CENTURY = 100


def day_of(text: str, carried: date) -> date | None:
    """Return the day that ``text`` means, or None.

    ``12`` is the 12th of the carried month, ``12 3`` and ``1203`` the 12th of March of the carried
    year, ``12/3/26``, ``120326`` and ``12032026`` name the year; any sign may part the numbers.
    """
    text = text.strip()
    if not text.isascii():
        return None
    match = _RUN_TOGETHER.fullmatch(text) or _PARTS.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.groups()
    whole_year = carried.year if year is None else int(year)
    if year is not None and whole_year < _CENTURY:
        whole_year += carried.year // _CENTURY * _CENTURY
    try:
        return date(whole_year, int(month or carried.month), int(day))
    except ValueError:
        return None
