"""One page's rows as reportlab draws them, in one strand or several beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from app.services.reports.blocks import Align, Column, Ruling, Table
from app.services.reports.lettering import BOLD, REGULAR, draw, font, runs, width
from app.services.reports.paint import MM, TEXT, TINT
from app.services.reports.pdf_layout import Grid
from app.services.reports.pdf_rows import BODY, FOOTER, HEADER, LEADING, Line, Measures, Placed
from app.services.reports.pdf_ruling import Command, group_commands, ruling_commands

if TYPE_CHECKING:
    from collections.abc import Sequence

STRAND_GAP = 4 * MM
_MANY_WORDS = 6
"""Lines of words from which a row is read from its top."""
_ALIGN = {
    Align.LEFT: "LEFT",
    Align.BOTH: "LEFT",
    Align.CENTER: "CENTER",
    Align.RIGHT: "RIGHT",
}


class _Words(Flowable):
    """Lines of a cell that need several fonts."""

    def __init__(self, cell: Placed, size: float, room: float) -> None:
        super().__init__()
        self._cell, self._size, self._room = cell, size, room

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self._room, len(self._cell.words) * self._size * LEADING

    def draw(self) -> None:
        name, size = BOLD if self._cell.bold else REGULAR, self._size
        y = len(self._cell.words) * size * LEADING
        self.canv.setFillColor(TEXT)
        for words in self._cell.words:
            y -= size * LEADING
            left = self._room - width(words, name, size)
            x = {Align.RIGHT: left, Align.CENTER: left / 2}.get(self._cell.align, 0.0)
            draw(self.canv, x, y + size * (LEADING - 1), words, name, size)


def grid_of(table: Table, measures: Measures, strands: list[list[Line]], pitch: float) -> Grid:
    """Return the rows as a reportlab table; with a ``pitch`` all rows below the header have it."""
    across = len(measures.widths) + 1
    lines = max(len(strand) for strand in strands)
    blank = [""] * (across * len(strands) - 1)
    data: list[list[Any]] = [list(blank) for _ in range(lines)]
    commands = _base_commands(measures)
    for number, strand in enumerate(strands):
        left = number * across
        counts = tuple(sum(1 for one in strand if one.part == p) for p in (HEADER, FOOTER))
        area = (left, len(strand))
        columns = len(measures.widths)
        commands += ruling_commands(table.ruling, area, columns, (counts[0], counts[1]))
        if table.ruling in (Ruling.OPEN, Ruling.GRID):
            commands += group_commands(table.columns, area)
        commands += _column_commands(table.columns, area)
        for place, line in enumerate(strand):
            is_high = line.height > _MANY_WORDS * measures.leading
            if line.part == BODY and (is_high or measures.from_top):
                commands.append(("VALIGN", (left, place), (left + columns - 1, place), "TOP"))
            for cell in line.cells:
                data[place][left + cell.column] = _content(cell, measures)
                commands += _cell_commands(cell, (left + cell.column, place), table, line)
    widths: list[float] = []
    for number in range(len(strands)):
        widths += [STRAND_GAP, *measures.widths] if number else measures.widths
    heights = [_height(strands, place, pitch) for place in range(lines)]
    return Grid(data, colWidths=widths, rowHeights=heights, style=commands, hAlign="LEFT")


def _height(strands: Sequence[Sequence[Line]], place: int, pitch: float) -> float:
    found = [strand[place] for strand in strands if place < len(strand)]
    if pitch and found[0].part != HEADER:
        return pitch
    return max(line.height for line in found)


def _content(cell: Placed, measures: Measures) -> Any:  # noqa: ANN401 - what reportlab's tables hold
    """Return the words of a cell: plain text where one font has all of their letters."""
    name = BOLD if cell.bold else REGULAR
    text = "\n".join(cell.words)
    if all(run == name for run, _ in runs(text.replace("\n", " "), name)):
        return text
    return _Words(cell, measures.size, measures.room_of(cell.column, cell.columns))


def _base_commands(measures: Measures) -> list[Command]:
    whole = ((0, 0), (-1, -1))
    font(REGULAR)
    return [
        ("FONT", *whole, REGULAR, measures.size, measures.leading),
        ("TEXTCOLOR", *whole, TEXT),
        ("VALIGN", *whole, "MIDDLE"),
        ("LEFTPADDING", *whole, measures.across),
        ("RIGHTPADDING", *whole, measures.across),
        ("TOPPADDING", *whole, measures.down),
        ("BOTTOMPADDING", *whole, measures.down),
    ]


def _column_commands(columns: Sequence[Column], area: tuple[int, int]) -> list[Command]:
    left, rows = area
    return [
        ("ALIGN", (left + place, 0), (left + place, rows - 1), _ALIGN[column.align])
        for place, column in enumerate(columns)
        if column.align is not Align.LEFT and rows
    ]


def _cell_commands(cell: Placed, here: tuple[int, int], table: Table, line: Line) -> list[Command]:
    there = (here[0] + cell.columns - 1, here[1] + cell.rows - 1)
    commands: list[Command] = []
    if cell.align is not table.columns[cell.column].align:
        commands.append(("ALIGN", here, there, _ALIGN[cell.align]))
    if cell.bold:
        font(BOLD)
        commands.append(("FONTNAME", here, there, BOLD))
    if cell.columns > 1 or cell.rows > 1:
        commands.append(("SPAN", here, there))
    if cell.rows > 1 and line.part != HEADER:
        commands.append(("VALIGN", here, there, "TOP"))
    if cell.set_apart:
        commands.append(("BACKGROUND", here, there, TINT))
    return commands
