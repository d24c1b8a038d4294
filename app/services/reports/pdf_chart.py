"""Draws a chart with vectors on paper, from the same layout as the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String

from app.services.charts.layout import lay_out, natural_height
from app.services.charts.picture import Anchor, Box, Dot, Pointer, Rule, Tone, Words
from app.services.reports.lettering import BOLD, REGULAR, font, measure, piece_width, runs, width
from app.services.reports.paint import WHITE, letter_colour, tone_colour
from app.services.reports.plain import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.graphics.shapes import Shape as Drawn

    from app.services.charts.chart import Chart
    from app.services.charts.picture import Shape

_SIZE = 8.0
_SMALLEST = 4.5
_BASE_LINE = 0.35
"""How far the base line lies below the middle of a line, in parts of the letter size."""


def chart_drawing(chart: Chart, width: float, height: float = 0, most: float = 1e6) -> Drawing:
    """Return ``chart`` as a drawing ``width`` wide and never higher than ``most`` points."""
    size = _SIZE
    wanted = height or natural_height(chart, size)
    picture = lay_out(chart, width, size, measure, min(wanted, most))
    while picture.height > most and size > _SMALLEST:
        size *= 0.85
        picture = lay_out(chart, width, size, measure, most)
    font(REGULAR)
    drawing = Drawing(width, min(picture.height, most), initialFontName=REGULAR)
    for shape in picture.shapes:
        for drawn in _draw(shape, picture.height):
            drawing.add(drawn)
    if picture.height > most:
        drawing.scale(1, most / picture.height)
    return drawing


def _draw(shape: Shape, height: float) -> Iterator[Drawn]:
    match shape:
        case Box(x, y, wide, high, tone, shade):
            colour = tone_colour(tone, shade)
            yield Rect(x, height - y - high, wide, high, fillColor=colour, strokeColor=None)
        case Rule(x1, y1, x2, y2, tone, thick, dashed):
            dash = [thick * 3, thick * 2.5] if dashed else None
            colour = tone_colour(tone)
            line = Line(x1, height - y1, x2, height - y2, strokeColor=colour, strokeWidth=thick)
            line.strokeDashArray = dash
            yield line
        case Pointer(x, y, size):
            top, low, half = height - y + size * 0.4, height - y - size * 0.5, size / 2
            colour = tone_colour(Tone.LOW)
            yield Polygon(
                [x - half, top, x + half, top, x, low], fillColor=colour, strokeColor=None
            )
        case Dot(x, y, size, tone, hollow):
            colour, edge = tone_colour(tone), size * 0.16
            fill = WHITE if hollow else colour
            radius = (size - edge) / 2
            yield Circle(
                x, height - y, radius, fillColor=fill, strokeColor=colour, strokeWidth=edge
            )
        case Words():
            yield from _write(shape, height)


def _write(words: Words, height: float) -> Iterator[Drawn]:
    text, name = clean(words.text), BOLD if words.bold else REGULAR
    total = width(text, name, words.size)
    x = words.x - {Anchor.START: 0.0, Anchor.MIDDLE: total / 2, Anchor.END: total}[words.anchor]
    y = height - words.y - words.size * _BASE_LINE
    colour = letter_colour(words.tone, words.shade)
    for run, piece in runs(text, name):
        font(run)
        yield String(x, y, piece, fontName=run, fontSize=words.size, fillColor=colour)
        x += piece_width(piece, run, words.size)
