"""Writes on a page whose lengths all grow with the paper, from the top of a column downwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from app.services.reports.blocks import Align
from app.services.reports.lettering import draw, markup, shortened, width
from app.services.reports.paint import MM, style
from app.services.reports.plain import one_line

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

_SMALLEST = 0.5
"""The share of its size to which a line shrinks before it is cut."""
_ALMOST = 0.995
"""What is made to fit stays a little narrower, or rounding would cut it."""
_LONGEST = 300


@dataclass(slots=True)
class Pen:
    """A column of ``room`` points from ``left`` on; ``y`` is where the next thing begins.

    Sizes and distances are given as on A4; ``unit`` is how much larger they are drawn.
    """

    canvas: Canvas
    unit: float
    left: float
    room: float
    y: float

    @property
    def middle(self) -> float:
        """The middle of the column."""
        return self.left + self.room / 2

    @property
    def right(self) -> float:
        """The right end of the column."""
        return self.left + self.room

    def mm(self, length: float) -> float:
        """Return millimetres of A4 in points of this paper."""
        return length * MM * self.unit

    def pt(self, size: float) -> float:
        """Return points of A4 in points of this paper."""
        return size * self.unit

    def column(self, left: float, room: float) -> Pen:
        """Return a pen for a part of the width, at the same height."""
        return replace(self, left=left, room=room)

    def down(self, length: float) -> None:
        """Leave room of so many millimetres."""
        self.y -= self.mm(length)

    def band(self, high: float, colour: Color | str, radius: float = 3) -> None:
        """Fill the column from here down; the pen stays where it is."""
        self.canvas.setFillColor(colour)
        self.canvas.roundRect(
            self.left, self.y - high, self.room, high, self.mm(radius), stroke=0, fill=1
        )

    def rule(self, colour: Color, weight: float) -> None:
        """Draw a line across the column."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(self.pt(weight))
        self.canvas.line(self.left, self.y, self.right, self.y)

    def write(self, x: float, y: float, text: str, size: float, name: str, colour: Color) -> None:
        """Write one line from ``x`` on."""
        self.canvas.setFillColor(colour)
        draw(self.canvas, x, y, text, name, self.pt(size))

    def write_back(
        self, right: float, y: float, text: str, size: float, name: str, colour: Color
    ) -> float:
        """Write one line that ends at ``right``, and return where it begins."""
        left = right - width(text, name, self.pt(size))
        self.write(left, y, text, size, name, colour)
        return left

    def cut(self, text: str, size: float, name: str, room: float) -> str:
        """Return one line no wider than ``room``."""
        return shortened(one_line(text, _LONGEST), name, self.pt(size), room)

    def centred(
        self, text: str, y: float, size: float, name: str, colour: Color | str, room: float = 0
    ) -> None:
        """Write one line in the middle; it shrinks to half before it is cut to ``room``."""
        line, points = one_line(text, _LONGEST), self.pt(size)
        if room:
            points = self.fitting(line, size, name, room)
            line = shortened(line, name, points, room)
        self.canvas.setFillColor(colour)
        draw(self.canvas, self.middle - width(line, name, points) / 2, y, line, name, points)

    def fitting(self, text: str, size: float, name: str, room: float) -> float:
        """Return the points at which a line fits into ``room``, at least half of its size."""
        wide = width(text, name, self.pt(size))
        share = _ALMOST * room / wide if wide else 1.0
        return self.pt(size) * min(1.0, max(_SMALLEST, share))

    def line(self, text: str, size: float, name: str, colour: Color, leading: float) -> None:
        """Write one centred line and go below it."""
        self.y -= self.pt(size * leading)
        self.centred(text, self.y + self.pt(size) * 0.25, size, name, colour, self.room)

    def text(
        self, text: str, size: float, name: str, colour: Color, *, align: Align = Align.CENTER
    ) -> float:
        """Write words on as many lines as they need, go below them, and return their height."""
        made = style(self.pt(size), name, align, self.pt(size * 1.3))
        made = made.clone(f"{made.name} {colour}", textColor=colour)
        words = Paragraph(markup(one_line(text, _LONGEST), name), made)
        _, high = words.wrap(self.room, 1e6)
        self.y -= high
        words.drawOn(self.canvas, self.left, self.y)
        return float(high)

    def text_up(self, text: str, size: float, name: str, colour: Color) -> None:
        """Write centred words that end here, and go above them."""
        made = style(self.pt(size), name, Align.CENTER, self.pt(size * 1.35))
        made = made.clone(f"{made.name} {colour}", textColor=colour)
        words = Paragraph(markup(one_line(text, _LONGEST), name), made)
        _, high = words.wrap(self.room, 1e6)
        words.drawOn(self.canvas, self.left, self.y)
        self.y += high
