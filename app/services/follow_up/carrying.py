"""What was not finished goes on in the plans of the next period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from app.models.follow_up import FollowUp, Horizon
from app.services.follow_up.due import due_period, proposed_horizon
from app.services.results.history import short_label
from app.services.text import LINE_LIMIT
from app.texts import tr

if TYPE_CHECKING:
    from app.models.survey import Survey


def carried_uuid(plan: FollowUp, into: Survey) -> str:
    """Return the uuid that the copy of a plan has in a survey.

    It depends on both alone, so that a plan is known to be copied even after its copy was edited.
    """
    return str(uuid5(UUID(plan.uuid) if plan.uuid else NAMESPACE_URL, into.uuid))


def carried(plan: FollowUp, before: Survey, into: Survey, position: int) -> FollowUp:
    """Return the copy of an unfinished plan; its program says from which period it comes.

    A due time that had passed when the new survey ended is left open.
    """
    period = due_period(plan.due)
    due = plan.due if period is not None and period.end > into.period.end else ""
    return replace(
        plan,
        survey_id=into.id,
        position=position,
        program=_program(plan.program, before),
        due=due,
        horizon=proposed_horizon(into, due) or Horizon.SHORT,
        realisasi=None,
        evidence="",
        obstacle="",
        reported_on=None,
        id=0,
        uuid=carried_uuid(plan, into),
        revision=0,
    )


def _program(program: str, before: Survey) -> str:
    """Name the period in which the plan was made first; it stays when the plan goes on again."""
    if program.startswith(_mark("").strip()):
        return program
    mark = _mark(short_label(before))
    return f"{mark}: {program}"[:LINE_LIMIT] if program else mark


def _mark(label: str) -> str:
    return tr("Lanjutan {periode}", periode=label)
