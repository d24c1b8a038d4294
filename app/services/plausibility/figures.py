"""A figure of a recap: what is written, on which scale, and how far rounding may have moved it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.plausibility.numbers import Kind, Number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.questionnaire import Instrument

_SHIFTS = (2, 1, 3, 4, 5, 6)
"""Places by which a lost decimal comma moves; two decimals are the custom, so they come first."""


class Scale(Enum):
    """How a mean is printed: as it is (1-4), or taken to 0-100."""

    NRR = "nrr"
    KONVERSI = "konversi"


class State(Enum):
    """What became of a cell."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    OUTSIDE = "outside"
    OTHER_SCALE = "other scale"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values that a column can have, both ends included."""

    lower: Fraction
    upper: Fraction

    def hold(self, value: Fraction, slack: Fraction = Fraction(0)) -> bool:
        """Say whether ``value`` or what it may have been rounded from is possible."""
        return self.lower - slack <= value <= self.upper + slack


REALISASI = Bounds(Fraction(0), Fraction(1000))
"""Percent of a plan that was done; beyond ten times the plan a decimal comma is missing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell. ``value`` and both slacks are on 0-100; without a usable number they are empty.

    ``slack`` is half of the last place that the column usually prints, because spreadsheets drop
    a last zero; ``own_slack`` is half of the last place that this cell prints.
    """

    column: str
    text: str
    state: State
    scale: Scale
    value: Fraction | None = None
    slack: Fraction = Fraction(0)
    own_slack: Fraction = Fraction(0)
    likely: Fraction | None = None
    """What was probably meant, on the scale of its row."""

    @property
    def usable(self) -> bool:
        """Say whether the cell has a value that figures may be made from."""
        return self.value is not None

    @property
    def sound(self) -> bool:
        """Say whether the cell is a possible number on the scale of its row."""
        return self.state is State.NUMBER

    @property
    def broken(self) -> bool:
        """Say whether something unusable is written there."""
        return self.state in {State.TEXT, State.OUTSIDE}


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a column is judged by: its scale, its usual decimals and both ranges."""

    scale: Scale
    decimals: int
    nrr: Bounds
    konversi: Bounds
    factor: Fraction

    @property
    def bounds(self) -> Bounds:
        """The range on the scale of the column."""
        return self.nrr if self.scale is Scale.NRR else self.konversi


def bounds_of(instrument: Instrument, scale: Scale) -> Bounds:
    """Return the possible means on a scale: 1 to 4, or 25 to 100."""
    lowest, highest = Fraction(instrument.lowest), Fraction(instrument.highest)
    if scale is Scale.NRR:
        return Bounds(lowest, highest)
    return Bounds(lowest * instrument.conversion, highest * instrument.conversion)


def side_of(number: Number, instrument: Instrument, first: Scale = Scale.NRR) -> Scale | None:
    """Return the scale that a number is possible on, or None for neither.

    The two overlap where an index is printed on 0-4; ``first`` is then the one that is meant.
    """
    if number.kind is not Kind.NUMBER or number.value is None:
        return None
    scales = (first, Scale.KONVERSI if first is Scale.NRR else Scale.NRR)
    return next((s for s in scales if bounds_of(instrument, s).hold(number.value)), None)


def scale_of(sides: Iterable[Scale | None], otherwise: Scale = Scale.KONVERSI) -> Scale:
    """Return the scale that most numbers are on."""
    counted = Counter(sides)
    if counted[Scale.NRR] == counted[Scale.KONVERSI]:
        return otherwise
    return Scale.NRR if counted[Scale.NRR] > counted[Scale.KONVERSI] else Scale.KONVERSI


def judge(column: str, text: str, number: Number, by: Yardstick) -> Figure:
    """Return the cell as a figure on the scale of its row."""
    if number.kind is Kind.BLANK:
        return Figure(column, text, State.BLANK, by.scale)
    if number.kind is Kind.TEXT or number.value is None:
        fits = number.value is not None and by.bounds.hold(number.value)
        return Figure(column, text, State.TEXT, by.scale, likely=number.value if fits else None)
    slack = half_of_last_place(max(number.decimals, by.decimals))
    own = half_of_last_place(number.decimals)
    if by.bounds.hold(number.value, slack):
        state, scale = State.NUMBER, by.scale
    else:
        scale = Scale.KONVERSI if by.scale is Scale.NRR else Scale.NRR
        other = by.nrr if scale is Scale.NRR else by.konversi
        if not other.hold(number.value):
            likely = with_comma(number.value, by.bounds)
            return Figure(column, text, State.OUTSIDE, by.scale, likely=likely)
        # On the other scale the cell has its own decimals: the column speaks of another unit.
        state, slack = State.OTHER_SCALE, own
    factor = by.factor if scale is Scale.NRR else Fraction(1)
    value = number.value * factor
    likely = None
    if state is State.OTHER_SCALE:
        likely = value if by.scale is Scale.KONVERSI else value / by.factor
    return Figure(column, text, state, by.scale, value, slack * factor, own * factor, likely)


def with_comma(value: Fraction, bounds: Bounds) -> Fraction | None:
    """Return what a number without its decimal comma probably was: 8954 → 89,54."""
    moved = (value / 10**places for places in _SHIFTS)
    return next((number for number in moved if bounds.hold(number)), None)


def half_of_last_place(decimals: int) -> Fraction:
    """Return how far rounding to so many decimals can move a number."""
    return Fraction(1, 2 * 10**decimals)
