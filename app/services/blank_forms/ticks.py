"""Choices to be crossed: a box, the key that the clerk presses for it, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from app.services.blank_forms.shapes import BOLD, POINT, AnswerBox, Letters, Row
from app.services.blank_forms.words import holds_its_words, lines_of, pitch, wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.blank_forms.setting import Setting
    from app.services.blank_forms.shapes import Shape

BOX = 4.8
"""The side of a box: large enough for a cross of an unsteady hand."""

_ABOVE = 0.9
"""The usual distance of a box from its row's upper end; the same is kept below it."""
_AFTER_BOX, _AFTER_KEY, _BETWEEN = 1.2, 1.2, 5.0
_CAPITAL = 0.36
"""Half the height of a capital, as a share of its size."""
_COLUMN_GAP = 2.0
_MOST_COLUMNS = 6
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Tick:
    """One choice; ``key`` is what the clerk presses, ``value`` what is stored."""

    field: str
    value: str
    key: str
    label: str


def row_height(at: Setting, lines: int = 1) -> float:
    """Return the height of a row of choices whose words take ``lines`` lines."""
    return 2 * above(at) + BOX + pitch(at.size) * (lines - 1)


def above(at: Setting) -> float:
    """Return how far below the top of its row a box begins."""
    return _ABOVE * at.air


def box_row_base(at: Setting) -> float:
    """Return the base line of words that stand beside a box."""
    return above(at) + BOX / 2 + at.size * POINT * _CAPITAL


def in_fitted_columns(ticks: Sequence[Tick], at: Setting) -> list[Row]:
    """Return choices in as few rows as they need, each column as wide as its widest."""
    needed = [_lead(tick, at.size) + wide(tick.label, at.size) for tick in ticks]
    for columns in _column_counts(len(ticks), len(ticks)):
        widths = [max(needed[place::columns]) + _BETWEEN for place in range(columns)]
        if sum(widths) - _BETWEEN <= at.room or columns == 1:
            break
    starts = [sum(widths[:place]) for place in range(columns)]
    return [
        _row(list(zip(starts, ticks[start : start + columns], strict=False)), at)
        for start in range(0, len(ticks), columns)
    ]


def in_columns(ticks: Sequence[Tick], at: Setting) -> list[Row]:
    """Return choices in columns of one width, as many as their words fit into."""
    counts = _column_counts(len(ticks), _MOST_COLUMNS)
    columns = next(c for c in counts if c == 1 or _fit(ticks, at.room / c, at.size))
    each = at.room / columns
    return [
        _row([(i * each, tick) for i, tick in enumerate(ticks[start : start + columns])], at, each)
        for start in range(0, len(ticks), columns)
    ]


def _column_counts(count: int, most: int) -> list[int]:
    """Return numbers of columns to try, most first: for each number of rows the fewest."""
    found = {ceil(count / rows) for rows in range(1, count + 1)}
    return sorted((c for c in found if c <= most or c == 1), reverse=True)


def _fit(ticks: Sequence[Tick], column: float, size: float) -> bool:
    for tick in ticks:
        room = column - _lead(tick, size) - _COLUMN_GAP
        if room <= 0 or not holds_its_words(tick.label, size, room):
            return False
        if len(lines_of(tick.label, size, room)) > _MOST_LINES:
            return False
    return True


def _row(line: Sequence[tuple[float, Tick]], at: Setting, column: float = 0) -> Row:
    """Return one row; words wrap within ``column``, or within what is left of the room."""
    shapes: list[Shape] = []
    most, first = 1, box_row_base(at)
    for start, tick in line:
        lead = _lead(tick, at.size)
        left = (column - _COLUMN_GAP if column else at.room - start) - lead
        words = lines_of(tick.label, at.size, max(left, at.size * POINT))
        most = max(most, len(words))
        shapes += tick_shapes(tick, at.x + start, at)
        shapes += [
            Letters(at.x + start + lead, first + place * pitch(at.size), text, at.size)
            for place, text in enumerate(words)
        ]
    return Row(row_height(at, most), tuple(shapes))


def tick_shapes(tick: Tick, x: float, at: Setting) -> list[Shape]:
    """Return the box and its key, from ``x`` on."""
    key = Letters(x + BOX + _AFTER_BOX, box_row_base(at), tick.key, at.size, BOLD)
    return [AnswerBox(x, above(at), BOX, tick.field, tick.value), key]


def _lead(tick: Tick, size: float) -> float:
    """Return the room that stands before the words of a choice."""
    return BOX + _AFTER_BOX + wide(tick.key, size, BOLD) + _AFTER_KEY
