"""Lays out a dot plot: one row per category, a dot at its value, the value written beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.charts.layout_rows import Pitches, RowsLayout
from app.services.charts.picture import (
    Anchor,
    Box,
    Dot,
    Measure,
    Picture,
    Rule,
    Shape,
    Tone,
    Words,
    elided,
)

if TYPE_CHECKING:
    from app.services.charts.chart import Category, Chart

PITCHES = Pitches(1.7, 1.35, 2.4)
_LABEL_SHARE = 0.5
_LEAST_SHARE = 0.25
"""The least of the width that the dots may have."""


def dots_picture(
    chart: Chart, width: float, size: float, measure: Measure, height: float = 0
) -> Picture:
    """Return the shapes of a dot plot; of two series the second is the later one."""
    return _Dots(chart, width, size, measure, height).picture()


class _Dots(RowsLayout):
    def __init__(
        self, chart: Chart, width: float, size: float, measure: Measure, height: float
    ) -> None:
        super().__init__(chart, width, size, measure)
        self._values = [self._value_width(place) for place in range(len(chart.series))]
        self._gap = size * 0.8
        taken = sum(self._values) + self._gap * len(self._values)
        room = width * (1 - _LEAST_SHARE) - taken - self._gap
        wanted = min(self.widest_label + size * 0.2, width * _LABEL_SHARE, room)
        self._label = max(size * 4, wanted)
        self._left = self._label + self._gap + size * 0.4
        self._right = max(self._left + size * 2, width - taken - size * 0.4)
        self.place_rows(size * (1.8 if self._several else 0.3), size * 1.9, height, PITCHES)

    def picture(self) -> Picture:
        shapes: list[Shape] = [*self._grid(), *self._head()]
        for place, category, y in self.middles():
            shapes += self._row(place, category, y)
        return self.finished(shapes, 2.2)

    def _value_width(self, place: int) -> float:
        series = self._chart.series[place]
        widths = [self._measure(point.text, self._size, True) for point in series.points]
        head = self._measure(series.name, self._size * 0.9, True) if self._several else 0
        return max([*widths, head, 0.0])

    @property
    def _several(self) -> bool:
        return len(self._chart.series) > 1

    def _x(self, value: float) -> float:
        axis = self._chart.axis
        share = (value - axis.lowest) / (axis.highest - axis.lowest)
        return self._left + max(0.0, min(1.0, share)) * (self._right - self._left)

    def _grid(self) -> list[Shape]:
        size, small = self._size, self._size * 0.85
        shapes: list[Shape] = []
        for mark in self._chart.marks:
            x = self._x(mark.value)
            shapes.append(Rule(x, self._top, x, self._bottom, Tone.MARK, size * 0.08, dashed=True))
        y, taken = self._bottom + size * 0.8, list[tuple[float, float]]()
        for x, text in self._ticks():
            half = self._measure(text, small, False) / 2 + size * 0.2
            if all(x + half <= left or right <= x - half for left, right in taken):
                shapes.append(Words(x, y, text, small, Tone.MUTED, anchor=Anchor.MIDDLE))
                taken.append((x - half, x + half))
        return shapes

    def _ticks(self) -> list[tuple[float, str]]:
        """Return the bounds and then the ends of the axis, which give way to them."""
        axis = self._chart.axis
        ends = [(axis.lowest, axis.lowest_text), (axis.highest, axis.highest_text)]
        marks = [(mark.value, mark.text) for mark in self._chart.marks]
        return [(self._x(value), text) for value, text in (*marks, *ends) if text]

    def _edges(self) -> list[float]:
        """Return the right edges of the columns of values."""
        edges, edge = [], self._right + self._size * 0.4
        for wide in self._values:
            edge += self._gap + wide
            edges.append(edge)
        return edges

    def _head(self) -> list[Shape]:
        """Head each column of values with the sign and the name of its series."""
        if not self._several:
            return []
        size, small, shapes = self._size, self._size * 0.9, list[Shape]()
        columns = zip(self._edges(), self._values, self._chart.series, strict=True)
        for number, (edge, wide, series) in enumerate(columns):
            name = elided(series.name, wide + size, small, self._measure, bold=True)
            shapes.append(Words(edge, size * 0.8, name, small, Tone.TEXT, True, Anchor.END))
            left = edge - self._measure(name, small, True) - size * 0.6
            shapes.append(self._mark(number, left, size * 0.8, hollow=False))
        return shapes

    def _row(self, place: int, category: Category, y: float) -> list[Shape]:
        size = self._size
        label = elided(category.label, self._label, size, self._measure)
        shapes: list[Shape] = [
            Words(self._label, y, label, size, Tone.MUTED, anchor=Anchor.END),
            Rule(self._left, y, self._right, y, Tone.TRACK, size * 0.08),
        ]
        points = [series.points[place] for series in self._chart.series]
        known = [self._x(point.value) for point in points if point.value is not None]
        if len(known) > 1:
            shapes.append(Rule(min(known), y, max(known), y, Tone.BAR, size * 0.12))
        for number, point in enumerate(points):
            if point.value is not None:
                shapes.append(self._mark(number, self._x(point.value), y, hollow=category.hollow))
        for edge, point in zip(self._edges(), points, strict=True):
            shapes.append(Words(edge, y, point.text, size, Tone.TEXT, True, Anchor.END))
        return shapes

    def _mark(self, number: int, x: float, y: float, *, hollow: bool) -> Shape:
        """Return the sign of a series: the last is a dot, an earlier one a small square."""
        size = self._size
        if number < len(self._chart.series) - 1:
            side = size * 0.5
            return Box(x - side / 2, y - side / 2, side, side, Tone.MUTED)
        return Dot(x, y, size * 0.8, Tone.BAR, hollow=hollow)
