"""The values with which a text of the office is shown while somebody writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.services.report_texts.fields import examples
from app.services.reports.city.data import collect_city
from app.services.reports.collecting import collect_results
from app.services.reports.daerah.values import year_values
from app.services.reports.kinds import About, Options, Subject
from app.services.reports.pelaksanaan.values import government_of, values_of
from app.services.results.survey_results import survey_name
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.session import Session


@dataclass(frozen=True, slots=True)
class Filling:
    """Values of the fields, and what they are of: empty where they are made up."""

    values: Mapping[str, str]
    of: str = ""

    @property
    def sentence(self) -> str:
        """Say what the values are of."""
        if not self.of:
            return tr("Diisi dengan contoh, sebab belum ada survei yang dipilih.")
        return tr("Diisi dari {survei}.", survei=self.of)


def fillings(session: Session, survey_id: int) -> Mapping[Subject, Filling]:
    """Return the values of a survey and of the newest year; made-up ones where there is none."""
    found = {subject: Filling(examples(subject)) for subject in (Subject.SURVEY, Subject.YEAR)}
    if session.offices.current() is None:
        return found
    if any(survey.id == survey_id for survey in session.store.surveys.all()):
        found[Subject.SURVEY] = _of_survey(session, survey_id)
    if years := session.city.years():
        found[Subject.YEAR] = _of_year(session, years[0])
    return found


def _of_survey(session: Session, survey_id: int) -> Filling:
    data = collect_results(session, About(survey_id), Options(), _now())
    government = government_of(session.store, data.unit.id, data.office.letterhead)
    return Filling(values_of(data, government), survey_name(data.survey, data.instrument))


def _of_year(session: Session, year: int) -> Filling:
    data = collect_city(session, About(year=year), Options(), _now())
    return Filling(year_values(data), tr("tahun {tahun}", tahun=year))


def _now() -> datetime:
    return datetime.now().astimezone()
