from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.follow_up import Channel, FollowUp, Forum, Horizon, Publication
from app.models.period import period_of
from app.models.review import SaranDecision, SaranReview
from app.models.store.proof import findings
from app.models.survey import Survey, SurveyState
from app.services.follow_up.progress import Progress, summary_of
from app.services.photos import accepted_photo
from tests.support.follow_up_office import TODAY, add_plans, add_public, office
from tests.support.photos import photo
from tests.support.result_office import add_survey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.follow_up.service import FollowUpService
    from app.services.session import Session

Office = tuple["Session", Survey, Survey]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Office]:
    session, before, survey = office(tmp_path / "kantor.sqlite")
    yield session, before, survey
    assert list(findings(session.store)) == []
    session.store.close()


def plan_of(survey: Survey, **values: object) -> FollowUp:
    plan = FollowUp(survey.id, "waktu", 0, "Membuka loket kedua.", due="2026 triwulan-3")
    return replace(plan, **values)  # type: ignore[arg-type] # fields of FollowUp


def order_of(service: FollowUpService, survey: Survey) -> list[str]:
    return [line.plan.action for line in service.of(survey.id).lines]


def test_shows_what_follows_from_a_survey(made: Office) -> None:
    session, before, survey = made
    add_plans(session, before)
    add_public(session, survey)
    shown = session.follow_up.of(survey.id)
    assert shown.name == "SKM 2026, Triwulan I"
    assert len(shown.priorities) >= 3
    assert shown.lowest[0] == shown.priorities[0].row
    assert shown.priorities[0].change is not None
    assert len(shown.priorities[0].proposals) >= 4
    assert [key for key, _ in shown.unsur][: len(shown.priorities)] == [
        one.key for one in shown.priorities
    ]
    assert len(shown.unsur) == 9
    assert shown.previous is not None
    assert shown.previous.survey.id == before.id
    assert [line.progress for line in shown.previous.lines] == list(Progress)
    assert [len(shown.publications), len(shown.forums)] == [2, 1]
    assert shown.lines == ()


def test_plans_are_added_changed_moved_deleted_and_put_back(made: Office) -> None:
    session, _, survey = made
    service = session.follow_up
    for action in ("Satu.", "Dua.", "Tiga."):
        service.save(plan_of(survey, action=action))
    first, _, third = (line.plan for line in service.of(survey.id).lines)
    service.save(replace(first, action="  Satu \n lagi. "))
    assert order_of(service, survey) == ["Satu lagi.", "Dua.", "Tiga."]
    service.move(third, -1)
    service.move(service.of(survey.id).lines[0].plan, -1)
    assert order_of(service, survey) == ["Satu lagi.", "Tiga.", "Dua."]
    again = service.of(survey.id).lines[1].plan
    service.add_photos(again.id, [accepted_photo(photo(), "a.jpg")])
    removed, changes = service.delete(again)
    assert changes.surveys == {survey.id}
    assert order_of(service, survey) == ["Satu lagi.", "Dua."]
    service.put_back(removed)
    lines = service.of(survey.id).lines
    assert [line.plan.action for line in lines] == ["Satu lagi.", "Tiga.", "Dua."]
    assert [len(line.photos) for line in lines] == [0, 1, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": " "},
        {"action": "x" * 1001},
        {"responsible": "x" * 301},
        {"unsur": "parkir"},
        {"due": "2020 triwulan-1"},
        {"due": "segera"},
    ],
)
def test_a_plan_that_does_not_fit_is_refused(made: Office, wrong: dict[str, object]) -> None:
    session, _, survey = made
    with pytest.raises(InputError):
        session.follow_up.save(plan_of(survey, **wrong))
    assert session.follow_up.of(survey.id).lines == ()


def test_a_locked_survey_takes_plans(made: Office) -> None:
    session, _, survey = made
    session.store.surveys.save(replace(survey, state=SurveyState.TERKUNCI))
    plan, _ = session.follow_up.save(plan_of(survey))
    session.follow_up.report(replace(plan, realisasi=20), today=TODAY)
    add_public(session, survey)
    session.follow_up.delete(session.follow_up.of(survey.id).lines[0].plan)


def test_two_who_change_one_plan_are_told(made: Office) -> None:
    session, _, survey = made
    plan, _ = session.follow_up.save(plan_of(survey))
    session.follow_up.save(replace(plan, action="Pertama."))
    with pytest.raises(InputError, match="di tempat lain"):
        session.follow_up.save(replace(plan, action="Kedua."))


def test_realisasi_is_summed_up(made: Office) -> None:
    session, before, survey = made
    add_plans(session, before)
    previous = session.follow_up.of(survey.id).previous
    assert previous is not None
    summary = previous.summary
    assert (summary.plans, summary.done, summary.running, summary.not_begun, summary.silent) == (
        4,
        1,
        1,
        1,
        1,
    )
    assert summary.mean == Fraction(140, 3)
    assert summary.sentence == (
        "Dari 4 rencana, 1 selesai, 1 berjalan, 1 belum mulai, dan 1 belum dilaporkan."
        " Rata-rata realisasi 46,67 % dari 3 rencana yang dilaporkan."
    )
    assert [line.realisasi_text for line in previous.lines] == ["100 %", "40 %", "0 %", "–"]
    assert summary_of([]).sentence == "Tidak ada rencana tindak lanjut pada periode itu."
    assert "Rata-rata" not in summary_of([plan_of(survey)]).sentence


@pytest.mark.parametrize(
    "wrong",
    [
        {"realisasi": 101},
        {"realisasi": -1},
        {"realisasi": 5, "reported_on": TODAY + timedelta(days=1)},
        {"realisasi": 5, "reported_on": date(2020, 1, 1)},
    ],
)
def test_a_report_that_cannot_be_is_refused(made: Office, wrong: dict[str, object]) -> None:
    session, before, _ = made
    plan = add_plans(session, before)[0]
    with pytest.raises(InputError):
        session.follow_up.report(replace(plan, **wrong), today=TODAY)  # type: ignore[arg-type] # fields of FollowUp


def test_taking_a_report_back_leaves_no_day(made: Office) -> None:
    session, before, _ = made
    plan = add_plans(session, before)[0]
    assert plan.reported_on == TODAY
    silent, _ = session.follow_up.report(replace(plan, realisasi=None), today=TODAY)
    assert silent.reported_on is None


def test_what_is_unfinished_is_carried_over_once(made: Office) -> None:
    session, before, survey = made
    service = session.follow_up
    add_plans(session, before)
    service.save(plan_of(survey, action="Rencana baru."))
    assert service.carry_over(survey.id)[0] == 3
    copies = [line.plan for line in service.of(survey.id).lines][1:]
    assert [plan.program for plan in copies] == [
        "Lanjutan TW IV 25: Peningkatan pelayanan",
        "Lanjutan TW IV 25",
        "Lanjutan TW IV 25",
    ]
    assert {plan.realisasi for plan in copies} == {None}
    assert {plan.due for plan in copies} == {"2026 triwulan-2"}
    service.save(replace(copies[0], action="Ditulis ulang."))
    assert service.carry_over(survey.id)[0] == 0
    previous = service.of(survey.id).previous
    assert previous is not None
    assert [line.is_carried for line in previous.lines] == [False, True, True, True]
    service.delete(service.of(survey.id).lines[1].plan)
    assert service.carry_over(survey.id)[0] == 1


def test_a_plan_that_goes_on_again_keeps_its_first_period(made: Office) -> None:
    session, before, survey = made
    add_plans(session, before)
    session.follow_up.carry_over(survey.id)
    services = {s.name: s.id for s in session.store.units.services(survey.unit_id)}
    later = add_survey(
        session, services, period=period_of("triwulan-2", 2026), code="KL-01-2026-TW2"
    )
    assert session.follow_up.carry_over(later.id)[0] == 3
    plan = session.follow_up.of(later.id).lines[0].plan
    assert plan.program == "Lanjutan TW IV 25: Peningkatan pelayanan"
    assert plan.due == ""  # it was due in the quarter that has just ended


def test_the_period_before_may_have_asked_another_form_of_the_same_index(made: Office) -> None:
    session, _, survey = made
    services = {s.name: s.id for s in session.store.units.services(survey.unit_id)}
    other = add_survey(
        session,
        services,
        period=period_of("triwulan-2", 2026),
        instrument_id=session.instruments.bind("skm-16-m1"),
        code="KL-01-2026-TW2",
    )
    ipak = add_survey(
        session,
        services,
        period=period_of("triwulan-3", 2026),
        instrument_id=session.instruments.bind("spak-5"),
        code="KL-01-2026-TW3",
    )
    add_plans(session, survey)
    shown = session.follow_up.of(other.id)
    assert shown.previous is not None
    assert shown.previous.survey.id == survey.id
    assert shown.previous.survey.instrument_id == survey.instrument_id
    assert session.follow_up.of(ipak.id).previous is None
    assert session.follow_up.carry_over(ipak.id)[0] == 0


def test_photos_are_kept_captioned_deleted_and_put_back(made: Office) -> None:
    session, before, survey = made
    plan = add_plans(session, before)[1]
    service = session.follow_up
    pictures = [accepted_photo(photo(colour=c), "a.jpg") for c in ("#111111", "#eeeeee")]
    assert service.add_photos(plan.id, pictures)[0] == 2
    one, two = session.store.photos.all(follow_up_id=plan.id)
    assert one.image == pictures[0].content
    service.caption(one, "Loket  kedua")
    one = session.store.photos.get(one.id)
    assert one.caption == "Loket kedua"
    service.delete_photo(one)
    assert [p.id for p in session.store.photos.all(follow_up_id=plan.id)] == [two.id]
    service.put_photo_back(one)
    kept = session.store.photos.all(follow_up_id=plan.id)
    assert [p.caption for p in kept] == ["Loket kedua", ""]
    previous = service.of(survey.id).previous
    assert previous is not None
    assert [len(line.photos) for line in previous.lines] == [0, 2, 0, 0]


def test_too_many_photos_change_nothing(made: Office) -> None:
    session, before, _ = made
    one, two = add_plans(session, before)[:2]
    small = accepted_photo(photo(8, 8), "a.jpg")
    session.follow_up.add_photos(one.id, [small] * 29)
    with pytest.raises(InputError, match="30 foto"):
        session.follow_up.add_photos(two.id, [small] * 2)
    assert session.store.photos.all(follow_up_id=two.id) == []
    session.follow_up.delete(one)
    session.follow_up.add_photos(two.id, [small] * 2)
    with pytest.raises(InputError, match="sudah dihapus"):
        session.follow_up.add_photos(one.id, [small])


def test_saran_tagged_to_an_unsur_speak_for_it(made: Office) -> None:
    session, _, survey = made
    sheets = [s for s in session.store.sheets.all_of(survey.id) if s.saran]
    key = session.follow_up.of(survey.id).priorities[0].key
    for sheet, decision, printed in (
        (sheets[0], SaranDecision.OPEN, ""),
        (sheets[1], SaranDecision.HIDE, ""),
        (sheets[2], SaranDecision.PRINT, "Sudah baik."),
    ):
        session.store.saran_reviews.save(
            SaranReview(survey.id, sheet.uuid, (key,), decision, printed)
        )
    first = session.follow_up.of(survey.id).priorities[0]
    assert first.saran == (sheets[0].saran, "Sudah baik.")


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2032, 1, 1), date(1999, 1, 1)])
def test_a_day_that_cannot_be_is_refused(made: Office, day: date) -> None:
    session, _, survey = made
    public = session.follow_up.public
    with pytest.raises(InputError):
        public.save_publication(Publication(survey.id, day, Channel.ONLINE, "laman"))
    with pytest.raises(InputError):
        public.save_forum(Forum(survey.id, day))


def test_publications_and_forums_are_kept(made: Office) -> None:
    session, _, survey = made
    public = session.follow_up.public
    add_public(session, survey)
    first = public.publications(survey.id)[0]
    public.delete_publication(first)
    public.save_publication(replace(first, id=0))
    assert len(public.publications(survey.id)) == 2
    (forum,) = public.forums(survey.id)
    public.save_forum(replace(forum, participants=None, day=date(2027, 1, 5)))
    assert public.forums(survey.id)[0].participants is None
    public.delete_forum(public.forums(survey.id)[0])
    assert public.forums(survey.id) == ()
    with pytest.raises(InputError, match="belum diisi"):
        public.save_publication(replace(first, id=0, place=" "))
    with pytest.raises(InputError, match="tidak mungkin"):
        public.save_forum(replace(forum, id=0, participants=-1))


def test_the_horizon_is_kept_as_chosen(made: Office) -> None:
    session, _, survey = made
    plan, _ = session.follow_up.save(plan_of(survey, horizon=Horizon.LONG))
    assert session.follow_up.of(survey.id).lines[0].plan == plan
