"""Tables on paper: the header comes again on every page, rows of any length find room.

Each page gets a table of its own with given row heights, which is twice as fast as one table for
all pages, and lets a narrow table run in several strands.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus import Table as Grid

from app.services.reports.blocks import Align, Cell, Row, Ruling, Table
from app.services.reports.lettering import BOLD, REGULAR, clean, font, markup, runs, width
from app.services.reports.paint import MM, TEXT, style
from app.services.reports.pdf_ruling import padding_of, ruling_commands

if TYPE_CHECKING:
    from collections.abc import Sequence

_STRAND_GAP = 4 * MM
_LONGEST_HEADER = 200
_LONGEST_LINE = 200
BOX_EDGE = 3.0
_TALLEST_SHARE = 0.4
_FEWEST_ROWS = 2
"""Rows that must fit below a header at the end of a page; fewer go to the next page with it."""


class _Line:
    """One printed row: its contents, its height and the style of its cells."""

    def __init__(self, contents: list[Any], height: float, commands: list[tuple[Any, ...]]) -> None:
        self.contents, self.height, self.commands = contents, height, commands

    def pad(self, side: str, usual: float) -> None:
        """Keep the words of the first and last line away from the edge of their box."""
        self.height += BOX_EDGE
        self.commands = [*self.commands, (side, (0, 0), (1, 0), usual + BOX_EDGE)]


class FlowingTable(Flowable):
    """A table of the report as reportlab lays it out."""

    def __init__(self, table: Table, room: float, page_height: float) -> None:
        super().__init__()
        self._table, self._room, self._page_height = table, room, page_height
        self._strands = max(1, table.strands)
        strand_room = (room - _STRAND_GAP * (self._strands - 1)) / self._strands
        self._widths = _column_widths(table, strand_room)
        self._pad = padding_of(table.ruling, table.size)
        self._header = self._lines(table.header, bold=True, longest=_LONGEST_HEADER)
        self._body = [line for row in table.rows for line in self._parted(row)]
        self._footer = self._lines(table.footer, bold=True)
        if self._body and table.ruling in (Ruling.BOX, Ruling.NOTICE):
            self._body[0].pad("TOPPADDING", self._pad[1])
            self._body[-1].pad("BOTTOMPADDING", self._pad[1])
        self._pitch = max((line.height for line in self._body), default=0.0)
        self.hAlign = "LEFT"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of all rows."""
        self.width, self.height = self._room, self._height_of(len(self._body)) + _sum(self._footer)
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return this page's rows and the rest; nothing where too few of them fit."""
        fitting = self._fitting(height - _sum(self._header))
        near_the_end = height < self._page_height / 2
        if fitting < 1 or (fitting < min(_FEWEST_ROWS, len(self._body)) and near_the_end):
            return []
        left_over = _FEWEST_ROWS if len(self._body) > 2 * _FEWEST_ROWS else 1
        fitting = min(fitting, len(self._body) - left_over)
        if fitting < 1:
            return []
        return [
            self._part(self._body[:fitting], []),
            self._part(self._body[fitting:], self._footer),
        ]

    def draw(self) -> None:
        """Draw all rows."""
        grid = self._grid()
        _, height = grid.wrapOn(self.canv, self._room, self.height)
        grid.drawOn(self.canv, 0, self.height - height)

    def _part(self, body: list[_Line], footer: list[_Line]) -> FlowingTable:
        part = copy(self)
        part.__dict__.pop("_postponed", None)  # reportlab's note that this one had to wait
        part._body, part._footer = body, footer  # noqa: SLF001 - a copy of ourselves
        return part

    def _height_of(self, rows: int) -> float:
        """Return the height of the header and the first ``rows`` rows."""
        if self._strands == 1:
            return _sum(self._header) + _sum(self._body[:rows])
        return _sum(self._header) + -(-rows // self._strands) * self._pitch

    def _fitting(self, room: float) -> int:
        if self._strands > 1:
            return int(room // max(1.0, self._pitch)) * self._strands
        fitting, taken = 0, 0.0
        for line in self._body:
            taken += line.height
            if taken > room:
                break
            fitting += 1
        return fitting

    def _grid(self) -> Grid:
        strands = self._in_strands()
        lines = max(len(strand) for strand in strands)
        data: list[list[Any]] = []
        heights: list[float] = []
        commands: list[tuple[Any, ...]] = []
        for place in range(lines):
            row: list[Any] = []
            for number, strand in enumerate(strands):
                if number:
                    row.append("")
                line = strand[place] if place < len(strand) else None
                offset = (len(row), len(data))
                row += line.contents if line else [""] * len(self._widths)
                commands += [_moved(command, offset) for command in (line.commands if line else ())]
            heights.append(self._line_height(strands, place))
            data.append(row)
        for number, strand in enumerate(strands):
            area = (number * (len(self._widths) + 1), len(strand))
            parts = (len(self._header), len(self._footer) if self._strands == 1 else 0)
            commands = [
                *ruling_commands(self._table.ruling, area, len(self._widths), parts),
                *commands,
            ]
        return Grid(
            data,
            colWidths=self._all_widths(),
            rowHeights=heights,
            style=[*self._base_commands(), *commands],
            hAlign="LEFT",
        )

    def _in_strands(self) -> list[list[_Line]]:
        if self._strands == 1:
            return [[*self._header, *self._body, *self._footer]]
        per_strand = max(1, -(-len(self._body) // self._strands))
        starts = range(0, max(1, len(self._body)), per_strand)
        return [[*self._header, *self._body[s : s + per_strand]] for s in starts]

    def _line_height(self, strands: list[list[_Line]], place: int) -> float:
        if self._strands > 1 and place >= len(self._header):
            return self._pitch
        return max(strand[place].height for strand in strands if place < len(strand))

    def _all_widths(self) -> list[float]:
        strands = len(self._in_strands())
        widths = list(self._widths)
        for _ in range(strands - 1):
            widths += [_STRAND_GAP, *self._widths]
        return widths

    def _base_commands(self) -> list[tuple[Any, ...]]:
        across, down = self._pad
        whole = ((0, 0), (-1, -1))
        font(REGULAR)
        return [
            ("FONT", *whole, REGULAR, self._table.size, self._table.size * 1.2),
            ("TEXTCOLOR", *whole, TEXT),
            ("VALIGN", *whole, "MIDDLE"),
            ("LEFTPADDING", *whole, across),
            ("RIGHTPADDING", *whole, across),
            ("TOPPADDING", *whole, down),
            ("BOTTOMPADDING", *whole, down),
        ]

    def _lines(self, rows: Sequence[Row], *, bold: bool, longest: int = 2000) -> list[_Line]:
        """Return header or footer rows, in which cells may reach over several rows."""
        covered: set[tuple[int, int]] = set()
        lines = []
        for place, row in enumerate(rows):
            line = self._line(row, bold=bold, longest=longest, place=place, covered=covered)
            lines.append(line)
        return lines

    def _parted(self, row: Row) -> list[_Line]:
        """Return a row as one line, or as several where it is too high for a page."""
        line = self._line(row, bold=False)
        tallest = self._page_height * _TALLEST_SHARE
        if line.height <= tallest:
            return [line]
        lines, rest = [], line
        while rest.height > tallest:
            first, rest = self._torn(rest, tallest)
            lines.append(first)
        return [*lines, rest]

    def _torn(self, line: _Line, room: float) -> tuple[_Line, _Line]:
        """Part a line: as much of each paragraph as ``room`` holds, and the rest."""
        down = 2 * self._pad[1]
        top: list[Any] = []
        rest: list[Any] = []
        needed = 0.0
        for content in line.contents:
            parts = [content]
            if isinstance(content, Paragraph) and content.height > room - down:
                parts = content.split(content.width, room - down)
            top.append(parts[0] if parts else "")
            rest.append(parts[1] if len(parts) > 1 else "")
            if len(parts) > 1:
                needed = max(needed, parts[1].wrap(content.width, 1e6)[1])
        return _Line(top, room, line.commands), _Line(rest, needed + down, line.commands)

    def _line(
        self,
        row: Row,
        *,
        bold: bool,
        longest: int = 20_000,
        place: int = 0,
        covered: set[tuple[int, int]] | None = None,
    ) -> _Line:
        contents: list[Any] = [""] * len(self._widths)
        commands: list[tuple[Any, ...]] = []
        height, column = self._table.size * 1.2, 0
        covered = set() if covered is None else covered
        for given in row:
            while (column, place) in covered:
                column += 1
            if column >= len(self._widths):
                break
            cell = given if isinstance(given, Cell) else Cell(given)
            span = min(cell.columns, len(self._widths) - column)
            content, needed = self._content(
                cell, column, span, bold=bold or cell.bold, longest=longest
            )
            contents[column] = content
            commands += _cell_commands(
                cell, column, span, self._align(cell, column), bold=bold or cell.bold
            )
            height = max(height, needed / max(1, cell.rows))
            covered |= {
                (column + across, place + down)
                for across in range(span)
                for down in range(cell.rows)
            }
            column += span
        return _Line(contents, height + 2 * self._pad[1], commands)

    def _align(self, cell: Cell, column: int) -> Align:
        return cell.align or self._table.columns[column].align

    def _content(
        self, cell: Cell, column: int, span: int, *, bold: bool, longest: int
    ) -> tuple[Any, float]:
        """Return what stands in a cell and its height: plain text where it fits on one line."""
        name, size = BOLD if bold else REGULAR, self._table.size
        room = sum(self._widths[column : column + span]) - 2 * self._pad[0]
        text = clean(cell.text, longest)
        simple = (
            "\n" not in text
            and len(text) <= _LONGEST_LINE
            and [r[0] for r in runs(text, name)] in ([name], [])
        )
        if simple and width(text, name, size) <= room:
            return text, size * 1.2
        made = style(size, name, self._align(cell, column), size * 1.22)
        paragraph = Paragraph(markup(text, name), made)
        _, needed = paragraph.wrap(max(room, size), 1e6)
        return paragraph, needed


def _column_widths(table: Table, room: float) -> list[float]:
    fixed = sum(column.width for column in table.columns) * MM
    open_columns = sum(1 for column in table.columns if not column.width)
    if open_columns and fixed < room * 0.95:
        share = (room - fixed) / open_columns
        return [column.width * MM or share for column in table.columns]
    least = room / len(table.columns) * 0.5
    wanted = [column.width * MM or least for column in table.columns]
    factor = min(1.0, room / sum(wanted))
    return [w * factor for w in wanted]


def _cell_commands(
    cell: Cell, column: int, span: int, align: Align, *, bold: bool
) -> list[tuple[Any, ...]]:
    here, there = (column, 0), (column + span - 1, cell.rows - 1)
    named = {Align.LEFT: "LEFT", Align.CENTER: "CENTER", Align.RIGHT: "RIGHT"}[align]
    commands: list[tuple[Any, ...]] = [("ALIGN", here, there, named)]
    if bold:
        font(BOLD)
        commands.append(("FONTNAME", here, there, BOLD))
    if span > 1 or cell.rows > 1:
        commands.append(("SPAN", here, there))
    return commands


def _moved(command: tuple[Any, ...], offset: tuple[int, int]) -> tuple[Any, ...]:
    name, (x1, y1), (x2, y2), *rest = command
    dx, dy = offset
    return (name, (x1 + dx, y1 + dy), (x2 + dx, y2 + dy), *rest)


def _sum(lines: Sequence[_Line]) -> float:
    return sum(line.height for line in lines)
