"""What surrounds a survey in the office file, as it goes into a package."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from app.models.follow_up import Forum, Publication
from app.models.package import (
    Deleted,
    PreviousSurvey,
    ReportedPlan,
    Surroundings,
    VerifiedSheets,
)
from app.models.verification import SheetState
from app.services.follow_up.public import MAX_NOTE, MAX_PLACE
from app.services.follow_up.service import MAX_ACTION, MAX_EVIDENCE
from app.services.text import clean_line, clean_text

if TYPE_CHECKING:
    from app.models.follow_up import FollowUp
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.follow_up.service import FollowUpService
    from app.services.instruments.service import InstrumentService

Public = TypeVar("Public", Publication, Forum)


def surroundings_of(
    survey: Survey, store: Store, instruments: InstrumentService, follow_up: FollowUpService
) -> Surroundings:
    """Return what a package tells besides the sheets of a survey; ids stay behind."""

    def plans_of(one: Survey) -> tuple[ReportedPlan, ...]:
        names = {unsur.key: unsur.name for unsur in instruments.of(one.instrument_id).unsur}
        found = store.follow_ups.all(survey_id=one.id)
        return tuple(
            ReportedPlan(_travelling(plan), names.get(plan.unsur, plan.unsur)) for plan in found
        )

    before = follow_up.survey_before(survey)
    return Surroundings(
        plans=plans_of(survey),
        previous=PreviousSurvey(
            before.uuid, before.code, before.year, before.period, plans_of(before)
        )
        if before
        else None,
        publications=tuple(map(_public, store.publications.all(survey_id=survey.id))),
        forums=tuple(map(_public, store.forums.all(survey_id=survey.id))),
        stages=tuple(
            replace(one, id=0, survey_id=0) for one in store.stages.all(survey_id=survey.id)
        ),
        verifications=_verifications(survey, store),
        deleted=_deleted(survey, before, store),
    )


def _deleted(survey: Survey, before: Survey | None, store: Store) -> tuple[Deleted, ...]:
    """Return what was deleted, of the plans of the period before too: an older package has them."""
    own = store.tombstones.of_survey(survey.id)
    plans = store.tombstones.of_survey(before.id) if before else []
    return (*own, *(one for one in plans if one.kind == "follow_up"))


def _public(one: Public) -> Public:
    return replace(
        one,
        id=0,
        survey_id=0,
        place=clean_line(one.place, MAX_PLACE),
        note=clean_text(one.note, MAX_NOTE),
    )


def _travelling(plan: FollowUp) -> FollowUp:
    return replace(
        plan,
        id=0,
        survey_id=0,
        action=clean_line(plan.action, MAX_ACTION),
        program=clean_line(plan.program),
        responsible=clean_line(plan.responsible),
        evidence=clean_text(plan.evidence, MAX_EVIDENCE),
        obstacle=clean_text(plan.obstacle, MAX_EVIDENCE),
    )


def _verifications(survey: Survey, store: Store) -> tuple[VerifiedSheets, ...]:
    """Return the figures of each verification; a sheet that waits counts for nothing."""
    found = []
    for plan in store.verifications.plans.all(survey_id=survey.id):
        rows = store.verifications.sheets(plan.id)
        done = [row for row in rows if row.state is not SheetState.WAITING]
        found.append(
            VerifiedSheets(
                uuid=plan.uuid,
                revision=plan.revision,
                method=plan.method,
                state=plan.state,
                sheets=len(done),
                fields=sum(row.fields for row in done),
                differing=sum(row.differing for row in done),
                wrong=sum(row.wrong for row in done),
            )
        )
    return tuple(found)
