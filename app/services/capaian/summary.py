"""What the indikator of a year come to together: means, counts, sums (rules/capaian.md §2, §4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.formulas import (
    Change,
    Computed,
    mean,
    serapan,
    total,
    total_efisiensi,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.services.capaian.figures import IndikatorFigures, ProgramFigures
    from app.services.capaian.rating import Rating


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many stand better, worse, equal, are new, or cannot be compared, by direction."""

    better: int
    worse: int
    same: int
    new: int
    unknown: int

    @property
    def comparable(self) -> int:
        """How many have both values."""
        return self.better + self.worse + self.same


@dataclass(frozen=True, slots=True)
class Summary:
    """A group of indikator in figures. Means leave out what has no capaian."""

    indikator: int
    rated: int
    """How many have a capaian."""
    mean_capaian: Computed
    mean_kemajuan: Computed
    per_predikat: dict[str, int]
    """Predikat → how many, the best first; every predikat of the table has an entry."""
    reached: int
    not_reached: int
    undecided: int
    """How many have no target or no realisasi, so that neither can be said."""
    against_baseline: Comparison
    against_national: Comparison
    """Here ``new`` counts those without a national value."""
    provisional: int
    pagu: Fraction | None
    spent: Fraction | None
    serapan: Computed
    efisiensi: Computed
    """With sums: of those that have pagu, realisasi anggaran and capaian."""


@dataclass(frozen=True, slots=True)
class ProgramSummary:
    """Program rows in figures."""

    rows: int
    per_predikat: dict[str, int]
    reached: int
    not_reached: int
    undecided: int
    pagu: Fraction | None
    spent: Fraction | None
    serapan: Computed


def summary_of(figures: Sequence[IndikatorFigures], rating: Rating) -> Summary:
    """Add up indikator."""
    pagu = total(one.budget.pagu for one in figures)
    spent = total(one.budget.spent for one in figures)
    reached = [one.tercapai for one in figures]
    return Summary(
        indikator=len(figures),
        rated=sum(one.capaian.value is not None for one in figures),
        mean_capaian=mean(one.capaian for one in figures),
        mean_kemajuan=mean(one.kemajuan for one in figures),
        per_predikat=_per_predikat([one.predikat for one in figures], rating),
        reached=reached.count(True),
        not_reached=reached.count(False),
        undecided=reached.count(None),
        against_baseline=comparison_of([one.change for one in figures]),
        against_national=comparison_of([one.against_national for one in figures]),
        provisional=sum(one.values.provisional for one in figures),
        pagu=pagu,
        spent=spent,
        serapan=serapan(spent, pagu),
        efisiensi=total_efisiensi(
            (one.budget.spent, one.budget.pagu, one.capaian.value) for one in figures
        ),
    )


def program_summary(programs: Sequence[ProgramFigures], rating: Rating) -> ProgramSummary:
    """Add up program rows."""
    pagu = total(one.pagu for one in programs)
    spent = total(one.spent for one in programs)
    reached = [one.tercapai for one in programs]
    return ProgramSummary(
        rows=len(programs),
        per_predikat=_per_predikat([one.predikat for one in programs], rating),
        reached=reached.count(True),
        not_reached=reached.count(False),
        undecided=reached.count(None),
        pagu=pagu,
        spent=spent,
        serapan=serapan(spent, pagu),
    )


def comparison_of(changes: Sequence[Change]) -> Comparison:
    """Count changes by their kind."""
    counted = Counter(changes)
    return Comparison(
        counted[Change.BETTER],
        counted[Change.WORSE],
        counted[Change.SAME],
        counted[Change.NEW],
        counted[Change.UNKNOWN],
    )


def _per_predikat(words: Sequence[str | None], rating: Rating) -> dict[str, int]:
    counted = Counter(words)
    return {word: counted[word] for word in rating.words}
