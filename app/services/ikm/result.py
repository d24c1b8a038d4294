"""What a computation of an IKM gives. Every figure is an exact fraction until it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES, NRR_PLACES, indonesian

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument, Mutu, Unsur
    from app.models.survey import BlankRule, WeightRule

PRIORITIES = 3
"""How many of the lowest and highest unsur a report names; ties make it more."""


@dataclass(frozen=True, slots=True)
class QuestionSum:
    """The integer sum of the valid answers to one question, and how often each score was given."""

    key: str
    n: int
    total: int
    per_score: tuple[int, ...]
    """Counts in the order of the instrument's scores."""


@dataclass(frozen=True, slots=True)
class UnsurResult:
    """One row of the unsur table. Fractions are None when nobody answered."""

    unsur: Unsur
    n: int
    """Valid answers; the fewest of its questions where an unsur has several."""
    questions: tuple[QuestionSum, ...]
    nrr: Fraction | None
    weight: Fraction
    weighted: Fraction | None
    konversi: Fraction | None
    mutu: Mutu | None

    @property
    def total(self) -> int:
        """The sum of all valid answers."""
        return sum(question.total for question in self.questions)

    @property
    def nrr_text(self) -> str:
        """NRR with three decimals."""
        return indonesian(self.nrr, NRR_PLACES)

    @property
    def weighted_text(self) -> str:
        """NRR tertimbang with three decimals."""
        return indonesian(self.weighted, NRR_PLACES)

    @property
    def konversi_text(self) -> str:
        """The value on 0-100 with two decimals."""
        return indonesian(self.konversi, KONVERSI_PLACES)


@dataclass(frozen=True, slots=True)
class IkmResult:
    """The IKM of a group of sheets of one instrument version, and all it was made from."""

    instrument: Instrument
    n: int
    """Sheets that were counted."""
    left_out: int
    """Sheets left out because the survey counts complete ones only."""
    weight_rule: WeightRule
    blank_rule: BlankRule
    unsur: tuple[UnsurResult, ...]
    indeks: Fraction | None
    ikm: Fraction | None
    exact_ikm: Fraction | None
    """The same with exact weights and no rounding, to be printed beside a rounded weight."""
    mutu: Mutu | None

    @property
    def ikm_text(self) -> str:
        """The IKM with two decimals."""
        return indonesian(self.ikm, KONVERSI_PLACES)

    @property
    def answered(self) -> tuple[UnsurResult, ...]:
        """The unsur that somebody answered."""
        return tuple(row for row in self.unsur if row.konversi is not None)

    @property
    def unanswered(self) -> tuple[UnsurResult, ...]:
        """The unsur that nobody answered; the IKM is the mean over the others."""
        return tuple(row for row in self.unsur if row.konversi is None)

    def lowest(self, count: int = PRIORITIES) -> tuple[UnsurResult, ...]:
        """Return the lowest unsur, lowest first, with all that tie with the last one."""
        return _first_with_ties(self.answered, count, sign=1)

    def highest(self, count: int = PRIORITIES) -> tuple[UnsurResult, ...]:
        """Return the highest unsur, highest first, with all that tie with the last one."""
        return _first_with_ties(self.answered, count, sign=-1)

    def row(self, unsur_key: str) -> UnsurResult:
        """Return the row of an unsur."""
        return next(row for row in self.unsur if row.unsur.key == unsur_key)


def _first_with_ties(
    rows: tuple[UnsurResult, ...], count: int, sign: int
) -> tuple[UnsurResult, ...]:
    ordered = sorted(rows, key=lambda row: sign * (row.konversi or Fraction(0)))
    if len(ordered) <= count:
        return tuple(ordered)
    limit = sign * (ordered[count - 1].konversi or Fraction(0))
    return tuple(row for row in ordered if sign * (row.konversi or Fraction(0)) <= limit)
