"""What one office sends to the city: one survey with all that it needs to be understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.models.follow_up import FollowUp, Forum, Publication
    from app.models.period import Period
    from app.models.planning import Stage
    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.survey import Survey
    from app.models.unit import Service, Unit
    from app.models.verification import PlanMethod, PlanState

FORMAT = 2
"""The format that this program writes; it reads every earlier one."""


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """How many sheets answered a question, and the sum of their answers."""

    key: str
    n: int
    total: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself; checked against its content when it is read."""

    program: str
    made_at: datetime
    installation_id: str
    number: int
    """Sequence number among all packages of the office file, from 1."""
    unit_code: str
    survey_code: str
    instrument_key: str
    instrument_version: int
    instrument_sha256: str
    sheets: int
    services: int
    with_saran: bool
    log_seq: int
    log_hash: str
    """The last row of the office's log when the package was made."""
    questions: tuple[QuestionCount, ...]
    content_sha256: str
    format: int = FORMAT
    deleted: int = 0
    """How many deletions the package tells of."""
    plans: int = 0
    """How many plans (*tindak lanjut*) it holds, those of the period before included."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A thing that was deleted; the deletion itself was its ``revision``.

    ``kind`` is the table of the office file: sheet, follow_up, publication, forum or stage.
    """

    kind: str
    uuid: str
    revision: int


@dataclass(frozen=True, slots=True)
class ReportedPlan:
    """A plan with the name of its unsur, which another instrument may not know."""

    plan: FollowUp
    unsur_name: str


@dataclass(frozen=True, slots=True)
class PreviousSurvey:
    """The survey of the period before, with its plans and what became of them."""

    uuid: str
    code: str
    year: int
    period: Period
    plans: tuple[ReportedPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifiedSheets:
    """How many fields a verification compared and found differing or wrong; no answers."""

    uuid: str
    revision: int
    method: PlanMethod
    state: PlanState
    sheets: int
    fields: int
    differing: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds the sheets of a survey. Records have the ids 0; their uuids identify them."""

    plans: tuple[ReportedPlan, ...] = ()
    previous: PreviousSurvey | None = None
    publications: tuple[Publication, ...] = ()
    forums: tuple[Forum, ...] = ()
    stages: tuple[Stage, ...] = ()
    verifications: tuple[VerifiedSheets, ...] = ()
    deleted: tuple[Deleted, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read and verified. Ids are those of the office that made it, or 0."""

    manifest: Manifest
    unit: Unit
    parent_code: str
    services: tuple[Service, ...]
    """Their ids are numbered from 1 in this package; the sheets refer to them."""
    survey: Survey
    """Its services are those it asks about; sheets of others may be there too."""
    instrument: Instrument
    sheets: tuple[Sheet, ...]
    around: Surroundings = field(default_factory=Surroundings)
