"""Rounding half up, and only where a number is printed (rules/skm.md §3)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

NRR_PLACES = 3
KONVERSI_PLACES = 2
EMPTY = "–"


def half_up(value: Fraction | int, places: int) -> Decimal:
    """Return ``value`` rounded half away from zero to ``places`` decimals, exactly."""
    # In whole numbers: this runs ten times for each survey of a recap of thousands.
    doubled = 2 * abs(value.numerator) * 10**places + value.denominator
    magnitude = doubled // (2 * value.denominator)
    return Decimal(magnitude if value >= 0 else -magnitude).scaleb(-places)


def indonesian(value: Fraction | int | None, places: int, *, signed: bool = False) -> str:
    """Return ``86,79`` or ``1.234,50``; a dash when there is no value; ``+0,02`` when signed."""
    if value is None:
        return EMPTY
    rounded = half_up(value, places)
    text = f"{abs(rounded):,.{places}f}".translate(str.maketrans(",.", ".,"))
    if rounded < 0:
        return f"−{text}"
    return f"+{text}" if signed and rounded > 0 else text


def decimal_string(value: Fraction | None, places: int = 6) -> str | None:
    """Return a plain decimal with a point for other programs, at least six digits after it."""
    return None if value is None else f"{half_up(value, places):.{places}f}"


def exact_text(value: Fraction, most: int = 12) -> str:
    """Return a value that loses nothing: ``96.32`` where its decimals end, else ``1/3``."""
    for places in range(most + 1):
        moved = value * 10**places
        if moved.denominator == 1:
            digits = str(abs(moved.numerator)).zfill(places + 1)
            point = len(digits) - places
            text = f"{digits[:point]}.{digits[point:]}" if places else digits
            return f"-{text}" if value < 0 else text
    return f"{value.numerator}/{value.denominator}"
