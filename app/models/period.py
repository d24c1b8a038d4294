"""The time a survey speaks of (rules/skm.md §4)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_ROMAN = ("I", "II", "III", "IV")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_NUMBERED = re.compile(r"(semester|triwulan|bulan)-(\d{1,2})")


class PeriodKind(StrEnum):
    """How the year is cut; the value opens the period's code."""

    TAHUNAN = "tahunan"
    SEMESTER = "semester"
    TRIWULAN = "triwulan"
    BULANAN = "bulan"
    RENTANG = "rentang"


_COUNT = {PeriodKind.SEMESTER: 2, PeriodKind.TRIWULAN: 4, PeriodKind.BULANAN: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A period with both of its days included."""

    kind: PeriodKind
    start: date
    end: date
    number: int = 0

    @property
    def code(self) -> str:
        """The form in files and commands: ``tahunan``, ``bulan-6``, ``2026-06-01..2026-06-30``."""
        if self.kind is PeriodKind.TAHUNAN:
            return self.kind.value
        if self.kind is PeriodKind.RENTANG:
            return f"{self.start.isoformat()}..{self.end.isoformat()}"
        return f"{self.kind.value}-{self.number}"

    @property
    def name(self) -> str:
        """The period in words, without its year: ``Triwulan II``."""
        if self.kind is PeriodKind.TAHUNAN:
            return "Tahunan"
        if self.kind is PeriodKind.BULANAN:
            return MONTHS[self.number - 1]
        if self.kind is PeriodKind.RENTANG:
            return f"{long_date(self.start)} sampai {long_date(self.end)}"
        return f"{self.kind.value.capitalize()} {_ROMAN[self.number - 1]}"

    def contains(self, day: date) -> bool:
        """Say whether ``day`` belongs to the period; its first and last day do."""
        return self.start <= day <= self.end


@lru_cache(maxsize=512)
def period_of(code: str, year: int) -> Period:
    """Return the period that ``code`` names in ``year``.

    Raises ValueError when the code is none of those of rules/skm.md §4.
    """
    code = code.strip().lower()
    if code == PeriodKind.TAHUNAN:
        return Period(PeriodKind.TAHUNAN, date(year, 1, 1), date(year, 12, 31))
    if match := _RANGE.fullmatch(code):
        start, end = (date.fromisoformat(day) for day in match.groups())
        if start > end:
            raise ValueError(code)
        return Period(PeriodKind.RENTANG, start, end)
    if match := _NUMBERED.fullmatch(code):
        return _numbered(PeriodKind(match[1]), int(match[2]), year)
    raise ValueError(code)


def periods_of_year(year: int) -> tuple[Period, ...]:
    """Return every named period of a year, the longest first."""
    numbered = (
        _numbered(kind, number, year)
        for kind, count in _COUNT.items()
        for number in range(1, count + 1)
    )
    return (period_of("tahunan", year), *numbered)


def long_date(day: date) -> str:
    """Return ``12 Maret 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _numbered(kind: PeriodKind, number: int, year: int) -> Period:
    count = _COUNT[kind]
    if not 1 <= number <= count:
        raise ValueError(number)
    months = 12 // count
    first, last = (number - 1) * months + 1, number * months
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Period(kind, date(year, first, 1), end, number)
