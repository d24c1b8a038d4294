"""The least number of respondents (rules/skm.md §3, Sample)."""

from __future__ import annotations

from fractions import Fraction

from app.services.ikm.rounding import half_up

_CHI_SQUARE = Fraction("3.841")
_SPREAD = Fraction("0.25")
_ERROR_SQUARED = Fraction("0.0025")


def minimum_sample(population: int) -> int:
    """Return the sample of Krejcie & Morgan (1970) for a population of service users.

    Rounded half up and never above the population. Raises ValueError for a negative population.
    """
    if population < 0:
        raise ValueError(population)
    if population == 0:
        return 0
    share = _CHI_SQUARE * population * _SPREAD
    exact = share / (_ERROR_SQUARED * (population - 1) + _CHI_SQUARE * _SPREAD)
    return min(population, int(half_up(exact, 0)))
