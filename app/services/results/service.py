"""Puts together what the screens Hasil and Beranda show."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind, ProfileField
from app.models.selection import EVERYBODY, Selection
from app.models.survey import BlankRule
from app.services.ikm.cross import RespondentTable
from app.services.ikm.sample import minimum_sample
from app.services.planning.allocation import service_minimum
from app.services.plausibility.survey_findings import FindingService
from app.services.results.history import Step, trend_of
from app.services.results.margin import margin_of
from app.services.results.survey_results import (
    EVERYTHING,
    SERVICE,
    Choice,
    GroupTable,
    Saran,
    SurveyResults,
    field_title,
    group_name,
)
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.cross import CrossTable
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService
    from app.services.results.margin import Margin

_SERVICE_FIELD = ProfileField(SERVICE, "Jenis layanan", FieldKind.CHOICE)

TREND_LENGTH = 12
"""Periods of a trend; three years of quarters."""


class ResultsService:
    """Reads; keeps nothing."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm
        self._finder = FindingService(store, ikm)

    def of(self, survey_id: int, choice: Choice = EVERYTHING) -> SurveyResults:
        """Return everything to be shown of a survey or of a part of it.

        A service or group that is not there any more gives the whole survey. Raises KeyError for
        an unknown survey.
        """
        survey = self._store.surveys.get(survey_id)
        instrument = self._instruments.of(survey.instrument_id)
        services = self.services(survey)
        choice = known_choice(choice, instrument, dict(services))
        only = self.selection(survey, instrument, choice)
        result = self._ikm.of_survey(survey, only)
        cross = self._ikm.cross(survey, only)
        trend = self.steps(survey, choice)
        before = trend[-2] if len(trend) > 1 else None
        return SurveyResults(
            survey=survey,
            instrument=instrument,
            unit_name=self._store.units.get(survey.unit_id).name,
            choice=choice,
            choice_text=_choice_text(choice, instrument, dict(services)),
            services=services,
            result=result,
            minimum=_minimum(survey, choice),
            margin=_margin(result, cross, _population(survey, choice)),
            previous=before,
            trend=trend,
            respondents=self._respondents(survey, only, cross, dict(services)),
            groups=self._groups(survey, only, cross),
            saran=self._saran(survey, only, dict(services)),
            findings=self._finder.of(survey, result) if choice.is_everything else (),
            computed_at=datetime.now().astimezone(),
        )

    def services(self, survey: Survey) -> tuple[tuple[int, str], ...]:
        """Return the services of the survey, and others that have sheets in it."""
        chosen = {service.service_id for service in survey.services}
        chosen |= self._store.tallies.sheets_per_service(survey.id).keys()
        units = self._store.units.services(survey.unit_id)
        return tuple((service.id, service.name) for service in units if service.id in chosen)

    def selection(self, survey: Survey, instrument: Instrument, choice: Choice) -> Selection:
        """Return which sheets of a survey a choice stands for."""
        if choice.field:
            return self._ikm.group(survey, instrument.field(choice.field), choice.group)
        return Selection(choice.service_id) if choice.service_id else EVERYBODY

    def steps(self, survey: Survey, choice: Choice, limit: int = TREND_LENGTH) -> tuple[Step, ...]:
        """Return the trend of the same part of each survey, oldest first."""
        instrument = self._instruments.of(survey.instrument_id)

        def compute(one: Survey) -> IkmResult:
            return self._ikm.of_survey(one, self.selection(one, instrument, choice))

        return trend_of(survey, self._store.surveys.all(), compute, limit)

    def _respondents(
        self, survey: Survey, only: Selection, cross: CrossTable, services: dict[int, str]
    ) -> tuple[RespondentTable, ...]:
        counted = self._store.crosstabs.sheets_per_service(
            survey.id, only, complete_only=survey.blank_rule is BlankRule.LEAVE_OUT
        )
        rows = tuple((name, counted.get(key, 0)) for key, name in services.items())
        by_service = RespondentTable(_SERVICE_FIELD, rows)
        return (by_service, *(cross.respondents_by(field) for field in cross.instrument.profile))

    def _groups(self, survey: Survey, only: Selection, cross: CrossTable) -> tuple[GroupTable, ...]:
        by_service = tuple(self._ikm.by_service(survey, only))
        return (
            GroupTable(SERVICE, tr("Menurut layanan"), by_service),
            *(
                GroupTable(field.key, field_title(field), tuple(cross.by_field(field)))
                for field in cross.instrument.profile
            ),
        )

    def _saran(
        self, survey: Survey, only: Selection, services: dict[int, str]
    ) -> tuple[Saran, ...]:
        reviews = {
            one.sheet_uuid: one for one in self._store.saran_reviews.all(survey_id=survey.id)
        }
        return tuple(
            Saran(number, day, services.get(service_id, ""), text, uuid, reviews.get(uuid))
            for number, day, service_id, text, uuid in self._store.crosstabs.saran(survey.id, only)
        )


def _margin(result: IkmResult, cross: CrossTable, population: int | None) -> Margin | None:
    patterns = cross.patterns
    return None if patterns is None else margin_of(result, patterns, population)


def known_choice(choice: Choice, instrument: Instrument, services: dict[int, str]) -> Choice:
    """Return the choice, or everything where that part is not there any more."""
    if choice.field and any(field.key == choice.field for field in instrument.profile):
        return Choice(field=choice.field, group=choice.group)
    return Choice(choice.service_id) if choice.service_id in services else EVERYTHING


def _choice_text(choice: Choice, instrument: Instrument, services: dict[int, str]) -> str:
    if choice.field:
        name = instrument.field(choice.field).name
        return tr("{ciri}: {kelompok}", ciri=name, kelompok=group_name(choice.group))
    if choice.service_id is not None:
        return tr("Layanan: {nama}", nama=services[choice.service_id])
    return tr("Semua layanan")


def _population(survey: Survey, choice: Choice) -> int | None:
    if choice.is_everything:
        return survey.population
    known = {service.service_id: service.population for service in survey.services}
    return known.get(choice.service_id or 0)


def _minimum(survey: Survey, choice: Choice) -> int | None:
    """Return the minimum of a survey, or the part of it that one service has to give."""
    if choice.service_id is not None:
        return service_minimum(survey, choice.service_id)
    population = _population(survey, choice)
    return None if population is None else minimum_sample(population, survey.sample_rule)
