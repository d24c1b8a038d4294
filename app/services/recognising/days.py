"""Days as spreadsheets and web forms write them; the order of the parts is stated, not guessed."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_YEAR, LAST_YEAR = 1990, 2200
_CENTURY = 2000
_TIME = (
    r"(?:[T ,]+\d{1,2}[.:]\d{2}(?:[.:]\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?"
    r"(?:\s*(?:GMT|UTC|WIB|WITA|WIT|Z)?\s*[+-]?[\d:]*)?)?"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.ASCII)
_PARTS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})" + _TIME, re.ASCII)
_NAMED = re.compile(
    r"(?:[A-Za-z]+,\s*)?(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{4}|\d{2})" + _TIME, re.ASCII
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}
_TWELVE = 12


class DateOrder(StrEnum):
    """In which order a day is written; UNKNOWN until somebody states it or the days show it."""

    UNKNOWN = ""
    DMY = "h-b-t"
    MDY = "b-h-t"
    YMD = "t-b-h"


class DayError(ValueError):
    """A cell that is no day; its text is the reason."""


def read_day(cell: str, order: DateOrder) -> date:
    """Return the day of a cell; a time of day beside it is left out.

    A year of two digits is one of this century. Raises DayError with the reason.
    """
    if match := _ISO.fullmatch(cell):
        return _day(match[1], match[2], match[3])
    if match := _NAMED.fullmatch(cell):
        month = _MONTHS.get(match[2].casefold())
        if month:
            return _day(match[3], str(month), match[1])
    if match := _PARTS.fullmatch(cell):
        return _ordered(match[1], match[2], match[3], order)
    raise DayError(tr("tanggal harus ditulis seperti 2026-03-12 atau 12/03/2026"))


def proposed_order(cells: Iterable[str]) -> DateOrder:
    """Return the order that the days themselves show; UNKNOWN where they show none or two."""
    shown: set[DateOrder] = set()
    any_parts = False
    for cell in cells:
        match = _PARTS.fullmatch(cell.strip())
        if match is None or _ISO.fullmatch(cell.strip()):
            continue
        any_parts = True
        if int(match[1]) > _TWELVE and int(match[2]) <= _TWELVE:
            shown.add(DateOrder.DMY)
        elif int(match[2]) > _TWELVE and int(match[1]) <= _TWELVE:
            shown.add(DateOrder.MDY)
    if not any_parts:
        return DateOrder.YMD
    return shown.pop() if len(shown) == 1 else DateOrder.UNKNOWN


def is_day(cell: str) -> bool:
    """Say whether a cell reads as a day in any order."""
    return any(pattern.fullmatch(cell.strip()) for pattern in (_ISO, _PARTS, _NAMED))


def _ordered(first: str, second: str, third: str, order: DateOrder) -> date:
    match order:
        case DateOrder.DMY:
            return _day(third, second, first)
        case DateOrder.MDY:
            return _day(third, first, second)
        case DateOrder.YMD if len(third) <= 2:  # noqa: PLR2004 - a day, not a year
            return _day(first, second, third)
        case DateOrder.YMD:
            raise DayError(tr("tanggal ini tidak ditulis dengan urutan tahun, bulan, hari"))
    raise DayError(tr("urutan hari dan bulan belum dinyatakan"))


def _day(year: str, month: str, day: str) -> date:
    whole = int(year) + (_CENTURY if len(year) <= 2 else 0)  # noqa: PLR2004 - a year of two digits
    if not FIRST_YEAR <= whole <= LAST_YEAR:
        raise DayError(
            tr("tahun harus antara {dari} dan {sampai}", dari=FIRST_YEAR, sampai=LAST_YEAR)
        )
    try:
        return date(whole, int(month), int(day))
    except ValueError as error:
        raise DayError(tr("tanggal itu tidak ada di kalender")) from error
