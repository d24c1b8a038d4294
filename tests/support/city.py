"""A city's file for tests: its own office, recaps as CSV, surveys of several units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.response import Sheet
from app.models.survey import Survey, SurveyService, WeightRule
from app.models.unit import Unit, UnitType
from app.services.offices.service import OfficeData
from app.services.session import Session
from app.services.units.types import guess_type

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.services.reported.preview import ReportedResult

NAME = "Pemerintah Kota Melati"


def open_city(path: Path) -> Session:
    """Make the file of a city without any figures."""
    session = Session.create(path, operator="Bagian Organisasi")
    assert isinstance(session, Session)
    session.offices.create(
        OfficeData(NAME, "kota", UnitType.PEMDA, ("PEMERINTAH KOTA MELATI",), place="Melati")
    )
    return session


def recap_file(folder: Path, text: str, name: str = "rekap.csv") -> Path:
    """Write a recap."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def take(session: Session, path: Path, year: int | None = None) -> ReportedResult:
    """Take a recap over."""
    return session.reported.take(session.reported.preview(path, year))[0]


def add_unit(session: Session, code: str, name: str, parent: str = "kota") -> Unit:
    """Add a unit below another one; its type is what its name says."""
    above = session.units.find(parent).id
    unit, _ = session.units.add(Unit(code, name, guess_type(name), above), ("Layanan umum",))
    return unit


def add_survey(
    session: Session,
    unit: Unit,
    scores: Sequence[int],
    *,
    year: int = 2026,
    period: str = "tahunan",
    instrument: str = "skm-9",
    weight: WeightRule = WeightRule.EXACT,
) -> Survey:
    """Add a survey with one sheet per score, all of its answers that score."""
    store = session.store
    (service, *_) = store.units.services(unit.id)
    survey = store.surveys.save(
        Survey(
            unit_id=unit.id,
            year=year,
            period=period_of(period, year),
            instrument_id=session.instruments.bind(instrument),
            services=(SurveyService(service.id),),
            weight_rule=weight,
            code=f"{unit.code}-{year}-{period}-{instrument}",
        )
    )
    keys = session.instruments.of(survey.instrument_id).question_keys
    sheets = [
        Sheet(survey.id, service.id, number, survey.period.start, dict.fromkeys(keys, score))
        for number, score in enumerate(scores, 1)
    ]
    store.sheets.add_many(sheets, keys)
    return survey
