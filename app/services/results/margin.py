"""How far the index of the sheets may lie from that of all users of the service.

The regulation asks for no such figure; that it is shown, and how it is computed, is our decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm
from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES, indonesian

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.ikm.result import IkmResult, UnsurResult

    Patterns = Iterable[tuple[Mapping[str, int], int]]

LEAST_SHEETS = 30
"""Below this many sheets the normal distribution says little, and no margin is shown."""

_QUANTILE = Fraction("1.96")
"""Two-sided 95 % of the normal distribution."""
_ROOT_PLACES = 12


@dataclass(frozen=True, slots=True)
class Margin:
    """Half of the 95 % interval in points of the index."""

    half_width: Fraction
    corrected: bool
    """Whether the size of the population was known and taken into account."""

    @property
    def text(self) -> str:
        """The margin as it is written beside the index: ``±0,84``."""
        return f"±{indonesian(self.half_width, KONVERSI_PLACES)}"


def margin_of(
    result: IkmResult, patterns: Patterns, population: int | None = None
) -> Margin | None:
    """Return the margin of error of an index at 95 %, or None where it would say nothing.

    ``patterns`` are (answers of a sheet, number of sheets with exactly these answers).
    ½-width = 1,96 · √( (1 − n/N) · s² / n ), s² = Σ z² / (n − 1): the textbook interval of a mean
    of a simple random sample with the finite population correction (Cochran, Sampling Techniques,
    3rd ed. 1977, §2.6-2.8). z is what one sheet adds to the index: with w the weight and q the
    number of questions of an unsur, n_k, m_k the answers to question k and their mean,
    z = conversion · Σ w/q · (answer_k − m_k) · n/n_k over the answered questions (its linearised
    form for the ratio that blanks make of an index, §6.3-6.4). Where no answer is blank, z is
    exactly the index of the sheet less the IKM. All sums are exact; only the root is cut off.

    None: fewer than 30 sheets, or more sheets than the population is said to have.
    """
    if result.n < LEAST_SHEETS or (population is not None and population < result.n):
        return None
    variance = squares(result, patterns) / (result.n - 1)
    left = Fraction(1) if population is None else 1 - Fraction(result.n, population)
    return Margin(_QUANTILE * _root(variance * left / result.n), population is not None)


def squares(result: IkmResult, patterns: Patterns, only: UnsurResult | None = None) -> Fraction:
    """Return Σ z² over all sheets, exactly: integers over one common denominator.

    With ``only`` z is what a sheet adds to the value of that unsur alone.
    """
    slopes: dict[str, Fraction] = {}
    means: dict[str, Fraction] = {}
    for row in (only,) if only else result.answered:
        questions = [question for question in row.questions if question.n]
        for question in questions:
            weight = Fraction(1) if only else row.weight
            part = weight / len(questions) * result.instrument.conversion
            slopes[question.key] = part * Fraction(result.n, question.n)
            means[question.key] = Fraction(question.total, question.n)
    scale = lcm(*(value.denominator for value in slopes.values()), 1)
    scale *= lcm(*(value.denominator for value in means.values()), 1)
    steps = {key: int(slope * scale) for key, slope in slopes.items()}
    offsets = {key: int(slope * means[key] * scale) for key, slope in slopes.items()}
    total = 0
    for answers, sheets in patterns:
        z = sum(steps[key] * score - offsets[key] for key, score in answers.items() if key in steps)
        total += sheets * z * z
    return Fraction(total, scale * scale)


def _root(value: Fraction) -> Fraction:
    """Return the square root, cut off after twelve decimals."""
    unit = 10**_ROOT_PLACES
    return Fraction(isqrt(value.numerator * unit * unit // value.denominator), unit)
