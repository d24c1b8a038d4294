"""Lays out a chart of lines over periods."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from app.services.charts.picture import (
    Anchor,
    Box,
    Measure,
    Picture,
    Rule,
    Shape,
    Target,
    Tone,
    Words,
    elided,
)

if TYPE_CHECKING:
    from app.services.charts.chart import Chart

_DEFAULT_HEIGHT = 16


def lines_picture(
    chart: Chart, width: float, size: float, measure: Measure, height: float = 0
) -> Picture:
    """Return the shapes of a chart of lines; figures along the axis stand on the left."""
    return _Lines(chart, width, size, measure, height or size * _DEFAULT_HEIGHT).picture()


class _Lines:
    def __init__(
        self, chart: Chart, width: float, size: float, measure: Measure, height: float
    ) -> None:
        self._chart, self._width, self._size, self._measure = chart, width, size, measure
        self._height = max(height, size * 8)
        axis = chart.axis
        self._ticks = [
            (axis.lowest, axis.lowest_text),
            *((mark.value, mark.text) for mark in chart.marks),
            (axis.highest, axis.highest_text),
        ]
        widest = max(measure(text, size * 0.85, False) for _, text in self._ticks)
        self._left = widest + size * 0.8
        legend = size * 1.6 if len(chart.series) > 1 else 0
        self._top = size * 1.8 + legend
        self._bottom = self._height - size * 2
        room = width - self._left
        self._inset = min(room / 3, self._widest() / 2)
        self._step = (room - 2 * self._inset) / max(1, len(chart.categories) - 1)
        known = [place for place in range(len(chart.categories)) if self._has_value(place)]
        self._back = {place: back for back, place in enumerate(reversed(known))}
        """Place → how many places with a value follow it."""

    def picture(self) -> Picture:
        shapes: list[Shape] = [*self._grid(), *self._names()]
        for number in reversed(range(len(self._chart.series))):  # the first one is on top
            shapes += self._line(number)
        if len(self._chart.series) > 1:
            shapes += self._legend()
        return Picture(self._width, self._height, tuple(shapes), self._targets())

    def _has_value(self, place: int) -> bool:
        return any(series.points[place].value is not None for series in self._chart.series)

    def _x(self, place: int) -> float:
        if len(self._chart.categories) == 1:
            return (self._left + self._width) / 2
        return self._left + self._inset + self._step * place

    def _widest(self) -> float:
        """Return the width of the widest text under or over a point."""
        names = [(category.label[:16], self._size * 0.9) for category in self._chart.categories]
        values = [(point.text, self._size) for s in self._chart.series for point in s.points]
        return max(self._measure(text, size, True) for text, size in (*names, *values))

    def _y(self, value: float) -> float:
        axis = self._chart.axis
        share = (value - axis.lowest) / (axis.highest - axis.lowest)
        return self._bottom - max(0.0, min(1.0, share)) * (self._bottom - self._top)

    def _grid(self) -> list[Shape]:
        shapes: list[Shape] = []
        size, last = self._size * 0.85, float("inf")
        ends = {self._ticks[0][0], self._ticks[-1][0]}
        for value, text in self._ticks:
            y = self._y(value)
            tone = Tone.TRACK if value in ends else Tone.MARK
            shapes.append(
                Rule(
                    self._left, y, self._width, y, tone, self._size * 0.08, dashed=value not in ends
                )
            )
            if last - y >= size * 1.1:
                place = self._left - self._size * 0.4
                shapes.append(Words(place, y, text, size, Tone.MUTED, anchor=Anchor.END))
                last = y
        return shapes

    def _names(self) -> list[Shape]:
        size = self._size * 0.9
        every = self._every(size)
        room = min(2 * self._inset, max(self._step * every * 0.95, self._size * 3))
        return [
            Words(
                self._x(place),
                self._bottom + self._size,
                elided(category.label, room, size, self._measure),
                size,
                Tone.MUTED,
                anchor=Anchor.MIDDLE,
            )
            for place, category in enumerate(self._chart.categories)
            if place % every == 0
        ]

    def _every(self, size: float) -> int:
        widest = max(self._measure(c.label[:16], size, False) for c in self._chart.categories)
        return self._places_for(widest)

    def _places_for(self, width: float) -> int:
        """Return how many places one text needs so that texts do not run into each other."""
        return max(1, -int(-(width + self._size * 0.5) // max(1.0, self._step)))

    def _line(self, number: int) -> list[Shape]:
        size = self._size
        points = [
            (place, self._x(place), self._y(point.value), point.text)
            for place, point in enumerate(self._chart.series[number].points)
            if point.value is not None
        ]
        shapes: list[Shape] = [
            Rule(x1, y1, x2, y2, Tone.BAR, size * 0.16, dashed=number % 2 == 1)
            for (_, x1, y1, _), (_, x2, y2, _) in itertools.pairwise(points)
        ]
        shapes += [shape for _, x, y, _ in points for shape in self._dot(number, x, y)]
        every = self._every_value()
        rows = 2 if every == 2 and len(self._chart.series) == 1 else 1  # noqa: PLR2004 - above and below
        for place, x, y, text in points:
            back = self._back[place]
            if back % (every // rows) == 0:
                above = self._is_above(number, place) and back % rows == 0
                lift = -size if above else size
                shapes.append(Words(x, y + lift, text, size, bold=True, anchor=Anchor.MIDDLE))
        return shapes

    def _dot(self, number: int, x: float, y: float) -> list[Shape]:
        """Return the sign of a value; that of a dashed line is hollow."""
        dot, hole = self._size * 0.5, self._size * 0.26
        shapes: list[Shape] = [Box(x - dot / 2, y - dot / 2, dot, dot, Tone.BAR)]
        if number % 2 == 1:
            shapes.append(Box(x - hole / 2, y - hole / 2, hole, hole, Tone.TRACK))
        return shapes

    def _every_value(self) -> int:
        """Return how many places lie between values that are written, so that they stay apart."""
        widths = [
            self._measure(point.text, self._size, True)
            for series in self._chart.series
            for point in series.points
            if point.value is not None
        ]
        return self._places_for(max(widths, default=0))

    def _is_above(self, number: int, place: int) -> bool:
        """Say whether a value is written above its dot: the higher one of a place is."""
        values = [series.points[place].value for series in self._chart.series]
        own = values[number]
        others = [v for other, v in enumerate(values) if other != number and v is not None]
        if own is None or not others:
            return number % 2 == 0
        highest = max(others)
        return own > highest or (own == highest and number == 0)

    def _legend(self) -> list[Shape]:
        size, x = self._size, self._left
        shapes: list[Shape] = []
        for number, series in enumerate(self._chart.series):
            name = elided(series.name, self._width / 3, size, self._measure)
            y = size * 0.8
            shapes.append(
                Rule(x, y, x + size * 2, y, Tone.BAR, size * 0.16, dashed=number % 2 == 1)
            )
            shapes += self._dot(number, x + size, y)
            shapes.append(Words(x + size * 2.5, y, name, size, Tone.MUTED))
            x += size * 4 + self._measure(name, size, False)
        return shapes

    def _targets(self) -> tuple[Target, ...]:
        return tuple(
            Target(
                category.key,
                self._x(place) - self._step / 2,
                0,
                self._step,
                self._height,
                (category.name or category.label)[:400]
                + "\n"
                + " · ".join(series.points[place].text for series in self._chart.series),
            )
            for place, category in enumerate(self._chart.categories)
        )
