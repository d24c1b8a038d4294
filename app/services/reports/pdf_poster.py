"""The publication of an index on one page; all lengths grow with the paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from app.services.reports.blocks import Align, Poster, PosterGroup
from app.services.reports.lettering import BOLD, MEDIUM, REGULAR, draw, markup, shortened, width
from app.services.reports.paint import ACCENT, LINE, MM, MUTED, TEXT, TINT, style
from app.services.reports.pdf_figures import fitted, mutu_colour, picture_of, signature
from app.services.reports.plain import clean, one_line

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

_A4_WIDTH = 174 * MM
_WHITE = "#FFFFFF"
_SQUEEZES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68)
"""How much smaller everything is drawn, step by step, until a poster with long texts fits."""


class PosterPage(Flowable):
    """A poster that fills the room of one page."""

    canv: Canvas

    def __init__(self, poster: Poster, room: float, height: float) -> None:
        super().__init__()
        self._poster, self.width, self.height = poster, room, height - 0.5
        self._unit = room / _A4_WIDTH
        self._y = self.height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of the page."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the poster as large as all of it fits."""
        page, whole = self.canv, self.width / _A4_WIDTH
        for squeeze in _SQUEEZES:
            self._unit = whole * squeeze
            self.canv = Canvas(BytesIO())
            if self._compose() >= 0:
                break
        self.canv = page
        self._compose()

    def _compose(self) -> float:
        """Draw from both ends towards the middle; return the room that is left between them."""
        self._y = self.height
        foot = self._foot()
        self._kop()
        self._title()
        self._number()
        self._facts()
        self._respondents()
        return self._y - self._mm(4) - foot

    def _mm(self, length: float) -> float:
        return length * MM * self._unit

    def _pt(self, size: float) -> float:
        return size * self._unit

    def _kop(self) -> None:
        kop = self._poster.kop
        picture = picture_of(kop.logo)
        box = self._mm(19)
        if picture:
            wide, high = fitted(picture, box)
            self.canv.drawImage(picture, 0, self._y - (box + high) / 2, wide, high, mask="auto")
        side = self._mm(22) if picture else 0
        top = self._y
        for line in kop.lines[:4]:
            self._line(line, 10.5, MEDIUM, TEXT, 1.35, side)
        self._text(kop.name, 15, BOLD, TEXT, side)
        if kop.address:
            self._line(kop.address, 8, REGULAR, MUTED, 1.4, side)
        self._y = min(self._y, top - box if picture else self._y) - self._mm(2.5)
        self.canv.setStrokeColor(ACCENT)
        self.canv.setLineWidth(self._pt(1.4))
        self.canv.line(0, self._y, self.width, self._y)
        self._y -= self._mm(6)

    def _title(self) -> None:
        self._text(self._poster.title, 17, BOLD, ACCENT)
        self._y -= self._mm(3)

    def _number(self) -> None:
        """Draw the index and its quality in the band that the eye finds first."""
        high = self._mm(58)
        self.canv.setFillColor(ACCENT)
        self.canv.roundRect(0, self._y - high, self.width, high, self._mm(3), stroke=0, fill=1)
        top, poster = self._y, self._poster
        split = self.width * 0.58
        value = clean(poster.value, 12)
        size = self._fitting(value, BOLD, 92, split - self._mm(12))
        self._centred(
            poster.index_name,
            split / 2,
            top - self._mm(11),
            12,
            MEDIUM,
            _WHITE,
            split - self._mm(10),
        )
        self._centred(
            value, split / 2, top - self._mm(31) - size * 0.36, size / self._unit, BOLD, _WHITE
        )
        card = self._mm(6)
        wide = self.width - split - card
        self.canv.setFillColor(_WHITE)
        self.canv.roundRect(
            split, top - high + card, wide, high - 2 * card, self._mm(2), stroke=0, fill=1
        )
        self._quality(split + wide / 2, top - card, wide - self._mm(6), high - 2 * card)
        self._y -= high + self._mm(6)

    def _quality(self, middle: float, top: float, room: float, high: float) -> None:
        rows = self._poster.quality
        colour = mutu_colour(rows[0][1]) if rows else TEXT
        step = high / max(1, len(rows))
        room_for = step / self._unit
        for place, (name, value) in enumerate(rows):
            y = top - step * place - step * 0.3
            large = min(36, 0.6 * room_for) if place == 0 else min(19, 0.4 * room_for)
            self._centred(name, middle, y, 10, MEDIUM, MUTED, room)
            self._centred(value, middle, y - self._pt(large * 1.08), large, BOLD, colour, room)

    def _facts(self) -> None:
        for name, value in self._poster.facts:
            label = self._mm(40)
            made = style(self._pt(11), BOLD, leading=self._pt(14.5))
            words = Paragraph(markup(_cut(value, 180), BOLD), made)
            _, high = words.wrap(self.width - label, self.height)
            draw(
                self._inked(MUTED),
                0,
                self._y - self._pt(11),
                _cut(name, 40),
                REGULAR,
                self._pt(11),
            )
            words.drawOn(self.canv, label, self._y - high)
            self._y -= high + self._mm(1.2)
        self._y -= self._mm(3)

    def _respondents(self) -> None:
        poster = self._poster
        head = tuple(_cut(text, 60) for text in (poster.respondents_name, poster.respondents))
        lines = max((len(group.rows) for group in poster.groups), default=0)
        box = self._mm(17) + (self._mm(10) + lines * self._mm(6.2) if lines else 0)
        self.canv.setFillColor(TINT)
        self.canv.roundRect(0, self._y - box, self.width, box, self._mm(3), stroke=0, fill=1)
        y = self._y - self._mm(10)
        size = self._pt(13)
        draw(self._inked(TEXT), self._mm(6), y, head[0], MEDIUM, size)
        start = self.width - self._mm(6) - width(head[1], BOLD, size * 1.25)
        draw(self._inked(ACCENT), start, y, head[1], BOLD, size * 1.25)
        self._groups(y - self._mm(9))
        self._y -= box

    def _groups(self, top: float) -> None:
        groups = self._poster.groups
        if not groups:
            return
        gap = self._mm(8)
        room = (self.width - 2 * self._mm(6) - gap * (len(groups) - 1)) / len(groups)
        for place, group in enumerate(groups):
            self._group(group, self._mm(6) + place * (room + gap), top, room)

    def _group(self, group: PosterGroup, left: float, top: float, room: float) -> None:
        size = self._pt(10)
        draw(self._inked(ACCENT), left, top, _shortened(group.name, BOLD, size, room), BOLD, size)
        y = top - self._mm(2)
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(self._pt(0.6))
        self.canv.line(left, y, left + room, y)
        for name, number in group.rows:
            y -= self._mm(6.2)
            wide = width(number, BOLD, size)
            shown = _shortened(name, REGULAR, size, room - wide - self._mm(3))
            draw(self._inked(TEXT), left, y, shown, REGULAR, size)
            draw(self._inked(TEXT), left + room - wide, y, number, BOLD, size)

    def _foot(self) -> float:
        """Draw thanks, remarks and the signature upwards from the bottom; return their top."""
        poster, y = self._poster, 0.0
        if poster.signature:
            block = signature(poster.signature, self.width / self._unit)
            _, high = block.wrap(self.width / self._unit, self.height)
            self.canv.saveState()
            self.canv.scale(self._unit, self._unit)
            block.drawOn(self.canv, 0, 0)
            self.canv.restoreState()
            y = high * self._unit + self._mm(4)
        for remark in reversed(poster.remarks):
            y += self._paragraph_up(remark, 8, REGULAR, y, muted=True) + self._mm(1)
        if poster.thanks:
            y += self._mm(3)
            y += self._paragraph_up(poster.thanks, 12, BOLD, y, muted=False) + self._mm(2)
        return y

    def _paragraph_up(self, text: str, size: float, name: str, y: float, *, muted: bool) -> float:
        made = style(self._pt(size), name, Align.CENTER, self._pt(size * 1.35), muted)
        words = Paragraph(markup(_cut(text, 300), name), made)
        _, high = words.wrap(self.width, self.height)
        words.drawOn(self.canv, 0, y)
        return float(high)

    def _inked(self, colour: Color | str) -> object:
        """Return the canvas with its ink changed."""
        self.canv.setFillColor(colour)
        return self.canv

    def _line(
        self, text: str, size: float, name: str, colour: Color, leading: float, side: float
    ) -> None:
        self._y -= self._pt(size * leading)
        at = self._y + self._pt(size) * 0.25
        self._centred(text, self.width / 2, at, size, name, colour, self.width - 2 * side)

    def _text(self, text: str, size: float, name: str, colour: Color, side: float = 0) -> None:
        """Write centred words on as many lines as they need, ``side`` away from both edges."""
        made = style(self._pt(size), name, Align.CENTER, self._pt(size * 1.27))
        made = made.clone(f"{made.name} poster", textColor=colour)
        words = Paragraph(markup(_cut(text, 120), name), made)
        _, high = words.wrap(self.width - 2 * side, self.height)
        self._y -= high
        words.drawOn(self.canv, side, self._y)

    def _centred(
        self,
        text: str,
        middle: float,
        y: float,
        size: float,
        name: str,
        colour: Color | str,
        room: float = 0,
    ) -> None:
        """Write one line around ``middle``; it shrinks to half before it is cut."""
        line = _cut(text, 200)
        points = self._pt(size)
        if room:
            points = self._fitting(line, name, size, room)
            line = _shortened(line, name, points, room)
        start = middle - width(line, name, points) / 2
        draw(self._inked(colour), start, y, line, name, points)

    def _fitting(self, text: str, name: str, size: float, room: float) -> float:
        wide = width(text, name, self._pt(size))
        return self._pt(size) * min(1.0, max(0.5, room / wide)) if wide else self._pt(size)


def _cut(text: str, longest: int) -> str:
    return one_line(text, longest)


def _shortened(text: str, name: str, size: float, room: float) -> str:
    return shortened(_cut(text, 200), name, size, room)
