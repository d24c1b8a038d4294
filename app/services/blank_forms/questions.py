"""The questions: each with its choices below it, or many with equal choices as one table."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.services.blank_forms.pages import Band, Section
from app.services.blank_forms.shapes import BOLD, Letters, Row, Rule, gap, moved
from app.services.blank_forms.ticks import (
    BOX,
    Tick,
    box_row_base,
    in_columns,
    row_height,
    tick_shapes,
)
from app.services.blank_forms.words import (
    base,
    holds_its_words,
    lines_of,
    pitch,
    text_rows,
    wide,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Question
    from app.services.blank_forms.setting import Setting
    from app.services.blank_forms.shapes import Shape

_NUMBER = 9.0
"""The column of the questions' numbers."""
_TABLE_FROM = 3
"""So many questions with equal choices make a table."""
_ANSWER_COLUMN = {2: 22.0, 3: 20.0, 4: 19.0, 5: 16.5, 6: 15.5}
_HEADER_LINES, _HEADER_GAP = 4, 3.0
_KEY_ROOM = 3.2
_SMALLEST_HEADER = 8.0
_UNPARTED = 10
"""Lines of a question that no end of a page parts."""


def question_sections(
    opening: Sequence[Row], questions: Sequence[Question], setting: Setting
) -> list[Section]:
    """Return the questions of one part under what opens it."""
    sections: list[Section] = []
    for labels, group in groupby(questions, key=_labels):
        run = tuple(group)
        header = _table_header(labels, setting) if len(run) >= _TABLE_FROM else None
        lead = tuple(opening) if not sections else ()
        if header is None:
            sections.append(Section(lead, (), tuple(_stacked(q, setting) for q in run)))
        else:
            sections.append(Section(lead, (header,), tuple(_in_table(q, setting) for q in run)))
    return sections


def _labels(question: Question) -> tuple[str, ...]:
    return tuple(option.label for option in question.options)


def _ticks(question: Question) -> list[Tick]:
    return [Tick(question.key, str(o.score), str(o.score), o.label) for o in question.options]


def _stacked(question: Question, at: Setting) -> Band:
    """Return a question with its choices below it."""
    lines = lines_of(question.text, at.size, at.room - _NUMBER)
    words = text_rows(lines, at.x + _NUMBER, at.size)
    number = Letters(at.x, base(at.size), f"{question.number}.", at.size, BOLD)
    first = Row(words[0].height, (number, *words[0].shapes))
    choices = in_columns(_ticks(question), at.indented(_NUMBER).smaller(0.5))
    return Band((gap(1.5 * at.air), first, *words[1:], *choices, _line(at, at.air)))


def _line(at: Setting, above: float) -> Row:
    return Row(above + 0.2, (Rule(at.x, above, at.room, light=True),))


# ------------------------------------------------------------------ as a table
def _table_header(labels: Sequence[str], at: Setting) -> Row | None:
    """Return the words over the columns, or None where they do not fit over them."""
    column = _ANSWER_COLUMN.get(len(labels))
    size = max(_SMALLEST_HEADER, at.size - 2)
    if column is None:
        return None
    cells = [lines_of(label, size, column - _HEADER_GAP, BOLD) for label in labels]
    whole = all(holds_its_words(label, size, column - _HEADER_GAP, BOLD) for label in labels)
    most = max(len(cell) for cell in cells)
    if not whole or most > _HEADER_LINES:
        return None
    height = pitch(size) * most + 2.4
    shapes: list[Shape] = [Rule(at.x, 0, at.room, 0.4)]
    start = at.x + at.room - column * len(labels)
    for place, lines in enumerate(cells):
        middle = start + column * (place + 0.5)
        top = 1.2 + pitch(size) * (most - len(lines))
        for line, words in enumerate(lines):
            x = middle - wide(words, size, BOLD) / 2
            shapes.append(Letters(x, top + pitch(size) * line + base(size), words, size, BOLD))
    shapes.append(Rule(at.x, height, at.room, 0.4))
    return Row(height + 0.2, tuple(shapes))


def _in_table(question: Question, at: Setting) -> Band:
    """Return a question whose choices stand in the columns of a table."""
    ticks = _ticks(question)
    column = _ANSWER_COLUMN[len(ticks)]
    start = at.x + at.room - column * len(ticks)
    lines = lines_of(question.text, at.size, at.room - _NUMBER - column * len(ticks) - 3)
    ticked: list[Shape] = []
    for place, tick in enumerate(ticks):
        x = start + column * (place + 0.5) - (BOX + _KEY_ROOM) / 2
        ticked += tick_shapes(tick, x, at.smaller(1))
    first = _first_table_line(question, lines[0], at)
    rest = text_rows(lines[1:], at.x + _NUMBER, at.size)
    height = _first_height(at, more=bool(rest))
    if len(lines) > _UNPARTED:
        return Band((gap(1.2 * at.air), Row(height, (*first, *ticked)), *rest, _line(at, at.air)))
    for row in rest:  # the boxes come after the words, also for who hears the page read out
        first += moved(row, height)
        height += row.height
    return Band((gap(1.2 * at.air), Row(height, (*first, *ticked)), _line(at, at.air)))


def _first_table_line(question: Question, words: str, at: Setting) -> list[Shape]:
    y = box_row_base(at)
    number = Letters(at.x, y, f"{question.number}.", at.size, BOLD)
    return [number, Letters(at.x + _NUMBER, y, words, at.size)]


def _first_height(at: Setting, *, more: bool) -> float:
    """Return the height of the line with the boxes; those that follow keep their distance."""
    return box_row_base(at) + pitch(at.size) - base(at.size) if more else row_height(at)
