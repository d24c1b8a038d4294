"""Plans in an office file: kept, changed, copied, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.planning import Holiday, SampleRule, Stage, StageKind, TeamMember
from app.services.planning.schedule import schedule_warnings
from app.services.planning.workdays import working_days
from app.services.results.survey_results import Choice
from app.services.surveys.new_survey import NewSurvey
from tests.support.office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_office(tmp_path / "kantor.puas")
    yield opened
    opened.store.close()


def new_survey(session: Session, year: int = 2027, period: str = "triwulan-1") -> Survey:
    return session.surveys.create(NewSurvey(session.offices.unit().id, year, period))[0]


def keep(session: Session, survey: Survey) -> Survey:
    stages = session.planning.propose_schedule(survey.id)
    days = {stage.kind: (stage.start, stage.end) for stage in stages}
    return session.planning.set_schedule(survey.id, days)[0]


def test_a_proposal_fills_the_period_without_a_gap(session: Session) -> None:
    survey = new_survey(session)
    session.planning.propose_holidays(2027)
    stages, off = session.planning.propose_schedule(survey.id), session.planning.days_off()
    assert [stage.kind for stage in stages] == list(StageKind)
    assert stages[0].start == date(2027, 1, 4)  # after New Year and its weekend
    assert stages[-1].end == date(2027, 3, 31)
    counted = sum(working_days(stage.start, stage.end, off) for stage in stages)
    assert counted == working_days(survey.period.start, survey.period.end, off)
    assert schedule_warnings(survey, stages, off) == ()


def test_a_period_of_a_weekend_has_no_proposal(session: Session) -> None:
    survey = new_survey(session, 2027, "2027-01-02..2027-01-05")
    with pytest.raises(InputError, match="hanya punya 2 hari kerja"):
        session.planning.propose_schedule(survey.id)


def test_a_schedule_is_kept_and_ends_the_collection(session: Session) -> None:
    survey = keep(session, new_survey(session))
    plan = session.planning.plan(survey.id)
    assert survey.collection_end == plan.stages[1].end == plan.survey.collection_end
    only = {StageKind.COLLECTION: (date(2027, 2, 1), date(2027, 2, 26))}
    session.planning.set_schedule(survey.id, only)
    plan = session.planning.plan(survey.id)
    assert [stage.kind for stage in plan.stages] == [StageKind.COLLECTION]
    assert plan.survey.collection_end == date(2027, 2, 26)
    wrong = {StageKind.COLLECTION: (date(2027, 2, 3), date(2027, 2, 1))}
    with pytest.raises(InputError, match="berakhir sebelum dimulai"):
        session.planning.set_schedule(survey.id, wrong)
    assert session.checks.run().is_sound


def test_what_looks_wrong_is_said(session: Session) -> None:
    survey = new_survey(session)
    stages = [
        Stage(survey.id, StageKind.PREPARATION, date(2027, 1, 4), date(2027, 1, 15)),
        Stage(survey.id, StageKind.COLLECTION, date(2027, 1, 15), date(2027, 1, 31)),
        Stage(survey.id, StageKind.PROCESSING, date(2027, 1, 11), date(2027, 2, 5)),
        Stage(survey.id, StageKind.REPORTING, date(2027, 2, 6), date(2027, 2, 7)),
    ]
    assert schedule_warnings(survey, stages, frozenset()) == (
        "Pengumpulan data: 31 Januari 2027 bukan hari kerja.",
        "Penyusunan dan pelaporan tidak punya hari kerja.",
        "Pengumpulan data dimulai sebelum Persiapan selesai.",
        "Pengolahan dan analisis dimulai sebelum Pengumpulan data.",
    )


def test_users_per_service_give_the_minimum_by_the_rule_of_the_survey(session: Session) -> None:
    survey = new_survey(session)
    users = dict.fromkeys((asked.service_id for asked in survey.services), 0)
    first = next(iter(users))
    saved, _ = session.planning.set_sample(
        survey.id, SampleRule.NEXT_ROW, {**users, first: 1001}, None
    )
    assert (saved.population, session.ikm.minimum_of(saved)) == (1001, 285)
    assert session.planning.sample(saved).minimum == 285
    assert session.results.of(saved.id).minimum == 285
    saved, _ = session.planning.set_sample(survey.id, SampleRule.FORMULA, {first: 900}, 2000)
    assert (saved.population, session.ikm.minimum_of(saved)) == (2000, 322)
    with pytest.raises(InputError, match="tidak mungkin"):
        session.planning.set_sample(survey.id, SampleRule.FORMULA, {first: -1}, None)


def test_a_service_has_the_same_minimum_wherever_it_is_shown(session: Session) -> None:
    survey = new_survey(session)
    first, second = (asked.service_id for asked in survey.services)
    session.planning.set_sample(survey.id, SampleRule.FORMULA, {first: 750, second: 250}, None)
    shares = session.planning.plan(survey.id).sample.shares
    assert [share.minimum for share in shares] == [209, 69]
    for share in shares:
        shown = session.results.of(survey.id, Choice(share.service_id))
        assert shown.minimum == share.minimum


def test_a_team_is_proposed_changed_moved_and_brought_back(session: Session) -> None:
    survey = new_survey(session)
    team, _ = session.planning.propose_team(survey.id)
    assert [member.role for member in team][:3] == ["Penanggung jawab", "Ketua", "Sekretaris"]
    assert session.planning.propose_team(survey.id)[0] == []
    session.planning.save_member(replace(team[0], jabatan=" Lurah "))
    session.planning.save_member(TeamMember(survey.id, 0, "Narasumber"))
    session.planning.move_member(team[2].id, -1)
    gone, _ = session.planning.delete_member(team[0].id)
    session.planning.restore_member(gone)
    assert [(m.role, m.jabatan) for m in session.planning.plan(survey.id).team] == [
        ("Penanggung jawab", "Lurah"),
        ("Sekretaris", ""),
        ("Ketua", ""),
        ("Anggota pengumpul data", ""),
        ("Anggota pengolah data", ""),
        ("Narasumber", ""),
    ]
    with pytest.raises(InputError, match="belum diisi"):
        session.planning.save_member(TeamMember(survey.id, 0, "  "))
    assert session.checks.run().is_sound


def test_holidays_are_added_whole_or_not_at_all(session: Session) -> None:
    planning = session.planning
    added, _ = planning.propose_holidays(2027)
    assert len(added) == 5
    assert planning.propose_holidays(2027)[0] == []
    with pytest.raises(InputError, match="baris 2 “x;Salah”"):
        planning.take_holidays("2027-03-10;Hari A\nx;Salah")
    assert len(planning.holidays()) == 5
    with pytest.raises(InputError, match="Tidak ada hari libur di daftar"):
        planning.take_holidays("tanggal;nama\n")
    taken, _ = planning.take_holidays("2027-03-10;Hari A\n2027-01-01;Tahun baru")
    assert [one.name for one in taken] == ["Hari A"]
    with pytest.raises(InputError, match="sudah tercatat sebagai Hari A"):
        planning.save_holiday(Holiday(date(2027, 3, 10), "Lain"))
    renamed, _ = planning.save_holiday(replace(taken[0], name="Hari B"))
    gone, _ = planning.delete_holiday(renamed.id)
    back, _ = planning.save_holiday(replace(gone, id=0))
    assert back.name == "Hari B"
    planning.remove_holidays(added)
    assert [one.name for one in planning.holidays()] == ["Hari B"]


def test_a_locked_survey_keeps_its_plan(session: Session) -> None:
    survey = keep(session, new_survey(session))
    member = session.planning.propose_team(survey.id)[0][0]
    session.surveys.lock(survey.id, "selesai")
    for deed in (
        lambda: session.planning.set_schedule(survey.id, {}),
        lambda: session.planning.save_member(member),
        lambda: session.planning.delete_member(member.id),
        lambda: session.planning.move_member(member.id, 1),
        lambda: session.planning.propose_team(survey.id),
        lambda: session.planning.set_sample(survey.id, SampleRule.NEXT_ROW, {}, 5),
    ):
        with pytest.raises(InputError, match="terkunci"):
            deed()
    assert len(session.planning.plan(survey.id).stages) == 4


def test_a_copy_has_the_plan_of_its_source_on_working_days(session: Session) -> None:
    old = keep(session, new_survey(session, 2026, "tahunan"))
    session.planning.propose_team(old.id)
    first = old.services[0].service_id
    session.planning.set_sample(old.id, SampleRule.NEXT_ROW, {first: 1001}, None)
    session.surveys.lock(old.id, "selesai")
    session.planning.propose_holidays(2027)
    like = session.surveys.like(old.id, date(2027, 1, 5))
    assert (like.year, like.copy_from, like.sample_rule) == (2027, old.id, SampleRule.NEXT_ROW)
    copy, _ = session.surveys.create(like)
    plan, off = session.planning.plan(copy.id), session.planning.days_off()
    assert len(plan.stages) == 4
    assert len(plan.team) == 5
    assert copy.collection_end == plan.stages[1].end
    assert copy.services[0].population == 1001
    assert (plan.sample.minimum, plan.sample.n) == (285, 0)
    assert not [text for text in schedule_warnings(copy, plan.stages, off) if "bukan" in text]
    assert plan.stages[0].start == date(2027, 1, 4)
    assert copy.state.value == "terbuka"


def test_a_new_survey_is_not_proposed_for_the_past(session: Session) -> None:
    old = new_survey(session, 2020, "tahunan")
    assert session.surveys.like(old.id, date(2021, 2, 1)).year == 2021
    assert session.surveys.like(old.id, date(2026, 2, 1)).year == 2026
    assert session.surveys.like(old.id, date(2019, 2, 1)).year == 2021
    quarter = new_survey(session, 2023, "triwulan-4")
    like = session.surveys.like(quarter.id, date(2026, 5, 1))
    assert (like.year, like.period) == (2026, "triwulan-2")
    days = new_survey(session, 2024, "2024-02-29..2024-03-04")
    like = session.surveys.like(days.id, date(2027, 5, 1))
    assert (like.year, like.period) == (2027, "2027-02-28..2027-03-04")
