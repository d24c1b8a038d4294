"""What one office sends to the city: one survey with all that it needs to be understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.survey import Survey
    from app.models.unit import Service, Unit


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
    """Sequence number among all packages of the office file, from 1 without a gap."""
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


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read and verified. Ids are those of the office that made it, or 0."""

    manifest: Manifest
    unit: Unit
    parent_code: str
    services: tuple[Service, ...]
    """Their ids are numbered from 1 in this package; the sheets refer to them."""
    survey: Survey
    instrument: Instrument
    sheets: tuple[Sheet, ...]
