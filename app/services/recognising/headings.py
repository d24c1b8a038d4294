"""Which row of a table names its columns, and which column each name stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEADER_ROWS = 15
"""A header is looked for below titles of at most so many rows."""
_LONGEST = 500


def plain(name: str) -> str:
    """Return a column's name as it is compared: small letters and digits only."""
    return re.sub(r"[\W_]+", "", name.casefold())


class Spellings:
    """The spellings by which columns are known; where two share one, the first keeps it."""

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._keys: dict[str, str] = {}
        for key, spellings in names:
            for spelling in (key, *spellings):
                compared = plain(spelling)
                if compared:
                    self._keys.setdefault(compared, key)

    def key_of(self, heading: str) -> str:
        """Return the key of the column that a heading names; empty when it is none."""
        return self._keys.get(plain(heading[:_LONGEST]), "")

    def known_in(self, headings: Iterable[str]) -> int:
        """Return how many headings of a row are known."""
        return sum(bool(self.key_of(heading)) for heading in headings)

    def header_of(self, rows: Sequence[Sequence[str]]) -> int:
        """Return the place of the row that names most columns; titles may stand above it."""
        return max(
            range(min(len(rows), HEADER_ROWS)),
            key=lambda place: self.known_in(rows[place]),
            default=0,
        )
