from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import InputError, StorageError
from app.models.identifiers import new_uuid
from app.models.store.proof import findings
from app.models.survey import SurveyState
from app.models.verification import PlanMethod, PlanState, SheetState
from app.services.entry.validation import ReasonNeededError
from app.services.instruments.reading import shipped_instruments
from app.services.papers.paper import PaperSheet
from app.services.verification.comparing import DAY, SERVICE, Pick, Wording
from app.services.verification.state import Choice, Stage
from tests.support.entry_office import DAY as DAY_KEYED
from tests.support.entry_office import SKM_9, add_survey, sheet_of
from tests.support.verification import PROFILE, VerificationOffice

if TYPE_CHECKING:
    from app.services.entry.fields import Value


def test_an_equal_keying_is_done_and_the_next_paper_follows(office: VerificationOffice) -> None:
    plan = office.plan()
    task = office.service.next(plan.id)
    assert task is not None
    assert (task.number, task.stage, task.asked, task.open_fields) == (1, Stage.SECOND, (), ())
    done = office.service.second(plan.id, office.typed(1))
    assert done.state is SheetState.EQUAL
    assert done.next is not None
    assert done.next.number == 2
    assert (done.progress.equal, done.progress.waiting) == (1, 5)
    assert office.service.is_verified(office.paper[1].uuid)
    assert not office.service.is_verified(office.paper[2].uuid)


def test_every_field_is_compared_but_not_the_saran(office: VerificationOffice) -> None:
    plan = office.plan()
    same = replace(office.typed(1), saran="lain sama sekali")
    assert office.service.second(plan.id, same).state is SheetState.EQUAL
    row = office.service.plans._repository.sheets(plan.id)[0]
    assert row.fields == 2 + len(SKM_9.profile) + len(SKM_9.questions)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": date(2026, 3, 13)}, DAY),
        ({"service_id": 2}, SERVICE),
        ({"profile": {**PROFILE, "usia": 35}}, "usia"),
        ({"profile": {k: v for k, v in PROFILE.items() if k != "pekerjaan"}}, "pekerjaan"),
    ],
)
def test_each_kind_of_field_can_differ(
    office: VerificationOffice, change: dict[str, Any], field: str
) -> None:
    plan = office.plan()
    found = office.service.second(plan.id, replace(office.typed(1), **change))
    assert found.state is SheetState.DIFFERENT
    task = office.service.find(plan.id, 1)
    assert (task.stage, task.asked) == (Stage.THIRD, (field,))


@pytest.mark.parametrize(
    ("third", "stored", "state", "wrong"),
    [
        (3, 3, SheetState.DECIDED, 0),
        (2, 2, SheetState.DECIDED, 1),
        (4, 3, SheetState.DIFFERENT, 0),
        (None, 3, SheetState.DIFFERENT, 0),
    ],
)
def test_a_third_keying_decides(
    office: VerificationOffice, third: Value, stored: int, state: SheetState, wrong: int
) -> None:
    plan = office.plan()
    office.service.second(plan.id, office.typed(1, persyaratan=2))
    done = office.service.third(plan.id, office.paper[1].uuid, {"persyaratan": third})
    assert done.state is state
    assert office.stored(1).answers["persyaratan"] == stored
    assert office.service.plans._repository.sheets(plan.id)[0].wrong == wrong
    if wrong:
        entry = next(e for e in office.session.store.log.latest(5) if e.subject == "lembar")
        assert (entry.reason, entry.operator) == ("verifikasi", "Budi")
    if state is SheetState.DIFFERENT:
        assert done.next is not None
        assert done.next.stage is Stage.DECIDE
        (field,) = done.next.open_fields
        assert field.values[0] == "3 Sesuai"


@pytest.mark.parametrize(("pick", "value"), [(Pick.FIRST, 3), (Pick.SECOND, 2), (Pick.THIRD, 1)])
def test_three_different_keyings_are_decided_from_the_paper(
    office: VerificationOffice, pick: Pick, value: int
) -> None:
    plan, uuid = office.plan(), office.paper[1].uuid
    office.service.second(plan.id, office.typed(1, persyaratan=2))
    office.service.third(plan.id, uuid, {"persyaratan": 1})
    with pytest.raises(InputError, match="Tulis alasan"):
        office.service.choose(plan.id, uuid, {"persyaratan": pick}, " ")
    done = office.service.choose(plan.id, uuid, {"persyaratan": pick}, "angka dicoret")
    assert done.state is SheetState.DECIDED
    assert office.stored(1).answers["persyaratan"] == value
    figures = office.service.figures(office.survey.id)
    assert figures is not None
    assert [d.reason for d in figures.decisions] == ["angka dicoret"]


def test_three_different_keyings_may_be_keyed_once_more(office: VerificationOffice) -> None:
    plan, uuid = office.plan(), office.paper[1].uuid
    office.service.second(plan.id, office.typed(1, persyaratan=2))
    office.service.third(plan.id, uuid, {"persyaratan": 1})
    assert office.service.third(plan.id, uuid, {"persyaratan": 2}).state is SheetState.DECIDED
    assert office.stored(1).answers["persyaratan"] == 2


def test_what_is_decided_waits_for_what_is_not(office: VerificationOffice) -> None:
    plan, uuid = office.plan(), office.paper[1].uuid
    office.service.second(plan.id, office.typed(1, persyaratan=2, waktu=1))
    office.service.third(plan.id, uuid, {"persyaratan": 2, "waktu": 4})
    assert office.stored(1).answers["persyaratan"] == 3
    task = office.service.find(plan.id, 1)
    assert task.asked == ("waktu",)
    office.service.choose(plan.id, uuid, {"waktu": Pick.FIRST}, "jelas di kertas")
    assert office.stored(1).answers == {**office.paper[1].answers, "persyaratan": 2}


def test_a_crash_between_decision_and_sheet_leaves_both_as_they_were(
    office: VerificationOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, uuid = office.plan(), office.paper[1].uuid
    office.service.second(plan.id, office.typed(1, persyaratan=2))

    def fail(*_: object) -> None:
        raise StorageError("listrik padam")

    monkeypatch.setattr(office.session.store.verifications, "change", fail)
    with pytest.raises(StorageError):
        office.service.third(plan.id, uuid, {"persyaratan": 2})
    monkeypatch.undo()
    assert office.stored(1).answers["persyaratan"] == 3
    assert office.service.find(plan.id, 1).stage is Stage.THIRD
    assert list(findings(office.session.store)) == []


def test_a_sheet_changed_since_the_plan_is_compared_as_it_is(office: VerificationOffice) -> None:
    plan = office.plan()
    changed = office.typed(1, persyaratan=1)
    office.session.entry.correct(changed, "salah ketik")
    assert office.service.second(plan.id, changed).state is SheetState.EQUAL
    figures = office.service.figures(office.survey.id)
    assert figures is not None
    assert figures.changed == 1


def test_a_sheet_changed_after_its_second_keying_begins_again(office: VerificationOffice) -> None:
    plan, uuid = office.plan(), office.paper[1].uuid
    office.service.second(plan.id, office.typed(1, persyaratan=2))
    office.session.entry.correct(office.typed(1, waktu=1), "salah ketik")
    done = office.service.third(plan.id, uuid, {"persyaratan": 2})
    assert done.state is SheetState.WAITING
    assert "diketik ulang sekali lagi" in done.sentence
    assert office.service.find(plan.id, 1).stage is Stage.SECOND


def test_a_deleted_sheet_is_passed_over_in_words(office: VerificationOffice) -> None:
    plan = office.plan()
    office.session.entry.delete(office.paper[1], "ganda")
    with pytest.raises(InputError, match="Lembar 1 sudah dihapus sejak rencana dibuat"):
        office.service.second(plan.id, office.typed(1))
    task = office.service.next(plan.id)
    assert task is not None
    assert task.number == 2
    overview = office.service.plans.overview(office.survey.id)
    assert (overview.progress.gone, overview.progress.open) == (1, 5)
    assert overview.lines[0].state == "dihapus, dilewati"


def test_the_same_clerk_is_warned_and_it_is_noted(office: VerificationOffice) -> None:
    plan = office.plan()
    office.session.store.operator = "Ani"
    assert "dientri oleh Ani juga" in office.service.find(plan.id, 1).remark
    office.service.second(plan.id, office.typed(1))
    figures = office.service.figures(office.survey.id)
    assert figures is not None
    assert figures.same_clerk == 1


def test_a_locked_survey_is_not_verified(office: VerificationOffice) -> None:
    plan = office.plan()
    survey = office.session.store.surveys.get(office.survey.id)
    office.session.store.surveys.save(replace(survey, state=SurveyState.TERKUNCI), "final")
    assert office.service.plans.overview(survey.id).is_locked
    with pytest.raises(InputError, match="terkunci"):
        office.service.second(plan.id, office.typed(1))
    with pytest.raises(InputError, match="terkunci"):
        office.service.next(plan.id)


def test_new_sheets_join_only_when_the_plan_is_extended(office: VerificationOffice) -> None:
    plan = office.plan(Choice(PlanMethod.EVERY, every=4, start=2))
    assert [line.number for line in office.service.plans.overview(office.survey.id).lines] == [2, 6]
    for number in range(7, 15):
        office.session.entry.save(sheet_of(office.survey, number))
    overview = office.service.plans.overview(office.survey.id)
    assert (overview.progress.total, overview.new_sheets) == (2, 8)
    assert office.service.plans.extend(plan.id)[0] == 2
    numbers = [line.number for line in office.service.plans.overview(office.survey.id).lines]
    assert numbers == [2, 6, 10, 14]
    assert office.service.plans.extend(plan.id)[0] == 0


def test_a_random_share_keeps_its_seed_and_its_share(office: VerificationOffice) -> None:
    plan = office.plan(Choice(PlanMethod.RANDOM, percent=34, seed=77))
    assert (plan.amount, plan.seed) == (3, 77)
    before = {row.sheet_uuid for row in office.service.plans._repository.sheets(plan.id)}
    for number in range(7, 13):
        office.session.entry.save(sheet_of(office.survey, number))
    assert office.service.plans.extend(plan.id)[0] == 3
    after = {row.sheet_uuid for row in office.service.plans._repository.sheets(plan.id)}
    assert before < after
    assert office.service.plans.get(plan.id).amount == 6


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(PlanMethod.RANDOM, percent=0), "1 sampai 100 persen"),
        (Choice(PlanMethod.RANDOM, percent=101), "1 sampai 100 persen"),
        (Choice(PlanMethod.RANDOM, number=7), "1 sampai 6"),
        (Choice(PlanMethod.EVERY, every=7), "1 sampai 6"),
        (Choice(PlanMethod.EVERY, every=3, start=4), "lembar ke-1 sampai ke-3"),
    ],
)
def test_impossible_plans_are_refused(
    office: VerificationOffice, choice: Choice, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        office.plan(choice)


def test_one_plan_at_a_time_and_an_untouched_one_can_be_withdrawn(
    office: VerificationOffice,
) -> None:
    plan = office.plan()
    with pytest.raises(InputError, match="verifikasi yang berjalan"):
        office.plan()
    office.service.plans.withdraw(plan.id)
    plan = office.plan()
    office.service.second(plan.id, office.typed(1))
    with pytest.raises(InputError, match="tidak dapat dibatalkan"):
        office.service.plans.withdraw(plan.id)
    assert list(findings(office.session.store)) == []


def test_finishing_makes_the_minutes(office: VerificationOffice) -> None:
    plan = office.plan()
    for number in range(1, 7):
        slip = {"persyaratan": 2} if number in {2, 5} else {}
        office.service.second(plan.id, office.typed(number, **slip))
    with pytest.raises(InputError, match="2 lembar masih menunggu"):
        office.service.finish(plan.id)
    office.service.third(plan.id, office.paper[2].uuid, {"persyaratan": 2})
    office.service.third(plan.id, office.paper[5].uuid, {"persyaratan": 3})
    minutes, changes = office.service.finish(plan.id)
    assert changes.surveys == {office.survey.id}
    content = minutes.content
    facts = dict(content["facts"])
    assert facts["Jumlah lembar"] == "6 dari 6 lembar"
    assert facts["Isian yang diperiksa"] == str(6 * 15)
    assert content["closing"][0].startswith("2 dari 90 isian berbeda (2,22 %, selang kepercayaan")
    assert content["closing"][1].startswith("1 dari 90 isian semula keliru")
    clerks, decisions = content["tables"]
    assert clerks["rows"][0][:5] == ["Ani", "6", "90", "2", "1"]
    assert decisions["rows"] == [
        ["2", "Persyaratan", "3 Sesuai", "2 Kurang sesuai", "2 Kurang sesuai", "–"],
        ["5", "Persyaratan", "3 Sesuai", "2 Kurang sesuai", "3 Sesuai", "–"],
    ]
    assert office.service.plans.get(plan.id).state is PlanState.FINISHED
    assert office.service.plans.overview(office.survey.id).minutes_id == minutes.id
    with pytest.raises(InputError, match="sudah selesai"):
        office.service.next(plan.id)
    assert office.session.reports.minutes_pdf(minutes.id).startswith(b"%PDF")
    assert list(findings(office.session.store)) == []


def test_fields_are_listed_by_how_often_they_were_wrong(office: VerificationOffice) -> None:
    plan = office.plan()
    office.service.second(plan.id, office.typed(1, waktu=1, biaya=1))
    office.service.second(plan.id, office.typed(2, biaya=2))
    office.service.third(plan.id, office.paper[1].uuid, {"waktu": 3, "biaya": 1})
    office.service.third(plan.id, office.paper[2].uuid, {"biaya": 2})
    figures = office.service.figures(office.survey.id)
    assert figures is not None
    assert [(f.key, f.differing, f.wrong.found) for f in figures.fields] == [
        ("biaya", 2, 2),
        ("waktu", 1, 0),
    ]


def test_strange_values_are_refused(office: VerificationOffice) -> None:
    plan = office.plan()
    with pytest.raises(InputError, match="tidak dikenal"):
        office.service.second(plan.id, office.typed(1, persyaratan=9))
    with pytest.raises(InputError, match="tidak dikenal"):
        office.service.second(plan.id, replace(office.typed(1), service_id=99))


def test_sheets_outside_the_plan_and_done_ones_are_not_found(office: VerificationOffice) -> None:
    plan = office.plan(Choice(PlanMethod.EVERY, every=2, start=1))
    with pytest.raises(InputError, match="tidak termasuk rencana"):
        office.service.find(plan.id, 2)
    office.service.second(plan.id, office.typed(1))
    with pytest.raises(InputError, match="sudah selesai diverifikasi"):
        office.service.find(plan.id, 1)
    with pytest.raises(InputError, match="sudah diverifikasi"):
        office.service.second(plan.id, office.typed(1))


def test_values_have_words(office: VerificationOffice) -> None:
    wording = Wording(SKM_9, tuple(office.session.store.units.services()))
    assert wording.value(DAY, "2026-03-12") == "12 Maret 2026"
    assert wording.value(SERVICE, office.survey.services[1].service_id) == "Legalisasi"
    assert wording.value("jenis_kelamin", "P") == "Perempuan"
    assert (wording.value("usia", 34), wording.value("usia", None)) == ("34", "kosong")
    assert (wording.field(DAY), wording.field(SERVICE)) == ("Tanggal", "Layanan")


def test_differences_count_before_they_are_decided(office: VerificationOffice) -> None:
    plan = office.plan()
    office.service.second(plan.id, office.typed(1, waktu=1))
    office.service.second(plan.id, office.typed(2))
    figures = office.service.figures(office.survey.id)
    assert figures is not None
    assert (figures.total.differing.found, figures.total.differing.fields) == (1, 30)
    office.session.entry.delete(office.paper[1], "ganda")
    figures = office.service.figures(office.survey.id)
    assert figures is not None
    assert (figures.total.differing.found, figures.total.differing.fields) == (0, 15)


def test_a_verified_sheet_is_changed_only_with_a_reason(office: VerificationOffice) -> None:
    plan = office.plan()
    changed = office.typed(1, waktu=1)
    office.session.entry.correct(office.typed(2, waktu=1))
    office.service.second(plan.id, office.typed(1))
    with pytest.raises(ReasonNeededError):
        office.session.entry.correct(changed)
    office.session.entry.correct(changed, "kertasnya ditemukan")
    assert office.stored(1).answers["waktu"] == 1


def test_a_paper_of_two_surveys_is_keyed_in_as_one(office: VerificationOffice) -> None:
    store, session = office.session.store, office.session
    paper = new_uuid()
    first = add_survey(session, code="kertas-skm")
    spak = next(i for i in shipped_instruments() if i.key == "spak-5")
    second = add_survey(session, code="kertas-spak", of=spak)
    first = store.surveys.save(replace(first, paper=paper))
    second = store.surveys.save(replace(second, paper=paper, paper_place=1))
    instrument = session.papers.of(first).instrument
    later = next(key for key in instrument.question_keys if key.startswith("1."))
    answers = dict.fromkeys(instrument.question_keys, 3)
    asked = {field.key for field in instrument.profile}
    profile = {key: value for key, value in PROFILE.items() if key in asked}
    service_id = first.services[0].service_id
    written = PaperSheet(first.id, service_id, 1, DAY_KEYED, answers, profile)
    kept = session.entry.save(written)
    plan = session.verification.plans.make(second.id, Choice(PlanMethod.ALL))[0]
    assert plan.survey_id == first.id
    typed = replace(written, uuid=kept.uuid, answers={**answers, "waktu": 4, later: 1})
    assert session.verification.second(plan.id, typed).state is SheetState.DIFFERENT
    task = session.verification.find(plan.id, 1)
    assert task.asked == ("waktu", later)
    done = session.verification.third(plan.id, task.uuid, {"waktu": 4, later: 1})
    assert done.state is SheetState.DECIDED
    one, two = (store.sheets.by_number(survey.id, 1) for survey in (first, second))
    assert one is not None
    assert two is not None
    assert one.answers["waktu"] == 4
    assert two.answers[later.removeprefix("1.")] == 1
    assert session.verification.is_verified(two.uuid)
    minutes, _ = session.verification.finish(plan.id)
    assert len(minutes.content["tables"][1]["rows"]) == 2
