"""The publication of an index on one page, upright or lying; all lengths grow with the paper."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.services.reports.blocks import Align, Poster, PosterGroup
from app.services.reports.lettering import BOLD, MEDIUM, REGULAR
from app.services.reports.paint import ACCENT, LINE, MM, MUTED, TEXT, TINT
from app.services.reports.pdf_figures import fitted, mutu_colour, picture_of, signature
from app.services.reports.pdf_pen import Pen
from app.services.reports.plain import clean

_UPRIGHT, _LYING = 174 * MM, 261 * MM
"""The width of the text on A4."""
_WHITE = "#FFFFFF"
_SQUEEZES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62)
"""How much smaller everything is drawn, step by step, until a poster with long texts fits."""

_LOGO = 19.0
_VALUE, _LETTER, _WORD, _NAME = 92.0, 36.0, 19.0, 10.0
_BAND, _CARD = 58.0, 6.0
_TALLEST, _LOWEST = 96.0, 74.0
_FOOT_OF_TALL = 36.0
_FACT_NAME = 40.0
_LINE_OF_GROUP = 6.2
_NUMBER_SHARE = 0.6
"""How much of a line a number may take before it is cut."""


class PosterPage(Flowable):
    """A poster that fills the room of one page."""

    canv: Canvas

    def __init__(self, poster: Poster, room: float, height: float) -> None:
        super().__init__()
        self._poster, self.width, self.height = poster, room, height - 0.5

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of the page."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the poster as large as all of it fits."""
        lies = self.width > self.height
        whole = self.width / (_LYING if lies else _UPRIGHT)
        compose = _lying if lies else _upright
        for squeeze in _SQUEEZES:
            trial = Pen(Canvas(BytesIO()), whole * squeeze, 0, self.width, self.height)
            if compose(self._poster, trial) >= 0:
                break
        compose(self._poster, Pen(self.canv, whole * squeeze, 0, self.width, self.height))


def _upright(poster: Poster, pen: Pen) -> float:
    """Draw from both ends towards the middle; return the room that is left between them."""
    foot = _at_foot(pen)
    _sign(poster, foot)
    _thank(poster, foot)
    _head(poster, pen)
    _number(poster, pen)
    pen.down(6)
    _facts(poster, pen)
    _respondents(poster, pen)
    return pen.y - pen.mm(4) - foot.y


def _lying(poster: Poster, pen: Pen) -> float:
    """Draw who was asked at the left, the index at the right; return the room that is left."""
    _head(poster, pen)
    gap = pen.mm(9)
    left = pen.column(0, (pen.room - gap) * 0.52)
    right = pen.column(left.right + gap, pen.room - gap - left.room)
    left_foot, right_foot = _at_foot(left), _at_foot(right)
    _thank(poster, left_foot)
    _sign(poster, right_foot)
    _facts(poster, left)
    _respondents(poster, left)
    free = right.y - right_foot.y - right.mm(4)
    _tall_number(poster, right, max(min(free, right.mm(_TALLEST)), right.mm(_LOWEST)))
    return min(left.y - left_foot.y, right.y - right_foot.y) - pen.mm(4)


def _at_foot(pen: Pen) -> Pen:
    """Return a pen that writes upwards from the end of the page."""
    foot = pen.column(pen.left, pen.room)
    foot.y = 0.0
    return foot


def _head(poster: Poster, pen: Pen) -> None:
    """Draw the letterhead and the title."""
    kop = poster.kop
    picture = picture_of(kop.logo)
    box, top = pen.mm(_LOGO), pen.y
    if picture:
        wide, high = fitted(picture, box)
        pen.canvas.drawImage(picture, pen.left, top - (box + high) / 2, wide, high, mask="auto")
    side = pen.mm(_LOGO + 3) if picture else 0
    words = pen.column(pen.left + side, pen.room - 2 * side)
    for line in kop.lines[:4]:
        words.line(line, 10.5, MEDIUM, TEXT, 1.35)
    words.text(kop.name, 15, BOLD, TEXT)
    if kop.address:
        words.line(kop.address, 8, REGULAR, MUTED, 1.4)
    pen.y = min(words.y, top - box if picture else words.y)
    pen.down(2.5)
    pen.rule(ACCENT, 1.4)
    pen.down(6)
    pen.text(poster.title, 17, BOLD, ACCENT)
    pen.down(3)


def _number(poster: Poster, pen: Pen) -> None:
    """Draw the index and its quality beside each other in the band that the eye finds first."""
    high, card = pen.mm(_BAND), pen.mm(_CARD)
    pen.band(high, ACCENT)
    value = pen.column(pen.left, pen.room * 0.58)
    _value(poster, value, high - pen.mm(11))
    quality = pen.column(value.right, pen.room - value.room - card)
    quality.y -= card
    quality.band(high - 2 * card, _WHITE, 2)
    step = (high - 2 * card) / max(1, len(poster.quality))
    for place in range(len(poster.quality)):
        size = min(_LETTER if place == 0 else _WORD, step / pen.unit - _NAME * 2)
        _quality(poster, place, quality, (quality.y - step / 2, size, size))
        quality.y -= step
    pen.y -= high


def _tall_number(poster: Poster, pen: Pen, high: float) -> None:
    """Draw the index above its quality."""
    card, foot = pen.mm(_CARD), pen.mm(_FOOT_OF_TALL)
    pen.band(high, ACCENT)
    _value(poster, pen, high - foot - card)
    quality = pen.column(pen.left + card, pen.room - 2 * card)
    quality.y = pen.y - high + card + foot
    quality.band(foot, _WHITE, 2)
    step = quality.room / max(1, len(poster.quality))
    for place in range(len(poster.quality)):
        column = quality.column(quality.left + place * step, step)
        size = _LETTER if place == 0 else _WORD
        _quality(poster, place, column, (quality.y - foot / 2, size, _LETTER))
    pen.y -= high


def _value(poster: Poster, pen: Pen, high: float) -> None:
    """Write the name of the index and its value in the middle of the room below it."""
    room = pen.room - pen.mm(12)
    pen.centred(poster.index_name, pen.y - pen.mm(11), 12, MEDIUM, _WHITE, room)
    value = clean(poster.value, 12)
    size = pen.fitting(value, _VALUE, BOLD, room)
    free = high - pen.mm(12)
    base = pen.y - pen.mm(12) - free / 2 - size * 0.36
    pen.centred(value, base, size / pen.unit, BOLD, _WHITE, room)


def _quality(poster: Poster, place: int, pen: Pen, at: tuple[float, float, float]) -> None:
    """Write a pair of name and value around a height; pairs beside each other share their lines.

    ``at`` is that height, the size of the value, and the size of the largest beside it.
    """
    (name, value), (middle, size, largest) = poster.quality[place], at
    top = middle + pen.pt(_NAME * 1.35 + largest) / 2
    room = pen.room - pen.mm(5)
    pen.centred(name, top - pen.pt(_NAME), _NAME, MEDIUM, MUTED, room)
    colour = mutu_colour(poster.quality[0][1])
    base = top - pen.pt(_NAME * 1.35 + largest * 0.86)
    pen.centred(value, base, size, BOLD, colour, room)


def _facts(poster: Poster, pen: Pen) -> None:
    name_room = pen.mm(_FACT_NAME)
    for name, value in poster.facts:
        top = pen.y
        words = pen.column(pen.left + name_room, pen.room - name_room)
        words.text(value, 11, BOLD, TEXT, align=Align.LEFT)
        shown = pen.cut(name, 11, REGULAR, name_room - pen.mm(2))
        pen.write(pen.left, top - pen.pt(11), shown, 11, REGULAR, MUTED)
        pen.y = words.y
        pen.down(1.2)
    pen.down(3)


def _respondents(poster: Poster, pen: Pen) -> None:
    lines = max((len(group.rows) for group in poster.groups), default=0)
    box = pen.mm(17) + (pen.mm(10) + lines * pen.mm(_LINE_OF_GROUP) if lines else 0)
    pen.band(box, TINT)
    inner, y = pen.column(pen.left + pen.mm(6), pen.room - pen.mm(12)), pen.y - pen.mm(10)
    number = pen.cut(poster.respondents, 16.25, BOLD, inner.room * _NUMBER_SHARE)
    start = pen.write_back(inner.right, y, number, 16.25, BOLD, ACCENT)
    name = pen.cut(poster.respondents_name, 13, MEDIUM, start - inner.left - pen.mm(3))
    pen.write(inner.left, y, name, 13, MEDIUM, TEXT)
    gap = pen.mm(8)
    count = max(1, len(poster.groups))
    room = (inner.room - gap * (count - 1)) / count
    for place, group in enumerate(poster.groups):
        column = inner.column(inner.left + place * (room + gap), room)
        column.y = y - pen.mm(9)
        _group(group, column)
    pen.y -= box


def _group(group: PosterGroup, pen: Pen) -> None:
    pen.write(pen.left, pen.y, pen.cut(group.name, 10, BOLD, pen.room), 10, BOLD, ACCENT)
    pen.down(2)
    pen.rule(LINE, 0.6)
    for name, number in group.rows:
        pen.down(_LINE_OF_GROUP)
        count = pen.cut(number, 10, BOLD, pen.room * _NUMBER_SHARE)
        start = pen.write_back(pen.right, pen.y, count, 10, BOLD, TEXT)
        shown = pen.cut(name, 10, REGULAR, start - pen.left - pen.mm(3))
        pen.write(pen.left, pen.y, shown, 10, REGULAR, TEXT)


def _sign(poster: Poster, foot: Pen) -> None:
    """Draw who signs, at the end of the page."""
    if poster.signature is None:
        return
    room = foot.room / foot.unit
    block = signature(poster.signature, room)
    _, high = block.wrap(room, 1e6)
    foot.canvas.saveState()
    foot.canvas.translate(foot.left, 0)
    foot.canvas.scale(foot.unit, foot.unit)
    block.drawOn(foot.canvas, 0, 0)
    foot.canvas.restoreState()
    foot.y += high * foot.unit + foot.mm(4)


def _thank(poster: Poster, foot: Pen) -> None:
    """Write thanks and remarks upwards."""
    for remark in reversed(poster.remarks):
        foot.text_up(remark, 8, REGULAR, MUTED)
        foot.y += foot.mm(1)
    if poster.thanks:
        foot.y += foot.mm(3)
        foot.text_up(poster.thanks, 12, BOLD, TEXT)
        foot.y += foot.mm(2)
