"""What a survey reminds of, day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.models.follow_up import Channel, FollowUp, Publication
from app.models.period import period_of
from app.models.planning import StageKind
from app.models.survey import SurveyState
from app.models.verification import PlanMethod
from app.services.planning.reminders import reminders_of
from app.services.verification.state import Choice, Stage
from tests.support.result_office import add_sheets, add_survey, make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

DAYS = {
    StageKind.PREPARATION: (date(2027, 1, 4), date(2027, 1, 15)),
    StageKind.COLLECTION: (date(2027, 1, 18), date(2027, 2, 26)),
    StageKind.PROCESSING: (date(2027, 3, 1), date(2027, 3, 12)),
    StageKind.REPORTING: (date(2027, 3, 15), date(2027, 3, 31)),
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Session, Survey]]:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services, population=1000)
    add_sheets(session, survey, 30)
    session.planning.set_schedule(survey.id, DAYS)
    yield session, survey
    session.store.close()


def texts(session: Session, day: date) -> list[str]:
    return [reminder.text for reminder in reminders_of(session, day)]


def test_stages_are_announced_in_working_days(office: tuple[Session, Survey]) -> None:
    session, _ = office
    assert texts(session, date(2026, 12, 20)) == []
    session.planning.propose_holidays(2027)
    assert texts(session, date(2026, 12, 31)) == [
        "Persiapan dimulai 1 hari kerja lagi (Senin, 4 Januari 2027)"
    ]
    assert texts(session, date(2027, 1, 4)) == ["Persiapan dimulai hari ini"]
    assert texts(session, date(2027, 1, 15)) == [
        "Persiapan berakhir hari ini",
        "Pengumpulan data dimulai 1 hari kerja lagi (Senin, 18 Januari 2027)",
    ]
    assert texts(session, date(2027, 2, 10)) == []


def test_a_sample_that_was_not_reached_is_named(office: tuple[Session, Survey]) -> None:
    session, survey = office
    (first, *_) = reminders_of(session, date(2027, 3, 2))
    assert first.text == "Pengumpulan data berakhir 26 Februari 2027: 30 dari minimal 278 lembar"
    assert (first.key, first.screen, first.late) == ("kurang", "survei", True)
    assert first.target == (survey.id, "rencana", "sampel")
    users = {asked.service_id: 500 for asked in survey.services[:2]}
    users |= {asked.service_id: 0 for asked in survey.services[2:]}
    session.planning.set_sample(survey.id, survey.sample_rule, users, None)
    assert " kurang " in texts(session, date(2027, 3, 2))[0]


def test_what_follows_the_report(office: tuple[Session, Survey]) -> None:
    session, survey = office
    keys = [reminder.key for reminder in reminders_of(session, date(2027, 4, 5))]
    assert keys == ["terlambat", "kurang", "publikasi", "rtl"]
    session.surveys.lock(survey.id, "selesai")
    session.store.publications.save(
        Publication(survey.id, date(2027, 4, 1), Channel.ONLINE, "Situs")
    )
    assert texts(session, date(2027, 4, 5)) == ["Belum ada rencana tindak lanjut"]
    later = [reminder.key for reminder in reminders_of(session, date(2028, 6, 1))]
    assert "rtl" not in later  # an old survey rests


def test_a_planned_survey_should_be_opened(office: tuple[Session, Survey]) -> None:
    session, survey = office
    planned = replace(session.surveys.get(survey.id), state=SurveyState.RENCANA)
    session.store.surveys.save(planned)
    assert texts(session, date(2027, 1, 25)) == [
        "Pengumpulan data seharusnya dimulai 18 Januari 2027; survei belum dibuka untuk entri"
    ]


def test_a_retention_that_is_over(office: tuple[Session, Survey]) -> None:
    session, survey = office
    kept = replace(session.surveys.get(survey.id), retain_until=date(2026, 6, 30))
    session.store.surveys.save(kept)
    (one,) = reminders_of(session, date(2026, 7, 1))
    assert one.text == "Masa simpan lembarnya berakhir 30 Juni 2026"
    assert one.target == (survey.id, "arsip")


def test_several_surveys_are_named(office: tuple[Session, Survey]) -> None:
    session, survey = office
    session.surveys.create(session.surveys.like(survey.id, date(2027, 1, 1)))
    assert texts(session, date(2027, 1, 4))[0].startswith("SKM 20")


def test_a_verification_says_how_many_sheets_wait(office: tuple[Session, Survey]) -> None:
    session, survey = office
    plan, _ = session.verification.plans.make(survey.id, Choice(PlanMethod.EVERY, every=10))

    def said() -> list[str]:
        return [r.text for r in reminders_of(session, date(2027, 2, 10)) if r.key == "verifikasi"]

    assert said() == ["Verifikasi: 3 lembar belum diketik ulang"]
    while (task := session.verification.next(plan.id)) and task.stage is Stage.SECOND:
        typed = session.entry.find(survey.id, task.number)
        if task.number == 1:
            score = 3 if typed.answers["waktu"] == 4 else 4
            typed = replace(typed, answers={**typed.answers, "waktu": score})
        session.verification.second(plan.id, replace(typed, uuid=task.uuid))
    assert said() == ["Verifikasi: 1 lembar menunggu ketikan ketiga"]
    assert task is not None
    session.verification.third(plan.id, task.uuid, {"waktu": score})
    assert said() == ["Verifikasi: semua lembar selesai, tinggal ditutup"]
    session.verification.finish(plan.id)
    assert said() == []


def test_plans_remind_before_their_time_is_over_and_after(office: tuple[Session, Survey]) -> None:
    session, survey = office
    for due in ("2027 triwulan-3", "2027 bulan-9", "2027 bulan-12", ""):
        session.follow_up.save(FollowUp(survey.id, "waktu", 0, "Loket kedua.", due=due))

    def said(day: date) -> list[tuple[str, bool]]:
        found = reminders_of(session, day)
        return [(r.text, r.late) for r in found if r.key.startswith("rencana")]

    assert said(date(2027, 9, 20)) == []
    assert said(date(2027, 9, 28)) == [
        ("2 rencana tindak lanjut jatuh tempo 2 hari kerja lagi (Kamis, 30 September 2027)", False)
    ]
    assert said(date(2027, 10, 1)) == [
        ("2 rencana tindak lanjut lewat waktunya tanpa realisasi", True)
    ]
    first = session.store.follow_ups.all(survey_id=survey.id)[0]
    session.follow_up.save(replace(first, realisasi=100))
    assert said(date(2027, 10, 1))[0][0].startswith("1 rencana")
    assert said(date(2029, 10, 1)) == []


def test_a_due_plan_leads_to_where_its_realisasi_is_told(office: tuple[Session, Survey]) -> None:
    session, survey = office
    session.follow_up.save(FollowUp(survey.id, "waktu", 0, "Loket kedua.", due="2027 bulan-9"))

    def place() -> tuple[str, object, int]:
        (one,) = (r for r in reminders_of(session, date(2027, 10, 1)) if r.key == "rencana_lewat")
        return one.screen, one.target, one.survey_id

    assert place() == ("tindak_lanjut", "rencana", survey.id)
    period = period_of("triwulan-1", 2028)
    later = replace(survey, id=0, uuid="", code="KL-01-2028-TW1", year=2028, period=period)
    later = session.store.surveys.save(later)
    assert place() == ("tindak_lanjut", "hasil", later.id)
