"""The formats of a workbook's cells, made once each, and the writing of text that stays text."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from app.services.reports.blocks import Align, Exact, Ruling
from app.services.reports.plain import clean
from app.services.tables.writing import RISKY_STARTS

if TYPE_CHECKING:
    from fractions import Fraction

LONGEST = 32_000
"""Letters that a cell may have, a little less than Excel takes."""
_SIZE = 10
_FONT = "Arial"
_TINT, _LINE, _MUTED = "#E6F4F1", "#CBD2D9", "#5B6472"
_LETTER, _EDGE, _PITCH, _HIGHEST = 5.9, 10, 17, 540
"""Pixels: of a letter, of both edges of a cell, of a line, of the highest row."""
_MOST_EXACT = 10**15
"""From here on a spreadsheet no longer keeps every digit of a whole number."""
_ALIGN = {Align.LEFT: "left", Align.BOTH: "left", Align.CENTER: "center", Align.RIGHT: "right"}


class Looks:
    """Formats by what they look like. ``book`` is a workbook of the library."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - an object of the library
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def cell(
        self,
        align: Align,
        *,
        ruling: Ruling,
        bold: bool = False,
        filled: bool = False,
        centred: bool = False,
        exact: Exact | None = None,
        risky: bool = False,
    ) -> Any:  # noqa: ANN401 - a format of the library
        """Return the format of a cell of a table."""
        looks: dict[str, Any] = {
            "align": _ALIGN[align],
            "valign": "vcenter" if centred else "top",
            "text_wrap": True,
        }
        if bold:
            looks["bold"] = True
        if filled:
            looks["bg_color"] = _TINT
        if ruling is Ruling.GRID:
            looks |= {"border": 1, "border_color": _LINE}
        elif ruling is Ruling.OPEN:
            looks |= {"bottom": 1, "bottom_color": _LINE}
        if exact is not None:
            looks["num_format"] = number_format(exact)
            looks["text_wrap"] = False
        if risky:
            looks["quote_prefix"] = True
        return self._format(looks)

    def words(self, *, bold: bool, muted: bool = False, wrapped: bool = True) -> Any:  # noqa: ANN401 - a format of the library
        """Return the format of what stands around a table."""
        looks: dict[str, Any] = {"valign": "top", "text_wrap": wrapped}
        if bold:
            looks["bold"] = True
        if muted:
            looks["font_color"] = _MUTED
        return self._format(looks)

    def write_text(self, sheet: Any, place: tuple[int, int], text: str, looks: Any) -> None:  # noqa: ANN401 - objects of the library
        """Write text as text; nothing leaves the cell blank."""
        words = clean(text, LONGEST)
        if words:
            sheet.write_string(*place, words, looks)
        else:
            sheet.write_blank(*place, None, looks)

    def _format(self, looks: dict[str, Any]) -> Any:  # noqa: ANN401 - a format of the library
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            whole = {"font_name": _FONT, "font_size": _SIZE, **looks}
            self._made[key] = self._book.add_format(whole)
        return self._made[key]


def lines_needed(text: str, width: float) -> int:
    """Return about how many lines wrapped text takes in a cell ``width`` pixels wide."""
    letters = max(1.0, (width - _EDGE) / _LETTER)
    return sum(max(1, ceil(len(line) / letters)) for line in text[:LONGEST].split("\n"))


def row_pixels(lines: int) -> int:
    """Return the height of a row of so many lines, no more than Excel takes."""
    return min(_HIGHEST, lines * _PITCH + _PITCH // 3)


def number_format(exact: Exact) -> str:
    """Return how Excel shows a number: grouped, with its decimals and what stands around it."""
    digits = "#,##0" + ("." + "0" * exact.places if exact.places else "")
    whole = f"{_literal(exact.before)}{digits}{_literal(exact.after)}"
    return f"+{whole};-{whole};{whole}" if exact.signed else whole


def _literal(text: str) -> str:
    quoted = clean(text).replace('"', "")
    return f'"{quoted}"' if quoted else ""


def as_number(value: Fraction | int) -> float | None:
    """Return a value as a spreadsheet keeps it, or None where it would lose digits of a whole."""
    return float(value) if -_MOST_EXACT < value < _MOST_EXACT else None


def is_risky(text: str) -> bool:
    """Say whether a text would become a formula when somebody edits its cell."""
    return text.lstrip(" ").startswith(RISKY_STARTS)
