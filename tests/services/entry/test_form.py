"""The form takes keys as a clerk types them and never holds what the paper cannot say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.questionnaire import Instrument  # noqa: TC001 - hypothesis reads annotations
from app.services.entry.fields import AnswerField, NumberField
from app.services.entry.form import WAITING, Form, Key, Outcome
from tests.support.entry_office import SKM_9, instrument

PROFILE_WITHOUT_BOUNDS = '[[profile]]\nkey = "lama"\nname = "Lama"\nkind = "angka"\ndigits = 1'
INSTRUMENTS = (
    SKM_9,
    instrument(5, 1, 6),
    instrument(30, 0, 9),
    instrument(1, 0, 1, PROFILE_WITHOUT_BOUNDS + "\nhighest = 120"),
)
CHARACTERS = [*"0123456789+.,lLpPxX? \x00½٣²", "", "12"]
ANY_KEY = st.one_of(st.sampled_from(CHARACTERS), st.sampled_from(list(Key)))


def new_form(of: Instrument = SKM_9) -> Form:
    return Form(of, day=date(2026, 3, 12), service_id=1, number=138, uuid="x")


def typed(keys: str, form: Form | None = None) -> Form:
    form = form or new_form()
    for key in keys:
        form.press(key)
    return form


def test_nine_answers_and_four_profile_fields_are_fourteen_keys() -> None:
    form = new_form()
    outcomes = [form.press(key) for key in "23445" + "343434334"]
    assert len(outcomes) == 14
    assert outcomes[-1] is Outcome.COMPLETED
    assert Outcome.COMPLETED not in outcomes[:-1]
    sheet = form.sheet(survey_id=7)
    assert sheet.profile == {
        "jenis_kelamin": "P",
        "usia": 34,
        "pendidikan": "SMA",
        "pekerjaan": "Wirausaha",
    }
    assert list(sheet.answers.values()) == [3, 4, 3, 4, 3, 4, 3, 3, 4]
    assert (sheet.survey_id, sheet.number, sheet.uuid) == (7, 138, "x")


@pytest.mark.parametrize(("key", "value"), [("l", "L"), ("P", "P"), ("1", "L"), ("2", "P")])
def test_a_choice_is_taken_by_any_of_its_keys(key: str, value: str) -> None:
    assert typed(key).held("jenis_kelamin") == value


@pytest.mark.parametrize("key", ["0", " "])
def test_a_blank_is_no_answer_and_no_zero(key: str) -> None:
    form = typed("1" + key)
    form = typed(key * 9, typed("111", typed("  " if key == " " else "000", form)))
    assert form.held("pengaduan") in {None, WAITING}
    assert 0 not in form.answers().values()
    assert form.held("usia") is None


@pytest.mark.parametrize(
    ("keys", "age"),
    [("134", 34), ("109", 9), ("1+102", 102), ("1.120", 120), ("1,099", 99), ("199", 99)],
)
def test_an_age_has_two_digits_or_three_after_a_sign(keys: str, age: int) -> None:
    form = typed(keys)
    assert form.held("usia") == age
    assert form.waiting_field.key == "pendidikan"


def test_two_zeros_are_no_age() -> None:
    form = typed("100")
    assert form.held("usia") is None
    assert form.waiting_field.key == "pendidikan"


def test_a_number_that_leads_nowhere_is_refused_at_its_first_wrong_digit() -> None:
    form = typed("1+")
    assert form.press("9") is Outcome.REFUSED
    assert form.press("1") is Outcome.PARTIAL
    assert form.press("3") is Outcome.REFUSED
    assert form.press("2") is Outcome.PARTIAL
    assert form.press("1") is Outcome.REFUSED
    assert form.press("0") is Outcome.TAKEN
    assert form.held("usia") == 120


def test_enter_finishes_a_short_number() -> None:
    form = typed("17")
    assert form.press(Key.ENTER) is Outcome.TAKEN
    assert (form.held("usia"), form.waiting_field.key) == (7, "pendidikan")


@pytest.mark.parametrize("key", ["5", "9", "x", "l", "", "12", "٣", "½", "\x00"])
def test_a_wrong_key_stores_nothing(key: str) -> None:
    form = typed("13411")
    before = form.state
    assert form.press(key) is Outcome.REFUSED
    assert form.state == before


def test_where_the_scale_has_a_zero_only_space_is_blank() -> None:
    form = typed("10 9", new_form(instrument(5, 0, 9)))
    assert [form.held(f"q{n}") for n in (1, 2, 3)] == [0, None, 9]


def test_going_back_reopens_the_field_and_the_next_key_overwrites_it() -> None:
    form = typed("1341133")
    form.press(Key.BACK)
    assert (form.waiting_field.key, form.held("prosedur")) == ("prosedur", 3)
    form.press("1")
    assert (form.waiting_field.key, form.held("prosedur")) == ("waktu", 1)


def test_going_back_takes_a_digit_before_it_takes_a_field() -> None:
    form = typed("13")
    assert form.pending == "3"
    assert form.press(Key.BACK) is Outcome.PARTIAL
    assert (form.pending, form.waiting_field.key) == ("", "usia")
    form.press(Key.BACK)
    assert form.waiting_field.key == "jenis_kelamin"


def test_a_field_that_was_skipped_is_asked_before_the_sheet_is_complete() -> None:
    form = typed("1")
    form.press(Key.NEXT)
    outcomes = [form.press(key) for key in "11" + "333333333"]
    assert outcomes[-1] is Outcome.TAKEN
    assert form.waiting_field.key == "usia"
    form.press("3")
    form.press("4")
    assert form.press(Key.ENTER) is Outcome.COMPLETED


def test_clearing_can_be_undone_and_keeps_what_is_carried() -> None:
    form = typed("13411333")
    form.write_saran("Lebih cepat")
    before = form.state
    assert form.press(Key.CLEAR) is Outcome.CLEARED
    assert not form.is_touched
    assert (form.day, form.service_id, form.saran) == (date(2026, 3, 12), 1, "")
    assert form.press(Key.CLEAR) is Outcome.NOTHING
    form.restore(before)
    assert form.state == before


def test_a_draft_gives_the_same_form_back() -> None:
    form = typed("1341103")
    form.write_saran("Ramah")
    again = Form.of_draft(SKM_9, form.draft(7, 3))
    assert again.state == form.state
    assert (again.number, again.day, again.service_id) == (138, form.day, 1)


def test_a_draft_with_values_that_do_not_fit_asks_for_them_again() -> None:
    draft = replace(
        typed("134").draft(7, 3),
        answers={"persyaratan": 9, "prosedur": 2, "lain": 1},
        profile={"usia": 700, "jenis_kelamin": "Q"},
        cursor="tidak ada",
    )
    form = Form.of_draft(SKM_9, draft)
    assert form.held("persyaratan") is WAITING
    assert form.held("usia") is WAITING
    assert form.held("jenis_kelamin") is WAITING
    assert (form.held("prosedur"), form.waiting_field.key) == (2, "jenis_kelamin")


def test_correcting_keeps_the_identity_of_the_sheet() -> None:
    sheet = replace(typed("13411333333333").sheet(7), id=5, revision=2, operator="Loket C")
    form = Form.of_sheet(SKM_9, sheet)
    assert (form.is_complete, form.is_touched) == (True, False)
    form.go_to("pengaduan")
    assert form.press("1") is Outcome.COMPLETED
    assert (form.is_complete, form.is_touched) == (True, True)
    corrected = form.sheet(7)
    assert (corrected.id, corrected.revision, corrected.answers["pengaduan"]) == (5, 2, 1)


def test_clearing_a_correction_gives_back_what_is_saved() -> None:
    sheet = typed("13411333333333").sheet(7)
    form = Form.of_sheet(SKM_9, sheet)
    form.press("2")
    form.press(Key.CLEAR)
    assert form.sheet(7).profile == sheet.profile


@given(st.sampled_from(INSTRUMENTS), st.lists(ANY_KEY, max_size=80))
def test_no_keys_whatever_store_a_value_that_does_not_fit(
    of: Instrument, keys: list[str | Key]
) -> None:
    form = new_form(of)
    for key in keys:
        before = form.state
        outcome = form.press(key)
        if outcome in {Outcome.REFUSED, Outcome.NOTHING}:
            assert form.state == before
        assert (outcome is Outcome.COMPLETED) <= form.is_complete
        for field, held in zip(form.fields, form.state.values, strict=True):
            assert held is WAITING or field.accepts(held)
    assert all(score in of.scores for score in form.answers().values())
    again = Form.of_draft(of, form.draft(1, 1))
    assert again.state == replace(form.state, pending="")


@given(st.sampled_from(INSTRUMENTS), st.lists(st.sampled_from(CHARACTERS), max_size=60))
def test_as_many_steps_back_as_keys_return_to_the_start_and_the_same_keys_lead_back(
    of: Instrument, keys: list[str]
) -> None:
    form = new_form(of)
    taken = []
    for key in keys:
        if form.press(key) in {Outcome.TAKEN, Outcome.PARTIAL, Outcome.COMPLETED}:
            taken.append(key)
        if form.is_complete:
            break
    reached = form.state
    for _ in range(len(taken)):
        form.press(Key.BACK)
    assert (form.state.cursor, form.pending) == (0, "")
    for key in taken:
        form.press(key)
    assert form.state == reached


def test_hints_name_the_keys_of_a_field() -> None:
    sex, age, *_, last = new_form().fields
    assert sex.keys_hint == "pakai 1–2"
    assert isinstance(age, NumberField)
    assert age.keys_hint == "isi 1–120 dengan 2 angka"
    assert isinstance(last, AnswerField)
    assert last.keys_hint == "pakai 1–4"
