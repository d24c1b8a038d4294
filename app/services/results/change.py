"""Whether a value rose or fell by more than chance between two periods.

No regulation asks for such a test; which one is used, and what it takes from where, is ours:
Welch's t-test of the answers' means, two-sided, at 5 %, corrected after Holm over the unsur.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.results.margin import LEAST_SHEETS, squares
from app.services.statistics.means import (
    Mean,
    WelchTest,
    holm,
    mean_of_counts,
    weighted_sum_at_most,
    welch,
)
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.ikm.result import IkmResult, QuestionSum, UnsurResult

    Patterns = Sequence[tuple[Mapping[str, int], int]]

LEVEL = 0.05
"""A change that chance alone would make more rarely than this exceeds chance."""

INDEX = ""
"""The key of the index among the unsur."""


class Verdict(StrEnum):
    """Whether a change exceeds chance, in the words of the screen."""

    YES = "ya"
    NO = "tidak"
    UNKNOWN = "tidak dapat diuji"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value of one period as it stands, and its mean with its error where it can be tested."""

    value: Fraction | None
    n: int
    mean: Mean | None
    careful: bool = False
    """Its error is the largest possible one: only the counts are left, or ever were."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one unsur, or of the index (key ``INDEX``)."""

    key: str
    name: str
    before: Estimate
    now: Estimate
    test: WelchTest | None
    p: float | None
    """After Holm's correction for an unsur; as it is for the index."""

    @property
    def points(self) -> Fraction | None:
        """How many points it rose."""
        old, new = self.before.value, self.now.value
        return None if old is None or new is None else new - old

    @property
    def verdict(self) -> Verdict:
        """Whether it exceeds chance."""
        if self.p is None:
            return Verdict.UNKNOWN
        return Verdict.YES if self.p <= LEVEL else Verdict.NO

    @property
    def careful(self) -> bool:
        """Say whether the largest possible error was taken."""
        return self.before.careful or self.now.careful

    @property
    def why(self) -> str:
        """Why it could not be tested; empty where it was."""
        if self.p is not None:
            return ""
        if self.points is None:
            return tr("salah satu periode tidak punya nilai")
        if min(self.before.n, self.now.n) < LEAST_SHEETS:
            return tr("kurang dari {batas} jawaban", batas=LEAST_SHEETS)
        if self.before.mean is None or self.now.mean is None:
            return tr("unsur yang dinilai tidak sama")
        return tr("semua jawaban sama")


Estimates = dict[str, Estimate]
"""Unsur key, or ``INDEX``, → estimate."""


def estimates_of(result: IkmResult, patterns: Patterns) -> Estimates:
    """Return value and error of every unsur and of the index.

    ``patterns`` are (answers, number of such sheets); where they are not all there, as after the
    sheets of a survey were destroyed, the errors come from the counts alone.
    """
    whole = patterns if sum(n for _, n in patterns) == result.n else ()
    found = {row.unsur.key: _unsur(result, row, whole) for row in result.unsur}
    return {INDEX: _index(result, whole)} | found


def changes_between(
    names: Mapping[str, str], before: Estimates, now: Estimates
) -> tuple[Change, ...]:
    """Return the change of the index and of every unsur named, the index first."""
    same = {k for k, e in before.items() if e.mean} == {k for k, e in now.items() if e.mean}
    tests = {key: _test(key, before[key], now[key], same=same) for key in names}
    unsur = [key for key in names if key != INDEX]
    corrected = holm([test.p if (test := tests[key]) else None for key in unsur])
    p_values = dict(zip(unsur, corrected, strict=True))
    if INDEX in names:
        p_values[INDEX] = test.p if (test := tests[INDEX]) else None
    return tuple(
        Change(key, name, before[key], now[key], tests[key], p_values[key])
        for key, name in names.items()
    )


def _test(key: str, before: Estimate, now: Estimate, *, same: bool) -> WelchTest | None:
    if before.mean is None or now.mean is None or min(before.n, now.n) < LEAST_SHEETS:
        return None
    if key == INDEX and not same:
        return None  # an index over other unsur is another index
    return welch(before.mean, now.mean)


def _unsur(result: IkmResult, row: UnsurResult, patterns: Patterns) -> Estimate:
    answered = [question for question in row.questions if question.n]
    if row.konversi is None or not answered:
        return Estimate(None, 0, None)
    n = min(question.n for question in answered)
    conversion = result.instrument.conversion
    if len(answered) == 1:
        mean = mean_of_counts(_pairs(result, answered[0]))
        return Estimate(row.konversi, n, mean.times(conversion) if mean else None)
    if patterns and n > 1:
        square = squares(result, patterns, row) / (result.n - 1) / result.n
        return Estimate(row.konversi, n, Mean(row.konversi, square, Fraction(n - 1), n))
    parts = [(conversion / len(answered), question) for question in answered]
    return Estimate(row.konversi, n, _at_most(result, parts), careful=True)


def _index(result: IkmResult, patterns: Patterns) -> Estimate:
    if result.ikm is None or result.exact_ikm is None:
        return Estimate(None, result.n, None)
    # A rounded weight such as 0,111 scales all alike: periods are compared under exact weights.
    exact = 1 / sum((row.weight for row in result.answered), Fraction(0))
    if patterns and result.n > 1:
        square = squares(result, patterns) / (result.n - 1) / result.n * exact * exact
        mean = Mean(result.exact_ikm, square, Fraction(result.n - 1), result.n)
        return Estimate(result.ikm, result.n, mean)
    parts = []
    for row in result.answered:
        answered = [question for question in row.questions if question.n]
        weight = row.weight * exact * result.instrument.conversion / len(answered)
        parts += [(weight, question) for question in answered]
    return Estimate(result.ikm, result.n, _at_most(result, parts), careful=True)


def _at_most(result: IkmResult, parts: list[tuple[Fraction, QuestionSum]]) -> Mean | None:
    means = [(weight, mean_of_counts(_pairs(result, question))) for weight, question in parts]
    known = [(weight, mean) for weight, mean in means if mean is not None]
    return weighted_sum_at_most(known) if len(known) == len(means) else None


def _pairs(result: IkmResult, question: QuestionSum) -> list[tuple[int, int]]:
    return list(zip(result.instrument.scores, question.per_score, strict=True))
