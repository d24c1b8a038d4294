"""Writes what a plan says into the office file; the caller holds the transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.identifiers import new_uuid
from app.models.unit import Office, Service
from app.services.changes import OFFICE_CHANGED, Changes
from app.services.surveys.new_survey import NewSurvey

if TYPE_CHECKING:
    from app.models.office_package import OfficePackage
    from app.models.planning import Stage
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.instruments.service import InstrumentService
    from app.services.planning.service import PlanningService
    from app.services.sending_down.plan import Plan, SurveyStep
    from app.services.sending_down.scope import UnitStep
    from app.services.surveys.service import SurveyService

_SETTINGS = (
    "weight_rule",
    "blank_rule",
    "method",
    "collection_end",
    "notice",
    "sample_rule",
)
_LETTERHEAD = 5


class Applying:
    """One taking of a package."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        surveys: SurveyService,
        planning: PlanningService,
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._surveys = surveys
        self._planning = planning

    def apply(self, package: OfficePackage, plan: Plan, reason: str) -> Changes:
        """Write everything that the plan says."""
        ids = self._units(plan, reason)
        if self._store.offices.get() is None:
            self._make_office(package, plan, ids)
        versions = self._keep_instruments(plan)
        changes = OFFICE_CHANGED
        papers: dict[str, str] = {}
        for step in plan.surveys:
            if step.does_something:
                unit_id = ids[plan.own.unit.code]
                survey = self._survey(step, unit_id, versions, papers, reason)
                changes |= Changes(frozenset({survey.id}))
        for official in plan.officials:
            self._store.offices.save_official(official)
        return changes

    def _units(self, plan: Plan, reason: str) -> dict[str, int]:
        """Save the units, parents first; return code → id."""
        ids: dict[str, int] = {}
        for step in plan.units:
            ids[step.wanted.code] = self._unit(step, ids.get(step.parent_code), reason)
        return ids

    def _unit(self, step: UnitStep, parent_id: int | None, reason: str) -> int:
        units, wanted = self._store.units, replace(step.wanted, parent_id=parent_id)
        unit_id = step.old.id if step.old else units.put(wanted, wanted.uuid).id
        if step.old and step.changes_unit:
            units.save(wanted, reason)
        for name in step.services:
            units.save_service(Service(unit_id, name))
        return unit_id

    def _make_office(self, package: OfficePackage, plan: Plan, ids: dict[str, int]) -> None:
        """Make the office of a new file; the units above it stand in its letterhead."""
        above = {sent.unit.code: sent for sent in package.units}
        names: list[str] = []
        place = plan.own.parent_code
        while place and len(names) < _LETTERHEAD:
            names.insert(0, above[place].unit.name)
            place = above[place].parent_code
        self._store.offices.save(
            Office(ids[plan.own.unit.code], tuple(names), place=package.manifest.place)
        )

    def _keep_instruments(self, plan: Plan) -> dict[tuple[str, int], int]:
        """Store the texts that are taken; return (key, version) → id."""
        stored = self._store.instruments
        found = {}
        for step in plan.instruments:
            one = step.instrument
            if step.held:
                continue
            if step.replaced:
                stored.replace(step.replaced, one.definition)
                self._instruments.forget(step.replaced)
            kept = stored.keep(one.key, one.version, one.definition)
            found[one.key, one.version] = kept.id
        return found

    def _survey(
        self,
        step: SurveyStep,
        unit_id: int,
        versions: dict[tuple[str, int], int],
        papers: dict[str, str],
        reason: str,
    ) -> Survey:
        definition = step.definition
        bound = versions[definition.instrument_key, definition.instrument_version]
        survey = step.old
        if survey is None:
            survey = self._open(step, unit_id, bound, papers)
        else:
            survey = self._change(step, survey, bound, reason)
        if definition.stages and (step.plans or step.old is None):
            self._schedule(survey, definition.stages, keep_end=survey.collection_end is not None)
        return self._store.surveys.get(survey.id)

    def _open(self, step: SurveyStep, unit_id: int, bound: int, papers: dict[str, str]) -> Survey:
        sent = step.definition.survey
        new = NewSurvey(
            unit_id,
            sent.year,
            sent.period.code,
            step.definition.instrument_key,
            method=sent.method,
            blank_rule=sent.blank_rule,
            collection_end=sent.collection_end,
            notice=sent.notice,
            sample_rule=sent.sample_rule,
            again=True,
        )
        made, _ = self._surveys.create(new)
        paper = papers.setdefault(sent.paper, new_uuid()) if sent.paper else ""
        wanted = replace(
            made,
            instrument_id=bound,
            weight_rule=sent.weight_rule,
            paper=paper,
            paper_place=sent.paper_place,
        )
        return self._store.surveys.save(wanted) if wanted != made else made

    def _change(self, step: SurveyStep, old: Survey, bound: int, reason: str) -> Survey:
        """Change the survey as it stands now: surveys of one paper change together."""
        now, wanted = self._store.surveys.get(old.id), step.wanted or old
        settings = {name: getattr(wanted, name) for name in _SETTINGS}
        changed = replace(now, **settings)
        if step.binds:
            changed = replace(changed, instrument_id=bound)
        return self._surveys.change(changed, reason)[0]

    def _schedule(self, survey: Survey, stages: tuple[Stage, ...], *, keep_end: bool) -> None:
        end = survey.collection_end
        self._planning.set_schedule(survey.id, {s.kind: (s.start, s.end) for s in stages})
        now = self._store.surveys.get(survey.id)
        if keep_end and now.collection_end != end:
            self._surveys.change(replace(now, collection_end=end))
