"""An error rate with its exact interval (Clopper and Pearson, Biometrika 26, 1934).

The bounds are those p at which as many mistakes as were found, or more (fewer), have a chance of
half of what the confidence leaves; they are quantiles of the beta distribution. Floats serve here:
the bounds are printed with two decimals of a percent and found to twelve.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import exp, lgamma, log, log1p
from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIDENCE = 0.95
_PLACES = 2
_HALVINGS = 60
_STEPS = 100_000
_TINY, _PRECISION = 1e-300, 1e-15


@dataclass(frozen=True)
class Rate:
    """``found`` of ``fields``: the share, exactly, and its 95 % interval."""

    found: int
    fields: int

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.found + other.found, self.fields + other.fields)

    @property
    def share(self) -> Fraction | None:
        """The share; None where nothing was checked."""
        return Fraction(self.found, self.fields) if self.fields else None

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """The lower and the upper bound of the share."""
        return clopper_pearson(self.found, self.fields)

    @property
    def text(self) -> str:
        """The share in percent, such as ``1,25 %``; a dash where nothing was checked."""
        return "–" if self.share is None else percent(self.share)

    @property
    def interval(self) -> str:
        """The bounds in percent, such as ``0,03–6,77 %``."""
        if not self.fields:
            return "–"
        lower, upper = (indonesian(Fraction(bound) * 100, _PLACES) for bound in self.bounds)
        return tr("{bawah}–{atas} %", bawah=lower, atas=upper)


def percent(share: Fraction) -> str:
    """Return a share in percent with two decimals."""
    return tr("{nilai} %", nilai=indonesian(share * 100, _PLACES))


def clopper_pearson(found: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact two-sided interval of a binomial share; (0, 1) where ``of`` is 0."""
    if not 0 <= found <= of:
        raise ValueError((found, of))
    tail = (1 - confidence) / 2
    lower = 0.0 if found == 0 else _where(lambda p: at_least(found, of, p) < tail)
    upper = 1.0 if found == of else _where(lambda p: at_least(found + 1, of, p) < 1 - tail)
    return lower, upper


def at_least(found: int, of: int, p: float) -> float:
    """Return the chance of ``found`` or more among ``of`` with the share p: I_p(x, n - x + 1)."""
    if found <= 0:
        return 1.0
    return 0.0 if found > of else incomplete_beta(p, found, of - found + 1)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b).

    The continued fraction (DLMF 8.17.22) by Lentz's method, on the side where it goes fast.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d1/(1 + d2/(1 + …)) of DLMF 8.17.22."""
    value = c = 1.0
    d = 0.0
    for step in range(1, _STEPS):
        term = _term(step, x, a, b)
        d = 1 / (_away_from_zero(1 + term * d))
        c = _away_from_zero(1 + term / c)
        value *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return value


def _term(step: int, x: float, a: float, b: float) -> float:
    m = step // 2
    if step % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _where(is_below: Callable[[float], bool]) -> float:
    """Return the place in 0-1 up to which ``is_below`` holds, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2
