from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.models.selection import EVERYBODY, Selection

if TYPE_CHECKING:
    from app.models.response import Sheet
    from tests.offices import SmallOffice


def saved(office: SmallOffice, number: int, **changes: object) -> Sheet:
    sheet = replace(office.sheet(number), **changes)  # type: ignore[arg-type] # fields of Sheet
    return office.store.sheets.add(sheet, office.questions)


def test_everybody_is_every_sheet(office: SmallOffice) -> None:
    sheets = office.store.sheets.all_of(office.survey.id)
    crosstabs = office.store.crosstabs
    assert crosstabs.sheets(office.survey.id) == len(sheets) == 3
    raw = crosstabs.raw(office.survey.id, EVERYBODY)
    assert [one.answers for one in raw] == [sheet.answers for sheet in sheets]
    assert [one.profile for one in raw] == [sheet.profile for sheet in sheets]
    by_service = crosstabs.sheets_per_service(office.survey.id)
    assert sum(by_service.values()) == 3


def test_answers_are_counted_of_the_chosen_sheets_alone(office: SmallOffice) -> None:
    sheets = office.store.sheets.all_of(office.survey.id)
    women = Selection(field="jenis_kelamin", values=("P",))
    counted = office.store.crosstabs.answers(office.survey.id, women)
    for service_id, question, score, n in counted:
        assert n == sum(
            sheet.service_id == service_id
            and sheet.profile["jenis_kelamin"] == "P"
            and sheet.answers.get(question) == score
            for sheet in sheets
        )
    assert office.store.crosstabs.sheets(office.survey.id, women) == sum(
        sheet.profile["jenis_kelamin"] == "P" for sheet in sheets
    )


def test_a_service_and_those_who_did_not_say_are_selections(office: SmallOffice) -> None:
    silent = saved(office, 50, profile={})
    crosstabs, survey_id = office.store.crosstabs, office.survey.id
    assert crosstabs.sheets(survey_id, Selection(field="usia", values=(None,))) == 1
    assert crosstabs.sheets(survey_id, Selection(service_id=999)) == 0
    of_service = crosstabs.sheets(survey_id, Selection(service_id=silent.service_id))
    assert of_service == crosstabs.sheets_per_service(survey_id)[silent.service_id]
    assert crosstabs.respondents(survey_id, "usia")[None] == 1


def test_incomplete_sheets_can_be_left_out(office: SmallOffice) -> None:
    saved(office, 50, answers={})
    crosstabs, survey_id = office.store.crosstabs, office.survey.id
    assert crosstabs.sheets(survey_id) == 4
    assert crosstabs.sheets(survey_id, complete_only=True) == 3
    assert len(crosstabs.raw(survey_id, complete_only=True)) == 3


def test_remarks_are_read_with_their_sheet(office: SmallOffice) -> None:
    before = len(office.store.crosstabs.saran(office.survey.id))
    sheet = saved(office, 50, saran="'; DROP TABLE sheet; --")
    remarks = office.store.crosstabs.saran(office.survey.id)
    assert len(remarks) == before + 1
    assert remarks[-1] == (50, sheet.day, sheet.service_id, "'; DROP TABLE sheet; --", sheet.uuid)


def test_unusual_sheets_are_named(office: SmallOffice) -> None:
    same = dict.fromkeys(office.questions, 4)
    late = office.survey.period.end + timedelta(days=1)
    saved(office, 50, answers=same)
    saved(office, 51, answers={**dict(list(same.items())[:-1])})
    saved(office, 52, day=late)
    saved(office, 53, profile={"usia": 7})
    crosstabs, survey_id = office.store.crosstabs, office.survey.id
    period = office.survey.period
    assert 50 in crosstabs.alike(survey_id, len(office.questions))
    assert 51 not in crosstabs.alike(survey_id, len(office.questions))
    assert crosstabs.outside_days(survey_id, period.start, period.end) == [52]
    assert crosstabs.outside_values(survey_id, "usia", 10, 100) == [53]


def test_the_last_change_is_that_of_the_newest_sheet(office: SmallOffice) -> None:
    newest = saved(office, 50)
    stored = office.store.sheets.by_uuid(newest.uuid)
    assert stored is not None
    assert office.store.crosstabs.last_change(office.survey.id) == stored.changed_at
    assert office.store.crosstabs.last_change(999) is None


def test_a_day_at_either_end_of_the_period_is_within(office: SmallOffice) -> None:
    period = office.survey.period
    saved(office, 50, day=period.start)
    saved(office, 51, day=period.end)
    assert office.store.crosstabs.outside_days(office.survey.id, period.start, period.end) == []
