"""One figure from several: periods of a year, units of a city (rules/skm.md §3, Roll-up).

Services of one unit are pooled over their respondents before the IKM is computed
(``computation.pool``); what is averaged here are results that stand for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ikm.result import IkmResult


@dataclass(frozen=True, slots=True)
class YearResult:
    """The plain mean of the periods per unsur, then of the unsur."""

    periods: int
    n: int
    konversi: dict[str, Fraction]
    ikm: Fraction | None


@dataclass(frozen=True, slots=True)
class MeanOfUnits:
    """The plain mean over units or services, and the respondent-weighted one to stand beside it."""

    units: int
    n: int
    plain: Fraction | None
    weighted: Fraction | None


def year_of_periods(results: Sequence[IkmResult]) -> YearResult:
    """Average the periods of one year. Raises ValueError when the instruments differ."""
    counted = [result for result in results if result.ikm is not None]
    if len({(r.instrument.key, r.instrument.version) for r in counted}) > 1:
        raise ValueError("instruments differ")
    konversi = {
        row.unsur.key: _mean([r.row(row.unsur.key).konversi for r in counted])
        for row in (counted[0].unsur if counted else ())
    }
    known = {key: value for key, value in konversi.items() if value is not None}
    ikm = _weighted_by_unsur(counted[0], known) if counted else None
    return YearResult(len(counted), sum(r.n for r in counted), known, ikm)


def mean_of_units(results: Sequence[IkmResult]) -> MeanOfUnits:
    """Average the IKM of several units or services; those without sheets are left out."""
    counted = [(r.ikm, r.n) for r in results if r.ikm is not None and r.n]
    n = sum(count for _, count in counted)
    weighted = sum((ikm * count for ikm, count in counted), Fraction(0)) / n if n else None
    return MeanOfUnits(len(counted), n, _mean([ikm for ikm, _ in counted]), weighted)


def _weighted_by_unsur(result: IkmResult, konversi: dict[str, Fraction]) -> Fraction | None:
    weights = {u.key: u.weight for u in result.instrument.unsur if u.key in konversi}
    total = sum(weights.values(), Fraction(0))
    if not total:
        return None
    return sum((konversi[key] * weight for key, weight in weights.items()), Fraction(0)) / total


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
