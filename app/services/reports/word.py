"""Writes a report as a Word file that an official can go on editing.

Headings, lists and tables are what Word calls so, letters look as styles say, page numbers and the
table of contents are fields. The same report written at the same time is the same file.
"""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_BREAK
from docx.shared import Mm

from app.services.reports import blocks as b
from app.services.reports.plain import one_line
from app.services.reports.progress import Progress, Ticker
from app.services.reports.runs import Run, runs_of
from app.services.reports.walking import entries, every_block, rows_of
from app.services.reports.word_blocks import write_blocks
from app.services.reports.word_edges import write_edges
from app.services.reports.word_fields import update_fields_when_opened
from app.services.reports.word_styles import BREAK, LANGUAGE, Styles
from app.services.reports.word_writing import Outline, Writing
from app.services.reports.zipped import with_fixed_times

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from app.services.reports.document import Paper, Report

SIDE, TOP, BOTTOM = 18, 18, 18
"""Millimetres of the margins."""
_LONGEST = 255
"""Letters that a property of a file may have."""


def render_docx(report: Report, progress: Progress | None = None) -> bytes:
    """Return ``report`` as a DOCX file. An exception from ``progress`` stops the work."""
    document = Document()
    styles = Styles(document)
    _describe(document, report)
    ticker = Ticker(rows_of(report.blocks), progress)
    outline = Outline(entries(report.blocks), _pages(report))
    before: Run | None = None
    for run in runs_of(report):
        _begin(document, report, run, before)
        body = document._body  # noqa: SLF001 - the document itself is no container of blocks
        writing = Writing(document, body, run.paper.width - 2 * SIDE, styles, outline, ticker)
        if before is not None and before.paper is run.paper and not before.is_cover:
            _break_page(document, run)
        write_blocks(run.blocks, writing)
        before = run
    if before is None:
        _begin(document, report, Run((), report.paper), None)
    if any(isinstance(block, b.Contents) for block in every_block(report.blocks)):
        update_fields_when_opened(document)
    target = BytesIO()
    document.save(target)
    return with_fixed_times(target.getvalue())


def _pages(report: Report) -> tuple[int, ...]:
    """Return the page of every heading for a table of contents, as the PDF counts them."""
    if not any(isinstance(block, b.Contents) for block in every_block(report.blocks)):
        return ()
    from app.services.reports.pdf import pages_of_headings

    return pages_of_headings(report)


def _describe(document: WordDocument, report: Report) -> None:
    """Write title, author and time into the file."""
    known = document.core_properties
    at = report.footer.printed_at.astimezone(UTC).replace(tzinfo=None)
    known.title = one_line(report.title, _LONGEST)
    known.author = known.last_modified_by = one_line(report.author, _LONGEST)
    known.subject = one_line(report.subject, _LONGEST)
    known.comments = one_line(report.footer.text, _LONGEST)
    known.language = LANGUAGE
    known.created = known.modified = at
    known.revision = 1


def _begin(document: WordDocument, report: Report, run: Run, before: Run | None) -> None:
    """Begin a section of pages where paper or edges change."""
    if before is not None and before.paper is run.paper and not (before.is_cover or run.is_cover):
        return
    section: Any = document.sections[0] if before is None else document.add_section()
    _set_up(section, run.paper)
    write_edges(section, report, is_cover=run.is_cover, is_first=before is None)


def _set_up(section: Any, paper: Paper) -> None:  # noqa: ANN401 - a section of the library
    section.orientation = (
        WD_ORIENTATION.LANDSCAPE if paper.is_landscape else WD_ORIENTATION.PORTRAIT
    )
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = section.footer_distance = Mm(9)


def _break_page(document: WordDocument, run: Run) -> None:
    """Begin a page; a chapter does so by its own style."""
    if not isinstance(run.blocks[0], b.Chapter):
        document.add_paragraph(style=BREAK).add_run().add_break(WD_BREAK.PAGE)
