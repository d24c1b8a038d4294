"""What a page of a questionnaire is drawn from: shapes at places, lengths in millimetres.

``x`` and ``y`` are counted from the upper left corner of the paper, as a scanner counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.services.reports.lettering import BOLD, REGULAR

POINT = 25.4 / 72
"""A point of type in millimetres."""


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of text; ``y`` is its base line, ``size`` is in points."""

    x: float
    y: float
    text: str
    size: float
    font: str = REGULAR
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    x: float
    y: float
    width: float
    weight: float = 0.15
    light: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """An empty rectangle that nobody fills in by a cross."""

    x: float
    y: float
    width: float
    height: float
    weight: float = 0.25


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """A square to be crossed for ``value``, or for one digit: ``value`` is then its place."""

    x: float
    y: float
    size: float
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo of the office, as large as its square allows."""

    x: float
    y: float
    size: float


Shape = Letters | Rule | Frame | AnswerBox | Logo


@dataclass(frozen=True, slots=True)
class Row:
    """Shapes that no end of a page parts; their ``y`` is counted from the top of the row."""

    height: float
    shapes: tuple[Shape, ...] = ()


def moved(row: Row, y: float) -> list[Shape]:
    """Return the shapes of a row whose top is at ``y``."""
    return [replace(shape, y=shape.y + y) for shape in row.shapes]


def gap(height: float) -> Row:
    """Return empty room."""
    return Row(height)


__all__ = ["BOLD", "POINT", "REGULAR", "AnswerBox", "Frame", "Letters", "Logo", "Row", "Rule"]
