"""Make an office file with the sample of resources/sample in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.models.period import period_of
from app.models.store.opening import Refused
from app.models.survey import Method, Survey, SurveyState, WeightRule
from app.models.target import Rpjmd
from app.models.unit import Office, Official, Operator, Unit, UnitType
from app.paths import resource
from app.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.models.store.store import Store

    Filler = Callable[[Session, dict[str, Any], int], None]

_CITY = "kota.toml"


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

    def fill(session: Session, sample: dict[str, Any], unit_id: int) -> None:
        survey = _add_survey(session, sample["survey"], unit_id, sample["notice"])
        session.imports.import_answers(survey, resource("sample", "jawaban.csv"))

    return _create(path, _sample(), fill)


def create_performance_sample(path: Path) -> Session | Refused:
    """Make a new office file of a city with its published performance; as ``create_sample``."""
    return _create(path, _read(_CITY), _add_performance)


def performance_notice() -> str:
    """Return the sentence that says where the figures of the city are from."""
    return str(_read(_CITY)["notice"])


def published_figures() -> PublishedFigures:
    """Return the published figures that the sample reproduces."""
    sample = _sample()
    published = sample["published"]
    return PublishedFigures(
        sample["source"], published["n"], published["ikm"], published["konversi"]
    )


def _create(path: Path, sample: dict[str, Any], fill: Filler) -> Session | Refused:
    session = Session.create(path, operator=sample["operator"])
    if isinstance(session, Refused):
        return session
    try:
        with session.store.transaction():
            fill(session, sample, _add_office(session.store, sample))
    except BaseException:
        session.discard()
        raise
    return session


def _sample() -> dict[str, Any]:
    return _read("kelurahan.toml")


def _read(name: str) -> dict[str, Any]:
    with resource("sample", name).open("rb") as file:
        return tomllib.load(file)


def _add_performance(session: Session, sample: dict[str, Any], _: int) -> None:
    from app.services.capaian.edits import Typing
    from app.services.capaian.imports.columns import ImportKind, Stated
    from app.services.capaian.typed import Separator

    capaian, year = session.capaian, sample["year"]
    capaian.structure.save_plan(Rpjmd(**sample["rpjmd"]))
    for kind, name in (
        (ImportKind.INDIKATOR, "indikator_kinerja.csv"),
        (ImportKind.PROGRAM, "program_kinerja.csv"),
    ):
        stated = Stated(Typing(Separator.POINT))
        preview = capaian.imports.preview(resource("sample", name), year, kind, stated)
        capaian.imports.take(preview)
    capaian.yearly.set_source(year, sample["source"])


def _add_office(store: Store, sample: dict[str, Any]) -> int:
    """Add the units, the office and its people; return the id of the office's unit."""
    parent: int | None = None
    ids: dict[str, int] = {}
    for item in sample["unit"]:
        if "parent" in item:
            parent = ids[item["parent"]]
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
