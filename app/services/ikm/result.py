"""What a computation of an IKM gives. Every figure is an exact fraction until it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, NRR_PLACES, indonesian

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

    @property
    def mean(self) -> Fraction | None:
        """The mean of the valid answers, None without any."""
        return Fraction(self.total, self.n) if self.n else None

    @property
    def mean_text(self) -> str:
        """The mean with three decimals."""
        return indonesian(self.mean, NRR_PLACES)


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
        """The value on the scale of the index with two decimals."""
        return indonesian(self.konversi, KONVERSI_PLACES)


@dataclass(frozen=True, slots=True)
class IkmResult:
    """The index of a group of sheets of one instrument version, and all it was made from.

    ``ikm`` and every ``konversi`` are on the scale of the instrument's index: 0-100 for an IKM, 0-4
    for an IPKP or IPAK.
    """

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
    outside: tuple[QuestionSum, ...] = ()
    """The questions that count for no unsur, in the order of the paper."""

    @property
    def ikm_text(self) -> str:
        """The index with two decimals, on its own scale."""
        return indonesian(self.ikm, KONVERSI_PLACES)

    @property
    def percent_text(self) -> str:
        """The index in percent of the highest value, with two decimals: ``96,25 %``."""
        return percent_text(self.instrument, self.ikm)

    @property
    def questions(self) -> tuple[QuestionSum, ...]:
        """Every question, those outside the index too, in the order of the paper."""
        found = {q.key: q for row in self.unsur for q in row.questions}
        found |= {q.key: q for q in self.outside}
        return tuple(found[key] for key in self.instrument.question_keys)

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


def percent_text(instrument: Instrument, value: Fraction | None) -> str:
    """Return a value on the scale of the index in percent of the highest: ``96,25 %``."""
    if value is None:
        return EMPTY
    return f"{indonesian(instrument.percent(value), KONVERSI_PLACES)} %"


def _first_with_ties(
    rows: tuple[UnsurResult, ...], count: int, sign: int
) -> tuple[UnsurResult, ...]:
    ordered = sorted(rows, key=lambda row: sign * (row.konversi or Fraction(0)))
    if len(ordered) <= count:
        return tuple(ordered)
    limit = sign * (ordered[count - 1].konversi or Fraction(0))
    return tuple(row for row in ordered if sign * (row.konversi or Fraction(0)) <= limit)
