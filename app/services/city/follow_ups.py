"""What the plans of computed units choose, and what became of those of the period before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.models.package import ReportedPlan
from app.services.city.lines import FollowUpLine
from app.services.consolidation.submitted import all_submitted
from app.services.follow_up.progress import realisasi_text, summary_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.models.follow_up import FollowUp
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.city.computed import UnitYear
    from app.services.follow_up.service import FollowUpService


class PlanBook:
    """All plans of a file, typed here or sent by units, read once."""

    def __init__(self, store: Store, follow_up: FollowUpService) -> None:
        self._follow_up = follow_up
        self._plans: dict[int, list[FollowUp]] = defaultdict(list)
        for plan in store.follow_ups.all():
            self._plans[plan.survey_id].append(plan)
        self._submitted = all_submitted(store)
        self._surveys: dict[int, list[Survey]] = defaultdict(list)
        if self._plans or self._submitted:
            for survey in store.surveys.all():
                self._surveys[survey.unit_id].append(survey)

    def line_of(self, year: UnitYear) -> FollowUpLine:
        """Return what one unit plans after its year, and what it did of what it had planned."""
        if not self._plans and not self._submitted:
            return FollowUpLine()
        names = {unsur.key: unsur.short_name for unsur in year.instrument.unsur}
        own = [one for survey in year.surveys for one in self._of(survey, names)]
        old = self._before(year.surveys[0])
        chosen = tuple(dict.fromkeys(one.plan.unsur for one in own if one.plan.unsur in names))
        return FollowUpLine(
            chosen=chosen,
            words="; ".join(names[key] for key in chosen),
            plans="\n".join(_plan_lines(own, names)),
            followed_up="\n".join(_done_lines(old)),
            realisasi=summary_of(old).mean,
        )

    def _of(self, survey: Survey, names: Mapping[str, str]) -> list[ReportedPlan]:
        """Return the plans that follow a survey, each with the words for its unsur."""
        typed = self._plans.get(survey.id, ())
        sent = self._submitted.get(survey.id)
        named = [ReportedPlan(plan, names.get(plan.unsur, plan.unsur)) for plan in typed]
        return [*named, *(sent.plans if sent else ())]

    def _before(self, survey: Survey) -> list[FollowUp]:
        """Return the plans of the period before: what the unit sends of them, else our own."""
        sent = self._submitted.get(survey.id)
        if sent is not None and sent.previous is not None:
            return [one.plan for one in sent.previous.plans]
        before = self._follow_up.survey_before(survey, self._surveys[survey.unit_id])
        return [one.plan for one in self._of(before, {})] if before else []


def _plan_lines(plans: Sequence[ReportedPlan], names: Mapping[str, str]) -> Iterable[str]:
    for one in plans:
        unsur = names.get(one.plan.unsur, one.unsur_name)
        yield tr("{unsur}: {kegiatan}", unsur=unsur, kegiatan=one.plan.action)


def _done_lines(plans: Sequence[FollowUp]) -> Iterable[str]:
    for plan in plans:
        yield tr("{kegiatan}: {realisasi}", kegiatan=plan.action, realisasi=realisasi_text(plan))
