"""Prints a report as PDF: selectable text, embedded fonts, vector charts, numbered pages.

The same report printed at the same time is the same file, byte by byte.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from app.services.reports.lettering import FONTS_LOCK, REGULAR, font
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


class _Template(BaseDocTemplate):
    """A document that counts what was put on its pages."""

    ticker: Ticker

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Count what was put on a page."""
        if isinstance(flowable, FlowingTable):
            self.ticker(flowable.rows)


def render_pdf(report: Report, progress: Progress | None = None) -> bytes:
    """Return ``report`` as a PDF file. An exception from ``progress`` stops the work."""
    return _printed(report, progress)[0]


def pages_of_headings(report: Report) -> tuple[int, ...]:
    """Return the page of every chapter and heading, in their order."""
    canvas = _printed(report, None)[1]
    places = range(len(entries(report.blocks)))
    return tuple(canvas.page_of(Bookmarks.key(place)) for place in places)


def _printed(report: Report, progress: Progress | None) -> tuple[bytes, PagesCanvas]:
    """Return the file, and the canvas that knows what is on which page."""
    target = BytesIO()
    canvases: list[PagesCanvas] = []

    def make_canvas(*args: object, **kwargs: object) -> PagesCanvas:
        canvases.append(PagesCanvas(report, *args, **kwargs))
        return canvases[-1]

    template = _Template(
        target,
        title=one_line(report.title),
        author=one_line(report.author),
        subject=one_line(report.subject),
        creator=f"Puas {report.footer.program_version}",
        lang=LANGUAGE,
        displayDocTitle=1,
        allowSplitting=1,
        invariant=1,
        initialFontName=font(REGULAR).fontName,
        pageTemplates=[],
    )
    ticker = Ticker(2 * rows_of(report.blocks), progress)
    template.ticker = ticker
    with FONTS_LOCK:
        bookmarks = Bookmarks(entries(report.blocks))
        story = story_of(report, lambda paper: _printing(paper, bookmarks, ticker))
        template.addPageTemplates([_page_template(paper) for paper in story.papers])
        template.pagesize = _size(story.papers[0])
        template.build(story.flowables, canvasmaker=make_canvas)
    return target.getvalue(), canvases[-1]


def _size(paper: Paper) -> tuple[float, float]:
    return paper.width * MM, paper.height * MM


def _printing(paper: Paper, bookmarks: Bookmarks, ticker: Ticker) -> Printing:
    wide, high = _size(paper)
    return Printing(wide - 2 * SIDE, high - TOP - BOTTOM, bookmarks, ticker)


def _page_template(paper: Paper) -> PageTemplate:
    wide, high = _size(paper)
    frame = Frame(SIDE, BOTTOM, wide - 2 * SIDE, high - TOP - BOTTOM, 0, 0, 0, 0, id="isi")
    return PageTemplate(paper.name, [frame], pagesize=(wide, high))
