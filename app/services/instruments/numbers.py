"""Weights, factors and limits as people write them: fractions, decimals, percent; always exact."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_DIGITS = 9
_FRACTION = re.compile(r"(\d{1,9})\s*[/:]\s*(\d{1,9})")
_DECIMAL = re.compile(r"(\d{1,9})(?:[.,](\d{1,18}))?\s*(%?)")
_LIMIT = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?")
_PERCENT = 100
_PRIMES = (2, 5)


def exact(text: object) -> Fraction | None:
    """Return ``1/9``, ``0,12``, ``0.12`` or ``12,5 %`` as it stands; None for anything else.

    The length is limited, so that no number can be written that takes forever to compute with.
    """
    if isinstance(text, int) and not isinstance(text, bool):
        return Fraction(text) if 0 <= text < 10**_DIGITS else None
    if isinstance(text, Decimal):
        text = str(text)
    if not isinstance(text, str):
        return None
    if match := _FRACTION.fullmatch(text.strip()):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    if match := _DECIMAL.fullmatch(text.strip()):
        places = match[2] or ""
        value = Fraction(int(match[1] + places), 10 ** len(places))
        return value / _PERCENT if match[3] else value
    return None


def limit(text: object) -> Decimal | None:
    """Return a limit of mutu such as ``88,31`` or ``88.31``; None for anything else."""
    if isinstance(text, int | Decimal) and not isinstance(text, bool):
        text = str(text)
    match = _LIMIT.fullmatch(text.strip()) if isinstance(text, str) else None
    return Decimal(f"{match[1]}.{match[2] or 0}") if match else None


def readable(value: Fraction) -> str:
    """Return a number as a person writes it: ``0,12`` where that is exact, else ``1/9``."""
    rest, places = value.denominator, 0
    for prime in _PRIMES:
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1 or places > _DIGITS:
        return f"{value.numerator}/{value.denominator}"
    if not places:
        return str(value.numerator)
    whole, part = divmod(value.numerator * 10**places // value.denominator, 10**places)
    return f"{whole},{part:0{places}d}"
