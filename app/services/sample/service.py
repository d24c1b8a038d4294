"""Make an office file with the sample of resources/sample in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.models.period import period_of
from app.models.store.opening import Refused
from app.models.survey import Method, Survey, SurveyState, WeightRule
from app.models.unit import Office, Official, Operator, Unit, UnitType
from app.paths import resource
from app.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.store.store import Store


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """What the source printed about the sample's survey; konversi and IKM as printed."""

    source: str
    n: int
    ikm: str
    konversi: dict[str, str]


def create_sample(path: Path) -> Session | Refused:
    """Make a new office file with the sample in it; an existing file is never replaced.

    When anything fails on the way, nothing is left behind.
    """
    sample = _sample()
    session = Session.create(path, operator=sample["operator"])
    if isinstance(session, Refused):
        return session
    try:
        with session.store.transaction():
            unit_id = _add_office(session.store, sample)
            survey = _add_survey(session, sample["survey"], unit_id, sample["notice"])
            session.imports.import_answers(survey, resource("sample", "jawaban.csv"))
    except BaseException:
        session.discard()
        raise
    return session


def published_figures() -> PublishedFigures:
    """Return the published figures that the sample reproduces."""
    sample = _sample()
    published = sample["published"]
    return PublishedFigures(
        sample["source"], published["n"], published["ikm"], published["konversi"]
    )


def _sample() -> dict[str, Any]:
    with resource("sample", "kelurahan.toml").open("rb") as file:
        return tomllib.load(file)


def _add_office(store: Store, sample: dict[str, Any]) -> int:
    """Add the units, the office and its people; return the id of the office's unit."""
    parent = None
    ids = {}
    for item in sample["unit"]:
        unit = Unit(item["code"], item["name"], UnitType(item["type"]), parent)
        parent = ids[unit.code] = store.units.save(unit).id
    office = sample["office"]
    unit_id = ids[office["unit"]]
    letterhead = tuple(office["letterhead"])
    store.offices.save(Office(unit_id, letterhead, office["address"], office["place"]))
    for jabatan in office["officials"]:
        store.offices.save_official(Official(jabatan))
    store.offices.save_operator(Operator(sample["operator"]))
    return unit_id


def _add_survey(session: Session, item: dict[str, Any], unit_id: int, notice: str) -> Survey:
    return session.store.surveys.save(
        Survey(
            unit_id=unit_id,
            year=item["year"],
            period=period_of(item["period"], item["year"]),
            instrument_id=session.instruments.bind(item["instrument"]),
            method=Method(item["method"]),
            weight_rule=WeightRule(item["weight_rule"]),
            state=SurveyState.TERBUKA,
            collection_end=item["collection_end"],
            notice=notice,
            code=item["code"],
        )
    )
