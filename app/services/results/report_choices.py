"""What can be chosen on the screen Laporan: the survey, the place and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.results.survey_results import survey_names
from app.texts import tr

if TYPE_CHECKING:
    from app.services.session import Session

NOBODY = 0
"""The official that stands for an empty line, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """(id, words) of what can be chosen, in the order in which it is offered."""

    surveys: tuple[tuple[int, str], ...]
    officials: tuple[tuple[int, str], ...]
    """The active ones, and NOBODY at the end."""
    place: str


def report_choices(session: Session) -> ReportChoices:
    """Return the choices of an open file."""
    store = session.store
    office = store.offices.get()
    several = len({survey.unit_id for survey in store.surveys.all()}) > 1
    units = {unit.id: unit.name for unit in store.units.all()}
    every = store.surveys.all()
    names = survey_names((one, session.instruments.of(one.instrument_id)) for one in every)
    surveys = []
    for survey in store.surveys.all():
        name = names[survey.id]
        surveys.append((survey.id, f"{name} · {units[survey.unit_id]}" if several else name))
    signers = [
        (official.id, ", ".join(part for part in (official.name, official.jabatan) if part))
        for official in store.offices.officials()
        if official.active
    ]
    return ReportChoices(
        tuple(surveys),
        (*signers, (NOBODY, tr("Diisi dengan tangan"))),
        office.place if office else "",
    )
