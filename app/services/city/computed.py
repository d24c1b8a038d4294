"""The year of a unit from its surveys: the plain mean of its periods (rules/skm.md §3)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.ikm.mutu import mutu_of
from app.services.ikm.rollup import pooled, year_of_periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from app.models.questionnaire import Instrument, Mutu
    from app.models.survey import Survey, WeightRule
    from app.services.ikm.result import IkmResult

    Surveyed = tuple[Survey, IkmResult]


@dataclass(frozen=True, slots=True)
class UnitYear:
    """The year of one unit with one instrument version."""

    instrument: Instrument
    surveys: tuple[Survey, ...]
    """The periods that make the year, in their order."""
    ikm: Fraction
    mutu: Mutu | None
    unsur: Mapping[str, Fraction]
    n: int


def unit_years(surveyed: Iterable[Surveyed]) -> dict[int, list[UnitYear]]:
    """Return unit → its year, one for each instrument version, of surveys of one year.

    Surveys without an index are left out. One over a longer time stands for itself: the periods
    within it are not counted a second time.
    """
    groups: dict[tuple[int, str, int], list[Surveyed]] = defaultdict(list)
    for survey, result in surveyed:
        if result.ikm is not None:
            instrument = result.instrument
            groups[survey.unit_id, instrument.key, instrument.version].append((survey, result))
    found: dict[int, list[UnitYear]] = defaultdict(list)
    for (unit_id, _, _), group in groups.items():
        found[unit_id].append(year_of(group))
    return found


def year_of(group: Sequence[Surveyed]) -> UnitYear:
    """Return the year of surveys of one unit and one instrument version that have an index."""
    widest = sorted(not_within_another(group), key=lambda one: (one[0].period.start, one[0].id))
    surveys = tuple(survey for survey, _ in widest)
    results = _periods(widest)
    if len(results) == 1:
        (result,) = results
        values = {row.unsur.key: row.konversi for row in result.answered}
        unsur = {key: value for key, value in values.items() if value is not None}
        ikm, mutu = result.ikm, result.mutu
    else:
        year = year_of_periods(results)
        unsur, ikm = year.konversi, year.ikm
        mutu = mutu_of(results[0].instrument, ikm)
    if ikm is None:
        raise ValueError("a survey without an index has no year")
    return UnitYear(results[0].instrument, surveys, ikm, mutu, unsur, sum(r.n for r in results))


def _periods(surveyed: Iterable[Surveyed]) -> list[IkmResult]:
    """Return one result for each period: surveys of the same one are pooled over respondents."""
    groups: dict[tuple[str, WeightRule], list[IkmResult]] = defaultdict(list)
    for survey, result in surveyed:
        groups[survey.period.code, result.weight_rule].append(result)
    return [pooled(group) for group in groups.values()]


def not_within_another(group: Sequence[Surveyed]) -> list[Surveyed]:
    """Return the surveys whose period is no part of a longer one."""
    periods = {survey.period for survey, _ in group}
    return [
        one
        for one in group
        if not any(
            other.start <= one[0].period.start
            and one[0].period.end <= other.end
            and (other.start, other.end) != (one[0].period.start, one[0].period.end)
            for other in periods
        )
    ]
