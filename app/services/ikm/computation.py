"""The IKM from integer sums: exact fractions all the way (rules/skm.md §3)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.survey import BlankRule, WeightRule
from app.services.ikm.mutu import mutu_of
from app.services.ikm.result import IkmResult, QuestionSum, UnsurResult
from app.services.ikm.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.questionnaire import Instrument, Unsur
    from app.models.response import Tally

_LITERAL = {WeightRule.THREE_DECIMALS: ("0.111", 3), WeightRule.TWO_DECIMALS: ("0.11", 2)}
_PUBLISHED_NRR_PLACES = 4


def weight_rule_fits(instrument: Instrument, rule: WeightRule) -> bool:
    """Say whether a rounded weight is the rounding of every weight of this instrument."""
    if rule is WeightRule.EXACT:
        return True
    literal, places = _LITERAL[rule]
    return all(
        half_up(u.weight, places) == half_up(Fraction(literal), places) for u in instrument.unsur
    )


def pool(tallies: Iterable[Tally]) -> dict[tuple[str, int], int]:
    """Add up the counts of several services or units over their respondents."""
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for tally in tallies:
        counts[tally.question, tally.score] += tally.n
    return counts


def compute_ikm(
    instrument: Instrument,
    counts: Mapping[tuple[str, int], int],
    *,
    n: int,
    left_out: int = 0,
    weight_rule: WeightRule = WeightRule.EXACT,
    blank_rule: BlankRule = BlankRule.PER_UNSUR,
) -> IkmResult:
    """Compute the IKM of ``n`` sheets from counts per question and score.

    An unsur that nobody answered has no value; the weights of the others are raised in
    proportion so that they still sum up to what all weights did.
    """
    sums = {key: _sum_question(instrument, key, counts) for key in instrument.question_keys}
    nrrs = {u.key: _nrr(instrument, u, sums) for u in instrument.unsur}
    rows = _rows(instrument, sums, nrrs, weight_rule)
    indeks = exact = _indeks(rows)
    if weight_rule is not WeightRule.EXACT:
        exact = _indeks(_rows(instrument, sums, nrrs, WeightRule.EXACT))
    ikm = None if indeks is None else indeks * instrument.conversion
    return IkmResult(
        instrument=instrument,
        n=n,
        left_out=left_out,
        weight_rule=weight_rule,
        blank_rule=blank_rule,
        unsur=rows,
        indeks=indeks,
        ikm=ikm,
        exact_ikm=None if exact is None else exact * instrument.conversion,
        mutu=mutu_of(instrument, ikm),
        outside=tuple(sums[question.key] for question in instrument.outside),
    )


def _sum_question(
    instrument: Instrument, key: str, counts: Mapping[tuple[str, int], int]
) -> QuestionSum:
    per_score = tuple(counts.get((key, score), 0) for score in instrument.scores)
    total = sum(score * n for score, n in zip(instrument.scores, per_score, strict=True))
    return QuestionSum(key, sum(per_score), total, per_score)


def _nrr(instrument: Instrument, unsur: Unsur, sums: Mapping[str, QuestionSum]) -> Fraction | None:
    """Return the mean of the means of the unsur's questions (rules/skm.md §2)."""
    answered = [sums[q.key] for q in instrument.questions_of(unsur.key) if sums[q.key].n]
    if not answered:
        return None
    if len(answered) == 1:
        return Fraction(answered[0].total, answered[0].n)
    return sum((Fraction(s.total, s.n) for s in answered), Fraction(0)) / len(answered)


def _rows(
    instrument: Instrument,
    sums: Mapping[str, QuestionSum],
    nrrs: Mapping[str, Fraction | None],
    rule: WeightRule,
) -> tuple[UnsurResult, ...]:
    weights = _weights(instrument, nrrs, rule)
    return tuple(
        _row(instrument, u, sums, nrrs[u.key], weights[u.key], rule) for u in instrument.unsur
    )


def _row(
    instrument: Instrument,
    unsur: Unsur,
    sums: Mapping[str, QuestionSum],
    nrr: Fraction | None,
    weight: Fraction,
    rule: WeightRule,
) -> UnsurResult:
    questions = tuple(sums[q.key] for q in instrument.questions_of(unsur.key))
    konversi = None if nrr is None else nrr * instrument.conversion
    return UnsurResult(
        unsur=unsur,
        n=min((question.n for question in questions), default=0),
        questions=questions,
        nrr=nrr,
        weight=weight,
        weighted=None if nrr is None else _as_published(nrr, rule) * weight,
        konversi=konversi,
        mutu=mutu_of(instrument, konversi),
    )


def _as_published(nrr: Fraction, rule: WeightRule) -> Fraction:
    """Offices that weigh with 0,111 first round the NRR to four decimals; no other rule does."""
    if rule is WeightRule.THREE_DECIMALS:
        return Fraction(half_up(nrr, _PUBLISHED_NRR_PLACES))
    return nrr


def _weights(
    instrument: Instrument, nrrs: Mapping[str, Fraction | None], rule: WeightRule
) -> dict[str, Fraction]:
    literal = None if rule is WeightRule.EXACT else Fraction(_LITERAL[rule][0])
    weights = {u.key: u.weight if literal is None else literal for u in instrument.unsur}
    if all(nrr is not None for nrr in nrrs.values()):
        return weights
    present = sum((w for key, w in weights.items() if nrrs[key] is not None), Fraction(0))
    if not present:
        return weights
    factor = sum(weights.values(), Fraction(0)) / present
    return {key: weight * factor for key, weight in weights.items()}


def _indeks(rows: tuple[UnsurResult, ...]) -> Fraction | None:
    weighted = [row.weighted for row in rows if row.weighted is not None]
    return sum(weighted, Fraction(0)) if weighted else None
