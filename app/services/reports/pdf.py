"""Prints a report as PDF: selectable text, embedded fonts, vector charts, numbered pages.

The same report printed at the same time is the same file, byte by byte.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from app.services.reports.paint import MM
from app.services.reports.pdf_pages import BOTTOM, SIDE, TOP, PagesCanvas
from app.services.reports.pdf_printing import Bookmarks, Printing
from app.services.reports.pdf_story import story_of
from app.services.reports.pdf_table import FlowingTable
from app.services.reports.plain import one_line
from app.services.reports.progress import Progress, Ticker
from app.services.reports.walking import entries, rows_of

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from app.services.reports.document import Paper, Report

LANGUAGE = "id-ID"
FONTS_LOCK = Lock()
"""reportlab's fonts are shared by the whole process; reports may be rendered on any thread."""


class _Template(BaseDocTemplate):
    """A document that counts what was put on its pages."""

    ticker: Ticker

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Count what was put on a page."""
        if isinstance(flowable, FlowingTable):
            self.ticker(flowable.rows)


def render_pdf(report: Report, progress: Progress | None = None) -> bytes:
    """Return ``report`` as a PDF file. An exception from ``progress`` stops the work."""
    target = BytesIO()
    template = _Template(
        target,
        title=one_line(report.title),
        author=one_line(report.author),
        subject=one_line(report.subject),
        creator=f"Puas {report.footer.program_version}",
        lang=LANGUAGE,
        allowSplitting=1,
        invariant=1,
        pageTemplates=[],
    )
    ticker = Ticker(2 * rows_of(report.blocks), progress)
    template.ticker = ticker
    with FONTS_LOCK:
        bookmarks = Bookmarks(entries(report.blocks))
        story = story_of(report, lambda paper: _printing(paper, bookmarks, ticker))
        template.addPageTemplates([_page_template(paper) for paper in story.papers])
        template.pagesize = _size(story.papers[0])
        template.build(story.flowables, canvasmaker=partial(PagesCanvas, report))
    return target.getvalue()


def _size(paper: Paper) -> tuple[float, float]:
    return paper.width * MM, paper.height * MM


def _printing(paper: Paper, bookmarks: Bookmarks, ticker: Ticker) -> Printing:
    wide, high = _size(paper)
    return Printing(wide - 2 * SIDE, high - TOP - BOTTOM, bookmarks, ticker)


def _page_template(paper: Paper) -> PageTemplate:
    wide, high = _size(paper)
    frame = Frame(SIDE, BOTTOM, wide - 2 * SIDE, high - TOP - BOTTOM, 0, 0, 0, 0, id="isi")
    return PageTemplate(paper.name, [frame], pagesize=(wide, high))
