"""Reads from the office file what the report prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind, ProfileField
from app.models.survey import BlankRule
from app.services.ikm.cross import RespondentTable
from app.services.reports.collecting import collect_results
from app.services.reports.pelaksanaan.data import PelaksanaanData, Trend
from app.services.reports.pelaksanaan.values import government_of, values_of
from app.services.results.survey_results import EVERYTHING, SERVICE, survey_name
from app.services.results.trend import break_before
from app.texts import tr

if TYPE_CHECKING:
    from datetime import datetime

    from app.models.survey import Survey
    from app.services.reports.kinds import About, Options
    from app.services.session import Session


def collect_pelaksanaan(
    session: Session, about: About, options: Options, at: datetime
) -> PelaksanaanData:
    """Read a survey with all that surrounds it.

    Raises InputError while the file has no office, KeyError for a survey that it does not have.
    """
    store = session.store
    results = collect_results(session, about, options, at)
    results = replace(results, follow_up=session.follow_up.of(about.survey_id))
    survey = results.survey
    paper = session.papers.of(survey)
    others = (one for one in paper.surveys if one.id != survey.id)
    return PelaksanaanData(
        results=results,
        texts={one.key: one.text for one in session.report_texts.all()},
        values=values_of(results, government_of(store, survey.unit_id, results.office.letterhead)),
        sample=session.planning.sample(survey),
        services=_services(session, survey),
        trend=_trend(session, survey),
        paper=paper.instrument,
        beside=tuple(survey_name(one, session.instruments.of(one.instrument_id)) for one in others),
        photos=session.documentation.photos(survey.id),
    )


def _services(session: Session, survey: Survey) -> RespondentTable:
    counted = session.store.tallies.sheets_per_service(
        survey.id, complete_only=survey.blank_rule is BlankRule.LEAVE_OUT
    )
    field = ProfileField(SERVICE, tr("Jenis layanan"), FieldKind.CHOICE)
    listed = session.results.services(survey)
    return RespondentTable(field, tuple((name, counted.get(key, 0)) for key, name in listed))


def _trend(session: Session, survey: Survey) -> Trend:
    steps = session.results.steps(survey, EVERYTHING)
    every = session.store.surveys.all()
    instruments = {one.instrument_id: session.instruments.of(one.instrument_id) for one in every}
    return Trend(steps, break_before(steps[0].survey, every, instruments))
