"""How often each score was given to each question."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian

if TYPE_CHECKING:
    from app.models.questionnaire import Question
    from app.services.ikm.result import IkmResult

PERCENT_PLACES = 1


@dataclass(frozen=True, slots=True)
class Share:
    """A number of sheets and what part of the whole it is."""

    n: int
    whole: int

    @property
    def percent(self) -> Fraction | None:
        """The part in percent, None of nothing."""
        return Fraction(100 * self.n, self.whole) if self.whole else None

    @property
    def percent_text(self) -> str:
        """The part with one decimal, or a dash."""
        return indonesian(self.percent, PERCENT_PLACES)


@dataclass(frozen=True, slots=True)
class QuestionSpread:
    """The answers to one question; ``shares`` are in the order of the scale."""

    question: Question
    n: int
    blank: int
    shares: tuple[Share, ...]
    mean: Fraction | None
    """The mean of the answers, None without any."""


def distribution_of(result: IkmResult) -> tuple[QuestionSpread, ...]:
    """Return the answers to every question, in the order of the paper."""
    asked = zip(result.instrument.questions, result.questions, strict=True)
    return tuple(
        QuestionSpread(
            question=question,
            n=found.n,
            blank=result.n - found.n,
            shares=tuple(Share(n, found.n) for n in found.per_score),
            mean=found.mean,
        )
        for question, found in asked
    )
