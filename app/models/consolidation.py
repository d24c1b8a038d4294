"""What a city keeps of the packages it received, and what people decided about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - the store reads the types of the fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

NOTHING = bytes(16)
"""In the place of a digest: a deleted sheet, or a saran that did not travel."""


class Version(NamedTuple):
    """One state of a sheet as a package tells it; no answers, only what tells states apart."""

    revision: int
    digest: bytes
    """Of service, number, day, profile and answers; ``NOTHING`` where the sheet was deleted."""
    saran: bytes
    """Of the saran; ``NOTHING`` where it did not travel."""
    number: int
    """The number on the paper; 0 where the sheet was deleted."""
    service: bytes = NOTHING
    """The uuid of its service in the office that sent it."""

    @property
    def is_deleted(self) -> bool:
        """Say whether the sheet was deleted."""
        return self.digest == NOTHING


Members = Mapping[bytes, Version]
"""The sheets that a package tells of: the sixteen bytes of their uuid → version."""


class ConflictKind(StrEnum):
    """What may differ between packages of one survey."""

    SHEET = "lembar"
    """One sheet, one revision, two contents."""
    NUMBER = "nomor"
    """One number on two sheets: two papers, or one that was keyed in twice."""
    SURVEY = "survei"
    """The settings of a survey."""
    PLAN = "tindak lanjut"
    PUBLICATION = "publikasi"
    FORUM = "forum"
    STAGE = "jadwal"
    DOUBLE = "ganda"
    """Two surveys of one unit, period and instrument from two installations."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What differs. It follows from the packages alone, whatever their order.

    ``candidates`` are the choices; ``subject`` is the uuid of the sheet or record, the number, or
    the instrument of a double survey. ``fingerprint`` stands for all of it.
    """

    kind: ConflictKind
    subject: str
    candidates: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StoredClash:
    """A clash in its place."""

    clash: Clash
    unit_id: int
    survey_id: int | None
    year: int
    period: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a clash; ``choice`` is one of its candidates or ``BOTH``."""

    fingerprint: str
    choice: str
    reason: str
    operator: str
    id: int = 0
    uuid: str = ""
    revision: int = 0


BOTH = "semua"
"""The choice that keeps all: two papers with one number, two surveys that count together."""


@dataclass(frozen=True, slots=True)
class UnitMapping:
    """A unit's code in packages, and the unit that it means here."""

    code: str
    unit_id: int
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Finalisation:
    """A period that somebody declared final; ``sha256`` covers every sheet of it."""

    year: int
    period: str
    day: date
    operator: str
    reason: str
    surveys: int
    sheets: int
    sha256: str
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class StoredPackage:
    """A package that was merged."""

    file_name: str
    file_sha256: str
    content_sha256: str
    format: int
    program: str
    made_at: datetime
    installation_id: str
    number: int
    unit_id: int
    unit_code: str
    survey_uuid: str
    survey_code: str
    instrument_id: int
    sheets: int
    with_saran: bool
    log_seq: int
    log_hash: str
    context: Mapping[str, Any] = field(default_factory=dict)
    """What it says of the survey and around it, as JSON."""
    operator: str = ""
    arrived_at: datetime | None = None
    undone_at: datetime | None = None
    id: int = 0
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class MergedSurvey:
    """What distinguishes a survey that came in packages from one of this file."""

    survey_id: int
    code: str
    """Its code in the unit's own file."""
    state: str
    """Its state there; here it is locked."""
    said: Mapping[str, Any]
    """What the packages together say of it and around it, as JSON."""
