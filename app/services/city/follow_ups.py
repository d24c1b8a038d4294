"""What the plans of computed units choose, and what became of those of the period before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.services.city.lines import FollowUpLine
from app.services.follow_up.progress import realisasi_text, summary_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.follow_up import FollowUp
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.city.computed import UnitYear
    from app.services.follow_up.service import FollowUpService


class PlanBook:
    """All plans of a file, read once."""

    def __init__(self, store: Store, follow_up: FollowUpService) -> None:
        self._follow_up = follow_up
        self._plans: dict[int, list[FollowUp]] = defaultdict(list)
        for plan in store.follow_ups.all():
            self._plans[plan.survey_id].append(plan)
        self._surveys: dict[int, list[Survey]] = defaultdict(list)
        if self._plans:
            for survey in store.surveys.all():
                self._surveys[survey.unit_id].append(survey)

    def line_of(self, year: UnitYear) -> FollowUpLine:
        """Return what one unit plans after its year, and what it did of what it had planned."""
        if not self._plans:
            return FollowUpLine()
        names = {unsur.key: unsur.short_name for unsur in year.instrument.unsur}
        own = [plan for survey in year.surveys for plan in self._plans.get(survey.id, ())]
        first = year.surveys[0]
        before = self._follow_up.survey_before(first, self._surveys[first.unit_id])
        old = self._plans.get(before.id, []) if before else []
        chosen = tuple(dict.fromkeys(plan.unsur for plan in own if plan.unsur in names))
        return FollowUpLine(
            chosen=chosen,
            words="; ".join(names[key] for key in chosen),
            plans="\n".join(_plan_lines(own, year.instrument)),
            followed_up="\n".join(_done_lines(old)),
            realisasi=summary_of(old).mean,
        )


def _plan_lines(plans: Sequence[FollowUp], instrument: Instrument) -> Iterable[str]:
    names = {unsur.key: unsur.short_name for unsur in instrument.unsur}
    for plan in plans:
        yield tr(
            "{unsur}: {kegiatan}", unsur=names.get(plan.unsur, plan.unsur), kegiatan=plan.action
        )


def _done_lines(plans: Sequence[FollowUp]) -> Iterable[str]:
    for plan in plans:
        yield tr("{kegiatan}: {realisasi}", kegiatan=plan.action, realisasi=realisasi_text(plan))
