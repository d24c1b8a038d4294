"""The IKM of surveys, services, characteristics and all surveys at once, from the counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.survey import BlankRule
from app.services.ikm.computation import compute_ikm, pool
from app.services.ikm.sample import minimum_sample

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult
    from app.services.instruments.service import InstrumentService


@dataclass(frozen=True, slots=True)
class GroupResult:
    """The IKM of the respondents of one group; the label is empty for those who did not say."""

    label: str
    n: int
    result: IkmResult


@dataclass(frozen=True, slots=True)
class RespondentTable:
    """How many respondents there are of each group of one characteristic."""

    field: ProfileField
    rows: tuple[tuple[str, int], ...]
    """(label, n) in the order of the form; the label is empty for those who did not say."""


class IkmService:
    """Computes; keeps nothing."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def of_survey(self, survey: Survey) -> IkmResult:
        """Return the IKM of a survey, its services pooled over respondents."""
        return self._compute(survey, pool(self._store.tallies.answers_of(survey.id, complete_only=_complete_only(survey))))

    def by_service(self, survey: Survey) -> list[GroupResult]:
        """Return the IKM of each service that has sheets."""
        complete_only = _complete_only(survey)
        names = {s.id: s.name for s in self._store.units.services(survey.unit_id)}
        tallies = self._store.tallies.answers_of(survey.id, complete_only=complete_only)
        found = []
        sheets = self._store.tallies.sheets_per_service(survey.id, complete_only=complete_only)
        for service_id, n in sheets.items():
            counts = pool(tally for tally in tallies if tally.service_id == service_id)
            found.append(GroupResult(names[service_id], n, self._compute(survey, counts, n=n)))
        return found

    def by_field(self, survey: Survey, field: ProfileField) -> list[GroupResult]:
        """Return the IKM of each group of one characteristic, in the order of the form."""
        cells = self._store.sheets.score_counts_by(survey.id, field.key, complete_only=_complete_only(survey))
        counts: dict[str, dict[tuple[str, int], int]] = defaultdict(lambda: defaultdict(int))
        for value, question, score, n in cells:
            counts[field.group_of(value)][question, score] += n
        return [
            GroupResult(label, n, self._compute(survey, counts[label], n=n))
            for label, n in self.respondents_by(survey, field).rows
            if n
        ]

    def respondents_by(self, survey: Survey, field: ProfileField) -> RespondentTable:
        """Count the respondents of each group; every group of the form has a row."""
        stored = self._store.sheets.respondents_by(
            survey.id, field.key, complete_only=_complete_only(survey)
        )
        counted: dict[str, int] = dict.fromkeys(field.groups, 0)
        for value, n in stored.items():
            label = field.group_of(value)
            counted[label] = counted.get(label, 0) + n
        silent = counted.pop("", 0)
        rows = (*counted.items(), *((("", silent),) if silent else ()))
        return RespondentTable(field, rows)

    def respondents(self, survey: Survey) -> list[RespondentTable]:
        """Count the respondents by every characteristic of the form."""
        profile = self._instrument(survey).profile
        return [self.respondents_by(survey, field) for field in profile]

    def recap(self, year: int | None = None) -> list[tuple[Survey, IkmResult]]:
        """Return every survey with its IKM in two queries, whatever their number."""
        sheets, answers = self._store.tallies.all_sheets(), self._store.tallies.all_answers()
        return [
            (survey, _from_totals(survey, self._instrument(survey), sheets, answers.get(survey.id, [])))
            for survey in self._store.surveys.all(year)
        ]

    def minimum_of(self, survey: Survey) -> int | None:
        """Return the least number of respondents, or None when the population is not known."""
        return None if survey.population is None else minimum_sample(survey.population)

    def _compute(
        self, survey: Survey, counts: Mapping[tuple[str, int], int], n: int | None = None
    ) -> IkmResult:
        every = self._store.tallies.sheets_of(survey.id)
        counted = self._store.tallies.sheets_of(survey.id, complete_only=_complete_only(survey))
        return compute_ikm(
            self._instrument(survey),
            counts,
            n=counted if n is None else n,
            left_out=every - counted if n is None else 0,
            weight_rule=survey.weight_rule,
            blank_rule=survey.blank_rule,
        )

    def _instrument(self, survey: Survey) -> Instrument:
        return self._instruments.of(survey.instrument_id)


def _complete_only(survey: Survey) -> bool:
    return survey.blank_rule is BlankRule.LEAVE_OUT


def _from_totals(
    survey: Survey,
    instrument: Instrument,
    sheets: Mapping[tuple[int, bool], int],
    answers: list[tuple[str, int, bool, int]],
) -> IkmResult:
    complete, incomplete = sheets.get((survey.id, True), 0), sheets.get((survey.id, False), 0)
    left_out = incomplete if _complete_only(survey) else 0
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for question, score, is_complete, n in answers:
        if is_complete or not left_out:
            counts[question, score] += n
    return compute_ikm(
        instrument,
        counts,
        n=complete + incomplete - left_out,
        left_out=left_out,
        weight_rule=survey.weight_rule,
        blank_rule=survey.blank_rule,
    )
