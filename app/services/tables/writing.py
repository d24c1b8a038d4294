"""Write tables for spreadsheets: text stays text, numbers are numbers, a file is whole or absent.

What a respondent wrote may begin with a sign that a spreadsheet takes for a formula.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.services.files import write_whole
from app.services.ikm.rounding import decimal_string
from app.services.text import CONTROL_BUT_NEWLINE
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Cell = str | int | float | Fraction | Decimal | date | bool | None
"""A cell: a number, a day, a text; None and "" are blank. A bool is written Ya or Tidak."""

XLSX_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What xlsxwriter is told in order that text stays text."""
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
_SHEET_NAME = 31
_WIDEST, _NARROWEST = 60, 8
_MEASURED = 200


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet of a workbook. ``decimals`` are those shown of numbers that are not whole."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    decimals: int = 2


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Path:
    """Write a CSV file as Indonesian spreadsheets open it: semicolons, decimal comma, UTF-8.

    A text that could become a formula gets an apostrophe before it. Raises StorageError.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(name) for name in header])
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    return write_whole(path, target.getvalue().encode("utf-8-sig"))


def write_xlsx(path: Path, sheets: Sequence[SheetTable]) -> Path:
    """Write a workbook with one sheet per table. Raises StorageError."""
    return write_whole(path, xlsx_bytes(sheets))


def xlsx_bytes(sheets: Sequence[SheetTable]) -> bytes:
    """Return a workbook with one sheet per table."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, dict(XLSX_OPTIONS)) as book:
        formats = {
            "title": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        names: set[str] = set()
        for table in sheets:
            sheet = book.add_worksheet(sheet_name(table.name, names))
            number = book.add_format({"num_format": f"0.{'0' * table.decimals}"})
            _fill(sheet, table, {**formats, "number": number})
        book.set_properties({"author": "Puas"})
    return target.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens a CSV file."""
    return f"'{text}" if text.lstrip(" ").startswith(RISKY_STARTS) else text


def cell_text(text: str) -> str:
    """Return a text as the cell of a workbook can hold it."""
    return CONTROL_BUT_NEWLINE.sub(" ", text)[:_LONGEST]


def _csv_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(CONTROL_BUT_NEWLINE.sub(" ", cell))
    if isinstance(cell, bool):
        return _yes_or_no(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return _number_text(cell).replace(".", ",")


def _number_text(cell: float | Fraction | Decimal) -> str:
    if isinstance(cell, Fraction):
        return decimal_string(cell) or ""
    return str(cell)


def _fill(sheet: Any, table: SheetTable, formats: dict[str, Any]) -> None:  # noqa: ANN401 - an object of the library
    widths = [len(name) for name in table.header]
    for place, name in enumerate(table.header):
        sheet.write_string(0, place, cell_text(name), formats["title"])
    for line, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            _write(sheet, line, place, cell, formats)
            if line < _MEASURED and place < len(widths) and cell is not None:
                widths[place] = max(widths[place], len(str(cell)))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)


def _write(sheet: Any, line: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:  # noqa: ANN401 - an object of the library
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_string(line, place, _yes_or_no(cell))
    elif isinstance(cell, int):
        sheet.write_number(line, place, cell)
    elif isinstance(cell, float | Fraction | Decimal):
        sheet.write_number(line, place, float(cell), formats["number"])
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, cell, formats["day"])
    else:
        sheet.write_string(line, place, cell_text(cell))


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - the value itself
    return tr("Ya") if value else tr("Tidak")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel accepts and that no other sheet has."""
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in wanted).strip("' ")
    plain = _beginning(plain, _SHEET_NAME) or "Lembar"
    name, number = plain, 2
    while name.casefold() in taken:
        tail = f" {number}"
        name, number = _beginning(plain, _SHEET_NAME - len(tail)) + tail, number + 1
    taken.add(name.casefold())
    return name


def _beginning(name: str, length: int) -> str:
    """Return what fits of a name: Excel counts UTF-16, and takes no apostrophe at the end."""
    while len(name.encode("utf-16-le", "surrogatepass")) > 2 * length:
        name = name[:length] if len(name) > length else name[:-1]
    return name.rstrip("' ")
