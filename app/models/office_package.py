"""What a city sends down to its offices: who is there, what is asked, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.models.planning import Stage
    from app.models.questionnaire import Instrument
    from app.models.survey import Survey
    from app.models.unit import Official, Unit

FORMAT = 1
"""The format that this program writes; it reads every earlier one."""


@dataclass(frozen=True, slots=True)
class OfficeManifest:
    """What an office package says of itself; checked against its content when it is read."""

    program: str
    made_at: datetime
    installation_id: str
    """Of the city's file."""
    number: int
    """The last row of the city's log when the package was made; it grows with every package."""
    log_hash: str
    office_code: str
    place: str
    """Where the city signs its letters."""
    units: int
    services: int
    instruments: int
    definitions: int
    officials: int
    content_sha256: str = ""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class SentUnit:
    """A unit of the city's list, with the code of the unit above it."""

    unit: Unit
    parent_code: str = ""


@dataclass(frozen=True, slots=True)
class SentService:
    """What a unit offers; known by its name."""

    unit_code: str
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Definition:
    """A survey as the city wants it held: its settings and its schedule, without a unit.

    ``survey`` has neither services nor population: they are the unit's own.
    """

    survey: Survey
    instrument_key: str
    instrument_version: int
    stages: tuple[Stage, ...] = ()

    @property
    def identity(self) -> tuple[int, str, str]:
        """What it is known by: year, period and instrument."""
        return self.survey.year, self.survey.period.code, self.instrument_key


@dataclass(frozen=True, slots=True)
class OfficePackage:
    """An office package as it was written, or read and verified."""

    manifest: OfficeManifest
    units: tuple[SentUnit, ...]
    """By code; every parent is among them."""
    services: tuple[SentService, ...]
    instruments: tuple[Instrument, ...]
    definitions: tuple[Definition, ...]
    officials: tuple[Official, ...]

    @property
    def sender(self) -> Unit:
        """The unit of the city's own office."""
        return next(s.unit for s in self.units if s.unit.code == self.manifest.office_code)
