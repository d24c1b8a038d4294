"""What a value of a package must be; anything else raises ValueError and refuses the package."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from app.services.text import LINE_LIMIT, clean_line, clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.store.package import Content, Value

T = TypeVar("T")

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_WHOLE = re.compile(r"0|[1-9]\d{0,15}", re.ASCII)
MAX_NUMBER = 2**53
FIRST_YEAR, LAST_YEAR = 1990, 2200

Said = dict[str, "Value"]
"""A row by the names of its columns."""


class WrongRowError(ValueError):
    """A row that cannot be; says which."""

    def __init__(self, table: str, row: int) -> None:
        super().__init__(table, row)
        self.place = tr("tabel {tabel}, baris {baris}", tabel=table, baris=row)


def each(content: Content, build: Callable[[Said], T]) -> list[T]:
    """Return what ``build`` makes of every row, by the names of the columns.

    Raises WrongRowError for the first row that it refuses.
    """
    table, rows = content
    names = [column.name for column in table.columns]
    made = []
    for number, row in enumerate(rows, 1):
        try:
            made.append(build(dict(zip(names, row, strict=True))))
        except (ValueError, KeyError) as error:
            raise WrongRowError(table.name, number) from error
    return made


def only(content: Content, build: Callable[[Said], T]) -> T:
    """Return what ``build`` makes of the one row that a table must have."""
    (made,) = each(content, build)
    return made


def require(condition: bool) -> None:  # noqa: FBT001 - reads as an assertion
    """Raise ValueError unless something holds."""
    if not condition:
        raise ValueError


def text(value: Value) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - any wrong value is one refusal
    return value


def count(value: Value, highest: int = MAX_NUMBER) -> int:
    """Return a number from 0 on."""
    if not isinstance(value, int) or not 0 <= value <= highest:
        raise ValueError(value)
    return value


def count_or_none(value: Value, highest: int = MAX_NUMBER) -> int | None:
    """Return a number from 0 on, or None for nothing."""
    return None if value is None else count(value, highest)


def revision(value: Value) -> int:
    """Return a revision: a number from 1 on."""
    found = count(value)
    require(found >= 1)
    return found


def whole(value: str) -> int:
    """Return the number that a text of the manifest says."""
    return count(int(_matching(_WHOLE, value)))


def line(value: Value, limit: int = LINE_LIMIT) -> str:
    """Return a line that is clean and not empty."""
    found = line_or_empty(value, limit)
    require(bool(found))
    return found


def line_or_empty(value: Value, limit: int = LINE_LIMIT) -> str:
    """Return a clean line."""
    found = text(value)
    require(found == clean_line(found, limit))
    return found


def paragraphs(value: Value, limit: int) -> str:
    """Return a clean text of several lines."""
    found = text(value)
    require(not found or found == clean_text(found, limit))
    return found


def uuid(value: Value) -> str:
    """Return an identity."""
    return _matching(_UUID, value)


def sha256(value: Value) -> str:
    """Return a hash."""
    return _matching(_SHA256, value)


def day(value: Value) -> date:
    """Return a day within the years that surveys can have."""
    return _day(text(value))


@lru_cache(maxsize=1024)
def _day(found: str) -> date:
    parsed = date.fromisoformat(found)
    require(parsed.isoformat() == found and FIRST_YEAR <= parsed.year <= LAST_YEAR)
    return parsed


def day_or_none(value: Value) -> date | None:
    """Return a day, or None for nothing."""
    return None if value is None else day(value)


def year(value: Value) -> int:
    """Return a year that a survey can be of."""
    found = count(value)
    require(FIRST_YEAR <= found <= LAST_YEAR)
    return found


def distinct(values: list[str]) -> None:
    """Raise ValueError where a text stands twice."""
    require(len(set(values)) == len(values))


def _matching(pattern: re.Pattern[str], value: Value) -> str:
    found = text(value)
    require(pattern.fullmatch(found) is not None)
    return found
