"""Prints a report as PDF: selectable text, embedded fonts, vector charts, numbered pages."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Spacer as EmptyRoom

from app.services.reports.document import page_number
from app.services.reports.lettering import REGULAR, draw, one_line, width
from app.services.reports.paint import LINE, MM, MUTED
from app.services.reports.pdf_blocks import Printing, flowables

if TYPE_CHECKING:
    from app.services.reports.document import Report

_SIDE, _TOP, _BOTTOM = 18 * MM, 16 * MM, 17 * MM
_EDGE_SIZE = 6.5
LANGUAGE = "id-ID"
FONTS_LOCK = Lock()
"""reportlab's fonts are shared by the whole process; reports may be rendered on any thread."""


def render_pdf(report: Report) -> bytes:
    """Return ``report`` as a PDF file."""
    target = BytesIO()
    page = (report.paper.width * MM, report.paper.height * MM)
    template = BaseDocTemplate(
        target,
        pagesize=page,
        title=one_line(report.title),
        author=one_line(report.author),
        subject=one_line(report.subject),
        creator=f"Puas {report.footer.program_version}",
        lang=LANGUAGE,
        allowSplitting=1,
    )
    frame = Frame(
        _SIDE, _BOTTOM, page[0] - 2 * _SIDE, page[1] - _TOP - _BOTTOM, 0, 0, 0, 0, id="isi"
    )
    template.addPageTemplates(PageTemplate("halaman", [frame]))
    printing = Printing(page[0] - 2 * _SIDE, page[1] - _TOP - _BOTTOM)
    story = flowables(report.blocks, printing) or [EmptyRoom(1, 1)]
    with FONTS_LOCK:
        template.build(story, canvasmaker=_canvas_for(report))
    return target.getvalue()


def _canvas_for(report: Report) -> type[Canvas]:
    """Return a canvas that knows the number of pages when it writes on their edges."""

    class NumberedCanvas(Canvas):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self._finished: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._finished.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            pages = self._finished
            for number, state in enumerate(pages, 1):
                self.__dict__.update(state)
                _write_edges(self, report, number, len(pages))
                super().showPage()
            super().save()

    return NumberedCanvas


def _write_edges(canvas: Canvas, report: Report, number: int, pages: int) -> None:
    """Write the running title at the top and the line of proof and the number at the bottom."""
    right = report.paper.width * MM - _SIDE
    canvas.setFillColor(MUTED)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.line(_SIDE, 12.5 * MM, right, 12.5 * MM)
    page_text = page_number(number, pages)
    page_width = width(page_text, REGULAR, 7)
    draw(canvas, right - page_width, 9 * MM, page_text, REGULAR, 7)
    _write_proof(canvas, one_line(report.footer.text, 600), right - _SIDE - page_width - 6 * MM)
    if number > 1 and report.running_title:
        top = report.paper.height * MM - 10.5 * MM
        draw(canvas, _SIDE, top, _shrunk(one_line(report.running_title), right - _SIDE), REGULAR, 7)


def _write_proof(canvas: Canvas, text: str, room: float) -> None:
    """Write the line of proof, on two lines where it is too long for one."""
    parts = text.split(" · ")
    first = parts[:1]
    while len(first) < len(parts) and _fits(" · ".join(parts[: len(first) + 1]), room):
        first = parts[: len(first) + 1]
    draw(canvas, _SIDE, 9 * MM, " · ".join(first), REGULAR, _EDGE_SIZE)
    rest = _shrunk(" · ".join(parts[len(first) :]), room)
    if rest:
        draw(canvas, _SIDE, 6 * MM, rest, REGULAR, _EDGE_SIZE)


def _fits(text: str, room: float) -> bool:
    return width(text, REGULAR, _EDGE_SIZE) <= room


def _shrunk(text: str, room: float) -> str:
    while text and width(text, REGULAR, 7) > room:
        text = text[: max(0, len(text) * 9 // 10 - 1)] + ("…" if len(text) > 1 else "")
    return text
