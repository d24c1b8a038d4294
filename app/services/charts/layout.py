"""Lays a chart out on a surface: nothing overlaps, nothing is cut, every value is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.charts import layout_dots, layout_heat
from app.services.charts.chart import ChartKind
from app.services.charts.layout_dots import dots_picture
from app.services.charts.layout_heat import heat_picture
from app.services.charts.layout_lines import lines_picture
from app.services.charts.picture import (
    Anchor,
    Box,
    Measure,
    Picture,
    Pointer,
    Rule,
    Shape,
    Target,
    Tone,
    Words,
    elided,
    wrapped,
)
from app.services.charts.shortening import shortened

if TYPE_CHECKING:
    from app.services.charts.chart import Category, Chart

_LABEL_SHARE = 0.42
"""The most of the width that the labels may take."""
_MANY_SERIES = 5
"""More figures than these beside a bar move together, so that the names stay whole."""
_LEAST_BARS_SHARE = 0.2
_ROWS = {
    ChartKind.DOTS: (layout_dots.PITCHES.usual, 6),
    ChartKind.HEAT: (layout_heat.PITCHES.usual, 7),
}
"""Charts of many rows: the height of one, and what stands above and below, in letter sizes."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The places of labels, bars and values from left to right."""

    label: float
    bars: float
    bars_width: float
    values: tuple[float, ...]
    """Right edges of the columns of values."""


def lay_out(
    chart: Chart, width: float, size: float, measure: Measure, height: float = 0
) -> Picture:
    """Return the shapes of ``chart``, ``width`` wide, written in letters of ``size``.

    With a ``height`` the bars spread over it but never get closer than is readable; the picture
    may then be higher than asked for. Without one it takes what it needs.
    """
    chart = shortened(chart, width, size, measure)
    if chart.is_empty:
        return _nil_picture(chart, width, size, measure, height)
    match chart.kind:
        case ChartKind.LINES:
            return lines_picture(chart, width, size, measure, height)
        case ChartKind.DOTS:
            return dots_picture(chart, width, size, measure, height)
        case ChartKind.HEAT:
            return heat_picture(chart, width, size, measure, height)
    return _Bars(chart, width, size, measure, height).picture()


def natural_height(chart: Chart, size: float) -> float:
    """Return the height at which ``chart`` is comfortable to read."""
    if chart.kind is ChartKind.LINES and not chart.is_empty:
        return size * 16
    if chart.kind in _ROWS and not chart.is_empty:
        pitch, around = _ROWS[chart.kind]
        return size * (pitch * len(chart.categories) + around)
    legend = size * 2 if chart.kind is ChartKind.STACKED else 0
    note = size * 2 if chart.note or chart.marks else 0
    return max(size * 3, len(chart.categories) * size * 2.1 + legend + note + size * 0.4)


def _nil_picture(
    chart: Chart, width: float, size: float, measure: Measure, height: float
) -> Picture:
    lines = wrapped(chart.nil, width, size, measure, lines=3)
    shapes = tuple(
        Words(0, size * (1 + 1.4 * place), line, size, Tone.MUTED)
        for place, line in enumerate(lines)
    )
    return Picture(width, max(height, size * (1.4 * len(lines) + 0.6)), shapes)


class _Bars:
    """Horizontal bars, one per category; several series are stacked within a bar."""

    def __init__(
        self, chart: Chart, width: float, size: float, measure: Measure, height: float
    ) -> None:
        self._chart, self._width, self._size, self._measure = chart, width, size, measure
        self._columns = self._place_columns()
        self._labels = [self._label_lines(category) for category in chart.categories]
        tallest = max((len(lines) for lines in self._labels), default=1)
        self._note = self._foot()
        self._top = size * 2 if chart.kind is ChartKind.STACKED else 0.0
        least = size * (2.6 if tallest > 1 else 1.7)
        foot = size * 1.6 * len(self._note) + (size * 0.5 if self._note else 0)
        room = height - self._top - foot if height else size * 2.1 * len(chart.categories)
        most = size * 3.2
        self._pitch = min(most, max(least, room / max(1, len(chart.categories))))
        self._bottom = self._top + self._pitch * len(chart.categories)
        self._height = max(height, self._bottom + foot)

    def picture(self) -> Picture:
        shapes: list[Shape] = []
        targets: list[Target] = []
        if self._chart.kind is ChartKind.STACKED:
            shapes += self._legend()
        for place, category in enumerate(self._chart.categories):
            shapes += self._row(place, category)
            targets.append(self._target(place, category))
        shapes += self._marks()
        shapes += self._note_shapes()
        return Picture(self._width, self._height, tuple(shapes), tuple(targets))

    def _place_columns(self) -> _Columns:
        size, gap = self._size, self._size * 0.7
        if len(self._chart.series) > _MANY_SERIES:
            gap /= 2
        widest = max((self._label_width(c) for c in self._chart.categories), default=0)
        label = min(widest, self._width * _LABEL_SHARE)
        columns = [self._value_width(place) for place in range(len(self._chart.series))]
        taken = sum(columns) + gap * len(columns)
        most = self._width * (1 - _LEAST_BARS_SHARE) - label - gap
        if taken > most:
            label = max(size * 4, label - (taken - most))
        bars = label + gap
        bars_width = max(size, self._width - bars - taken)
        edges, edge = [], bars + bars_width
        for column in columns:
            edge += gap + column
            edges.append(edge)
        return _Columns(label, bars, bars_width, tuple(edges))

    def _label_width(self, category: Category) -> float:
        sign = self._size * 0.9 if category.highlighted else 0
        text = category.label[:80]
        return self._measure(text, self._size, category.highlighted) + sign

    def _value_width(self, place: int) -> float:
        series = self._chart.series[place]
        texts = [point.text for point in series.points]
        widths = [self._measure(text, self._size, True) for text in texts]
        head = self._measure(series.name, self._size, True) + self._size
        stacked = self._chart.kind is ChartKind.STACKED
        return max([*widths, head if stacked else 0, 0])

    def _label_lines(self, category: Category) -> tuple[str, ...]:
        sign = self._size * 0.9 if category.highlighted else 0
        room = self._columns.label - sign
        return wrapped(
            category.label, room, self._size, self._measure, lines=2, bold=category.highlighted
        )

    def _row(self, place: int, category: Category) -> list[Shape]:
        middle = self._top + self._pitch * (place + 0.5)
        return [
            *self._label(place, category, middle),
            *self._bar(place, category, middle),
            *self._values(place, middle),
        ]

    def _label(self, place: int, category: Category, middle: float) -> list[Shape]:
        size, right = self._size, self._columns.label
        shapes: list[Shape] = []
        if category.highlighted:
            shapes.append(Pointer(right - size * 0.3, middle, size * 0.6))
            right -= size * 0.9
        lines = self._labels[place]
        first = middle - size * 0.6 * (len(lines) - 1)
        tone = Tone.TEXT if category.highlighted else Tone.MUTED
        for number, line in enumerate(lines):
            y = first + size * 1.2 * number
            shapes.append(Words(right, y, line, size, tone, category.highlighted, Anchor.END))
        return shapes

    def _bar(self, place: int, category: Category, middle: float) -> list[Shape]:
        thick = min(self._pitch * 0.66, self._size * 1.5)
        top = middle - thick / 2
        shapes: list[Shape] = [
            Box(self._columns.bars, top, self._columns.bars_width, thick, Tone.TRACK)
        ]
        x = self._columns.bars
        steps = max(1, len(self._chart.series) - 1)
        for number, series in enumerate(self._chart.series):
            value = series.points[place].value
            if value is None:
                continue
            if self._chart.kind is ChartKind.STACKED:
                length = self._scaled(value)
                shapes.append(Box(x, top, length, thick, Tone.BAR, number / steps))
                x += length
            else:
                tone = Tone.LOW if category.highlighted else Tone.BAR
                length = self._scaled(value - self._chart.axis.lowest)
                shapes.append(Box(x, top, length, thick, tone))
                if value > self._chart.axis.highest:
                    shapes += self._break(x + length, top, thick)
        return shapes

    def _break(self, right: float, top: float, thick: float) -> list[Shape]:
        """Cut a bar in two near its end: its value is beyond what the axis shows."""
        size = self._size
        return [
            Rule(x - size * 0.3, top + thick, x + size * 0.3, top, Tone.TRACK, size * 0.22)
            for x in (right - size * 1.4, right - size * 0.9)
        ]

    def _values(self, place: int, middle: float) -> list[Shape]:
        stacked = self._chart.kind is ChartKind.STACKED
        shapes: list[Shape] = []
        for edge, series in zip(self._columns.values, self._chart.series, strict=True):
            text = series.points[place].text
            bold = not stacked
            shapes.append(Words(edge, middle, text, self._size, Tone.TEXT, bold, Anchor.END))
        return shapes

    def _legend(self) -> list[Shape]:
        """Head each column of values with the shade of its series: the legend stands over it."""
        size = self._size
        steps = max(1, len(self._chart.series) - 1)
        shapes: list[Shape] = []
        for number, (edge, series) in enumerate(
            zip(self._columns.values, self._chart.series, strict=True)
        ):
            name_width = self._measure(series.name, size, True)
            shapes.append(
                Words(edge, size, series.name, size, Tone.TEXT, bold=True, anchor=Anchor.END)
            )
            swatch = edge - name_width - size
            shapes.append(Box(swatch, size * 0.6, size * 0.8, size * 0.8, Tone.BAR, number / steps))
        return shapes

    def _marks(self) -> list[Shape]:
        thick = min(self._pitch * 0.66, self._size * 1.5)
        margin = (self._pitch - thick) / 2 * 0.6
        shapes: list[Shape] = []
        for mark in self._chart.marks:
            x = self._columns.bars + self._scaled(mark.value - self._chart.axis.lowest)
            top, bottom = self._top + margin, self._bottom - margin
            shapes.append(Rule(x, top, x, bottom, Tone.MARK, self._size * 0.08, dashed=True))
        return shapes

    def _ticks(self) -> list[tuple[float, str]]:
        """Return (x, text) of the figures along the axis, or nothing where they would collide."""
        axis, size = self._chart.axis, self._size * 0.85
        ends = [(axis.lowest, axis.lowest_text), (axis.highest, axis.highest_text)]
        named = [*ends[:1], *((m.value, m.text) for m in self._chart.marks), *ends[1:]]
        placed = [(self._columns.bars + self._scaled(v - axis.lowest), text) for v, text in named]
        right = float("-inf")
        for x, text in placed:
            half = self._measure(text, size, False) / 2
            if x - half < right + size * 0.5:
                return []
            right = x + half
        return placed if right <= self._width else []

    def _foot(self) -> tuple[str, ...]:
        if self._chart.marks and self._ticks():
            return ("",)
        room = self._width
        size = self._size * 0.9
        lines = (
            wrapped(self._chart.note, room, size, self._measure, lines=2)
            if self._chart.note
            else ()
        )
        return tuple(line.rstrip(" ·") for line in lines if line)

    def _note_shapes(self) -> list[Shape]:
        size, y = self._size, self._bottom + self._size
        if self._note == ("",):
            return [
                Words(x, y, text, size * 0.85, Tone.MUTED, anchor=Anchor.MIDDLE)
                for x, text in self._ticks()
            ]
        return [
            Words(self._width, y + size * 1.4 * n, line, size * 0.9, Tone.MUTED, anchor=Anchor.END)
            for n, line in enumerate(self._note)
        ]

    def _target(self, place: int, category: Category) -> Target:
        y = self._top + self._pitch * place
        name = category.name or category.label
        texts = [s.points[place].text for s in self._chart.series]
        if self._chart.kind is ChartKind.STACKED:
            texts = [f"{s.name}: {s.points[place].text} %" for s in self._chart.series]
        tip = elided(name, 400, 1, lambda text, _size, _bold: len(text)) + "\n" + " · ".join(texts)
        return Target(category.key, 0, y, self._width, self._pitch, tip)

    def _scaled(self, value: float) -> float:
        axis = self._chart.axis
        share = value / (axis.highest - axis.lowest)
        return max(0.0, min(1.0, share)) * self._columns.bars_width
