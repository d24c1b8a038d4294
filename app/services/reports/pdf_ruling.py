"""The lines, tints and paddings of tables on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.reports.blocks import Ruling
from app.services.reports.paint import (
    ACCENT,
    LIGHT_LINE,
    LINE,
    MM,
    MUTED,
    TINT,
    WARNING,
    WARNING_TINT,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.reports.blocks import Column

Command = tuple[Any, ...]


def padding_of(ruling: Ruling, size: float) -> tuple[float, float]:
    """Return the room left and right, and above and below the words of a cell, in points."""
    if ruling is Ruling.GRID:
        return 0.25 * size, 0.2 * size
    if ruling in (Ruling.BOX, Ruling.NOTICE):
        return 3 * MM, 0.22 * size
    if ruling is Ruling.NONE:
        return 0.0, 0.2 * size
    return 0.5 * size, 0.3 * size


def ruling_commands(
    ruling: Ruling, area: tuple[int, int], columns: int, parts: tuple[int, int]
) -> list[Command]:
    """Return the style of one strand.

    ``area`` is its first column and its number of rows, ``parts`` the rows of header and footer.
    """
    left, rows = area
    right, last = left + columns - 1, rows - 1
    if rows < 1:
        return []
    whole = ((left, 0), (right, last))
    if ruling is Ruling.OPEN:
        return _open(left, right, last, parts)
    if ruling is Ruling.GRID:
        return _grid(left, right, last, parts)
    if ruling is Ruling.BOX:
        return [
            ("BACKGROUND", *whole, TINT),
            ("LINEBEFORE", (left, 0), (left, last), 2, ACCENT),
            *_from_the_top(left, right, last),
        ]
    if ruling is Ruling.NOTICE:
        return [
            ("BACKGROUND", *whole, WARNING_TINT),
            ("LINEBEFORE", (left, 0), (left, last), 2, WARNING),
            *_from_the_top(left, right, last),
        ]
    return _from_the_top(left, right, last)


def group_commands(columns: Sequence[Column], area: tuple[int, int]) -> list[Command]:
    """Return the lines before columns that begin a group; ``area`` as for ``ruling_commands``."""
    left, rows = area
    return [
        ("LINEBEFORE", (left + place, 0), (left + place, rows - 1), 0.9, MUTED)
        for place, column in enumerate(columns)
        if column.begins_group and place and rows
    ]


def _from_the_top(left: int, right: int, last: int) -> list[Command]:
    """Let a name stand beside the first line of what it names."""
    return [("VALIGN", (left, 0), (right, last), "TOP")]


def _open(left: int, right: int, last: int, parts: tuple[int, int]) -> list[Command]:
    header, footer = parts
    commands: list[Command] = [
        ("LINEBELOW", (left, 0), (right, last), 0.35, LIGHT_LINE),
        ("LINEBELOW", (left, last), (right, last), 0.8, ACCENT),
    ]
    if header:
        commands += [
            ("LINEABOVE", (left, 0), (right, 0), 0.8, ACCENT),
            ("BACKGROUND", (left, 0), (right, header - 1), TINT),
            ("LINEBELOW", (left, header - 1), (right, header - 1), 0.5, ACCENT),
        ]
    if footer:
        top = last - footer + 1
        commands.append(("LINEABOVE", (left, top), (right, top), 0.8, ACCENT))
    return commands


def _grid(left: int, right: int, last: int, parts: tuple[int, int]) -> list[Command]:
    header, footer = parts
    commands: list[Command] = [
        ("INNERGRID", (left, 0), (right, last), 0.25, LINE),
        ("BOX", (left, 0), (right, last), 0.5, MUTED),
    ]
    if header:
        commands += [
            ("BACKGROUND", (left, 0), (right, header - 1), TINT),
            ("LINEBELOW", (left, header - 1), (right, header - 1), 0.5, MUTED),
        ]
    if footer:
        top = last - footer + 1
        commands.append(("LINEABOVE", (left, top), (right, top), 0.5, MUTED))
    return commands
