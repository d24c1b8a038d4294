"""What charts of many rows share: rows of one height, the note below them, their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.charts.picture import Measure, Picture, Shape, Target, Tone, Words, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.charts.chart import Category, Chart

_LONGEST_TIP = 400


@dataclass(frozen=True, slots=True)
class Pitches:
    """The distance of two rows in letter sizes: usual, least and most."""

    usual: float
    least: float
    most: float


class RowsLayout:
    """One row per category; whoever lays it out says what stands in a row."""

    def __init__(self, chart: Chart, width: float, size: float, measure: Measure) -> None:
        self._chart, self._width, self._size, self._measure = chart, width, size, measure
        self._note = wrapped(chart.note, width, size * 0.9, measure, lines=3) if chart.note else ()
        self._top = self._bottom = self._height = self._pitch = 0.0

    @property
    def widest_label(self) -> float:
        """The width of the longest name, within reason."""
        labels = (category.label[:120] for category in self._chart.categories)
        return max((self._measure(label, self._size, False) for label in labels), default=0)

    def place_rows(self, top: float, foot: float, height: float, pitches: Pitches) -> None:
        """Spread the rows over ``height``, or as wide as is usual where it is 0."""
        size, rows = self._size, max(1, len(self._chart.categories))
        foot += size * 1.4 * len(self._note)
        wanted = (height - top - foot) / rows if height else size * pitches.usual
        self._pitch = min(size * pitches.most, max(size * pitches.least, wanted))
        self._top, self._bottom = top, top + self._pitch * rows
        self._height = max(height, self._bottom + foot)

    def finished(self, shapes: list[Shape], note_below: float) -> Picture:
        """Return the picture with the note ``note_below`` letter sizes under the rows."""
        size, y = self._size, self._bottom + self._size * note_below
        for number, line in enumerate(self._note):
            shapes.append(Words(0, y + size * 1.4 * number, line, size * 0.9, Tone.MUTED))
        targets = tuple(self._target(n, c) for n, c in enumerate(self._chart.categories))
        return Picture(self._width, self._height, tuple(shapes), targets)

    def middles(self) -> Iterator[tuple[int, Category, float]]:
        """Yield the place, the category and the middle of each row."""
        for place, category in enumerate(self._chart.categories):
            yield place, category, self._top + self._pitch * (place + 0.5)

    def _target(self, place: int, category: Category) -> Target:
        y = self._top + self._pitch * place
        texts = (f"{series.name}: {series.points[place].text}" for series in self._chart.series)
        tip = (category.name or category.label)[:_LONGEST_TIP] + "\n" + " · ".join(texts)
        return Target(category.key, 0, y, self._width, self._pitch, tip)
