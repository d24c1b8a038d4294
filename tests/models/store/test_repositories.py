"""Units, services, surveys, the office and its people: kept, changed, logged, read back."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.period import period_of
from app.models.survey import BlankRule, Method, SurveyService, WeightRule
from app.models.unit import Official, Operator, Service, Unit, UnitType

if TYPE_CHECKING:
    from tests.offices import SmallOffice


def test_a_unit_is_found_by_its_code_whatever_its_capitals(office: SmallOffice) -> None:
    units = office.store.units
    saved = units.save(Unit("PKM-01", "Puskesmas Manggar", UnitType.PUSKESMAS, aliases=("b", "a")))
    found = units.by_code("pkm-01")
    assert found == units.get(saved.id) == replace(saved, aliases=("a", "b"))
    assert units.by_code("tiada") is None
    with pytest.raises(KeyError):
        units.get(99)
    with pytest.raises(sqlite3.IntegrityError):
        units.save(Unit("pkm-01", "Lain", UnitType.PUSKESMAS))


def test_a_unit_is_not_its_own_parent(office: SmallOffice) -> None:
    unit = office.store.units.all()[0]
    with pytest.raises(sqlite3.IntegrityError):
        office.store.units.save(replace(unit, parent_id=unit.id))


def test_a_service_is_renamed_and_retired(office: SmallOffice) -> None:
    service = office.store.units.services()[0]
    office.store.units.save_service(replace(service, name="KTP elektronik", active=False))
    found = office.store.units.services(service.unit_id)[0]
    assert (found.name, found.active, found.revision) == ("KTP elektronik", False, 2)
    with pytest.raises(sqlite3.IntegrityError):
        office.store.units.save_service(Service(service.unit_id, "ktp ELEKTRONIK"))


def test_a_survey_is_kept_with_all_its_settings(office: SmallOffice) -> None:
    survey = replace(
        office.survey,
        id=0,
        code="KEL-01-2026-T2",
        period=period_of("triwulan-2", 2026),
        population=1200,
        method=Method.KEDUANYA,
        weight_rule=WeightRule.THREE_DECIMALS,
        blank_rule=BlankRule.LEAVE_OUT,
        notice="Jawaban dibuat.",
        services=(SurveyService(1, 700), SurveyService(2, None)),
    )
    saved = office.store.surveys.save(survey)
    assert office.store.surveys.get(saved.id) == saved
    assert office.store.surveys.by_code("kel-01-2026-t2") == saved
    assert office.store.surveys.all(2026) == [saved, office.store.surveys.get(office.survey.id)]
    assert office.store.surveys.all(2025) == []


def test_a_survey_with_sheets_keeps_its_instrument_version(office: SmallOffice) -> None:
    stored = office.store.instruments.get(office.survey.instrument_id)
    newer = office.store.instruments.keep(stored.key, stored.version + 1, stored.definition + "\n")
    with pytest.raises(sqlite3.IntegrityError, match="survey has sheets"):
        office.store.surveys.save(replace(office.survey, instrument_id=newer.id))
    empty = office.store.surveys.save(replace(office.survey, id=0, code="KOSONG"))
    assert office.store.surveys.save(replace(empty, instrument_id=newer.id)).id == empty.id


def test_a_stored_instrument_never_changes(office: SmallOffice) -> None:
    stored = office.store.instruments.get(office.survey.instrument_id)
    assert office.store.instruments.keep(stored.key, stored.version, stored.definition) == stored
    with pytest.raises(ValueError, match=stored.key):
        office.store.instruments.keep(stored.key, stored.version, "lain")


def test_the_installation_id_is_given_once(office: SmallOffice) -> None:
    before = office.store.offices.get()
    assert before is not None
    office.store.offices.save(replace(before, address="Jalan Baru 2", installation_id="palsu"))
    after = office.store.offices.get()
    assert after == replace(before, address="Jalan Baru 2")


def test_people_are_kept_and_logged(office: SmallOffice) -> None:
    offices = office.store.offices
    lurah = offices.save_official(Official("Lurah", "Loket B", "Penata", "1970"))
    offices.save_official(replace(lurah, name="Loket A"))
    assert [official.name for official in offices.officials()] == ["Loket A"]
    loket_c = offices.save_operator(Operator("Loket C"))
    offices.save_operator(replace(loket_c, active=False))
    assert [(o.name, o.active) for o in offices.operators()] == [("Loket C", False)]
    assert [e.action for e in office.store.log.entries_of(lurah.uuid)] == ["dibuat", "diubah"]
    assert [e.action for e in office.store.log.entries_of(loket_c.uuid)] == ["dibuat", "diubah"]


def test_imports_and_exports_are_remembered(office: SmallOffice) -> None:
    imports, survey = office.store.imports, office.survey
    assert imports.find(survey.id, "0" * 64) is None
    batch = imports.add(survey.id, survey.uuid, "jawaban.csv", "0" * 64, 12)
    assert imports.find(survey.id, "0" * 64) == batch
    number = imports.reserve_export(survey.id, "paket.sqlite")
    assert imports.last_export(survey.id) is None
    imports.note_export(number, survey.uuid, "1" * 64, 3)
    last = imports.last_export(survey.id)
    assert last is not None
    assert (last.number, last.file_name, last.sheets) == (1, "paket.sqlite", 3)
    assert imports.last_export() == last
    assert imports.last_export(99) is None
