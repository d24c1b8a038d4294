"""What can be chosen on the screen Laporan: of whom, of when, and who signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.services.results.survey_results import survey_names
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.session import Session

NOBODY = 0
"""The official that stands for an empty line, to be filled in by hand."""

Choices = tuple[tuple[int, str], ...]
"""(id, words) of what can be chosen, in the order in which it is offered."""


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """Everything that a report of any subject may be about, and who signs it."""

    surveys: Choices
    officials: Choices
    """The active ones, and NOBODY at the end."""
    place: str
    years: Choices = ()
    """Those with surveys or reported figures, the newest first."""
    year: int = 0
    """The year of the open survey."""
    units: Choices = ()
    """Those with a survey, the office's own first."""
    minutes: Choices = ()
    """The berita acara of the open survey, the newest first."""
    office: str = ""
    """The code of the office."""
    capaian_years: Choices = ()
    """Years with capaian, the newest first."""
    perangkat_daerah: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Year → those with program rows."""


def report_choices(session: Session, survey_id: int = 0) -> ReportChoices:
    """Return the choices of an open file; ``survey_id`` is the survey that screens speak of."""
    store = session.store
    office = store.offices.get()
    units = {unit.id: unit for unit in store.units.all()}
    every = store.surveys.all()
    own = office.unit_id if office else 0
    with_surveys = {survey.unit_id for survey in every} | ({own} if own in units else set())
    names = survey_names((one, session.instruments.of(one.instrument_id)) for one in every)
    several = len({survey.unit_id for survey in every}) > 1
    return ReportChoices(
        surveys=tuple(
            (one.id, f"{names[one.id]} · {units[one.unit_id].name}" if several else names[one.id])
            for one in every
        ),
        officials=_officials(session),
        place=office.place if office else "",
        years=tuple((year, str(year)) for year in session.city.years()),
        year=next((one.year for one in every if one.id == survey_id), 0),
        units=tuple(
            (unit.id, unit.name)
            for unit in sorted(units.values(), key=lambda unit: (unit.id != own, unit.name))
            if unit.id in with_surveys
        ),
        minutes=_minutes(session, survey_id),
        office=units[own].code if own in units else "",
        capaian_years=tuple((year, str(year)) for year in session.capaian.years()),
        perangkat_daerah=session.capaian.offices(),
    )


def _officials(session: Session) -> Choices:
    signers = [
        (official.id, ", ".join(part for part in (official.name, official.jabatan) if part))
        for official in session.store.offices.officials()
        if official.active
    ]
    return (*signers, (NOBODY, tr("Diisi dengan tangan")))


def _minutes(session: Session, survey_id: int) -> Choices:
    found = session.archive.minutes_of(survey_id) if survey_id else ()
    return tuple(
        (one.id, tr("{jenis}, {tanggal}", jenis=one.kind.value, tanggal=long_date(one.day)))
        for one in found
    )
