"""The cover of a report: logo, title, whose it is; at the foot the office and the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Paragraph

from app.services.reports.blocks import Align, Cover
from app.services.reports.lettering import BOLD, MEDIUM, markup
from app.services.reports.paint import ACCENT, MM, style
from app.services.reports.pdf_figures import fitted, picture_of
from app.services.reports.plain import one_line

if TYPE_CHECKING:
    from app.services.reports.pdf_pages import PagesCanvas

_LOGO = 42 * MM
_MOST_LINES = 8
_LONGEST_TITLE, _LONGEST_LINE = 200, 120


class CoverPage(Flowable):
    """A cover that fills the room of one page."""

    canv: PagesCanvas

    def __init__(self, cover: Cover, room: float, height: float) -> None:
        super().__init__()
        self._cover, self.width, self.height = cover, room, height - 0.5

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of the page."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw title and lines below the logo, the foot from the bottom."""
        self.canv.leave_edges_empty()
        cover = self._cover
        y = self.height - 18 * MM
        picture = picture_of(cover.logo)
        if picture:
            wide, high = fitted(picture, min(_LOGO, self.height / 4))
            y -= high
            self.canv.drawImage(picture, (self.width - wide) / 2, y, wide, high, mask="auto")
        y -= self.height * (0.09 if picture else 0.16)
        y = self._write(cover.title, _LONGEST_TITLE, 22, BOLD, y) - 5 * MM
        self.canv.setStrokeColor(ACCENT)
        self.canv.setLineWidth(2)
        middle = self.width / 2
        self.canv.line(middle - 22 * MM, y, middle + 22 * MM, y)
        y -= 6 * MM
        for line in cover.lines[:_MOST_LINES]:
            y = self._write(line, _LONGEST_LINE, 13, MEDIUM, y) - 1.5 * MM
        self._foot()

    def _foot(self) -> None:
        lines = [line for line in self._cover.foot[:_MOST_LINES] if line.strip()]
        words = [self._words(line, _LONGEST_LINE, 12, BOLD) for line in lines]
        y = sum(high for _, high in words) + 6 * MM
        for paragraph, high in words:
            y -= high
            paragraph.drawOn(self.canv, 0, y)

    def _write(self, text: str, longest: int, size: float, name: str, y: float) -> float:
        """Write centred words below ``y``; return where they end."""
        if not text.strip():
            return y
        paragraph, high = self._words(text, longest, size, name)
        paragraph.drawOn(self.canv, 0, y - high)
        return y - high

    def _words(self, text: str, longest: int, size: float, name: str) -> tuple[Paragraph, float]:
        made = style(size, name, Align.CENTER, size * 1.3)
        paragraph = Paragraph(markup(one_line(text, longest), name), made)
        return paragraph, float(paragraph.wrap(self.width, self.height)[1])
