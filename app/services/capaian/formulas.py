"""The formulas of rules/capaian.md §2: exact, signed, uncapped. What has no value says why.

Every function takes values as they were entered (or a number for a linked one) and never raises
for what somebody may type.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.models.entered import Entered, Kind
from app.models.target import Arah, Rumus
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HUNDRED = 100


class Why(StrEnum):
    """Why there is no figure; the value is the reason as it is printed."""

    NO_TARGET = "belum ada target"
    NO_REALISASI = "belum ada realisasi"
    ZERO_TARGET = "target 0"
    ZERO_REALISASI = "realisasi 0"
    ZERO_OF_ZERO = "0 dari 0"
    GRADES_DIFFER = "huruf mutu berbeda tanpa pemetaan angka"
    NOT_ALIKE = "target dan realisasi tidak sejenis"
    NO_NUMBER = "bukan angka"
    NO_END_TARGET = "tidak ada target akhir"
    NO_NATIONAL = "tidak ada nilai nasional"
    ZERO_NATIONAL = "nilai nasional 0"
    NO_BASELINE = "tidak ada nilai awal, jadi tidak dapat dibandingkan"
    NO_PAGU = "belum ada pagu"
    NO_SPENDING = "belum ada realisasi anggaran"
    ZERO_PAGU = "pagu 0"
    NO_CAPAIAN = "capaian tidak dapat dihitung"
    ZERO_CAPAIAN = "capaian 0"
    NO_EARLIER = "tidak ada nilai tahun sebelumnya"
    ZERO_EARLIER = "nilai tahun sebelumnya 0"
    NOTHING_TO_AVERAGE = "tidak ada yang dapat dirata-ratakan"

    @property
    def text(self) -> str:
        """The reason in the chosen language."""
        return tr(self.value)


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure, or why there is none."""

    value: Fraction | None = None
    why: Why | None = None

    @property
    def reason(self) -> str:
        """Why there is no figure: ``tidak dapat dihitung: target 0``; empty where there is one."""
        return tr("tidak dapat dihitung: {sebab}", sebab=self.why.text) if self.why else ""


def number_of(value: Entered, grades: Mapping[str, Any]) -> Fraction | None:
    """Return what a value counts as: a number, the digits of a level, a grade by the mapping."""
    if value.kind is Kind.GRADE and value.text in grades:
        return Entered(str(grades[value.text])).number
    return value.number


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How an indikator is measured; decides every ratio of it."""

    arah: Arah = Arah.UP
    rumus: Rumus = Rumus.RATIO
    grades: Mapping[str, Any] | None = None

    def number(self, value: Entered) -> Fraction | None:
        """Return what a value counts as."""
        return number_of(value, self.grades) if self.grades else value.number

    def ratio(
        self,
        realisasi: Entered,
        target: Entered,
        *,
        missing: Why = Why.NO_TARGET,
        zero: Why = Why.ZERO_TARGET,
    ) -> Computed:
        """Return realisasi against a target in percent."""
        if not _is_something(target):
            return Computed(why=missing)
        if not _is_something(realisasi):
            return Computed(why=Why.NO_REALISASI)
        of, by = self.number(realisasi), self.number(target)
        if of is None or by is None:
            return _of_grades(realisasi, target)
        return self._percent(of, by, zero)

    def _percent(self, of: Fraction, by: Fraction, zero: Why) -> Computed:
        if not of and not by:
            return Computed(why=Why.ZERO_OF_ZERO)
        if self.arah is Arah.DOWN and self.rumus is Rumus.RATIO:
            return Computed(by / of * HUNDRED) if of else Computed(why=Why.ZERO_REALISASI)
        if not by:
            return Computed(why=zero)
        if self.arah is Arah.DOWN:
            return Computed((2 * by - of) / by * HUNDRED)
        return Computed(of / by * HUNDRED)

    def is_reached(self, realisasi: Entered, target: Entered) -> bool | None:
        """Say whether the target is reached; None where the two cannot be compared.

        It is asked of the values, not of the capaian: 0 of 0 is reached, and has no percentage.
        """
        of, by = self.number(realisasi), self.number(target)
        if of is not None and by is not None:
            return self.difference_is(of - by) is not Change.WORSE
        if realisasi.kind is target.kind is Kind.GRADE and realisasi.text == target.text:
            return True
        return None

    def difference_is(self, difference: Fraction) -> Change:
        """Say whether a difference is for the better."""
        if not difference:
            return Change.SAME
        return Change.BETTER if (difference > 0) is (self.arah is Arah.UP) else Change.WORSE

    def difference(
        self, realisasi: Entered, before: Entered, missing: Why = Why.NO_BASELINE
    ) -> Computed:
        """Return realisasi minus an earlier value, in the unit of the indikator."""
        if not _is_something(before):
            return Computed(why=missing)
        if not _is_something(realisasi):
            return Computed(why=Why.NO_REALISASI)
        old, new = self.number(before), self.number(realisasi)
        return Computed(why=Why.NO_NUMBER) if old is None or new is None else Computed(new - old)

    def change(self, realisasi: Entered, before: Entered) -> Change:
        """Say how a realisasi stands against an earlier value."""
        if not _is_something(realisasi):
            return Change.UNKNOWN
        if not _is_something(before):
            return Change.NEW
        old, new = self.number(before), self.number(realisasi)
        if old is None or new is None:
            return Change.SAME if realisasi == before else Change.UNKNOWN
        return self.difference_is(new - old)


class Change(StrEnum):
    """How a value stands against an earlier one, by the direction of its indikator."""

    BETTER = "lebih baik"
    WORSE = "lebih buruk"
    SAME = "tetap"
    NEW = "baru"
    """There is a value now and none before."""
    UNKNOWN = "tidak diketahui"


def serapan(spent: Fraction | None, pagu: Fraction | None) -> Computed:
    """Return realisasi anggaran in percent of pagu."""
    if spent is None or not pagu:
        return Computed(why=_why_no_budget(spent, pagu))
    return Computed(spent / pagu * HUNDRED)


def efisiensi(spent: Fraction | None, pagu: Fraction | None, capaian: Fraction | None) -> Computed:
    """Return (pagu × capaian − realisasi) / (pagu × capaian) in percent, with its sign."""
    if spent is None or not pagu:
        return Computed(why=_why_no_budget(spent, pagu))
    if not capaian:
        return Computed(why=Why.NO_CAPAIAN if capaian is None else Why.ZERO_CAPAIAN)
    earned = pagu * capaian / HUNDRED
    return Computed((earned - spent) / earned * HUNDRED)


def total_efisiensi(
    parts: Iterable[tuple[Fraction | None, Fraction | None, Fraction | None]],
) -> Computed:
    """Return the efisiensi of several (spent, pagu, capaian): the same formula with sums.

    Parts without all three, or with a pagu of 0, are left out.
    """
    earned = paid = Fraction(0)
    counted = False
    for spent, pagu, capaian in parts:
        if spent is not None and pagu and capaian is not None:
            earned, paid, counted = earned + pagu * capaian / HUNDRED, paid + spent, True
    if not counted:
        return Computed(why=Why.NOTHING_TO_AVERAGE)
    if not earned:
        return Computed(why=Why.ZERO_CAPAIAN)
    return Computed((earned - paid) / earned * HUNDRED)


def laju(now: Fraction | None, before: Fraction | None) -> Computed:
    """Return the growth since the year before in percent, with its sign."""
    if before is None:
        return Computed(why=Why.NO_EARLIER)
    if now is None:
        return Computed(why=Why.NO_REALISASI)
    return Computed((now - before) / before * HUNDRED) if before else Computed(why=Why.ZERO_EARLIER)


def total(numbers: Iterable[Fraction | None]) -> Fraction | None:
    """Return the sum of the numbers there are, None without any."""
    whole, rest, known = 0, Fraction(0), False
    for number in numbers:
        if number is None:
            continue
        known = True
        if number.denominator == 1:  # rupiah: sums of thousands of rows stay whole numbers
            whole += number.numerator
        else:
            rest += number
    return whole + rest if known else None


def mean(values: Iterable[Computed]) -> Computed:
    """Return the plain mean of the figures there are."""
    known = [one.value for one in values if one.value is not None]
    if not known:
        return Computed(why=Why.NOTHING_TO_AVERAGE)
    return Computed(sum(known, Fraction(0)) / len(known))


def capped(figure: Computed) -> Computed:
    """Return a percentage that is 100 at most."""
    if figure.value is not None and figure.value > HUNDRED:
        return Computed(Fraction(HUNDRED))
    return figure


def _of_grades(realisasi: Entered, target: Entered) -> Computed:
    if realisasi.kind is target.kind is Kind.GRADE:
        if realisasi.text == target.text:
            return Computed(Fraction(HUNDRED))
        return Computed(why=Why.GRADES_DIFFER)
    return Computed(why=Why.NOT_ALIKE)


def _is_something(value: Entered) -> bool:
    return value.kind in {Kind.NUMBER, Kind.LEVEL, Kind.GRADE}


def _why_no_budget(spent: Fraction | None, pagu: Fraction | None) -> Why:
    if pagu is None:
        return Why.NO_PAGU
    if spent is None:
        return Why.NO_SPENDING
    return Why.ZERO_PAGU if spent else Why.ZERO_OF_ZERO
