"""The edges of pages, and everything on them that is known only when all pages are there.

What needs the number of pages, or of a heading's page, is drawn into a form of its own at the end;
the page itself is finished at once and not kept in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas

from app.services.reports.document import page_number
from app.services.reports.lettering import REGULAR, draw, shortened, width
from app.services.reports.paint import LINE, MM, MUTED, TEXT
from app.services.reports.plain import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.reports.document import Report

SIDE, TOP, BOTTOM = 18 * MM, 16 * MM, 17 * MM
_EDGE_SIZE = 6.5
_NUMBER_SIZE = 7
_LEADER = " . "


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place in the contents where the page of a heading is to stand, after a row of dots."""

    key: str
    left: float
    right: float
    y: float
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class _Page:
    form: str
    size: tuple[float, float]
    with_edges: bool


class PagesCanvas(Canvas):
    """A canvas that writes on the edges of its pages when it knows their number."""

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(*args, **kwargs)
        self._report = report
        self._doc._timeStamp = PrintedAt(report.footer.printed_at)  # noqa: SLF001 - no other way to a time of ours
        self._pages: list[_Page] = []
        self._page_of: dict[str, int] = {}
        self._level = -1
        self._wanted: dict[str, Wanted] = {}
        self._with_edges = True

    @property
    def page_count(self) -> int:
        """How many pages are finished."""
        return len(self._pages)

    def page_of(self, key: str) -> int:
        """Return the page of a bookmark, or 0 where there is none."""
        return self._page_of.get(key, 0)

    def leave_edges_empty(self) -> None:
        """Let the page that is being drawn bear neither number nor running title."""
        self._with_edges = False

    def mark(self, key: str, text: str, level: int) -> None:
        """Make a bookmark of the present place; level 0 is the highest."""
        self._page_of[key] = len(self._pages) + 1
        self._level = min(level, self._level + 1)
        self.bookmarkHorizontal(key, 0, 12)
        self.addOutlineEntry(text, key, self._level, closed=self._level > 0)

    def want_page_of(self, wanted: Wanted) -> None:
        """Let the page of a heading be written here; places are those of the present flowable."""
        form = f"isi{len(self._wanted)}"
        self._wanted[form] = wanted
        self.doForm(form)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Finish a page; its edges follow."""
        form = f"tepi{len(self._pages) + 1}"
        self._pages.append(_Page(form, self._pagesize, self._with_edges))
        if self._with_edges:
            _write_edges(self, self._report, self._pagesize, is_first=len(self._pages) == 1)
        self._with_edges = True
        self.doForm(form)
        super().showPage()

    def save(self) -> None:
        """Write what was left open, then the file."""
        for number, page in enumerate(self._pages, 1):
            self.beginForm(page.form, 0, 0, *page.size)
            if page.with_edges:
                text, right = page_number(number, len(self._pages)), page.size[0] - SIDE
                left = right - width(text, REGULAR, _NUMBER_SIZE)
                self.setFillColor(MUTED)
                draw(self, left, 9 * MM, text, REGULAR, _NUMBER_SIZE)
            self.endForm()
        for form, wanted in self._wanted.items():
            self.beginForm(form, 0, 0, wanted.right + 1, wanted.y + 2 * wanted.size)
            _write_wanted(self, wanted, self.page_of(wanted.key))
            self.endForm()
        super().save()


class PrintedAt(TimeStamp):
    """The time of printing as the time of the file, so that the same report is the same file."""

    def __init__(self, at: datetime) -> None:
        super().__init__(invariant=1)
        offset = int((at.utcoffset() or timedelta()).total_seconds()) // 60
        self.t = at.timestamp()
        self.lt = at.timetuple()
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh, self.dmm = divmod(abs(offset), 60)
        if offset < 0:
            self.dhh = -self.dhh
        self.tzname = at.tzname() or "UTC"


def _write_edges(
    canvas: Canvas, report: Report, size: tuple[float, float], *, is_first: bool
) -> None:
    """Write the running title at the top and the line of proof at the bottom."""
    right = size[0] - SIDE
    canvas.setFillColor(MUTED)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.line(SIDE, 12.5 * MM, right, 12.5 * MM)
    room = right - SIDE - width(page_number(999, 999), REGULAR, _NUMBER_SIZE) - 6 * MM
    _write_proof(canvas, one_line(report.footer.text, 600), room)
    if report.running_title and not is_first:
        title = shortened(one_line(report.running_title), REGULAR, _NUMBER_SIZE, right - SIDE)
        draw(canvas, SIDE, size[1] - 10.5 * MM, title, REGULAR, _NUMBER_SIZE)


def _write_proof(canvas: Canvas, text: str, room: float) -> None:
    """Write the line of proof, on two lines where it is too long for one."""
    parts = text.split(" · ")
    first = parts[:1]
    while len(first) < len(parts) and _fits(" · ".join(parts[: len(first) + 1]), room):
        first = parts[: len(first) + 1]
    begun = shortened(" · ".join(first), REGULAR, _EDGE_SIZE, room)
    draw(canvas, SIDE, 9 * MM, begun, REGULAR, _EDGE_SIZE)
    rest = " · ".join(parts[len(first) :])
    if rest:
        draw(canvas, SIDE, 6 * MM, shortened(rest, REGULAR, _EDGE_SIZE, room), REGULAR, _EDGE_SIZE)


def _fits(text: str, room: float) -> bool:
    return width(text, REGULAR, _EDGE_SIZE) <= room


def _write_wanted(canvas: Canvas, wanted: Wanted, page: int) -> None:
    """Write a row of dots and the number of a page at its right end."""
    number = str(page)
    left = wanted.right - width(number, wanted.font, wanted.size)
    canvas.setFillColor(TEXT)
    draw(canvas, left, wanted.y, number, wanted.font, wanted.size)
    step = width(_LEADER, REGULAR, wanted.size)
    dots = int((left - wanted.left) / step) - 1
    if dots > 1:  # the dots of all lines stand below each other
        start = left - left % step - dots * step
        canvas.setFillColor(MUTED)
        draw(canvas, start, wanted.y, (_LEADER * dots).rstrip(), REGULAR, wanted.size)
