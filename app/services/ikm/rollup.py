"""One figure from several: periods of a year, units of a city (rules/skm.md §3, Roll-up).

Services of one unit are pooled over their respondents before the IKM is computed
(``computation.pool``), and so are several surveys of one period (``pooled``); what is averaged here
are results that stand for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.computation import compute_ikm
from app.services.ikm.sums import mean_of, total_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.ikm.result import IkmResult


@dataclass(frozen=True, slots=True)
class YearResult:
    """The plain mean of the periods per unsur, then of the unsur."""

    periods: int
    n: int
    konversi: dict[str, Fraction]
    ikm: Fraction | None


@dataclass(frozen=True, slots=True)
class Mean:
    """The plain mean over units or services, and the respondent-weighted one to stand beside it.

    ``count`` values are in the plain mean; ``weighted_count`` of them tell their respondents, ``n``
    together, and are in the weighted one.
    """

    plain: Fraction | None
    count: int = 0
    weighted: Fraction | None = None
    weighted_count: int = 0
    n: int = 0


def pooled(results: Sequence[IkmResult]) -> IkmResult:
    """Pool surveys of one instrument and weight rule over their respondents."""
    first = results[0]
    if len(results) == 1:
        return first
    counts: defaultdict[tuple[str, int], int] = defaultdict(int)
    for result in results:
        for question in result.questions:
            for score, n in zip(result.instrument.scores, question.per_score, strict=True):
                counts[question.key, score] += n
    return compute_ikm(
        first.instrument,
        counts,
        n=sum(result.n for result in results),
        left_out=sum(result.left_out for result in results),
        weight_rule=first.weight_rule,
        blank_rule=first.blank_rule,
    )


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


def mean_of_figures(figures: Iterable[tuple[Fraction, int | None]]) -> Mean:
    """Average figures of several units or services, each with its respondents if they are known."""
    values = list(figures)
    known = [(value, n) for value, n in values if n]
    n = sum(count for _, count in known)
    weighted = total_of(value * count for value, count in known) / n if n else None
    return Mean(mean_of([value for value, _ in values]), len(values), weighted, len(known), n)


def _weighted_by_unsur(result: IkmResult, konversi: dict[str, Fraction]) -> Fraction | None:
    weights = {u.key: u.weight for u in result.instrument.unsur if u.key in konversi}
    total = sum(weights.values(), Fraction(0))
    if not total:
        return None
    return sum((konversi[key] * weight for key, weight in weights.items()), Fraction(0)) / total


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    return mean_of([value for value in values if value is not None])
