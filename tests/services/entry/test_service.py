"""Sheets are kept whole, counted, corrected and taken back; what does not fit is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import InputError, StorageError
from app.models.response import Draft
from app.models.survey import SurveyService, SurveyState
from app.models.unit import Service
from app.services.changes import NOTHING
from app.services.entry.service import EntryService, new_sheet_identity
from app.services.entry.state import Readiness
from app.services.plausibility.sheet_rules import SheetRule
from app.services.session import Session
from tests.support.entry_office import DAY, SERVICES, SKM_9, add_survey, sheet_of

if TYPE_CHECKING:
    from app.models.response import Sheet
    from app.models.survey import Survey


def draft_of(survey: Survey, number: int = 1, sheet_uuid: str = "") -> Draft:
    return Draft(
        survey.id,
        survey.instrument_id,
        number,
        DAY,
        survey.services[0].service_id,
        {"persyaratan": 3, "prosedur": None},
        {"usia": 34},
        "waktu",
        sheet_uuid=sheet_uuid,
    )


def test_the_start_tells_all_that_a_form_needs(session: Session, survey: Survey) -> None:
    state = session.entry.start(survey.id)
    assert state.readiness is Readiness.READY
    assert [service.name for service in state.services] == list(SERVICES)
    assert (state.unit_name, state.instrument.key) == ("Kelurahan Sungai Jingah", "skm-9")
    statistics = state.statistics
    assert (statistics.n, statistics.minimum, statistics.ikm) == (0, 278, "–")
    assert (statistics.next_number, statistics.last, statistics.share) == (1, (), 0.0)
    assert state.service_name(state.service_id) == SERVICES[0]


def test_the_first_day_is_today_if_the_period_has_it(session: Session, survey: Survey) -> None:
    def start(today: date) -> date:
        service = EntryService(session.store, session.instruments, session.ikm, lambda: today)
        return service.start(survey.id).day

    assert start(date(2026, 2, 3)) == date(2026, 2, 3)
    assert start(date(2026, 7, 1)) == date(2026, 3, 31)
    assert start(date(2025, 7, 1)) == date(2026, 1, 1)


def test_day_and_service_are_carried_from_the_last_sheet(session: Session, survey: Survey) -> None:
    sheet = replace(
        sheet_of(survey, 1), day=date(2026, 1, 5), service_id=survey.services[2].service_id
    )
    session.entry.record(sheet)
    state = session.entry.start(survey.id)
    assert (state.day, state.service_name(state.service_id)) == (date(2026, 1, 5), SERVICES[2])


def test_a_recorded_sheet_is_counted_and_its_draft_is_gone(
    session: Session, survey: Survey
) -> None:
    session.entry.save_draft(draft_of(survey))
    recorded = session.entry.record(sheet_of(survey, 1, usia=34))
    assert recorded.changes.surveys == {survey.id}
    assert (recorded.sheet.revision, recorded.sheet.operator) == (1, "Loket C")
    statistics = recorded.statistics
    assert (statistics.n, statistics.ikm, statistics.next_number) == (1, "86,11", 2)
    assert (statistics.mutu_letter, statistics.mutu_word) == ("B", "Baik")
    assert [sheet.number for sheet in statistics.last] == [1]
    assert session.entry.start(survey.id).draft is None
    assert session.store.tallies.differing() == []


def test_only_the_last_ten_sheets_are_shown(session: Session, survey: Survey) -> None:
    for number in range(1, 13):
        session.entry.record(sheet_of(survey, number))
    last = session.entry.statistics(survey.id).last
    assert [sheet.number for sheet in last] == list(range(12, 2, -1))


def test_recording_the_same_sheet_twice_changes_nothing(session: Session, survey: Survey) -> None:
    sheet = replace(sheet_of(survey, 1), uuid=new_sheet_identity())
    first = session.entry.record(sheet)
    second = session.entry.record(sheet)
    assert (second.sheet.uuid, second.changes) == (first.sheet.uuid, NOTHING)
    assert second.statistics.n == 1


def test_a_number_that_is_taken_is_refused(session: Session, survey: Survey) -> None:
    session.entry.record(sheet_of(survey, 1))
    with pytest.raises(InputError, match="Nomor 1 sudah dipakai"):
        session.entry.record(sheet_of(survey, 1, "111111111"))
    assert session.entry.statistics(survey.id).n == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"answers": {"persyaratan": 5}}, "jawaban 5 untuk persyaratan di luar skala 1-4"),
        ({"answers": {"persyaratan": 0}}, "di luar skala"),
        ({"answers": {"persyaratan": True}}, "di luar skala"),
        ({"answers": {"persyaratan": 3.0}}, "di luar skala"),
        ({"answers": {"persyaratan": "3"}}, "di luar skala"),
        ({"answers": {"persyaratan": None}}, "di luar skala"),
        ({"answers": {"lain": 3}}, "pertanyaan lain tidak ada"),
        ({"profile": {"nik": "637"}}, "isian nik tidak ada"),
        ({"profile": {"persyaratan": 3}}, "isian persyaratan tidak ada"),
        ({"profile": {"usia": 121}}, "nilai 121 tidak ada untuk Usia"),
        ({"profile": {"usia": "34"}}, "nilai 34 tidak ada untuk Usia"),
        ({"profile": {"usia": None}}, "tidak ada untuk Usia"),
        ({"profile": {"pendidikan": "sma"}}, "nilai sma tidak ada untuk Pendidikan"),
        ({"service_id": 999}, "layanannya tidak termasuk"),
        ({"number": 0}, "Nomor lembar"),
        ({"number": True}, "Nomor lembar"),
        ({"day": date(1900, 1, 1)}, "Tanggal lembar"),
        ({"day": "2026-03-12"}, "Tanggal lembar"),
        ({"day": datetime(2026, 3, 12, 8)}, "Tanggal lembar"),  # noqa: DTZ001 - refused anyway
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    session: Session, survey: Survey, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError) as refusal:
        session.entry.record(replace(sheet_of(survey, 1), **change))
    assert sentence in refusal.value.what
    assert refusal.value.next
    assert session.entry.statistics(survey.id).n == 0


@pytest.mark.parametrize("state", [SurveyState.TERKUNCI, SurveyState.RENCANA])
def test_a_survey_that_is_not_open_refuses_every_path(session: Session, state: SurveyState) -> None:
    survey = add_survey(session)
    kept = session.entry.record(sheet_of(survey, 1)).sheet
    deleted = session.entry.delete(session.entry.record(sheet_of(survey, 2)).sheet)
    session.store.surveys.save(replace(survey, state=state))
    entry = session.entry
    deeds: list[Any] = [
        lambda: entry.record(sheet_of(survey, 3)),
        lambda: entry.correct(replace(kept, saran="x")),
        lambda: entry.delete(kept),
        lambda: entry.restore(deleted),
        lambda: entry.save_draft(draft_of(survey)),
    ]
    for deed in deeds:
        with pytest.raises(InputError):
            deed()
    assert entry.statistics(survey.id).n == 1
    expected = Readiness.LOCKED if state is SurveyState.TERKUNCI else Readiness.PLANNED
    assert entry.start(survey.id).readiness is expected


def test_a_service_of_the_unit_that_the_survey_does_not_ask_about_is_refused(
    session: Session, survey: Survey
) -> None:
    unit = session.store.units.all()[0]
    other = session.store.units.save_service(Service(unit.id, "Lain"))
    with pytest.raises(InputError):
        session.entry.record(replace(sheet_of(survey, 1), service_id=other.id))


def test_a_survey_without_a_list_asks_about_all_services_of_its_unit(session: Session) -> None:
    survey = session.store.surveys.save(replace(add_survey(session), services=()))
    assert [s.name for s in session.entry.start(survey.id).services] == list(SERVICES)
    for service in session.store.units.services():
        session.store.units.save_service(replace(service, active=False))
    assert session.entry.start(survey.id).readiness is Readiness.NO_SERVICE


def test_a_read_only_file_says_so(session: Session, survey: Survey) -> None:
    path = session.store.path
    session.close()
    opened = Session.open(path, read_only=True)
    assert isinstance(opened, Session)
    assert opened.entry.start(survey.id).readiness is Readiness.READ_ONLY
    opened.close()


def test_an_unknown_survey_is_a_sentence(session: Session) -> None:
    with pytest.raises(InputError, match="tidak ada lagi"):
        session.entry.start(99)


# -------------------------------------------------------------- correcting and deleting
def test_a_correction_keeps_old_and_new_in_the_log(session: Session, survey: Survey) -> None:
    kept = session.entry.record(sheet_of(survey, 1, "111111111")).sheet
    fixed = replace(kept, answers={**kept.answers, "biaya": 4})
    recorded = session.entry.correct(fixed, " salah\tketik ")
    assert (recorded.sheet.revision, recorded.sheet.answers["biaya"]) == (2, 4)
    assert recorded.changes.surveys == {survey.id}
    reasons = [row["reason"] for row in session.store.database.rows("SELECT reason FROM log")]
    assert "salah ketik" in reasons
    assert session.store.tallies.differing() == []


def test_a_correction_that_changes_nothing_writes_nothing(session: Session, survey: Survey) -> None:
    kept = session.entry.record(sheet_of(survey, 1)).sheet
    recorded = session.entry.correct(kept)
    assert (recorded.sheet.revision, recorded.changes) == (1, NOTHING)


def test_a_stale_correction_is_refused(session: Session, survey: Survey) -> None:
    kept = session.entry.record(sheet_of(survey, 1)).sheet
    session.entry.correct(replace(kept, saran="satu"))
    with pytest.raises(InputError, match="sudah diubah"):
        session.entry.correct(replace(kept, saran="dua"))
    with pytest.raises(InputError, match="sudah diubah"):
        session.entry.delete(kept)
    assert session.entry.find(survey.id, 1).saran == "satu"


def test_a_sheet_of_a_service_that_was_dropped_can_still_be_corrected(
    session: Session, survey: Survey
) -> None:
    kept = session.entry.record(sheet_of(survey, 1)).sheet
    others = tuple(SurveyService(s.service_id) for s in survey.services[1:])
    session.store.surveys.save(replace(survey, services=others))
    assert session.entry.correct(replace(kept, saran="tetap")).sheet.saran == "tetap"


def test_a_deleted_sheet_comes_back_as_it_was(session: Session, survey: Survey) -> None:
    kept = session.entry.record(sheet_of(survey, 1, usia=34)).sheet
    deleted = session.entry.delete(kept, "dobel")
    assert (deleted.statistics.n, deleted.statistics.next_number) == (0, 2)
    restored = session.entry.restore(deleted)
    assert (restored.sheet.uuid, restored.sheet.number) == (kept.uuid, 1)
    assert session.entry.find(survey.id, 1).profile == {"usia": 34}
    assert session.store.tallies.differing() == []


def test_finding_a_number_that_is_not_there_is_a_sentence(session: Session, survey: Survey) -> None:
    with pytest.raises(InputError, match="Lembar 12 tidak ada"):
        session.entry.find(survey.id, 12)


# -------------------------------------------------------------- drafts
def test_a_draft_comes_back_only_into_its_own_survey(session: Session, survey: Survey) -> None:
    other = add_survey(session, code="lain-2026")
    session.entry.save_draft(draft_of(survey))
    assert session.entry.start(other.id).draft is None
    draft = session.entry.start(survey.id).draft
    assert draft is not None
    assert (dict(draft.answers), draft.cursor) == ({"persyaratan": 3, "prosedur": None}, "waktu")
    session.entry.discard_draft(survey.id)
    assert session.entry.start(survey.id).draft is None


def test_a_draft_whose_number_was_taken_meanwhile_gets_the_next_one(
    session: Session, survey: Survey
) -> None:
    session.entry.save_draft(draft_of(survey, number=5))
    session.store.sheets.add(sheet_of(survey, 5), SKM_9.question_keys)
    draft = session.entry.start(survey.id).draft
    assert draft is not None
    assert draft.number == 6


def test_a_draft_of_a_correction_brings_its_sheet_and_goes_with_it(
    session: Session, survey: Survey
) -> None:
    kept = session.entry.record(sheet_of(survey, 1)).sheet
    session.entry.save_draft(draft_of(survey, sheet_uuid=kept.uuid))
    state = session.entry.start(survey.id)
    assert state.draft_corrects is not None
    assert state.draft_corrects.uuid == kept.uuid
    session.entry.delete(kept)
    assert session.entry.start(survey.id).draft is None


def test_correcting_a_sheet_keeps_the_draft_of_another(session: Session, survey: Survey) -> None:
    kept = session.entry.record(sheet_of(survey, 1)).sheet
    session.entry.save_draft(draft_of(survey, number=2))
    session.entry.correct(replace(kept, saran="x"))
    session.entry.delete(session.entry.find(survey.id, 1))
    assert session.entry.start(survey.id).draft is not None


# -------------------------------------------------------------- text
def test_what_was_written_by_hand_is_cleaned(session: Session, survey: Survey) -> None:
    saran = "Lebih\x00cepat\r\nramah\ud800 \u202e=1+1 <b>"
    sheet = replace(sheet_of(survey, 1), saran=saran)
    kept = session.entry.record(sheet).sheet
    assert session.entry.find(survey.id, 1).saran == kept.saran == "Lebih cepat\nramah =1+1 <b>"
    session.entry.save_draft(replace(draft_of(survey), saran=saran))
    draft = session.entry.start(survey.id).draft
    assert draft is not None
    assert draft.saran == kept.saran


# -------------------------------------------------------------- storage
def fill_the_disk(session: Session) -> None:
    pages = session.store.database.value("PRAGMA page_count")
    session.store.database.execute(f"PRAGMA max_page_count = {pages}")


def free_the_disk(session: Session) -> None:
    session.store.database.execute("PRAGMA max_page_count = 1000000")


def keep_until_full(session: Session, survey: Survey) -> Sheet:
    """Record sheets until the disk refuses one; return the refused one."""
    for number in range(1, 200):
        sheet = replace(sheet_of(survey, number), saran="x" * 900, uuid=new_sheet_identity())
        try:
            session.entry.record(sheet)
        except StorageError:
            return sheet
    raise AssertionError("the disk was never full")


def test_on_a_full_disk_nothing_is_half_saved_and_it_can_be_saved_again(
    session: Session, survey: Survey
) -> None:
    session.entry.save_draft(draft_of(survey))
    fill_the_disk(session)
    refused = keep_until_full(session, survey)
    with pytest.raises(StorageError, match="penuh") as refusal:
        session.entry.record(refused)
    assert "simpan sekali lagi" in refusal.value.next
    n = session.entry.statistics(survey.id).n
    assert n == refused.number - 1
    assert session.store.sheets.by_number(survey.id, refused.number) is None
    assert session.store.tallies.differing() == []
    free_the_disk(session)
    assert session.entry.record(refused).statistics.n == n + 1


# -------------------------------------------------------------- rules_broken
LAST_OF_YEAR = date(2026, 12, 31)


def rules_broken(session: Session, sheet: Sheet) -> list[SheetRule]:
    entry = EntryService(session.store, session.instruments, session.ikm, lambda: LAST_OF_YEAR)
    return [warned.rule for warned in entry.record(sheet).warnings]


def test_odd_sheets_are_kept_and_told(session: Session, survey: Survey) -> None:
    assert rules_broken(session, sheet_of(survey, 1)) == []
    assert rules_broken(session, sheet_of(survey, 2)) == [SheetRule.SAME_AS_BEFORE]
    assert rules_broken(session, sheet_of(survey, 3, "444444444")) == [SheetRule.ALL_EQUAL]
    assert rules_broken(session, sheet_of(survey, 4, "440444444")) == []
    assert rules_broken(session, sheet_of(survey, 5, "000000000")) == [SheetRule.NO_ANSWER]
    assert rules_broken(session, sheet_of(survey, 6, usia=9)) == [SheetRule.UNUSUAL_NUMBER]
    assert rules_broken(session, sheet_of(survey, 7, usia=101)) == [SheetRule.UNUSUAL_NUMBER]
    assert rules_broken(session, sheet_of(survey, 8, usia=10)) == []
    assert rules_broken(session, sheet_of(survey, 9, usia=100)) == []
    early = replace(sheet_of(survey, 10), day=date(2025, 12, 31))
    assert rules_broken(session, early) == [SheetRule.OUTSIDE_PERIOD]
    late = replace(sheet_of(survey, 11, usia=40), day=date(2027, 1, 1))
    assert rules_broken(session, late) == [SheetRule.OUTSIDE_PERIOD, SheetRule.FUTURE_DAY]
    assert session.entry.statistics(survey.id).n == 11


# -------------------------------------------------------------- size
def test_the_work_for_a_sheet_does_not_grow_with_the_survey(
    session: Session, survey: Survey
) -> None:
    """Count the rows that SQLite steps through instead of seconds."""

    def steps(number: int) -> int:
        counted: Counter[str] = Counter()
        connection = session.store.database.connection

        def step() -> int:
            counted["steps"] += 1
            return 0

        connection.set_progress_handler(step, 100)
        session.entry.record(sheet_of(survey, number))
        connection.set_progress_handler(None, 0)
        return counted["steps"]

    for number in range(1, 60):
        session.entry.record(sheet_of(survey, number))
    few = steps(60)
    sheets = [sheet_of(survey, number) for number in range(61, 20_000)]
    session.store.sheets.add_many(sheets, SKM_9.question_keys)
    assert steps(20_000) <= few * 1.5 + 5
