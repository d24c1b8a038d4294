"""Reads from the office file what the reports of one survey print."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app import __version__
from app.errors import InputError
from app.models.survey import BlankRule
from app.services.reports.data import ResultsData, SheetAnswers
from app.services.results.saran import printable_saran
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Office, Official
    from app.services.reports.kinds import About, Options, Signing
    from app.services.session import Session


def collect_results(session: Session, about: About, options: Options, at: datetime) -> ResultsData:
    """Return what the reports of a survey print, without what only one of them does.

    Raises InputError while the file has no office, KeyError for a survey that it does not have.
    """
    store, ikm, signing = session.store, session.ikm, options.signing
    survey = store.surveys.get(about.survey_id)
    office = require_office(store)
    result = ikm.of_survey(survey)
    sheets = _counted(survey, store.sheets.all_of(survey.id), result.instrument.question_keys)
    days = _days(store, survey.id, sheets)
    return ResultsData(
        office=office,
        office_name=store.units.get(office.unit_id).name,
        unit=store.units.get(survey.unit_id),
        survey=survey,
        services=_services(store, survey),
        result=result,
        respondents=tuple(ikm.respondents(survey)),
        sheets=tuple(SheetAnswers(sheet.number, sheet.answers) for sheet in sheets),
        minimum=ikm.minimum_of(survey),
        official=signatory(store, signing),
        place=office.place if signing.place is None else signing.place,
        signed_on=signing.day or at.date(),
        log_head=store.log.head().short,
        printed_at=at,
        program_version=__version__,
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        stages=tuple(store.stages.all(survey_id=survey.id)),
        days_off=frozenset(holiday.day for holiday in store.holidays.all()),
        team=tuple(store.team.all(survey_id=survey.id)),
        saran=printable_saran(store, survey.id, result.instrument),
    )


def require_office(store: Store) -> Office:
    """Return the office of the file. Raises InputError while there is none."""
    office = store.offices.get()
    if office is None:
        raise InputError(
            tr("Kantor belum diisi."), next=tr("Isi nama dan kode kantor di Pengaturan.")
        )
    return office


def signatory(store: Store, signing: Signing) -> Official | None:
    """Return the chosen official, or the first active one."""
    officials = store.offices.officials()
    if signing.official_id is not None:
        return next((o for o in officials if o.id == signing.official_id), None)
    return next((official for official in officials if official.active), None)


def _days(store: Store, survey_id: int, sheets: Sequence[Sheet]) -> list[date]:
    """Return the days of the sheets in their order, also of those that were destroyed."""
    kept = store.destruction.kept(survey_id)
    if kept is not None:
        return [date.fromisoformat(day) for day in kept.days]
    return sorted(sheet.day for sheet in sheets)


def _services(store: Store, survey: Survey) -> tuple[str, ...]:
    """Return the services that respondents speak of; all of the survey while there are none."""
    known = {s.id: s.name for s in store.units.services(survey.unit_id)}
    asked = [s.service_id for s in survey.services if s.service_id in known]
    spoken_of = store.tallies.sheets_per_service(survey.id)
    return tuple(known[s] for s in asked if s in spoken_of or not spoken_of)


def _counted(survey: Survey, sheets: Sequence[Sheet], questions: Sequence[str]) -> list[Sheet]:
    """Return the sheets that the index counts."""
    if survey.blank_rule is not BlankRule.LEAVE_OUT:
        return list(sheets)
    return [sheet for sheet in sheets if all(key in sheet.answers for key in questions)]
