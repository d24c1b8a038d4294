"""One table of a report on a sheet of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.reports.excel_looks import Looks, as_number, is_risky, lines_needed, row_pixels
from app.services.reports.placing import Place, placed
from app.services.reports.plain import clean, one_line
from app.services.reports.widths import column_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.reports.blocks import Row, Table

_PIXELS = 5.2
"""Of a millimetre on paper: the letters of a sheet are larger than those of a report."""
_NARROWEST, _LETTER, _EDGE = 40, 7.4, 14
_TITLE_LINES = 3


class SheetWriter:
    """Writes a table below its title; ``tick`` is called for every row."""

    def __init__(
        self,
        sheet: Any,  # noqa: ANN401 - an object of the library
        table: Table,
        room: float,
        looks: Looks,
        tick: Callable[[], object],
    ) -> None:
        self._sheet, self._table, self._looks, self._tick = sheet, table, looks, tick
        self._columns = max(1, len(table.columns))
        self._widths = _widths(table, room)
        self._lines: dict[int, int] = {}
        self._line = 0

    def write(self, subtitle: str) -> None:
        """Write title, header, rows, footer and notes, and how the sheet is shown and printed."""
        table, sheet = self._table, self._sheet
        self._words(table.caption or table.name, bold=True)
        self._words(subtitle, bold=False)
        self._line = _TITLE_LINES
        self._rows(table.header, bold=True, filled=True)
        body = self._line
        self._rows(table.rows, bold=False, filled=False)
        self._rows(table.footer, bold=True, filled=False)
        last = max(self._line - 1, 0)
        for note in (*table.notes, table.source):
            if note.strip():
                self._words(note, bold=False)
                last = self._line - 1
        if table.header:
            sheet.freeze_panes(body, 0)
            sheet.repeat_rows(_TITLE_LINES, body - 1)
        for place, width in enumerate(self._widths):
            sheet.set_column_pixels(place, place, round(width))
        for line, lines in self._lines.items():
            sheet.set_row_pixels(line, row_pixels(lines))
        sheet.print_area(0, 0, last, self._columns - 1)

    def _words(self, text: str, *, bold: bool) -> None:
        looks = self._looks.words(bold=bold, muted=not bold, wrapped=False)
        self._looks.write_text(self._sheet, (self._line, 0), one_line(text), looks)
        self._line += 1

    def _rows(self, rows: Sequence[Row], *, bold: bool, filled: bool) -> None:
        for places in placed(rows, len(self._table.columns)):
            for place in places:
                self._cell(place, bold=bold, filled=filled)
                self._make_room(place)
            self._line += 1
            self._tick()

    def _make_room(self, place: Place) -> None:
        """Let the row, or the last of merged ones, be high enough for wrapped text."""
        width = sum(self._widths[place.column : place.column + place.columns])
        last = self._line + place.rows - 1
        above = sum(self._lines.get(line, 1) for line in range(self._line, last))
        wanted = lines_needed(place.cell.text, width) - above
        if wanted > self._lines.get(last, 1):
            self._lines[last] = wanted

    def _cell(self, place: Place, *, bold: bool, filled: bool) -> None:
        cell = place.cell
        text = clean(cell.text)
        number = as_number(cell.exact.value) if cell.exact else None
        looks = self._looks.cell(
            place.align(self._table.columns),
            ruling=self._table.ruling,
            bold=bold or cell.bold,
            filled=filled or cell.set_apart,
            centred=filled,
            exact=cell.exact if number is not None else None,
            risky=number is None and is_risky(text),
        )
        here = (self._line, place.column)
        if place.columns > 1 or place.rows > 1:
            there = (self._line + place.rows - 1, place.column + place.columns - 1)
            self._sheet.merge_range(*here, *there, "", looks)
        if number is None:
            self._looks.write_text(self._sheet, here, text, looks)
        else:
            self._sheet.write_number(*here, number, looks)


def _widths(table: Table, room: float) -> list[float]:
    """Return pixels: no figure is wider than its column, which would show as a row of signs."""
    widths = [max(_NARROWEST, width * _PIXELS) for width in column_widths(table.columns, room)]
    for rows in (table.header, table.rows, table.footer):
        for places in placed(rows, len(table.columns)):
            for place in places:
                if place.cell.exact and place.columns == 1:
                    needed = len(place.cell.text) * _LETTER + _EDGE
                    widths[place.column] = max(widths[place.column], needed)
    return widths
