"""What the report of a government prints, collected once and then only read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.planning import Stage, StageKind
from app.services.consolidation.submitted import all_submitted
from app.services.reports.city.data import collect_city
from app.services.reports.city.method import surveys_of
from app.services.reports.daerah.values import year_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from app.models.planning import TeamMember
    from app.models.store.store import Store
    from app.services.reports.city.data import CityData
    from app.services.reports.kinds import About, Options
    from app.services.session import Session


@dataclass(frozen=True, slots=True)
class DaerahData:
    """A frozen view of one year of a city with what surrounds its surveys."""

    city: CityData
    texts: Mapping[str, str]
    """Key of a text of the office → its words with their fields."""
    values: Mapping[str, str]
    """Name of a field → what stands in its place."""
    stages: tuple[Stage, ...]
    """Of each stage its first and its last day over all surveys that were planned."""
    planned: int
    """How many surveys have a schedule."""
    days_off: frozenset[date]
    team: tuple[TeamMember, ...]
    """Who carries out the surveys of the office itself."""


def collect_daerah(session: Session, about: About, options: Options, at: datetime) -> DaerahData:
    """Read a year with all that surrounds it. Raises InputError while the file has no office."""
    store, city = session.store, collect_city(session, about, options, at)
    surveys = {survey.id: survey for survey in surveys_of(city.year)}
    stages = [stage for stage in store.stages.all() if stage.survey_id in surveys]
    for survey_id, around in all_submitted(store).items():
        if survey_id in surveys:
            stages += [replace(stage, survey_id=survey_id) for stage in around.stages]
    own = [survey.id for survey in surveys.values() if survey.unit_id == city.office.unit_id]
    return DaerahData(
        city=city,
        texts={one.key: one.text for one in session.report_texts.all()},
        values=year_values(city),
        stages=spans_of(stages),
        planned=len({stage.survey_id for stage in stages}),
        days_off=session.planning.days_off(),
        team=_team(store, own),
    )


def spans_of(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Return every stage that was planned, from its earliest to its latest day."""
    days: dict[StageKind, list[date]] = defaultdict(list)
    for stage in stages:
        days[stage.kind] += (stage.start, stage.end)
    return tuple(
        Stage(0, kind, min(days[kind]), max(days[kind])) for kind in StageKind if kind in days
    )


def _team(store: Store, surveys: Iterable[int]) -> tuple[TeamMember, ...]:
    """Return every line of the teams once: a team often carries out several surveys of a year."""
    found: dict[tuple[str, str, str], TeamMember] = {}
    for survey_id in surveys:
        for one in store.team.all(survey_id=survey_id):
            found.setdefault((one.role, one.jabatan, one.tasks), one)
    return tuple(found.values())
