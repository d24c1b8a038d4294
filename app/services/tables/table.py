"""A table as it was read: rows of text with their place in the file."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 64_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 8_000_000
MAX_CELL = 100_000
"""Characters of one cell; what a cell means may bound it further."""


class NumberCell(str):
    """The text of a cell that holds a number: its point is a decimal point, whatever is stated."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``line`` is the line of a text file or the row of a sheet, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows that are not blank, and in words how the file was understood."""

    file_name: str
    rows: tuple[Row, ...]
    source: str
    """For example ``CSV, UTF-8, pemisah titik koma``."""
