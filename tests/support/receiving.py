"""A city that receives packages: its file, and offices that send."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.survey import Survey, SurveyService
from app.models.unit import Office, Service, Unit, UnitType
from app.services.session import Session
from tests.offices import SmallOffice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.services.consolidation.outcomes import Outcome

UNITS = ("KEL-01", "KEL-02", "KEL-03")


@dataclass
class City:
    """The open file of a city with some kelurahan in its list of units."""

    session: Session
    folder: Path

    @property
    def sheets(self) -> int:
        """How many sheets it holds."""
        return sum(self.session.store.tallies.all_sheets().values())

    def merge(self, *paths: Path) -> list[Outcome]:
        """Merge packages one after the other."""
        return [self.session.merging.merge(path) for path in paths]


def make_city(path: Path, units: Iterable[str] = UNITS) -> City:
    """Make the file of a city."""
    session = Session.create(path, operator="Organisasi")
    assert isinstance(session, Session)
    store = session.store
    with store.transaction():
        city = store.units.save(Unit("KOTA", "Pemerintah Kota", UnitType.PEMDA))
        store.offices.save(Office(city.id, ("Pemerintah Kota",)))
        for code in units:
            store.units.save(
                Unit(code, f"Kelurahan {code[-2:]}", UnitType.KELURAHAN, parent_id=city.id)
            )
    return City(session, path.parent)


def make_sender(path: Path, code: str = "KEL-01", sheets: int = 0, year: int = 2026) -> SmallOffice:
    """Make the office file of a unit with two services and one open survey."""
    make_template(path).store.close()
    office = begin(path, code, year)
    office.add(sheets)
    return office


def make_template(path: Path) -> Session:
    """Make an office file without any survey, which may be copied for several units."""
    session = Session.create(path, operator="Loket")
    assert isinstance(session, Session)
    store = session.store
    with store.transaction():
        unit = store.units.save(Unit("KEL", "Kelurahan", UnitType.KELURAHAN))
        store.offices.save(Office(unit.id, ("Pemerintah Kota",)))
        for name in ("KTP", "KK"):
            store.units.save_service(Service(unit.id, name))
    return session


def begin(path: Path, code: str, year: int = 2026) -> SmallOffice:
    """Let an office file be of a unit, and open a survey in it."""
    session = Session.open(path, operator=f"Loket {code}")
    assert isinstance(session, Session)
    store = session.store
    with store.transaction():
        (unit,) = store.units.all()
        unit = store.units.save(replace(unit, code=code, name=f"Kelurahan {code[-2:]}"))
        instrument_id = session.instruments.bind("skm-9")
        survey = store.surveys.save(
            Survey(
                unit_id=unit.id,
                year=year,
                period=period_of("tahunan", year),
                instrument_id=instrument_id,
                services=tuple(SurveyService(s.id) for s in store.units.services(unit.id)),
                population=100,
                code=f"{code}-{year}",
            )
        )
    return SmallOffice(session, survey, session.instruments.of(instrument_id))


def send(office: SmallOffice, target: Path, *, with_saran: bool = False) -> Path:
    """Write the survey of an office as a package."""
    survey = office.store.surveys.get(office.survey.id)
    office.session.exports.export_package(survey, target, with_saran=with_saran)
    return target


def correct(office: SmallOffice, number: int, score: int = 4) -> None:
    """Give every answer of a sheet one score."""
    sheet = office.store.sheets.by_number(office.survey.id, number)
    assert sheet is not None
    changed = replace(sheet, answers=dict.fromkeys(sheet.answers, score))
    office.store.sheets.change(changed, office.questions)


def delete(office: SmallOffice, number: int) -> None:
    """Delete a sheet."""
    sheet = office.store.sheets.by_number(office.survey.id, number)
    assert sheet is not None
    office.store.sheets.delete(sheet)
