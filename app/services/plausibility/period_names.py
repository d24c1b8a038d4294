"""Understand what a recap writes in its column of periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.models.period import MONTHS, PeriodKind

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)", re.ASCII)
_NUMBER = r"[\s.-]*(?:ke[\s-]*)?(iv|i{1,3}|\d{1,2})(?![a-z\d])"
_NUMBERED = {
    PeriodKind.TRIWULAN: re.compile(
        r"(?<![a-z])(?:triwulan|triw|trw|tw|kuartal|q)" + _NUMBER, re.ASCII
    ),
    PeriodKind.SEMESTER: re.compile(r"(?<![a-z])(?:semester|smt|sem)" + _NUMBER, re.ASCII),
    PeriodKind.BULANAN: re.compile(r"(?<![a-z])(?:bulan|bln)" + _NUMBER, re.ASCII),
}
_MOST = {PeriodKind.SEMESTER: 2, PeriodKind.TRIWULAN: 4, PeriodKind.BULANAN: 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period as far as it was understood; ``kind`` is None for any other text."""

    text: str
    kind: PeriodKind | None = None
    number: int = 0
    year: int | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """What two names of one period share."""
        if self.kind is None:
            return (" ".join(self.text.casefold().split()), self.year)
        return (self.kind, self.number, self.year)

    @property
    def order(self) -> tuple[int, int]:
        """Sort periods of one kind."""
        return (self.year or 0, self.number)


@lru_cache(maxsize=4096)
def read_period(text: str, year_text: str = "") -> PeriodName:
    """Return the period that ``Triwulan II 2024``, ``TW 2``, ``Juni`` or ``tahunan`` name."""
    words = text.casefold()
    years = set(_YEAR.findall(year_text or words))
    year = int(years.pop()) if len(years) == 1 else None
    kind, number = _kind(words)
    if kind is None and not words.strip() and year:
        kind = PeriodKind.TAHUNAN
    return PeriodName(text, kind, number, year)


def _kind(words: str) -> tuple[PeriodKind | None, int]:
    if words.lstrip().startswith("tahun") or _YEAR.fullmatch(words.strip()):
        return PeriodKind.TAHUNAN, 0
    for kind, pattern in _NUMBERED.items():
        if match := pattern.search(words):
            number = _ROMAN.get(match[1]) or int(match[1])
            return (kind, number) if 1 <= number <= _MOST[kind] else (None, 0)
    months = [_MONTHS[word] for word in _WORD.findall(words) if word in _MONTHS]
    days = re.findall(r"\d+", _YEAR.sub("", words))
    if len(months) == 1 and not days:
        return PeriodKind.BULANAN, months[0]
    return None, 0
