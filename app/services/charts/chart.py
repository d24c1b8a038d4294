"""What a chart says, without a word on how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChartKind(StrEnum):
    """The form of a chart."""

    BARS = "batang mendatar"
    STACKED = "batang bertumpuk 100 %"
    LINES = "garis"
    DOTS = "titik"
    """One row per category with a dot; of two series the second is the later one."""
    HEAT = "peta nilai"
    """One row per category, one column per series; the lower a value, the stronger its ground."""


@dataclass(frozen=True, slots=True)
class Category:
    """One bar or one place on a line. ``key`` identifies it when it is clicked."""

    key: str
    label: str
    """Short words that stand beside the bar."""
    name: str = ""
    """The whole name, for the tool tip; empty when the label is the whole name."""
    highlighted: bool = False
    """Marked by a sign, not by colour alone."""
    hollow: bool = False
    """Of another kind than the others, such as a figure that was reported: a dot that is open."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value and the text that is written beside it; no value draws nothing."""

    value: float | None
    text: str
    highlighted: bool = False
    """Written in bold letters, in a chart that has them."""


@dataclass(frozen=True, slots=True)
class Series:
    """One value per category, in their order."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A bound drawn across the bars, such as 76,61."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The range that is drawn; bars start at ``lowest``."""

    lowest: float
    highest: float
    lowest_text: str = ""
    highest_text: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. ``alt`` is its sentence for those who cannot see it.

    ``note`` explains the scale in words where there is no room for figures along the axis.
    ``nil`` is shown instead of bars when there is nothing to draw.
    """

    kind: ChartKind
    title: str
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    axis: Axis
    alt: str
    marks: tuple[Mark, ...] = ()
    note: str = ""
    nil: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is no value at all."""
        return all(point.value is None for series in self.series for point in series.points)
