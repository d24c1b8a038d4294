"""An office whose survey has everything that its report can print."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.models.planning import StageKind
from app.models.review import SaranDecision
from app.services.photos import accepted_photo
from tests.support.follow_up_office import add_plans, add_public, office
from tests.support.photos import photo

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

STAGES = {
    StageKind.PREPARATION: (date(2026, 1, 5), date(2026, 1, 9)),
    StageKind.COLLECTION: (date(2026, 1, 12), date(2026, 3, 20)),
    StageKind.PROCESSING: (date(2026, 3, 23), date(2026, 3, 27)),
    StageKind.REPORTING: (date(2026, 3, 30), date(2026, 4, 3)),
}


def full_office(path: Path, count: int = 60) -> tuple[Session, Survey]:
    """Make three quarters of a kelurahan; the last is planned, photographed and followed up."""
    session, before, survey = office(path, count)
    add_plans(session, before)
    plans = add_plans(session, survey)
    add_public(session, survey)
    session.planning.set_schedule(survey.id, STAGES)
    session.planning.propose_team(survey.id)
    users = {one.service_id: 500 for one in survey.services}
    session.planning.set_sample(survey.id, survey.sample_rule, users, 1000)
    _decide_saran(session, survey)
    picture = accepted_photo(photo(800, 600), "loket.jpg")
    session.documentation.add(survey.id, [picture, picture, picture])
    first, *_ = session.documentation.photos(survey.id)
    session.documentation.caption(first, "Pengisian kuesioner di ruang tunggu")
    session.follow_up.add_photos(plans[0].id, [picture])
    previous = session.follow_up.lines_of(before)[0].plan
    session.follow_up.add_photos(previous.id, [picture, picture])
    return session, session.store.surveys.get(survey.id)


def _decide_saran(session: Session, survey: Survey) -> None:
    for remark, tags in zip(
        session.results.of(survey.id).saran, (["waktu", "biaya"], ["pengaduan"]), strict=False
    ):
        session.saran.decide(survey.id, [remark.uuid], SaranDecision.PRINT)
        session.saran.tag(survey.id, remark.uuid, tags)
