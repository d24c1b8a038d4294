"""What units submit around their surveys: plans, publicity, schedule, verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.models.follow_up import Channel, FollowUp, Forum, Horizon, Publication
from app.models.package import PreviousSurvey, ReportedPlan, Surroundings, VerifiedSheets
from app.models.period import period_of
from app.models.planning import Stage, StageKind
from app.models.survey import SurveyState
from app.models.verification import PlanMethod, PlanState
from app.services.consolidation.combining import age
from app.services.exports.around import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.consolidation import StoredPackage
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.follow_up.service import FollowUpService
    from app.services.instruments.service import InstrumentService


@dataclass(frozen=True, slots=True)
class Submitted:
    """A survey with what surrounds it, alike for one of this file and one that came in packages."""

    survey: Survey
    state: SurveyState
    """Its state in the unit's own file."""
    around: Surroundings
    packages: tuple[StoredPackage, ...]
    """Those that count, the newest last; none for a survey of this file."""

    @property
    def newest(self) -> StoredPackage | None:
        """The package that was made last."""
        return self.packages[-1] if self.packages else None

    @property
    def is_own(self) -> bool:
        """Say whether it was keyed into this file."""
        return not self.packages


class SubmittedService:
    """Reads what units submit."""

    def __init__(
        self, store: Store, instruments: InstrumentService, follow_up: FollowUpService
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._follow_up = follow_up

    def of(self, survey_id: int) -> Submitted:
        """Return what is submitted about a survey. Raises KeyError for an unknown one."""
        survey = self._store.surveys.get(survey_id)
        merged = self._store.merging.packages.merged(survey_id)
        if merged is None:
            around = surroundings_of(survey, self._store, self._instruments, self._follow_up)
            return Submitted(survey, survey.state, around, ())
        packages = sorted(self._store.merging.packages.of_survey(survey.uuid), key=age)
        around = said_around(merged.said)
        return Submitted(survey, SurveyState(merged.state), around, tuple(packages))


def all_submitted(store: Store) -> dict[int, Surroundings]:
    """Return what surrounds every survey that came in packages, by its id."""
    every = store.merging.packages.all_merged()
    return {survey_id: said_around(one.said) for survey_id, one in every.items()}


def said_around(said: Mapping[str, Any]) -> Surroundings:
    """Return what packages say around a survey."""
    previous = said["previous"]
    return Surroundings(
        plans=tuple(map(_plan, said["plans"])),
        previous=PreviousSurvey(
            previous["uuid"],
            previous["code"],
            previous["year"],
            period_of(previous["period"], previous["year"]),
            tuple(map(_plan, previous["plans"])),
        )
        if previous
        else None,
        publications=tuple(map(_publication, said["publications"])),
        forums=tuple(map(_forum, said["forums"])),
        stages=tuple(map(_stage, said["stages"])),
        verifications=tuple(map(_verified, said["verifications"])),
    )


def _plan(one: Mapping[str, Any]) -> ReportedPlan:
    plan = FollowUp(
        survey_id=0,
        unsur=one["unsur"],
        position=one["position"],
        action=one["action"],
        program=one["program"],
        due=one["due"],
        responsible=one["responsible"],
        horizon=Horizon(one["horizon"]),
        realisasi=one["realisasi"],
        evidence=one["evidence"],
        obstacle=one["obstacle"],
        reported_on=date.fromisoformat(one["reported_on"]) if one["reported_on"] else None,
        uuid=one["uuid"],
        revision=one["revision"],
    )
    return ReportedPlan(plan, one["unsur_name"])


def _publication(one: Mapping[str, Any]) -> Publication:
    return Publication(
        0,
        date.fromisoformat(one["day"]),
        Channel(one["channel"]),
        one["place"],
        one["note"],
        uuid=one["uuid"],
        revision=one["revision"],
    )


def _forum(one: Mapping[str, Any]) -> Forum:
    return Forum(
        0,
        date.fromisoformat(one["day"]),
        one["place"],
        one["participants"],
        one["note"],
        uuid=one["uuid"],
        revision=one["revision"],
    )


def _stage(one: Mapping[str, Any]) -> Stage:
    return Stage(
        0,
        StageKind(one["kind"]),
        date.fromisoformat(one["start"]),
        date.fromisoformat(one["end"]),
        uuid=one["uuid"],
        revision=one["revision"],
    )


def _verified(one: Mapping[str, Any]) -> VerifiedSheets:
    return VerifiedSheets(
        one["uuid"],
        one["revision"],
        PlanMethod(one["method"]),
        PlanState(one["state"]),
        one["sheets"],
        one["fields"],
        one["differing"],
        one["wrong"],
    )
