"""Small offices for tests: made through the store, with sheets that anybody can recompute."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.response import Sheet
from app.models.survey import Survey, SurveyService
from app.models.unit import Office, Service, Unit, UnitType
from app.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.questionnaire import Instrument
    from app.models.store.store import Store

DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class SmallOffice:
    """An open office of one kelurahan with two services and one open survey."""

    session: Session
    survey: Survey
    instrument: Instrument

    @property
    def store(self) -> Store:
        """The open store."""
        return self.session.store

    @property
    def questions(self) -> tuple[str, ...]:
        """The keys of all questions."""
        return self.instrument.question_keys

    @property
    def services(self) -> tuple[int, ...]:
        """The ids of the services of the survey."""
        return tuple(service.service_id for service in self.survey.services)

    def sheet(self, number: int, seed: int | None = None) -> Sheet:
        """Return an unsaved sheet whose answers follow from its number."""
        chance = random.Random(number if seed is None else seed)
        answers = {key: chance.choice(self.instrument.scores) for key in self.questions}
        return Sheet(
            survey_id=self.survey.id,
            service_id=self.services[number % len(self.services)],
            number=number,
            day=DAY,
            answers=answers,
            profile={"jenis_kelamin": chance.choice("LP"), "usia": self._age(chance)},
            saran="Antrean lebih cepat" if number % 3 == 0 else "",
        )

    def _age(self, chance: random.Random) -> str | int:
        """Return an age, or a band of ages where the instrument asks for one."""
        choices = self.instrument.field("usia").choices
        return chance.choice(choices).value if choices else chance.randint(17, 80)

    def add(self, count: int) -> list[Sheet]:
        """Save the next ``count`` sheets, one transaction each."""
        first = self.store.sheets.next_number(self.survey.id)
        numbers = range(first, first + count)
        return [self.store.sheets.add(self.sheet(n), self.questions) for n in numbers]


def make_office(path: Path, sheets: int = 0) -> SmallOffice:
    """Make an office file at ``path`` and keep it open."""
    session = Session.create(path, operator="Loket C")
    assert isinstance(session, Session)
    store = session.store
    with store.transaction():
        unit = store.units.save(Unit("KEL-01", "Kelurahan Melati", UnitType.KELURAHAN))
        store.offices.save(Office(unit.id, ("Pemerintah Kota",), "Jalan Melati 1", "Melati"))
        services = [store.units.save_service(Service(unit.id, name)) for name in ("KTP", "KK")]
        instrument_id = session.instruments.bind("skm-9")
        survey = store.surveys.save(
            Survey(
                unit_id=unit.id,
                year=2026,
                period=period_of("tahunan", 2026),
                instrument_id=instrument_id,
                services=tuple(SurveyService(service.id) for service in services),
                code="KEL-01-2026",
            )
        )
    office = SmallOffice(session, survey, session.instruments.of(instrument_id))
    office.add(sheets)
    return office


def reopen(path: Path, *, read_only: bool = False) -> SmallOffice:
    """Open an office made by ``make_office``."""
    session = Session.open(path, read_only=read_only, operator="Loket C")
    assert isinstance(session, Session), session.error.sentence
    survey = session.store.surveys.all()[0]
    return SmallOffice(session, survey, session.instruments.of(survey.instrument_id))
