from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import InputError
from app.models.response import Sheet
from app.models.survey import BlankRule, Method, Survey, SurveyService, SurveyState, WeightRule
from app.models.unit import Unit, UnitType
from app.services.surveys.explaining import weight_choices
from app.services.surveys.form_data import form_for_change, form_for_new
from app.services.surveys.new_survey import NewSurvey
from tests.support.office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_office(tmp_path / "kantor.puas")
    yield made
    made.store.close()


@pytest.fixture
def unit(session: Session) -> Unit:
    return session.offices.unit()


def _with_sheet(session: Session, survey: Survey) -> Sheet:
    questions = session.instruments.of(survey.instrument_id).question_keys
    sheet = Sheet(
        survey.id,
        survey.services[0].service_id,
        1,
        survey.period.start,
        dict.fromkeys(questions, 4),
    )
    return session.store.sheets.add(sheet, questions)


def test_a_survey_is_opened_with_all_services_of_its_unit(session: Session, unit: Unit) -> None:
    survey, changes = session.surveys.create(NewSurvey(unit.id, 2026, "triwulan-1"))
    assert survey.code == "2026-triwulan-1-skm-9-kel-pasar-lama"
    assert survey.state is SurveyState.TERBUKA
    assert len(survey.services) == 2
    assert survey.population is None
    assert changes.office
    assert changes.surveys == {survey.id}
    assert session.surveys.get(survey.id) == survey
    assert session.surveys.find(survey.code.upper()) == survey


def test_populations_of_services_add_up_where_no_total_is_given(
    session: Session, unit: Unit
) -> None:
    first, second = session.units.services(unit.id)
    survey, _ = session.surveys.create(
        NewSurvey(unit.id, 2026, service_populations={first.id: 300, second.id: 700})
    )
    assert survey.population == 1000
    assert session.surveys.overview(2026)[0].minimum == 278
    assert survey.services == (SurveyService(first.id, 300), SurveyService(second.id, 700))


def test_a_second_survey_of_the_same_period_is_refused_unless_it_is_meant(
    session: Session, unit: Unit
) -> None:
    new = NewSurvey(unit.id, 2026)
    first, _ = session.surveys.create(new)
    assert session.surveys.similar(new) == [first]
    with pytest.raises(InputError, match=f"{first.code} sudah ada"):
        session.surveys.create(new)
    second, _ = session.surveys.create(replace(new, again=True))
    assert second.code == f"{first.code}-2"


def _bad(**changes: Any) -> dict[str, Any]:
    return changes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (_bad(year=99), "Tahun 99"),
        (_bad(period="mingguan"), "tidak dikenal"),
        (_bad(instrument="skm-99"), "Instrumen skm-99 tidak ada"),
        (_bad(services=(999,)), "bukan milik unit ini"),
        (_bad(population=-1), "tidak mungkin"),
        (_bad(population=10**12), "tidak mungkin"),
        (_bad(service_populations={1: -5}), "tidak mungkin"),
        (_bad(collection_end=date(2025, 12, 31)), "sebelum periodenya dimulai"),
        (_bad(notice="x" * 501), "terlalu panjang"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_made(
    session: Session, unit: Unit, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError, match=words) as refused:
        session.surveys.create(replace(NewSurvey(unit.id, 2026), **changes))
    assert refused.value.next
    assert session.surveys.all() == []


def test_a_unit_without_services_is_given_the_default_one(session: Session) -> None:
    bare = session.store.units.save(Unit("uptd", "UPTD", UnitType.UPTD))
    survey, _ = session.surveys.create(NewSurvey(bare.id, 2026))
    assert len(survey.services) == 1
    assert session.units.services(bare.id)[0].name == "Pelayanan umum"


def test_settings_change_until_the_survey_is_locked(session: Session, unit: Unit) -> None:
    survey, _ = session.surveys.create(NewSurvey(unit.id, 2026))
    wanted = replace(
        survey,
        weight_rule=WeightRule.THREE_DECIMALS,
        blank_rule=BlankRule.LEAVE_OUT,
        method=Method.KEDUANYA,
        population=500,
        code="lain",
        state=SurveyState.RENCANA,
    )
    changed, changes = session.surveys.change(wanted, "bobot kota")
    assert (changed.weight_rule, changed.population) == (WeightRule.THREE_DECIMALS, 500)
    assert (changed.code, changed.state) == (survey.code, SurveyState.TERBUKA)
    assert changes.surveys == {survey.id}
    assert session.store.log.entries_of(survey.uuid)[-1].reason == "bobot kota"
    session.surveys.lock(survey.id, "selesai")
    with pytest.raises(InputError, match="terkunci"):
        session.surveys.change(replace(changed, population=600))


def test_nothing_changed_writes_nothing(session: Session, unit: Unit) -> None:
    survey, _ = session.surveys.create(NewSurvey(unit.id, 2026))
    assert session.surveys.change(survey) == (survey, type(session.surveys.change(survey)[1])())


def test_a_service_with_sheets_stays_in_the_survey(session: Session, unit: Unit) -> None:
    survey, _ = session.surveys.create(NewSurvey(unit.id, 2026))
    _with_sheet(session, survey)
    with pytest.raises(InputError, match="tidak dapat dikeluarkan"):
        session.surveys.change(replace(survey, services=survey.services[1:]))
    session.surveys.change(replace(survey, services=survey.services[:1]))
    with pytest.raises(InputError, match="Instrumen tidak dapat diganti"):
        session.surveys.change(replace(survey, instrument_id=survey.instrument_id + 1))
    other, _ = session.surveys.create(NewSurvey(unit.id, 2027))
    with pytest.raises(InputError, match="paling sedikit satu layanan"):
        session.surveys.change(replace(other, services=()))


def test_locking_and_unlocking_ask_for_a_reason_and_log_it(session: Session, unit: Unit) -> None:
    survey, _ = session.surveys.create(NewSurvey(unit.id, 2026, state=SurveyState.RENCANA))
    assert session.surveys.open(survey.id)[0].state is SurveyState.TERBUKA
    for deed in (session.surveys.lock, session.surveys.unlock):
        with pytest.raises(InputError, match="belum diisi"):
            deed(survey.id, "  ")
    session.surveys.lock(survey.id, "hasil sudah dipublikasikan")
    with pytest.raises(InputError, match="menyebutkan alasan"):
        session.surveys.open(survey.id)
    session.surveys.unlock(survey.id, "salah satu lembar tertukar")
    reasons = [entry.reason for entry in session.store.log.entries_of(survey.uuid)]
    assert reasons[-2:] == ["hasil sudah dipublikasikan", "salah satu lembar tertukar"]


def test_a_new_survey_starts_from_the_last_one_of_the_unit(session: Session, unit: Unit) -> None:
    assert session.surveys.defaults_for(unit.id, date(2026, 5, 1)) == NewSurvey(unit.id, 2026)
    first, second = session.units.services(unit.id)
    session.surveys.create(
        NewSurvey(
            unit.id,
            2026,
            "triwulan-4",
            services=(first.id, second.id),
            population=900,
            service_populations={first.id: 400},
            method=Method.DARING,
            weight_rule=WeightRule.TWO_DECIMALS,
            blank_rule=BlankRule.LEAVE_OUT,
        )
    )
    session.units.change_service(replace(second, active=False))
    new = session.surveys.defaults_for(unit.id)
    assert (new.year, new.period) == (2027, "triwulan-1")
    assert (new.services, new.population) == ((first.id,), 900)
    assert new.service_populations == {first.id: 400}
    assert new.weight_rule is WeightRule.TWO_DECIMALS
    session.surveys.create(new)


def test_the_open_survey_of_today_is_the_current_one(session: Session, unit: Unit) -> None:
    assert session.surveys.current() is None
    first, _ = session.surveys.create(NewSurvey(unit.id, 2026, "triwulan-1"))
    second, _ = session.surveys.create(NewSurvey(unit.id, 2026, "triwulan-2"))
    assert session.surveys.current(date(2026, 2, 1)) == first
    assert session.surveys.current(date(2026, 5, 1)) == second
    assert session.surveys.current(date(2026, 9, 1)) == second
    session.surveys.lock(second.id, "selesai")
    found = session.surveys.current(date(2026, 5, 1))
    assert found is not None
    assert found.id == first.id


def test_the_overview_counts_sheets_against_the_minimum(session: Session, unit: Unit) -> None:
    survey, _ = session.surveys.create(NewSurvey(unit.id, 2026, population=20))
    session.surveys.create(NewSurvey(unit.id, 2025))
    _with_sheet(session, survey)
    assert session.surveys.years() == [2026, 2025]
    row = session.surveys.overview(2026)[0]
    assert (row.result.n, row.minimum, row.result.ikm_text) == (1, 19, "100,00")
    assert row.unit == unit
    assert row.instrument.key == "skm-9"
    assert len(session.surveys.overview()) == 2


def test_the_minimum_is_told_before_a_survey_exists(session: Session) -> None:
    assert session.surveys.minimum(None) is None
    assert session.surveys.minimum(0) == 0
    assert session.surveys.minimum(1000) == 278
    with pytest.raises(InputError):
        session.surveys.minimum(-1)


def test_an_unknown_survey_is_refused_with_those_that_are_there(
    session: Session, unit: Unit
) -> None:
    with pytest.raises(InputError, match="belum ada"):
        session.surveys.find("x")
    survey, _ = session.surveys.create(NewSurvey(unit.id, 2026))
    with pytest.raises(InputError, match=survey.code):
        session.surveys.find("x")


def test_a_form_changes_a_survey_and_shows_what_it_is(session: Session, unit: Unit) -> None:
    survey, _ = session.surveys.create(NewSurvey(unit.id, 2026))
    _with_sheet(session, survey)
    shown = form_for_change(session, survey.id)
    assert shown.used == {survey.services[0].service_id}
    assert shown.survey == survey
    assert session.surveys.revise(survey.id, shown.defaults)[0] == survey
    wanted = replace(shown.defaults, period="triwulan-1", service_populations={1: 40})
    changed, _ = session.surveys.revise(survey.id, wanted)
    assert (changed.period.code, changed.population) == ("triwulan-1", 40)


def test_the_form_of_a_new_survey_offers_what_is_in_use(session: Session, unit: Unit) -> None:
    first, second = session.units.services(unit.id)
    session.units.change_service(replace(first, active=False))
    shown = form_for_new(session)
    assert shown.services == (second,)
    assert [instrument.key for instrument in shown.instruments] == [
        *("skm-9", "skm-16-m1", "skm-16-m2", "skm-16-m3"),
        *("spak-5", "spak-5-skala-6", "spkp-8", "spkp-8-skala-6"),
    ]
    assert shown.defaults.unit_id == unit.id


def test_every_weight_says_the_highest_value_it_can_give(session: Session) -> None:
    choices = weight_choices(session.instruments.available()[0])
    assert [choice.label for choice in choices] == ["1/9", "0,111", "0,11"]
    assert [
        value in choice.explanation
        for choice, value in zip(choices, ("100,00", "99,90", "99,00"), strict=True)
    ] == [True] * 3
