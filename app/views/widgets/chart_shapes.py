"""Paints the shapes of a laid out chart, all in one item: a heat map has two thousand of them."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from app.services.charts.picture import Anchor, Box, Dot, Pointer, Rule, Tone, Words
from app.views.theme import color
from app.views.theme.palette import contrast
from app.views.widgets.chart_letters import letters

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from app.services.charts.picture import Picture, Shape

_USES = {
    Tone.BAR: "accent",
    Tone.LOW: "warning",
    Tone.TRACK: "groove",
    Tone.MARK: "muted",
    Tone.TEXT: "text",
    Tone.MUTED: "muted",
}
_ANCHORS = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}
_LIGHTEST, _DARKEST = "track", "accent_strong"
_EDGE = 0.16
"""The edge of a dot, in parts of its size."""


class PaintedShapes(pg.GraphicsObject):
    """The shapes of one picture, one unit to the pixel, y downwards."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture

    def boundingRect(self) -> QRectF:
        """Return the area of the picture."""
        return QRectF(0, 0, self._picture.width, self._picture.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint what lies in the part that has to be painted anew."""
        seen = option.exposedRect
        for shape in self._picture.shapes:
            if _reaches(shape, seen):
                _paint(painter, shape)


def _reaches(shape: Shape, seen: QRectF) -> bool:
    """Say whether a shape may lie within a part, judged by its height alone."""
    match shape:
        case Box(_, y, _, height):
            top, bottom = y, y + height
        case Rule(_, y1, _, y2):
            top, bottom = min(y1, y2) - 2, max(y1, y2) + 2
        case Words() | Pointer() | Dot():
            top, bottom = shape.y - shape.size, shape.y + shape.size
    return bottom >= seen.top() and top <= seen.bottom()


def _paint(painter: QPainter, shape: Shape) -> None:
    match shape:
        case Box(x, y, width, height, tone, shade):
            painter.fillRect(QRectF(x, y, width, height), shade_color(tone, shade))
        case Rule():
            _paint_rule(painter, shape)
        case Pointer(x, y, size):
            half, top, low = size / 2, y - size * 0.4, y + size * 0.5
            corners = [QPointF(x - half, top), QPointF(x + half, top), QPointF(x, low)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade_color(Tone.LOW))
            painter.drawPolygon(QPolygonF(corners))
        case Dot():
            _paint_dot(painter, shape)
        case Words():
            _paint_words(painter, shape)


def _paint_rule(painter: QPainter, rule: Rule) -> None:
    pen = QPen(shade_color(rule.tone), max(1.0, rule.width))
    x1, y1, x2, y2 = rule.x1, rule.y1, rule.x2, rule.y2
    if rule.dashed:
        pen.setDashPattern([3, 2.5])
        if x1 == x2:  # on the middle of a pixel it stays one pixel wide
            x1 = x2 = floor(x1) + 0.5
        elif y1 == y2:
            y1 = y2 = floor(y1) + 0.5
    painter.setPen(pen)
    painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


def _paint_dot(painter: QPainter, dot: Dot) -> None:
    ink, edge = shade_color(dot.tone), max(1.0, dot.size * _EDGE)
    radius = (dot.size - edge) / 2
    painter.setPen(QPen(ink, edge))
    painter.setBrush(color("surface") if dot.hollow else ink)
    painter.drawEllipse(QPointF(dot.x, dot.y), radius, radius)


def _paint_words(painter: QPainter, words: Words) -> None:
    """Write a text as it is: nothing typed by anybody is markup."""
    font = letters(words.size, bold=words.bold)
    known = QFontMetricsF(font)
    x = words.x - known.horizontalAdvance(words.text) * _ANCHORS[words.anchor]
    y = words.y + (known.ascent() - known.descent()) / 2
    painter.setFont(font)
    painter.setPen(letter_color(words))
    painter.drawText(QPointF(x, y), words.text)


def letter_color(words: Words) -> QColor:
    """Return the colour of a text; on a shade that of the two which stands out more."""
    if words.shade is None:
        return shade_color(words.tone)
    ground = shade_color(Tone.BAR, words.shade).name()
    inks = (shade_color(words.tone), color("on_accent"))
    return max(inks, key=lambda ink: contrast(ink.name(), ground))


def shade_color(tone: Tone, shade: float | None = None) -> QColor:
    """Return the colour of a shape in the theme in force."""
    if shade is None:
        return color(_USES[tone])
    light, dark = color(_LIGHTEST), color(_DARKEST)
    pairs = (
        (light.red(), dark.red()),
        (light.green(), dark.green()),
        (light.blue(), dark.blue()),
    )
    return QColor(*(round(low + (high - low) * shade) for low, high in pairs))
