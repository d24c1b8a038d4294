"""What a city should look at again among the surveys of its units (rules/skm.md §5).

The same rules judge a survey in its unit's own file; a mark made here or there is the same mark.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.store.checks import FileChecks
from app.services.plausibility.own_surveys import row_of_survey
from app.services.plausibility.service import findings_of, recap_of
from app.services.plausibility.survey_findings import (
    FEWEST_TO_JUDGE,
    TITLES,
    Finding,
    FindingService,
    key_of,
)
from app.services.recap.service import RecapRow as Surveyed
from app.services.results.survey_results import survey_name
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.ikm.service import IkmService


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """One thing to look at, and the survey it is about."""

    unit: Unit
    survey: Survey
    finding: Finding


class AcrossService:
    """Judges all surveys of a year at once; keeps nothing."""

    def __init__(self, store: Store, ikm: IkmService) -> None:
        self._store = store
        self._ikm = ikm

    def of_year(self, year: int) -> tuple[AcrossFinding, ...]:
        """Return identical rows, jumps, doubles and uniform answers; those that wait come first."""
        units = {unit.id: unit for unit in self._store.units.all()}
        surveyed = [
            Surveyed(units[survey.unit_id], survey, result)
            for survey, result in self._ikm.recap()
            if result.ikm is not None
        ]
        marks = {(mark.survey_id, mark.finding): mark for mark in self._store.marks.all()}
        found = []
        for one in (*self._by_rules(year, surveyed), *self._uniform(year, surveyed)):
            mark = marks.get((one.survey.id, one.finding.key))
            if mark:
                marked = replace(one.finding, checked=mark.reason, checked_by=mark.operator)
                found.append(replace(one, finding=marked))
            else:
                found.append(one)
        return tuple(sorted(found, key=_order))

    def _by_rules(self, year: int, surveyed: Sequence[Surveyed]) -> Iterator[AcrossFinding]:
        rows = [
            row_of_survey(place, one, _label(one)) for place, one in enumerate(surveyed, start=1)
        ]
        for found in findings_of(recap_of(rows), TITLES):
            one = surveyed[found.baris - 1]
            if one.survey.year == year:
                text = found.pesan.removeprefix(f"{_label(one)}: ")
                key = key_of(found.aturan, found.kolom, found.nilai, found.harapan)
                said = Finding(tr(TITLES[found.aturan]), text[:1].upper() + text[1:], key=key)
                yield AcrossFinding(one.unit, one.survey, said)

    def _uniform(self, year: int, surveyed: Sequence[Surveyed]) -> Iterator[AcrossFinding]:
        """Find surveys in which most sheets answer every question alike."""
        counted = FileChecks(self._store.database).all_equal()
        findings = FindingService(self._store, self._ikm)
        for one in surveyed:
            n, alike = one.result.n, counted.get(one.survey.id, 0)
            if one.survey.year == year and n >= FEWEST_TO_JUDGE and 2 * alike > n:
                for said in findings.alike(one.survey, one.result):
                    yield AcrossFinding(one.unit, one.survey, said)


def _label(one: Surveyed) -> str:
    return f"{one.unit.name}, {survey_name(one.survey, one.result.instrument)}"


def _order(one: AcrossFinding) -> tuple[bool, str, str, str]:
    return not one.finding.waits, one.finding.title, one.unit.name.casefold(), one.survey.code
