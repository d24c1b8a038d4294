"""What a file is taken for before anybody says anything: header, columns, order of days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.imports.mapping import AnswerMapping, ColumnMapping, Settings
from app.services.recognising.answer_columns import DAY, AnswerColumns
from app.services.recognising.days import proposed_order
from app.services.recognising.headings import HEADER_ROWS
from app.services.text import clean_line

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.tables.reading import Grid

_SAMPLED = 300
_TWO_BETTER_BY = 2
_HEADING_SHOWN = 400


def propose(
    instrument: Instrument, grid: Grid, header: int | None = None, header_rows: int | None = None
) -> AnswerMapping:
    """Return the mapping that the file itself suggests; the header may be stated."""
    known = AnswerColumns(instrument)
    if header is None:
        header, header_rows = _header(known, grid)
    rows = header_rows or 1
    names = headings(grid, header, rows)
    body = grid.rows[header + rows : header + rows + _SAMPLED]
    samples = [[row[n] for row in body if n < len(row)] for n in range(len(names))]
    guesses = known.recognise(names, samples)
    mapping = AnswerMapping(
        tuple(
            ColumnMapping(name, guess.target, guess.how)
            for name, guess in zip(names, guesses, strict=True)
        ),
        Settings(header=header, header_rows=rows),
    )
    return with_day_order(grid, mapping)


def with_day_order(grid: Grid, mapping: AnswerMapping) -> AnswerMapping:
    """Return the mapping with the order that all days of the file show."""
    place = mapping.place_of(DAY)
    if place is None:
        return mapping
    first = mapping.settings.header + mapping.settings.header_rows
    cells = {row[place] for row in grid.rows[first:] if place < len(row)}
    return replace(mapping, settings=replace(mapping.settings, date_order=proposed_order(cells)))


def headings(grid: Grid, header: int, header_rows: int) -> list[str]:
    """Return the names of the columns; of two rows the upper one names what stands below it."""
    rows = grid.rows[header : header + header_rows]
    width = max((len(row) for row in rows), default=0)
    whole: list[str] = []
    above = ""
    for place in range(width):
        parts = [row[place].strip() if place < len(row) else "" for row in rows]
        if len(parts) > 1:
            above = parts[0] or above
            parts = [parts[0] or (above if parts[1] else ""), parts[1]]
            # The lower name alone says what the column is, where there is one.
            parts = parts[1:] if parts[1] else parts[:1]
        whole.append(clean_line(" ".join(part for part in parts if part), _HEADING_SHOWN))
    while whole and not whole[-1]:
        whole.pop()
    return whole


def _header(known: AnswerColumns, grid: Grid) -> tuple[int, int]:
    """Return where the header begins, and whether it is one row or two."""
    if not grid.rows:
        return 0, 1
    rows = grid.rows[:HEADER_ROWS]
    scores = [known.known_in(row) for row in rows]
    best = max(range(len(rows)), key=scores.__getitem__)
    for start in (best - 1, best):
        if start < 0 or start + 1 >= len(rows):
            continue
        if known.known_in(headings(grid, start, 2)) >= scores[best] + _TWO_BETTER_BY:
            return start, 2
    return best, 1
