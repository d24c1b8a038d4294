"""The IKM of surveys, services, characteristics and all surveys at once, from the counts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.models.selection import EVERYBODY, Selection
from app.models.survey import BlankRule
from app.services.ikm.computation import compute_ikm
from app.services.ikm.cross import CrossTable, GroupResult, KeptPart, RespondentTable
from app.services.ikm.sample import minimum_sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult
    from app.services.instruments.service import InstrumentService


class IkmService:
    """Computes; keeps nothing."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def of_survey(self, survey: Survey, only: Selection = EVERYBODY) -> IkmResult:
        """Return the IKM of the chosen sheets of a survey, its services pooled over respondents."""
        counts = _pooled(row[1:] for row in self._answers(survey, only))
        every = self._sheets(survey, only, complete_only=False)
        counted = self._sheets(survey, only, complete_only=_complete_only(survey))
        return self._compute(survey, counts, counted, left_out=every - counted)

    def by_service(self, survey: Survey, only: Selection = EVERYBODY) -> list[GroupResult]:
        """Return the IKM of each service that has chosen sheets."""
        names = {s.id: s.name for s in self._store.units.services(survey.unit_id)}
        counts: dict[int, dict[tuple[str, int], int]] = defaultdict(lambda: defaultdict(int))
        for service_id, question, score, n in self._answers(survey, only):
            counts[service_id][question, score] += n
        return [
            GroupResult(names[service_id], n, self._compute(survey, counts[service_id], n))
            for service_id, n in self._sheets_per_service(survey, only).items()
        ]

    def by_field(
        self, survey: Survey, field: ProfileField, only: Selection = EVERYBODY
    ) -> list[GroupResult]:
        """Return the IKM of each group of one characteristic, in the order of the form."""
        return self.cross(survey, only).by_field(field)

    def cross(self, survey: Survey, only: Selection = EVERYBODY) -> CrossTable:
        """Read the chosen sheets once, to be divided by any characteristic."""
        complete_only, instrument = _complete_only(survey), self._instrument(survey)
        if kept := self._store.crosstabs.kept(survey.id):
            return CrossTable(survey, instrument, (), KeptPart(kept, only, complete_only))
        sheets = self._store.crosstabs.raw(survey.id, only, complete_only=complete_only)
        return CrossTable(survey, instrument, sheets)

    def respondents_by(
        self, survey: Survey, field: ProfileField, only: Selection = EVERYBODY
    ) -> RespondentTable:
        """Count the respondents of each group; every group of the form has a row."""
        stored = self._store.crosstabs.respondents(
            survey.id, field.key, only, complete_only=_complete_only(survey)
        )
        counted: dict[str, int] = dict.fromkeys(field.groups, 0)
        for value, n in stored.items():
            label = field.group_of(value)
            counted[label] = counted.get(label, 0) + n
        silent = counted.pop("", 0)
        rows = (*counted.items(), *((("", silent),) if silent else ()))
        return RespondentTable(field, rows)

    def respondents(self, survey: Survey, only: Selection = EVERYBODY) -> list[RespondentTable]:
        """Count the respondents by every characteristic of the form."""
        profile = self._instrument(survey).profile
        return [self.respondents_by(survey, field, only) for field in profile]

    def group(self, survey: Survey, field: ProfileField, label: str) -> Selection:
        """Return the selection of a group of a characteristic; no label: those who did not say."""
        stored = self._store.crosstabs.respondents(survey.id, field.key)
        values = tuple(value for value in stored if field.group_of(value) == label)
        return Selection(field=field.key, values=values)

    def recap(self, year: int | None = None) -> list[tuple[Survey, IkmResult]]:
        """Return every survey with its IKM in two queries, whatever their number."""
        sheets, answers = self._store.tallies.all_sheets(), self._store.tallies.all_answers()
        return [
            (
                survey,
                _from_totals(survey, self._instrument(survey), sheets, answers.get(survey.id, [])),
            )
            for survey in self._store.surveys.all(year)
        ]

    def minimum_of(self, survey: Survey) -> int | None:
        """Return the least number of respondents, or None when the population is not known."""
        if survey.population is None:
            return None
        return minimum_sample(survey.population, survey.sample_rule)

    def _compute(
        self, survey: Survey, counts: Mapping[tuple[str, int], int], n: int, *, left_out: int = 0
    ) -> IkmResult:
        return compute_ikm(
            self._instrument(survey),
            counts,
            n=n,
            left_out=left_out,
            weight_rule=survey.weight_rule,
            blank_rule=survey.blank_rule,
        )

    def _sheets(self, survey: Survey, only: Selection, *, complete_only: bool) -> int:
        if only == EVERYBODY:
            return self._store.tallies.sheets_of(survey.id, complete_only=complete_only)
        return self._store.crosstabs.sheets(survey.id, only, complete_only=complete_only)

    def _sheets_per_service(self, survey: Survey, only: Selection) -> dict[int, int]:
        complete_only = _complete_only(survey)
        if only == EVERYBODY:
            return self._store.tallies.sheets_per_service(survey.id, complete_only=complete_only)
        return self._store.crosstabs.sheets_per_service(
            survey.id, only, complete_only=complete_only
        )

    def _answers(self, survey: Survey, only: Selection) -> list[tuple[int, str, int, int]]:
        """Return (service, question, score, n): from the counts where they suffice."""
        complete_only = _complete_only(survey)
        if only != EVERYBODY:
            return self._store.crosstabs.answers(survey.id, only, complete_only=complete_only)
        tallies = self._store.tallies.answers_of(survey.id, complete_only=complete_only)
        return [(t.service_id, t.question, t.score, t.n) for t in tallies]

    def _instrument(self, survey: Survey) -> Instrument:
        return self._instruments.of(survey.instrument_id)


def _complete_only(survey: Survey) -> bool:
    return survey.blank_rule is BlankRule.LEAVE_OUT


def _pooled(cells: Iterable[tuple[str, int, int]]) -> dict[tuple[str, int], int]:
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for question, score, n in cells:
        counts[question, score] += n
    return counts


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
