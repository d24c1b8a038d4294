from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, StorageError
from app.models.survey import SurveyState
from tests.offices import DAY

if TYPE_CHECKING:
    from tests.offices import SmallOffice


def test_a_saved_sheet_is_read_as_it_was(office: SmallOffice) -> None:
    (saved,) = office.add(1)
    read = office.store.sheets.by_uuid(saved.uuid)
    assert read is not None
    assert replace(read, changed_at=None) == saved
    assert office.store.sheets.by_number(office.survey.id, saved.number) == read
    assert office.store.sheets.latest(office.survey.id, 1) == [read]


def test_numbers_go_up_and_are_not_given_again(office: SmallOffice) -> None:
    sheets = office.store.sheets
    last = sheets.all_of(office.survey.id)[-1]
    assert sheets.next_number(office.survey.id) == last.number + 1
    sheets.delete(last, office.questions)
    assert sheets.next_number(office.survey.id) == last.number + 1


def test_a_corrected_number_raises_the_next_one(office: SmallOffice) -> None:
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    office.store.sheets.change(replace(sheet, number=50), office.questions)
    assert office.store.sheets.next_number(office.survey.id) == 51


@pytest.mark.parametrize("deed", ["add", "change"])
def test_a_number_that_is_taken_is_refused(office: SmallOffice, deed: str) -> None:
    first, second, *_ = office.store.sheets.all_of(office.survey.id)
    before = office.store.log.head()
    new = office.sheet(first.number) if deed == "add" else replace(second, number=first.number)
    with pytest.raises(InputError, match="Nomor 1 sudah dipakai lembar lain dalam survei ini"):
        getattr(office.store.sheets, deed)(new, office.questions)
    assert office.store.log.head() == before
    assert office.store.tallies.differing() == []


def test_a_stale_correction_is_refused(office: SmallOffice) -> None:
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    corrected = office.store.sheets.change(replace(sheet, saran="dibetulkan"), office.questions)
    for deed in (office.store.sheets.change, office.store.sheets.delete):
        with pytest.raises(InputError, match="Lembar 1 sudah diubah di jendela lain"):
            deed(sheet, office.questions)
    stored = office.store.sheets.by_uuid(sheet.uuid)
    assert stored is not None
    assert (stored.saran, stored.revision) == ("dibetulkan", corrected.revision)


def test_a_deleted_sheet_cannot_be_corrected_but_comes_back_under_its_uuid(
    office: SmallOffice,
) -> None:
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    office.store.sheets.delete(sheet, office.questions)
    with pytest.raises(InputError):
        office.store.sheets.change(sheet, office.questions)
    back = office.store.sheets.add(sheet, office.questions)
    assert back.uuid == sheet.uuid
    assert back.revision == sheet.revision + 2  # the deletion was a revision too
    actions = [entry.action for entry in office.store.log.entries_of(sheet.uuid)]
    assert actions == ["dibuat", "dihapus", "dibuat"]


def test_a_correction_stays_in_its_survey(office: SmallOffice) -> None:
    other = office.store.surveys.save(replace(office.survey, id=0, code="LAIN"))
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    changed = office.store.sheets.change(replace(sheet, survey_id=other.id), office.questions)
    assert changed.survey_id == office.survey.id
    assert office.store.tallies.differing() == []


def test_many_sheets_at_once_are_counted(office: SmallOffice) -> None:
    office.store.sheets.add_many([office.sheet(n) for n in range(10, 60)], office.questions)
    assert office.store.tallies.sheets_of(office.survey.id) == 53
    assert office.store.sheets.next_number(office.survey.id) == 60
    assert office.store.tallies.differing() == []
    assert office.store.sheets.altered(office.survey.id) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("service_id", "3 - service_id"),
        ("day", "'2026-03-03'"),
        ("answers", "json_set(answers, '$.biaya', 5)"),
        ("profile", "json_set(profile, '$.usia', 99)"),
        ("saran", "'lain'"),
        ("operator", "'lain'"),
        ("complete", "1 - complete"),
    ],
)
def test_content_that_was_not_saved_by_us_is_found(
    office: SmallOffice, column: str, value: str
) -> None:
    office.store.database.execute(f"UPDATE sheet SET {column} = {value} WHERE number = 2")  # noqa: S608 - fixed texts of our own
    assert office.store.sheets.altered(office.survey.id) == [2]


STATEMENTS = {
    "insert": "INSERT INTO sheet SELECT id + 100, survey_id, service_id, number + 100, day,"
    " answers, profile, complete, saran, operator, import_id, digest, hex(randomblob(18)), 1,"
    " changed_at"
    " FROM sheet WHERE number = 1",
    "update": "UPDATE sheet SET saran = 'x' WHERE number = 1",
    "delete": "DELETE FROM sheet WHERE number = 1",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS.keys())
def test_a_locked_survey_refuses_sql(office: SmallOffice, statement: str) -> None:
    office.store.surveys.save(replace(office.survey, state=SurveyState.TERKUNCI), "selesai")
    with pytest.raises(StorageError, match="Survei ini terkunci"):
        office.store.database.execute(statement)


def test_no_sheet_moves_into_a_locked_survey(office: SmallOffice) -> None:
    other = office.store.surveys.save(replace(office.survey, id=0, code="LAIN"))
    locked = office.store.surveys.save(replace(other, state=SurveyState.TERKUNCI))
    with pytest.raises(StorageError, match="Survei ini terkunci"):
        office.store.database.execute("UPDATE sheet SET survey_id = ?", (locked.id,))


def test_a_locked_survey_refuses_every_deed_and_is_opened_again(office: SmallOffice) -> None:
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    locked = office.store.surveys.save(
        replace(office.survey, state=SurveyState.TERKUNCI), "selesai"
    )
    before = office.store.log.head()
    new = office.sheet(99)
    for deed in (
        lambda: office.store.sheets.add(new, office.questions),
        lambda: office.store.sheets.add_many([new], office.questions),
        lambda: office.store.sheets.change(replace(sheet, saran="x"), office.questions),
        lambda: office.store.sheets.delete(sheet, office.questions),
    ):
        with pytest.raises(StorageError, match="Survei ini terkunci"):
            deed()
    assert office.store.log.head() == before
    assert office.store.tallies.differing() == []
    office.store.surveys.save(replace(locked, state=SurveyState.TERBUKA), "satu lembar tertinggal")
    office.store.sheets.add(new, office.questions)


@pytest.mark.parametrize("day", ["2026-1-1", "kemarin", "2026-23-01"])
def test_a_day_is_a_date(office: SmallOffice, day: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        office.store.database.execute("UPDATE sheet SET day = ?", (day,))


def test_an_answer_outside_of_the_scale_is_named(office: SmallOffice) -> None:
    odd = replace(office.sheet(77), answers={"biaya": 5}, day=DAY)
    office.store.sheets.add(odd, office.questions)
    found = office.store.sheets.outside_the_scale(office.survey.id, 1, 4, office.questions)
    assert list(found) == [77]
