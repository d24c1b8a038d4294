"""Student's t distribution through the regularised incomplete beta function."""

from __future__ import annotations

from math import exp, isfinite, lgamma, log, log1p

_STEPS = 500
_CLOSE = 1e-15
_TINY = 1e-300


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 ≤ x ≤ 1.

    The continued fraction of Abramowitz & Stegun, Handbook of Mathematical Functions (1964),
    26.5.8, evaluated by Lentz's method; for x beyond (a + 1) / (a + b + 2) the symmetry 26.5.2.
    """
    if not 0 <= x <= 1:
        raise ValueError("x is not within 0 to 1")
    if a <= 0 or b <= 0:
        raise ValueError("a and b must be positive")
    if x in (0, 1):
        return float(x)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front / a * _fraction(a, b, x)


def two_sided(t: float, degrees: float) -> float:
    """Return the probability of a |t| at least this large with ``degrees`` of freedom (> 0).

    P = I_{f/(f+t²)}(f/2, ½): Abramowitz & Stegun 26.7.1.
    """
    if not isfinite(t):
        return 0.0
    return incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t))


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, _away(1 - (a + b) * x / (a + 1))
    d = 1 / d
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d = 1 / _away(1 + part * d)
            c = _away(1 + part / c)
            value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def _away(value: float) -> float:
    """Keep a denominator from being nothing."""
    return value if abs(value) > _TINY else _TINY
