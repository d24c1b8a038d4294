"""Cronbach's alpha and item-total correlations, from integer sums."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Patterns = Iterable[tuple[Mapping[str, int], int]]


@dataclass(frozen=True, slots=True)
class Item:
    """One question among the others."""

    key: str
    total_correlation: float | None
    """With the sum of the other questions; None where one of both does not vary."""
    alpha_without: Fraction | None
    """Alpha of the other questions; None with fewer than two of them or where they do not vary."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha of some questions over ``n`` complete sheets; None: it cannot be had."""

    n: int
    left_out: int
    """Sheets that leave one of the questions blank."""
    alpha: Fraction | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Sums:
    """n² · (co)variances, in integers; the factor is the same everywhere and falls out."""

    own: dict[str, int]
    with_total: dict[str, int]
    total: int


def alpha_of(keys: Sequence[str], patterns: Patterns) -> Alpha:
    """Return Cronbach's alpha of the questions ``keys`` and what each of them does to it.

    ``patterns`` are (answers of a sheet, number of such sheets); sheets with a blank among the
    questions are left out. With k questions, σ² of each and σ²_T of the sheets' sums,
    alpha = k/(k−1) · (1 − Σσ²/σ²_T): L. J. Cronbach, Psychometrika 16 (1951) 297-334. The
    item-total correlation is the corrected one: with the sum of the other questions.
    """
    n, left_out, sums = _add_up(keys, patterns)
    items = tuple(_item(key, keys, sums) for key in keys)
    return Alpha(n, left_out, _alpha(len(keys), sum(sums.own.values()), sums.total), items)


def _add_up(keys: Sequence[str], patterns: Patterns) -> tuple[int, int, _Sums]:
    n = left_out = total = total_squares = 0
    sums, squares = dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
    products = dict.fromkeys(keys, 0)
    for answers, sheets in patterns:
        if any(key not in answers for key in keys):
            left_out += sheets
            continue
        whole = sum(answers[key] for key in keys)
        n += sheets
        total += sheets * whole
        total_squares += sheets * whole * whole
        for key in keys:
            value = sheets * answers[key]
            sums[key] += value
            squares[key] += value * answers[key]
            products[key] += value * whole
    own = {key: n * squares[key] - sums[key] ** 2 for key in keys}
    with_total = {key: n * products[key] - sums[key] * total for key in keys}
    return n, left_out, _Sums(own, with_total, n * total_squares - total * total)


def _alpha(k: int, own: int, total: int) -> Fraction | None:
    if k < 2 or not total:  # noqa: PLR2004 - one question has nothing to agree with
        return None
    return Fraction(k, k - 1) * (1 - Fraction(own, total))


def _item(key: str, keys: Sequence[str], sums: _Sums) -> Item:
    own, shared = sums.own[key], sums.with_total[key]
    rest = sums.total + own - 2 * shared
    without = _alpha(len(keys) - 1, sum(sums.own.values()) - own, rest)
    if len(keys) < 2 or not own or not rest:  # noqa: PLR2004 - as above
        return Item(key, None, without)
    correlation = (shared - own) / (sqrt(own) * sqrt(rest))
    return Item(key, max(-1.0, min(1.0, correlation)), without)
