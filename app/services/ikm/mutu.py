"""The quality letter of a value (rules/skm.md §3, Mutu)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES, half_up

if TYPE_CHECKING:
    from fractions import Fraction

    from app.models.questionnaire import Instrument, Mutu


def mutu_of(instrument: Instrument, value: Fraction | None) -> Mutu | None:
    """Return the step of the quality table for a value on the scale of the index.

    Its percentage of the highest value is rounded half up to two decimals first, so that the steps
    leave no holes: 88,304… is B and 88,305 is A. What lies under every step belongs to the last.
    """
    if value is None:
        return None
    printed = half_up(instrument.percent(value), KONVERSI_PLACES)
    return next((step for step in instrument.mutu if printed >= step.lower), instrument.mutu[-1])
