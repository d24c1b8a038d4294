"""Lays out a heat map: a table of values whose ground is the stronger the lower they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.charts.layout_rows import Pitches, RowsLayout
from app.services.charts.picture import (
    Anchor,
    Box,
    Measure,
    Picture,
    Shape,
    Tone,
    Words,
    elided,
    wrapped,
)

if TYPE_CHECKING:
    from app.services.charts.chart import Category, Chart, Point

SHADES = (0.0, 0.13, 0.25, 0.42, 0.5, 0.78, 1.0)
"""The steps from the highest value to the lowest; on each of them letters can be read."""
PITCHES = Pitches(1.75, 1.45, 2.2)
_LABEL_SHARE = 0.36
_LEAST_HEAD = 0.6
_GAP = 0.12
"""Room between two cells in letter sizes."""


def heat_picture(
    chart: Chart, width: float, size: float, measure: Measure, height: float = 0
) -> Picture:
    """Return the shapes of a heat map: a row per category, a column per series."""
    return _Heat(chart, width, size, measure, height).picture()


def shade_of(value: float, lowest: float, highest: float) -> float:
    """Return the step of a value between both ends of an axis; the lowest is strongest."""
    share = (highest - value) / (highest - lowest) if highest > lowest else 0.0
    return SHADES[min(len(SHADES) - 1, max(0, int(share * len(SHADES))))]


class _Heat(RowsLayout):
    def __init__(
        self, chart: Chart, width: float, size: float, measure: Measure, height: float
    ) -> None:
        super().__init__(chart, width, size, measure)
        self._label = min(self.widest_label + size * 0.2, width * _LABEL_SHARE)
        self._left = self._label + size * 0.8
        self._step = (width - self._left) / max(1, len(chart.series))
        self._head_size = self._fitting_head_size()
        self._heads = [self._head_lines(series.name) for series in chart.series]
        deepest = max((len(lines) for lines in self._heads), default=1)
        self.place_rows(size * (0.7 + 1.1 * deepest), size * 2.2, height, PITCHES)

    def picture(self) -> Picture:
        shapes: list[Shape] = [*self._heading()]
        for place, category, y in self.middles():
            shapes += self._row(place, category, y)
        return self.finished([*shapes, *self._legend()], 2.6)

    def _fitting_head_size(self) -> float:
        """Return letters small enough for the longest word over a column, within reason."""
        small = self._size * 0.9
        words = {word for series in self._chart.series for word in _parted(series.name).split()}
        widest = max((self._measure(word, small, True) for word in words), default=0)
        room = self._step - self._size * 0.3
        return small if widest <= room else max(small * _LEAST_HEAD, small * room / widest)

    def _head_lines(self, name: str) -> tuple[str, ...]:
        room = self._step - self._size * 0.2
        return wrapped(_parted(name), room, self._head_size, self._measure, lines=2, bold=True)

    def _heading(self) -> list[Shape]:
        small, shapes = self._head_size, list[Shape]()
        for number, lines in enumerate(self._heads):
            x = self._left + self._step * (number + 0.5)
            first = self._top - self._size * (0.35 + 1.1 * len(lines)) + self._size * 0.55
            for place, line in enumerate(lines):
                y = first + self._size * 1.1 * place
                shapes.append(Words(x, y, line, small, Tone.TEXT, True, Anchor.MIDDLE))
        return shapes

    def _row(self, place: int, category: Category, middle: float) -> list[Shape]:
        size = self._size
        label = elided(category.label, self._label, size, self._measure)
        shapes: list[Shape] = [
            Words(self._label, middle, label, size, Tone.MUTED, anchor=Anchor.END)
        ]
        for number, series in enumerate(self._chart.series):
            shapes += self._cell(number, middle - self._pitch / 2, series.points[place])
        return shapes

    def _cell(self, number: int, y: float, point: Point) -> list[Shape]:
        size, gap = self._size, self._size * _GAP
        x = self._left + self._step * number
        wide, high = self._step - gap, self._pitch - gap
        text = elided(point.text, wide, size, self._measure, bold=point.highlighted)
        place = (x + wide / 2, y + high / 2, text, size)
        if point.value is None:
            return [
                Box(x, y, wide, high, Tone.TRACK),
                Words(*place, Tone.MUTED, anchor=Anchor.MIDDLE),
            ]
        axis = self._chart.axis
        shade = shade_of(point.value, axis.lowest, axis.highest)
        return [
            Box(x, y, wide, high, Tone.BAR, shade),
            Words(*place, Tone.TEXT, point.highlighted, Anchor.MIDDLE, shade),
        ]

    def _legend(self) -> list[Shape]:
        """Say what the shades mean, from the highest value to the lowest."""
        size, small, axis = self._size, self._size * 0.9, self._chart.axis
        y, side = self._bottom + size * 1.1, size * 0.9
        shapes: list[Shape] = [Words(0, y, axis.highest_text, small, Tone.MUTED)]
        x = self._measure(axis.highest_text, small, False) + size * 0.5
        for shade in SHADES:
            shapes.append(Box(x, y - side / 2, side * 1.6, side, Tone.BAR, shade))
            x += side * 1.6
        shapes.append(Words(x + size * 0.5, y, axis.lowest_text, small, Tone.MUTED))
        return shapes


def _parted(name: str) -> str:
    """Return a name that may be wrapped after a slash: ``Biaya/ Tarif``."""
    return name.replace("/", "/ ")
