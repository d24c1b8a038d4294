"""Everything that surrounds the sheets of a small office, so that a package has some of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.follow_up import Channel, FollowUp, Forum, Publication
from app.models.period import period_of
from app.models.planning import SampleRule, Stage, StageKind
from app.models.verification import PlanMethod, SheetState, Verification, VerificationSheet

if TYPE_CHECKING:
    from app.models.survey import Survey
    from tests.offices import SmallOffice

REPORTED = date(2026, 4, 20)


def surround(office: SmallOffice) -> None:
    """Add a survey of the year before, and one or two of every record; delete one of each."""
    before = _year_before(office)
    follow_up, public = office.session.follow_up, office.session.follow_up.public
    store, survey = office.store, office.survey
    for one, action in ((before, "Membuka loket kedua."), (survey, "Memasang nomor antrean.")):
        plan, _ = follow_up.save(FollowUp(one.id, "waktu", 0, action, due="2027 triwulan-1"))
        if one is before:
            reported = replace(plan, realisasi=40, evidence="Jadwal loket.\nFoto loket.")
            follow_up.report(reported, today=REPORTED)
    dropped, _ = follow_up.save(FollowUp(survey.id, "biaya", 0, "Batal."))
    follow_up.delete(dropped)
    day = date(2026, 4, 8)
    public.save_publication(Publication(survey.id, day, Channel.OFFLINE, "Papan pengumuman"))
    public.save_forum(Forum(survey.id, day, "Aula kelurahan", 32, "Dihadiri RT dan RW."))
    start, end = date(2026, 3, 2), date(2026, 3, 31)
    store.stages.save(Stage(survey.id, StageKind.COLLECTION, start, end))
    store.surveys.save(replace(survey, sample_rule=SampleRule.NEXT_ROW, population=900))
    _verify(office)
    last = store.sheets.latest(survey.id, 1)[0]
    store.sheets.delete(last, office.questions)
    office.add(1)


def _year_before(office: SmallOffice) -> Survey:
    year = office.survey.year - 1
    old = replace(
        office.survey,
        id=0,
        year=year,
        period=period_of("tahunan", year),
        code=f"KEL-01-{year}",
    )
    return office.store.surveys.save(old)


def _verify(office: SmallOffice) -> None:
    store = office.store
    plan = store.verifications.plans.save(Verification(office.survey.id, PlanMethod.ALL, 2))
    first, second = store.sheets.all_of(office.survey.id)[:2]
    store.verifications.add(
        [
            VerificationSheet(
                plan.id,
                first.uuid,
                first.number,
                "Loket C",
                1,
                state=SheetState.DECIDED,
                fields=15,
                differing=2,
                wrong=1,
            ),
            VerificationSheet(plan.id, second.uuid, second.number, "Loket C", 1),
        ]
    )
