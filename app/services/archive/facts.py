"""Reads what the minutes of a survey say of it, at the moment of the deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.models.verification import DONE
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.store.instruments import StoredInstrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Official
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """A survey as it is now, with everything that its minutes print."""

    survey: Survey
    instrument: Instrument
    stored: StoredInstrument
    unit_name: str
    result: IkmResult
    sheets: int
    incomplete: int
    sheets_sha256: str
    log_head: str
    verification: str
    official: Official | None
    place: str
    kop: dict[str, Any]
    aggregates_sha256: str = ""


def read_facts(
    store: Store,
    instruments: InstrumentService,
    ikm: IkmService,
    survey: Survey,
    official_id: int | None = None,
) -> SurveyFacts:
    """Read the facts of a survey."""
    office = store.offices.get()
    sheets = store.tallies.sheets_of(survey.id)
    return SurveyFacts(
        survey=survey,
        instrument=instruments.of(survey.instrument_id),
        stored=store.instruments.get(survey.instrument_id),
        unit_name=store.units.get(survey.unit_id).name,
        result=ikm.of_survey(survey),
        sheets=sheets,
        incomplete=sheets - store.tallies.sheets_of(survey.id, complete_only=True),
        sheets_sha256=store.destruction.sheets_sha256(survey.id),
        log_head=store.log.head().short,
        verification=_verification(store, survey),
        official=_official(store, official_id),
        place=office.place if office else "",
        kop=_kop(store),
    )


def _kop(store: Store) -> dict[str, Any]:
    office = store.offices.get()
    if office is None:
        return {}
    name = store.units.get(office.unit_id).name.upper()
    return {"lines": list(office.letterhead), "name": name, "address": office.address}


def _official(store: Store, official_id: int | None) -> Official | None:
    officials = store.offices.officials()
    if official_id is not None:
        return next((one for one in officials if one.id == official_id), None)
    return next((one for one in officials if one.active), None)


def _verification(store: Store, survey: Survey) -> str:
    """Return what the verifications of a survey found, in one sentence; empty without any."""
    plans = store.verifications.plans.all(survey_id=survey.id)
    rows = [row for plan in plans for row in store.verifications.sheets(plan.id)]
    done = [row for row in rows if row.state in DONE]
    if not done:
        return ""
    return tr(
        "{n} lembar dientri ulang, {isian} isian dibandingkan, {beda} berbeda, {salah} salah.",
        n=indonesian(len(done), 0),
        isian=indonesian(sum(row.fields for row in done), 0),
        beda=indonesian(sum(row.differing for row in done), 0),
        salah=indonesian(sum(row.wrong for row in done), 0),
    )
