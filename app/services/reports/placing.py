"""Where the cells of a table stand: their column, and how many columns and rows they cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.reports.blocks import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.reports.blocks import Align, Column, Row


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in its column."""

    cell: Cell
    column: int
    columns: int
    rows: int

    def align(self, columns: Sequence[Column]) -> Align:
        """Return where its words stand."""
        return self.cell.align or columns[self.column].align


def placed(rows: Sequence[Row], columns: int) -> Iterator[list[Place]]:
    """Yield the cells that begin in each row.

    Merged cells end at the edge of the table, at its last row and before a cell that reaches
    down from above; what a row has beyond the last column is left out.
    """
    reaching: dict[int, set[int]] = {}
    for line, row in enumerate(rows):
        found: list[Place] = []
        taken, column = reaching.pop(line, set()), 0
        for given in row:
            while column in taken:
                column += 1
            if column >= columns:
                break
            cell = given if isinstance(given, Cell) else Cell(given)
            free = next((c for c in range(column, columns) if c in taken), columns)
            wide = min(max(1, cell.columns), free - column)
            high = min(max(1, cell.rows), len(rows) - line)
            found.append(Place(cell, column, wide, high))
            for below in range(line + 1, line + high):
                reaching.setdefault(below, set()).update(range(column, column + wide))
            column += wide
        yield found
