"""Takes the plan of one survey over into another: schedule and team, no sheets and no results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.planning import StageKind
from app.services.planning.schedule import shifted

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.models.survey import Survey


def copy_plan(store: Store, source: Survey, target: Survey) -> Survey:
    """Copy schedule and team into a new survey, and return it with its end of collection.

    The schedule is moved by as many days as the periods begin apart, then inwards to working days.
    A day on which collection ends that was chosen for the new survey stays.
    """
    days_off = {holiday.day for holiday in store.holidays.all()}
    by = target.period.start - source.period.start
    stages = shifted(store.stages.all(survey_id=source.id), by, days_off)
    for stage in stages:
        store.stages.save(replace(stage, survey_id=target.id))
    for member in store.team.all(survey_id=source.id):
        store.team.save(replace(member, survey_id=target.id, id=0, uuid="", revision=0))
    collection = next((stage for stage in stages if stage.kind is StageKind.COLLECTION), None)
    if collection is None or target.collection_end or collection.end < target.period.start:
        return target
    return store.surveys.save(replace(target, collection_end=collection.end))
