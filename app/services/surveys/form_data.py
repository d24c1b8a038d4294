"""All that the form of a survey shows, read in one go on the thread of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.results.survey_results import survey_names

if TYPE_CHECKING:
    from datetime import date

    from app.models.questionnaire import Instrument
    from app.models.survey import Survey
    from app.models.unit import Service, Unit
    from app.services.session import Session
    from app.services.surveys.new_survey import NewSurvey


@dataclass(frozen=True, slots=True)
class SurveyFormData:
    """What can be chosen and what is chosen at first. ``survey`` is set when one is changed."""

    units: tuple[Unit, ...]
    instruments: tuple[Instrument, ...]
    services: tuple[Service, ...]
    """In use by the unit, and those the survey asks about already."""
    defaults: NewSurvey
    used: frozenset[int] = frozenset()
    """Services that have sheets."""
    survey: Survey | None = None
    sources: tuple[tuple[int, str], ...] = ()
    """Surveys that a new one can be copied from: id and name, the newest first."""


def form_for_new(session: Session, unit_id: int = 0, today: date | None = None) -> SurveyFormData:
    """Return the form of a new survey of a unit; 0 is the office's own."""
    unit_id = unit_id or session.offices.unit().id
    units = tuple(unit for unit in session.units.all() if unit.active)
    return SurveyFormData(
        units,
        tuple(session.instruments.available()),
        tuple(session.units.services(unit_id, active_only=True)),
        session.surveys.defaults_for(unit_id, today),
        sources=_sources(session, unit_id),
    )


def form_for_copy(session: Session, survey_id: int, today: date | None = None) -> SurveyFormData:
    """Return the form of a new survey that is to be like the one given."""
    survey = session.surveys.get(survey_id)
    form = form_for_new(session, survey.unit_id, today)
    return replace(form, defaults=session.surveys.like(survey_id, today))


def form_for_change(session: Session, survey_id: int) -> SurveyFormData:
    """Return the form of a survey that is there."""
    survey = session.surveys.get(survey_id)
    asked = {service.service_id for service in survey.services}
    services = session.units.services(survey.unit_id)
    return SurveyFormData(
        (session.units.get(survey.unit_id),),
        (session.instruments.of(survey.instrument_id),),
        tuple(service for service in services if service.active or service.id in asked),
        session.surveys.as_new(survey),
        frozenset(session.surveys.services_with_sheets(survey)),
        survey,
    )


def _sources(session: Session, unit_id: int) -> tuple[tuple[int, str], ...]:
    surveys = [survey for survey in session.surveys.all() if survey.unit_id == unit_id]
    names = survey_names((one, session.instruments.of(one.instrument_id)) for one in surveys)
    return tuple((survey.id, names[survey.id]) for survey in surveys)
