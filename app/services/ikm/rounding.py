"""Rounding half up, and only where a number is printed (rules/skm.md §3)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

NRR_PLACES = 3
KONVERSI_PLACES = 2
EMPTY = "–"


def half_up(value: Fraction | int, places: int) -> Decimal:
    """Return ``value`` rounded half away from zero to ``places`` decimals, exactly."""
    scaled = Fraction(value) * 10**places
    doubled = abs(scaled.numerator) * 2 + scaled.denominator
    magnitude = doubled // (2 * scaled.denominator)
    return Decimal(magnitude if scaled >= 0 else -magnitude).scaleb(-places)


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
