"""Prints a report in the wanted format; the library that does it is loaded when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.kinds import Format

if TYPE_CHECKING:
    from app.services.reports.document import Report
    from app.services.reports.progress import Progress


def render_report(
    report: Report, form: Format = Format.PDF, progress: Progress | None = None
) -> bytes:
    """Return ``report`` as a file; may run on any thread.

    An exception from ``progress`` stops the work.
    """
    match form:
        case Format.PDF:
            from app.services.reports.pdf import render_pdf

            return render_pdf(report, progress)
        case Format.DOCX:
            from app.services.reports.word import render_docx

            return render_docx(report, progress)
        case Format.XLSX:
            from app.services.reports.excel import render_xlsx

            return render_xlsx(report, progress)
