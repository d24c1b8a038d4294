"""The figures of one indikator in one year, and of one program row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.capaian import LinkKind
from app.models.entered import BLANK, Entered
from app.services.capaian.formulas import (
    Change,
    Computed,
    Why,
    Yardstick,
    capped,
    efisiensi,
    serapan,
    total,
)
from app.services.capaian.rating import DEFAULT_RATING, Rating

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.models.capaian import IndikatorYear, ProgramRow
    from app.models.target import Indikator, Pengampu, Sasaran
    from app.services.capaian.links import Linked


@dataclass(frozen=True, slots=True)
class Terms:
    """What all figures of a year are computed with."""

    rating: Rating = DEFAULT_RATING
    capped: bool = False
    """Whether no capaian is above 100 %; efisiensi then follows from the capped one."""

    def limited(self, figure: Computed) -> Computed:
        """Return a percentage as the year wants it."""
        return capped(figure) if self.capped else figure


@dataclass(frozen=True, slots=True)
class Budget:
    """Pagu and realisasi anggaran of an indikator, and what its program rows add up to."""

    pagu: Fraction | None = None
    spent: Fraction | None = None
    from_rows: bool = False
    """Whether they are the sums of the program rows, because none was entered."""
    rows: int = 0
    rows_pagu: Fraction | None = None
    rows_spent: Fraction | None = None


@dataclass(frozen=True, slots=True)
class IndikatorFigures:
    """One indikator in one year. Figures are exact; what has no value says why."""

    indikator: Indikator
    sasaran: Sasaran
    values: IndikatorYear
    """The stored values; one that is not stored yet has id 0."""
    pengampu: tuple[Pengampu, ...]
    rpjmd_target: Entered
    """The target of the RPJMD for the year."""
    target: Entered
    """The latest target of the perjanjian kinerja."""
    realisasi: Entered
    """The realisasi in force: what was entered, what the link gives, or what was frozen."""
    linked: Linked
    capaian: Computed
    predikat: str | None
    tercapai: bool | None
    kemajuan: Computed
    """Against the end target of the RPJMD."""
    capaian_nasional: Computed
    selisih_baseline: Computed
    change: Change
    """Against the baseline, by the direction of the indikator."""
    against_national: Change
    budget: Budget
    serapan: Computed
    efisiensi: Computed

    @property
    def is_linked(self) -> bool:
        """Say whether the realisasi follows a survey."""
        return self.values.link is not LinkKind.NONE

    @property
    def yardstick(self) -> Yardstick:
        """How it is measured."""
        return yardstick_of(self.indikator)


@dataclass(frozen=True, slots=True)
class ProgramFigures:
    """One program row with its figures."""

    row: ProgramRow
    capaian: Computed
    predikat: str | None
    tercapai: bool | None
    serapan: Computed
    efisiensi: Computed
    pagu: Fraction | None
    spent: Fraction | None


def yardstick_of(indikator: Indikator) -> Yardstick:
    """Return how an indikator is measured."""
    return Yardstick(indikator.arah, indikator.rumus, indikator.grades)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an indikator in a year before anything is computed."""

    indikator: Indikator
    sasaran: Sasaran
    values: IndikatorYear
    linked: Linked
    budget: Budget
    pengampu: tuple[Pengampu, ...] = ()
    rpjmd_target: Entered = BLANK

    @property
    def realisasi(self) -> Entered:
        """The realisasi in force."""
        return self.values.realisasi if self.values.link is LinkKind.NONE else self.linked.value


def indikator_figures(known: Known, terms: Terms) -> IndikatorFigures:
    """Compute everything about one indikator in one year."""
    indikator, values, realisasi = known.indikator, known.values, known.realisasi
    measured = yardstick_of(indikator)
    target = values.target_in_force
    capaian = terms.limited(measured.ratio(realisasi, target))
    selisih = measured.difference(realisasi, indikator.baseline)
    budget = known.budget
    return IndikatorFigures(
        indikator=indikator,
        sasaran=known.sasaran,
        values=values,
        pengampu=known.pengampu,
        rpjmd_target=known.rpjmd_target,
        target=target,
        realisasi=realisasi,
        linked=known.linked,
        capaian=capaian,
        predikat=terms.rating.of(capaian.value),
        tercapai=measured.is_reached(realisasi, target),
        kemajuan=terms.limited(
            measured.ratio(
                realisasi, indikator.end_target, missing=Why.NO_END_TARGET, zero=Why.ZERO_TARGET
            )
        ),
        capaian_nasional=terms.limited(
            measured.ratio(
                realisasi, values.national, missing=Why.NO_NATIONAL, zero=Why.ZERO_NATIONAL
            )
        ),
        selisih_baseline=selisih,
        change=measured.change(realisasi, indikator.baseline),
        against_national=measured.change(realisasi, values.national),
        budget=budget,
        serapan=serapan(budget.spent, budget.pagu),
        efisiensi=efisiensi(budget.spent, budget.pagu, capaian.value),
    )


def program_figures(row: ProgramRow, terms: Terms) -> ProgramFigures:
    """Compute everything about one program row."""
    measured = Yardstick(row.arah, row.rumus)
    capaian = terms.limited(measured.ratio(row.realisasi, row.target))
    pagu, spent = row.pagu.number, row.realisasi_anggaran.number
    return ProgramFigures(
        row=row,
        capaian=capaian,
        predikat=terms.rating.of(capaian.value),
        tercapai=measured.is_reached(row.realisasi, row.target),
        serapan=serapan(spent, pagu),
        efisiensi=efisiensi(spent, pagu, capaian.value),
        pagu=pagu,
        spent=spent,
    )


def budget_of(values: IndikatorYear, programs: Sequence[ProgramFigures]) -> Budget:
    """Return the budget that was entered, else what the program rows add up to."""
    rows, rows_pagu = len(programs), total(one.pagu for one in programs)
    rows_spent = total(one.spent for one in programs)
    pagu, spent = values.pagu.number, values.realisasi_anggaran.number
    entered = not (values.pagu.is_blank and values.realisasi_anggaran.is_blank)
    if entered or not rows:
        return Budget(pagu, spent, False, rows, rows_pagu, rows_spent)
    return Budget(rows_pagu, rows_spent, True, rows, rows_pagu, rows_spent)
