"""Whether two means differ by more than chance: Welch's t-test, Holm's correction."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from app.services.statistics.student import two_sided

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Mean:
    """An estimated mean with the square of its standard error, both exact.

    ``degrees`` are the degrees of freedom of that square.
    """

    value: Fraction
    square: Fraction
    degrees: Fraction
    n: int

    def times(self, factor: Fraction) -> Mean:
        """Return the same on another scale."""
        return Mean(self.value * factor, self.square * factor * factor, self.degrees, self.n)


@dataclass(frozen=True, slots=True)
class WelchTest:
    """Welch's t-test of two means, two-sided."""

    t: float
    degrees: float
    p: float


def mean_of_counts(counts: Iterable[tuple[int, int]]) -> Mean | None:
    """Return the mean of answers given as (score, how many gave it); None below two answers.

    s² = (Σ n·x² − (Σ n·x)² / n) / (n − 1), in integers; its square error is s² / n.
    """
    pairs = list(counts)
    n = sum(count for _, count in pairs)
    if n < 2:  # noqa: PLR2004 - one answer has no variance
        return None
    total = sum(score * count for score, count in pairs)
    squares = sum(score * score * count for score, count in pairs)
    variance = Fraction(n * squares - total * total, n * (n - 1))
    return Mean(Fraction(total, n), variance / n, Fraction(n - 1), n)


def mean_of_independent(parts: Sequence[Mean]) -> Mean:
    """Return the plain mean of independent means, such as the periods of a year.

    The squares add up (÷ k²); degrees of freedom after Satterthwaite (1946).
    """
    k = len(parts)
    square = sum((part.square for part in parts), Fraction(0)) / (k * k)
    return Mean(
        sum((part.value for part in parts), Fraction(0)) / k,
        square,
        _satterthwaite([Fraction(part.square, k * k) for part in parts], parts),
        sum(part.n for part in parts),
    )


def weighted_sum_at_most(parts: Sequence[tuple[Fraction, Mean]]) -> Mean:
    """Return Σ weight · mean of answers of the same people with the largest error it can have.

    Their correlation is not known from counts. By the inequality of Cauchy and Schwarz the
    standard error of the sum is at most the sum of the standard errors, so that a difference found
    with it holds whatever the correlation is. Degrees of freedom: the fewest.
    """
    error = sum(float(weight) * sqrt(part.square) for weight, part in parts)
    return Mean(
        sum((weight * part.value for weight, part in parts), Fraction(0)),
        Fraction(error) ** 2,
        min(part.degrees for _, part in parts),
        min(part.n for _, part in parts),
    )


def welch(one: Mean, other: Mean) -> WelchTest | None:
    """Test whether two means differ; None where neither of them varies.

    t = (m₁ − m₂) / √(e₁ + e₂), f = (e₁ + e₂)² / (e₁²/f₁ + e₂²/f₂) with e the squared standard
    errors: B. L. Welch, Biometrika 34 (1947) 28-35.
    """
    both = one.square + other.square
    if not both:
        return None
    t = float(other.value - one.value) / sqrt(both)
    degrees = float(_satterthwaite([one.square, other.square], [one, other]))
    return WelchTest(t, degrees, two_sided(t, degrees))


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Return the p-values corrected for testing them all; those that are None stay so.

    S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70: the i-th smallest of m is
    multiplied by m − i + 1, none becomes smaller than the one before it, and none exceeds 1.
    """
    known = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    corrected: list[float | None] = [None] * len(p_values)
    largest = 0.0
    for rank, (p, place) in enumerate(known):
        largest = max(largest, min(1.0, (len(known) - rank) * p))
        corrected[place] = largest
    return corrected


def _satterthwaite(squares: Sequence[Fraction], parts: Sequence[Mean]) -> Fraction:
    whole = sum(squares, Fraction(0))
    below = sum(
        (square * square / part.degrees for square, part in zip(squares, parts, strict=True)),
        Fraction(0),
    )
    return whole * whole / below if below else min(part.degrees for part in parts)
