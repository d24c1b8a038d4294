"""A block of cells from a spreadsheet: read, laid over cells, and planned before it is taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.capaian.edits import Typing
from app.services.capaian.separators import SignFit, fit_of
from app.services.capaian.typed import NotAValue, Separator
from app.texts import tr

if TYPE_CHECKING:
    from app.models.entered import Entered

MOST_ROWS, MOST_COLUMNS = 10_000, 100
_SHOWN = 40

Read = Callable[[Hashable, str, Typing], "Entered | NotAValue"]
"""(cell, text, typing) → what the text is in that cell."""


@dataclass(frozen=True, slots=True)
class Over:
    """A cell of the block over a cell of the table; ``line`` and ``column`` count from 1."""

    target: Hashable
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class PasteProblem:
    """A cell of the block that cannot be taken."""

    over: Over
    reason: str


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a block would set. It is taken all or nothing."""

    cells: tuple[Over, ...]
    """Those that hold something: a blank cell takes nothing away."""
    values: tuple[Entered | NotAValue, ...]
    fit: SignFit
    typing: Typing

    @property
    def problems(self) -> tuple[PasteProblem, ...]:
        """The cells that stand in the way."""
        both = zip(self.cells, self.values, strict=True)
        return tuple(
            PasteProblem(cell, value.reason) for cell, value in both if isinstance(value, NotAValue)
        )

    @property
    def acceptable(self) -> bool:
        """Say whether the block can be taken and would do something."""
        return bool(self.cells) and not self.problems


def block_of(text: str) -> list[list[str]]:
    """Return the rows and cells of a text from the clipboard of a spreadsheet.

    Raises InputError where it is no table that could be taken.
    """
    rows = [
        [" ".join(cell.split()) for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise InputError(
            tr("Papan klip tidak berisi teks."),
            next=tr("Salin sel di lembar kerja dahulu, lalu tempel di sini."),
        )
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise InputError(
            tr(
                "Yang disalin terlalu besar: paling banyak {baris} baris dan {kolom} kolom.",
                baris=MOST_ROWS,
                kolom=MOST_COLUMNS,
            ),
            next=tr("Salin sebagian saja, atau impor berkasnya."),
        )
    return rows


def laid_over(
    block: Sequence[Sequence[str]],
    rows: Sequence[Hashable],
    columns: Sequence[Hashable | None],
) -> tuple[Over, ...]:
    """Return the filled cells of a block over a table of rows × columns; None leaves one out."""
    return tuple(
        Over((rows[line], target), line + 1, place + 1, text)
        for line, cells in enumerate(block[: len(rows)])
        for place, (text, target) in enumerate(zip(cells, columns, strict=False))
        if text and target is not None
    )


def is_heading(cells: Sequence[Over], read: Read) -> bool:
    """Say whether the first row of a block holds no value, so that it is rather a heading."""
    first = [cell for cell in cells if cell.line == 1]
    return bool(first) and all(
        isinstance(read(cell.target, cell.text, Typing(sign, is_grouped=True)), NotAValue)
        for cell in first
        for sign in Separator
    )


def plan_paste(cells: Sequence[Over], read: Read, typing: Typing) -> PastePlan:
    """Read a block as it was said to be typed."""
    signs = {
        sign: [read(c.target, c.text, Typing(sign, typing.is_grouped)) for c in cells]
        for sign in Separator
    }
    return PastePlan(tuple(cells), tuple(signs[typing.decimal]), fit_of(signs), typing)
