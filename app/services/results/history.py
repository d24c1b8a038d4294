"""Earlier surveys of the same unit with the same instrument, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.period import PeriodKind
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult

_SHORT = {
    PeriodKind.SEMESTER: "Sem",
    PeriodKind.TRIWULAN: "TW",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a trend."""

    survey: Survey
    label: str
    result: IkmResult

    @property
    def period_text(self) -> str:
        """The period in running words: ``Triwulan IV 2025``, ``tahun 2025``."""
        return period_in_words(self.survey)


def earlier_surveys(survey: Survey, every: Iterable[Survey]) -> list[Survey]:
    """Return the surveys that led up to ``survey``, the latest first; their periods never overlap.

    Two instrument versions are never compared (rules/skm.md §2). Where a quarter and a year end on
    one day, the period of the same kind as the later one is taken.
    """
    known = [
        s for s in every if s.unit_id == survey.unit_id and s.instrument_id == survey.instrument_id
    ]
    chain: list[Survey] = []
    current = survey
    while before := [s for s in known if s.period.end < current.period.start]:
        kind = current.period.kind
        current = max(before, key=lambda s: (s.period.end, s.period.kind is kind, s.id))
        chain.append(current)
    return chain


def trend_of(
    survey: Survey, every: Iterable[Survey], compute: Callable[[Survey], IkmResult], limit: int
) -> tuple[Step, ...]:
    """Return up to ``limit`` periods with an index, oldest first; the last one is ``survey``."""
    steps = [Step(survey, short_label(survey), compute(survey))]
    for earlier in earlier_surveys(survey, every):
        if len(steps) == limit:
            break
        result = compute(earlier)
        if result.ikm is not None:
            steps.append(Step(earlier, short_label(earlier), result))
    return tuple(reversed(steps))


def change_of(row_key: str, now: IkmResult, before: IkmResult) -> Fraction | None:
    """Return how many points an unsur rose since ``before``; None where one has no value."""
    new, old = now.row(row_key).konversi, before.row(row_key).konversi
    return None if new is None or old is None else new - old


def period_in_words(survey: Survey) -> str:
    """Return the period of a survey within a sentence: ``Triwulan IV 2025``, ``tahun 2025``."""
    period = survey.period
    if period.kind is PeriodKind.TAHUNAN:
        return tr("tahun {tahun}", tahun=survey.year)
    if period.kind is PeriodKind.RENTANG:
        return period.name
    return f"{period.name} {survey.year}"


def short_label(survey: Survey) -> str:
    """Return a period in the room under a point of a line: ``TW I 26``, ``2026``, ``Mar 26``."""
    period, year = survey.period, f"{survey.year % 100:02d}"
    if period.kind is PeriodKind.TAHUNAN:
        return str(survey.year)
    if period.kind in _SHORT:
        return f"{_SHORT[period.kind]} {period.name.split()[-1]} {year}"
    if period.kind is PeriodKind.BULANAN:
        return f"{period.name[:3]} {year}"
    return f"{period.start.day}/{period.start.month}–{period.end.day}/{period.end.month} {year}"
