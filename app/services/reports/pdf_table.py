"""Tables on paper: the header comes again on every page, rows of any length find room.

Each page gets a table of its own with given row heights, which is twice as fast as one table for
all pages, and lets a narrow table run in several strands.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Flowable

from app.services.reports.blocks import Cell, Row, Ruling, Table
from app.services.reports.lettering import REGULAR, broken, draw
from app.services.reports.paint import MM, MUTED
from app.services.reports.pdf_grid import STRAND_GAP, grid_of
from app.services.reports.pdf_rows import (
    BODY,
    FOOTER,
    HEADER,
    Line,
    Measures,
    crossings,
    lines_of,
    part_before,
    torn,
)
from app.services.reports.pdf_ruling import padding_of
from app.services.reports.plain import clean
from app.services.reports.widths import column_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LONGEST = {HEADER: 200, BODY: 20_000, FOOTER: 2000}
_TALLEST_SHARE = 0.4
"""How much of a page a row may take before it is torn rather than moved to the next page."""
_FEWEST_ROWS = 2
"""Rows that must fit below a header at the end of a page; fewer go to the next page with it."""
_FEWEST_WORDS = 4
"""Lines of words that are worth tearing a row for."""
_GIVEN_UP = 0.2
"""How much of a page may stay empty so that no merged cell is cut."""
_WHOLE_PAGE = 0.95
"""What follows a break begins a page, also where rows moved away from the end of this one."""
_HIGHEST_PITCH = 0.2
"""How much of a page the rows of several strands may be high."""
_BLAME_ALONE = 8
_BOX_EDGE = 3.0
_NOTE_SIZE, _NOTE_PITCH, _NOTE_GAP = 7.0, 9.1, 2.0


class FlowingTable(Flowable):
    """A table of the report as reportlab lays it out. ``tick`` is called for every row."""

    def __init__(
        self,
        table: Table,
        room: float,
        page_height: float,
        tick: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__()
        self._table, self._room, self._page_height = table, room, page_height
        self._strands = max(1, table.strands)
        self._measures = _measures(table, room, self._strands)
        rows = table.rows if self._strands == 1 else _each_alone(table.rows)
        header, body, footer = (
            lines_of(lines, self._measures, part, _LONGEST[part], tick)
            for part, lines in ((HEADER, table.header), (BODY, rows), (FOOTER, table.footer))
        )
        self._header = _no_higher(header, page_height * _TALLEST_SHARE, self._measures)
        self._body, self._footers = [*body, *footer], len(footer)
        if self._body and table.ruling in (Ruling.BOX, Ruling.NOTICE):
            for place in (0, -1):  # keeps the words away from the edge of their box
                self._body[place].height += _BOX_EDGE
        self._pitch = max((line.height for line in self._body), default=0.0)
        self._notes = _notes(table, room, page_height / 4)
        self.hAlign = "LEFT"

    @property
    def rows(self) -> int:
        """How many rows this part prints."""
        return len(self._body)

    @property
    def overflows_strands(self) -> bool:
        """Say whether a row is too high to stand beside others, all of which would be as high."""
        return self._strands > 1 and self._pitch > self._page_height * _HIGHEST_PITCH

    @property
    def beginning(self) -> float:
        """The height of the header and the first rows, which stand together."""
        first = sum(line.height for line in self._body[:_FEWEST_ROWS])
        return min(self._header_height + first, self._page_height / 2)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of all rows; what is higher than several pages is not added up."""
        self.width = self._room
        self.height = self._header_height + self._body_height() + self._notes_height
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return this page's rows and the rest; nothing where too few of them fit."""
        room = height - self._header_height
        lines: Sequence[Line] = self._body
        if self._strands > 1:
            place = self._strand_break(room)
        else:
            fitting, taken = self._fitting(room)
            if fitting == len(lines) == 1 and self.height > self._page_height:
                return self._notes_apart()
            if self._must_tear(fitting, room - taken, height):
                lines = torn(lines, fitting, room - taken, self._measures)
                place = fitting + 1
            elif self._too_few(fitting, height):
                place = 0
            else:  # where all rows fit, the notes below them do not
                place = self._best_break(min(fitting, len(lines) - 1))
                if not place and self._is_new_page(height):  # one row and notes for two pages
                    lines = torn(lines, 0, lines[0].height / 2, self._measures)
                    place = 1
        if not 0 < place < len(lines):
            return []
        top, rest = part_before(lines, place, self._measures)
        first = self._part(top)
        first._notes = []  # noqa: SLF001 - a copy of ourselves
        return [first, CondPageBreak(self._page_height * _WHOLE_PAGE), self._part(rest)]

    def _notes_apart(self) -> list[Flowable]:
        """Return the rows, and the notes that no page has room for below them."""
        rows, notes = self._part(self._body), self._part([])
        rows._notes = []  # noqa: SLF001 - a copy of ourselves
        notes._header = []  # noqa: SLF001 - a copy of ourselves
        return [rows, notes]

    def draw(self) -> None:
        """Draw all rows, and the notes below them."""
        pitch = self._pitch if self._strands > 1 else 0.0
        strands = self._in_strands()
        if any(strands):
            grid = grid_of(self._table, self._measures, strands, pitch)
            _, height = grid.wrapOn(self.canv, self._room, self.height)
            grid.drawOn(self.canv, 0, self.height - height)
        self.canv.setFillColor(MUTED)
        y = self._notes_height - _NOTE_GAP
        for words in self._notes:
            y -= _NOTE_PITCH
            draw(self.canv, 0, y + _NOTE_SIZE * 0.3, words, REGULAR, _NOTE_SIZE)

    @property
    def _header_height(self) -> float:
        return sum(line.height for line in self._header)

    @property
    def _notes_height(self) -> float:
        return _NOTE_GAP + len(self._notes) * _NOTE_PITCH if self._notes else 0.0

    def _body_height(self) -> float:
        if self._strands > 1:
            return -(-len(self._body) // self._strands) * self._pitch
        height, enough = 0.0, 4 * self._page_height
        for line in self._body:
            height += line.height
            if height > enough:
                break
        return height

    def _part(self, body: list[Line]) -> FlowingTable:
        part = copy(self)
        part.__dict__.pop("_postponed", None)  # reportlab's note that this one had to wait
        part._body = body  # noqa: SLF001 - a copy of ourselves
        return part

    def _strand_break(self, room: float) -> int:
        """Return how many rows of a table in strands this page takes."""
        fitting = int(room // max(1.0, self._pitch)) * self._strands
        return min(fitting, len(self._body) - 1)

    def _fitting(self, room: float) -> tuple[int, float]:
        """Return how many rows fit into ``room``, and their height."""
        taken = 0.0
        for place, line in enumerate(self._body):
            if taken + line.height > room:
                return place, taken
            taken += line.height
        return len(self._body), taken

    def _must_tear(self, place: int, room: float, height: float) -> bool:
        """Say whether the row at ``place`` is too high to be moved to the next page whole."""
        if place == len(self._body) or self._body[place].height <= self._page_height * (
            _TALLEST_SHARE
        ):
            return False
        is_first = place == 0 and self._is_new_page(height)
        return is_first or self._measures.fitting(room) >= _FEWEST_WORDS

    def _is_new_page(self, height: float) -> bool:
        return height > 0.9 * self._page_height

    def _too_few(self, fitting: int, height: float) -> bool:
        near_the_end = height < self._page_height / 2
        return fitting < min(_FEWEST_ROWS, len(self._body)) and near_the_end

    def _best_break(self, fitting: int) -> int:
        """Return a place for the break at or a little before the last row that fits."""
        cut = crossings(self._body, max(0, fitting))
        best, least, given_up = fitting, float("inf"), 0.0
        for place in range(fitting, 0, -1):
            blame = cut[place] + self._blame(place)
            if blame < least:
                best, least = place, blame
            given_up += self._body[place - 1].height
            if least == 0 or given_up > self._page_height * _GIVEN_UP:
                break
        return best

    def _blame(self, place: int) -> int:
        """Return what speaks against a break at ``place``, besides the cells that it cuts."""
        is_alone = self._leaves_too_little(place) or self._body[place - 1].is_heading
        return _BLAME_ALONE if is_alone else 0

    def _leaves_too_little(self, place: int) -> bool:
        """Say whether a break leaves one row, sums, or the heading of a group alone."""
        if self._is_heading(self._body[place - 1]):
            return True
        end = len(self._body) - self._footers
        while end > place and all(cell.set_apart for cell in self._body[end - 1].cells):
            end -= 1
        return end - place < _FEWEST_ROWS and len(self._body) > 2 * _FEWEST_ROWS

    def _is_heading(self, line: Line) -> bool:
        """Say whether a row is one cell across the table that names the rows below it."""
        whole = len(self._measures.columns)
        return [(cell.columns, cell.set_apart) for cell in line.cells] == [(whole, True)]

    def _in_strands(self) -> list[list[Line]]:
        if self._strands == 1:
            return [[*self._header, *self._body]]
        per_strand = max(1, -(-len(self._body) // self._strands))
        starts = range(0, max(1, len(self._body)), per_strand)
        return [[*self._header, *self._body[s : s + per_strand]] for s in starts]


def _measures(table: Table, room: float, strands: int) -> Measures:
    strand_room = (room - STRAND_GAP * (strands - 1)) / strands
    across, down = padding_of(table.ruling, table.size)
    widths = tuple(width * MM for width in column_widths(table.columns, strand_room / MM))
    across = min(across, min(widths, default=across) / 4)
    is_merged = any(isinstance(c, Cell) and c.rows > 1 for row in table.rows for c in row)
    return Measures(table.columns, widths, table.size, across, down, from_top=is_merged)


def _each_alone(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows whose cells cover one row each: a strand may end after any of them."""
    return tuple(
        tuple(
            replace(cell, rows=1) if isinstance(cell, Cell) and cell.rows > 1 else cell
            for cell in row
        )
        for row in rows
    )


def _no_higher(header: list[Line], most: float, measures: Measures) -> list[Line]:
    """Return a header that leaves room for rows, its longest words cut with …."""
    if sum(line.height for line in header) <= most:
        return header
    words = max(1, measures.fitting(most / len(header)))
    cut = []
    for line in header:
        cells = [
            cell
            if len(cell.words) <= words * cell.rows
            else replace(cell, words=(*cell.words[: words * cell.rows - 1], "…"))
            for cell in line.cells
        ]
        height = min(line.height, words * measures.leading + 2 * measures.down)
        cut.append(replace(line, cells=cells, height=height))
    return cut


def _notes(table: Table, room: float, most: float) -> list[str]:
    """Return the lines of footnotes and source, no more than ``most`` points of them."""
    texts = [clean(text) for text in (*table.notes, table.source) if text.strip()]
    lines = [line for text in texts for line in broken(text, REGULAR, _NOTE_SIZE, room)]
    fitting = max(1, int(most / _NOTE_PITCH))
    return lines if len(lines) <= fitting else [*lines[: fitting - 1], "…"]
