"""A city with a few units, and surveys of every rule that decides a figure."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.response import Sheet
from app.models.survey import BlankRule, Survey, SurveyService, WeightRule
from app.models.unit import Office, Service, Unit, UnitType
from app.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (
    ("skm-9", WeightRule.EXACT, BlankRule.PER_UNSUR),
    ("skm-9", WeightRule.THREE_DECIMALS, BlankRule.PER_UNSUR),
    ("skm-9", WeightRule.TWO_DECIMALS, BlankRule.LEAVE_OUT),
    ("skm-16-m1", WeightRule.EXACT, BlankRule.LEAVE_OUT),
    ("skm-16-m3", WeightRule.THREE_DECIMALS, BlankRule.PER_UNSUR),
    ("spkp-8-skala-6", WeightRule.EXACT, BlankRule.PER_UNSUR),
    ("spak-5", WeightRule.EXACT, BlankRule.PER_UNSUR),
)


def make_city(path: Path) -> Session:
    """Make a file with a pemda, two kecamatan and a kelurahan in each, without surveys."""
    session = Session.create(path, operator="Penguji")
    assert isinstance(session, Session)
    store = session.store
    with store.transaction():
        city = store.units.save(Unit("0063", "Kota Contoh", UnitType.PEMDA))
        store.offices.save(Office(city.id, ("PEMERINTAH KOTA CONTOH",), "", "Contoh"))
        for number in (1, 2):
            area = store.units.save(
                Unit(f"006{number}", f"Kecamatan {number}", UnitType.KECAMATAN, city.id)
            )
            unit = store.units.save(
                Unit(f"kel-{number}", f"Kelurahan {number}", UnitType.KELURAHAN, area.id)
            )
            for name in ("KTP", 'KK "baru", lama\\'):
                store.units.save_service(Service(unit.id, name))
    return session


def add_survey(session: Session, unit_code: str = "kel-1", **values: object) -> Survey:
    """Add a survey of a kelurahan, changed by ``values``."""
    store = session.store
    unit = store.units.by_code(unit_code)
    assert unit is not None
    services = store.units.services(unit.id)
    survey = Survey(
        unit_id=unit.id,
        year=2026,
        period=period_of("tahunan", 2026),
        instrument_id=session.instruments.bind(str(values.pop("instrument", "skm-9"))),
        services=tuple(SurveyService(service.id) for service in services),
        code=f"{unit_code}-2026",
    )
    return store.surveys.save(replace(survey, **values))  # type: ignore[arg-type] # fields of Survey


def add_sheets(session: Session, survey: Survey, count: int, blanks: float = 0.1) -> list[Sheet]:
    """Key in sheets whose answers follow from their numbers; some answers are blank."""
    instrument = session.instruments.of(survey.instrument_id)
    first = session.store.sheets.next_number(survey.id)
    made = []
    for number in range(first, first + count):
        chance = random.Random(f"{survey.code} {number}")
        answers = {
            key: chance.choice(instrument.scores)
            for key in instrument.question_keys
            if chance.random() >= blanks
        }
        sheet = Sheet(
            survey_id=survey.id,
            service_id=survey.services[number % len(survey.services)].service_id,
            number=number,
            day=date(survey.year, 3, 1 + number % 28),
            answers=answers,
            profile={"jenis_kelamin": "LP"[number % 2], "pekerjaan": 'Tukang "kayu"\\\t\n,'},
            saran="Rahasia sekali" if number % 2 else "",
        )
        made.append(session.store.sheets.add(sheet, instrument.question_keys))
    return made


def every_kind(path: Path, sheets: int = 12) -> Session:
    """Make a city with a survey of every rule, one without sheets, and one with empty answers."""
    session = make_city(path)
    for place, (instrument, weight_rule, blank_rule) in enumerate(KINDS):
        survey = add_survey(
            session,
            f"kel-{place % 2 + 1}",
            instrument=instrument,
            weight_rule=weight_rule,
            blank_rule=blank_rule,
            code=f"S{place}",
            notice="Catatan 'penting',\nbaris kedua.",
        )
        add_sheets(session, survey, sheets + place)
    add_survey(session, code="KOSONG", year=2025, period=period_of("semester-1", 2025))
    add_sheets(session, add_survey(session, code="HAMPA"), 2, blanks=1)
    return session
