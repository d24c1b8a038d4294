"""The rows of a table before they are on a page: words in lines, heights, and where they part.

A part of a table is a list of lines. Where it breaks within merged cells, what follows says their
words again, or what of them did not fit; a row higher than a page is torn where the page ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.reports.lettering import BOLD, REGULAR, broken
from app.services.reports.placing import Place, placed
from app.services.reports.plain import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.reports.blocks import Align, Column, Row

HEADER, BODY, FOOTER = "kepala", "isi", "kaki"
LEADING = 1.2
"""The height of a line of words in letter sizes."""


@dataclass(slots=True)
class Placed:
    """A cell in its column; ``rows`` and ``columns`` say how many it covers."""

    column: int
    columns: int
    rows: int
    words: tuple[str, ...]
    align: Align
    bold: bool
    set_apart: bool


@dataclass(slots=True)
class Line:
    """A printed row: the cells that begin in it, and its height in points."""

    cells: list[Placed]
    height: float
    part: str

    @property
    def is_heading(self) -> bool:
        """Say whether it is the name of the rows that follow: one cell, set apart."""
        return self.part == BODY and len(self.cells) == 1 and self.cells[0].set_apart


@dataclass(frozen=True, slots=True)
class Measures:
    """What the rows of one table share; lengths are points."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    size: float
    across: float
    """Room left and right of the words of a cell."""
    down: float
    """Room above and below them."""
    from_top: bool = False
    """Whether words stand at the top of their cells, as beside merged rows."""

    @property
    def leading(self) -> float:
        """The height of a line of words."""
        return self.size * LEADING

    def room_of(self, column: int, columns: int) -> float:
        """Return the width that words have in merged columns."""
        return max(self.size, sum(self.widths[column : column + columns]) - 2 * self.across)

    def height_of(self, words: Sequence[str]) -> float:
        """Return the height of a cell with these lines."""
        return max(1, len(words)) * self.leading + 2 * self.down

    def fitting(self, height: float) -> int:
        """Return how many lines of words a cell of this height holds."""
        return max(0, int((height - 2 * self.down + 0.01) // self.leading))


def lines_of(
    rows: Sequence[Row],
    measures: Measures,
    part: str,
    longest: int,
    tick: Callable[[], object],
) -> list[Line]:
    """Return rows as lines, high enough for every cell; ``tick`` is called after each row."""
    lines: list[Line] = []
    for places in placed(rows, len(measures.columns)):
        cells = [_worded(place, measures, longest, strong=part != BODY) for place in places]
        single = [measures.height_of(cell.words) for cell in cells if cell.rows == 1]
        lines.append(Line(cells, max([measures.height_of(()), *single]), part))
        tick()
    stretch(lines, measures)
    return lines


def _worded(place: Place, measures: Measures, longest: int, *, strong: bool) -> Placed:
    """Return a cell with its words in lines."""
    cell = place.cell
    bold = strong or cell.bold
    room = measures.room_of(place.column, place.columns)
    words = broken(clean(cell.text, longest), BOLD if bold else REGULAR, measures.size, room)
    align = place.align(measures.columns)
    return Placed(
        place.column, place.columns, place.rows, tuple(words), align, bold, cell.set_apart
    )


def stretch(lines: list[Line], measures: Measures) -> None:
    """Make the last row of merged ones higher where their words need more room."""
    merged = [
        (cell.rows, place, cell)
        for place, line in enumerate(lines)
        for cell in line.cells
        if cell.rows > 1
    ]
    for rows, place, cell in sorted(merged, key=lambda one: one[:2]):
        missing = _missing(lines, place, cell, measures)
        if missing > 0:
            lines[place + rows - 1].height += missing


def _missing(lines: Sequence[Line], place: int, cell: Placed, measures: Measures) -> float:
    """Return how much higher the rows of a cell that begins in ``place`` have to be."""
    missing = measures.height_of(cell.words)
    for line in lines[place : place + cell.rows]:
        missing -= line.height
        if missing <= 0:
            break
    return missing


def crossings(lines: Sequence[Line], most: int) -> list[int]:
    """Return how many merged cells a break before each of the first ``most`` lines cuts."""
    cut = [0] * (most + 1)
    for place, line in enumerate(lines[:most]):
        for cell in line.cells:
            for later in range(place + 1, min(place + cell.rows, most + 1)):
                cut[later] += 1
    return cut


def part_before(
    lines: Sequence[Line], place: int, measures: Measures
) -> tuple[list[Line], list[Line]]:
    """Part lines; merged cells that the break cuts go on below it. ``lines`` stay as they are."""
    top, rest = list(lines[:place]), list(lines[place:])
    carried: list[Placed] = []
    for number, line in enumerate(top):
        if any(number + cell.rows > place for cell in line.cells):
            height = sum(one.height for one in top[number:])
            cells = [_cut(cell, place - number, height, measures, carried) for cell in line.cells]
            top[number] = replace(line, cells=cells)
    if carried and rest:
        _carry(rest, carried, measures)
    return top, rest


def _cut(
    cell: Placed, rows: int, height: float, measures: Measures, carried: list[Placed]
) -> Placed:
    """Return the part of a cell in ``rows`` rows; what goes on below is added to ``carried``."""
    if cell.rows <= rows:
        return cell
    fitting = measures.fitting(height)
    left_over = cell.words[fitting:] or cell.words
    carried.append(replace(cell, rows=cell.rows - rows, words=left_over))
    return replace(cell, rows=rows, words=cell.words[:fitting])


def _carry(rest: list[Line], carried: list[Placed], measures: Measures) -> None:
    """Let cells go on in the first of ``rest``, and make room for their words."""
    cells = sorted([*rest[0].cells, *carried], key=lambda cell: cell.column)
    rest[0] = replace(rest[0], cells=cells)
    for cell in carried:
        missing = _missing(rest, 0, cell, measures)
        last = min(cell.rows, len(rest)) - 1
        if missing > 0:
            rest[last] = replace(rest[last], height=rest[last].height + missing)


def torn(lines: Sequence[Line], place: int, room: float, measures: Measures) -> list[Line]:
    """Return ``lines`` with one of them made two: what ``room`` holds of it, and the rest."""
    line = lines[place]
    fitting = max(1, measures.fitting(room))
    above = [
        replace(one, cells=[_longer(cell, place - number) for cell in one.cells])
        for number, one in enumerate(lines[:place])
    ]
    upper: list[Placed] = []
    lower: list[Placed] = []
    for cell in line.cells:
        if cell.rows > 1:
            upper.append(replace(cell, rows=cell.rows + 1))
        else:
            upper.append(replace(cell, words=cell.words[:fitting]))
            lower.append(replace(cell, words=cell.words[fitting:]))
    height = fitting * measures.leading + 2 * measures.down
    if height - room < measures.leading:  # a hair more than there is: ``fitting`` rounds
        height = min(height, room)
    needed = max([measures.height_of(()), *(measures.height_of(c.words) for c in lower)])
    is_merged = len(lower) < len(measures.columns)
    left = max(needed, line.height - height) if is_merged else needed
    halves = [Line(upper, height, line.part), Line(lower, left, line.part)]
    return [*above, *halves, *lines[place + 1 :]]


def _longer(cell: Placed, down: int) -> Placed:
    """Return a cell that also covers the row that was made ``down`` rows below its first."""
    return replace(cell, rows=cell.rows + 1) if cell.rows > down else cell
