"""The exact numbers of reported figures."""

from __future__ import annotations

from fractions import Fraction


def exact(text: str) -> Fraction | None:
    """Return a stored number (``96.32``, ``1/3``), None where there is none."""
    return Fraction(text) if text else None
