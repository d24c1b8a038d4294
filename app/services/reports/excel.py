"""Writes the tables of a report as a workbook: numbers are numbers, text is never a formula.

The first sheet says what the report is and how its figures were made; then one sheet per table.
"""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from app.services.reports.document import page_number
from app.services.reports.excel_looks import Looks, lines_needed, row_pixels
from app.services.reports.excel_table import SheetWriter
from app.services.reports.excel_words import words_of
from app.services.reports.plain import one_line
from app.services.reports.progress import Progress, Ticker
from app.services.reports.walking import rows_of, tables_of
from app.services.reports.zipped import with_fixed_times
from app.services.tables.writing import XLSX_OPTIONS, sheet_name
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.document import Paper, Report

_PAPER_NUMBERS = {"A4": 9, "A3": 8}
"""How Excel numbers the sizes of paper."""
_MARGIN, _FOOT = 0.5, 0.7
"""Inches at the sides, and at the bottom where the footer stands."""
_LONGEST, _LONGEST_FOOTER = 255, 150
_WORDS_WIDTHS = (200, 640)
"""Pixels."""
_SIDE = 18.0
"""Millimetres of a printed report's margins: its columns share what is between them."""


def render_xlsx(report: Report, progress: Progress | None = None) -> bytes:
    """Return ``report`` as an XLSX file. An exception from ``progress`` stops the work."""
    target = BytesIO()
    ticker = Ticker(rows_of(report.blocks), progress)
    with xlsxwriter.Workbook(target, dict(XLSX_OPTIONS)) as book:
        _describe(book, report)
        looks = Looks(book)
        names: set[str] = set()
        _write_words(book.add_worksheet(sheet_name(tr("Keterangan"), names)), report, looks)
        for table, paper in tables_of(report):
            name = one_line(table.name or table.caption) or tr("Tabel")
            sheet = book.add_worksheet(sheet_name(name, names))
            _set_up(sheet, report, paper)
            writer = SheetWriter(sheet, table, paper.width - 2 * _SIDE, looks, ticker)
            writer.write(report.running_title or report.title)
    return with_fixed_times(target.getvalue())


def _describe(book: Any, report: Report) -> None:  # noqa: ANN401 - an object of the library
    at = report.footer.printed_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties(
        {
            "title": one_line(report.title, _LONGEST),
            "author": one_line(report.author, _LONGEST),
            "subject": one_line(report.subject, _LONGEST),
            "comments": one_line(report.footer.text, _LONGEST),
            "created": at,
        }
    )


def _write_words(sheet: Any, report: Report, looks: Looks) -> None:  # noqa: ANN401 - an object of the library
    """Write what stands beside the tables: whose report, which figure, how it was made."""
    _set_up(sheet, report, report.paper)
    for place, width in enumerate(_WORDS_WIDTHS):
        sheet.set_column_pixels(place, place, width)
    line = 0
    for line, (name, value, is_strong) in enumerate(words_of(report)):
        wrapped = not is_strong
        looks.write_text(sheet, (line, 0), name, looks.words(bold=is_strong, wrapped=wrapped))
        looks.write_text(sheet, (line, 1), value, looks.words(bold=is_strong))
        names = lines_needed(name, _WORDS_WIDTHS[0]) if wrapped else 1
        lines = max(names, lines_needed(value, _WORDS_WIDTHS[1]))
        if lines > 1:
            sheet.set_row_pixels(line, row_pixels(lines))
    sheet.print_area(0, 0, line, 1)


def _set_up(sheet: Any, report: Report, paper: Paper) -> None:  # noqa: ANN401 - an object of the library
    """Let a sheet print as the report does: paper, margins, all columns on one page, footer."""
    sheet.set_paper(_PAPER_NUMBERS.get(paper.label, _PAPER_NUMBERS["A4"]))
    if paper.is_landscape:
        sheet.set_landscape()
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _FOOT)
    sheet.fit_to_pages(1, 0)
    proof = one_line(report.footer.text, _LONGEST_FOOTER).replace("&", "&&")
    sheet.set_footer(f"&L&7{proof}&R&7{page_number('&P', '&N')}")
