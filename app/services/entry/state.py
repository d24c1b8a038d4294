"""What the entry of a survey starts from and what each deed of it gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.models.questionnaire import Instrument
    from app.models.response import Draft, Sheet
    from app.models.survey import Survey
    from app.models.unit import Service
    from app.services.changes import Changes
    from app.services.plausibility.sheet_rules import Warned

LAST_SHEETS = 10
"""How many of the last sheets are shown."""


class Readiness(Enum):
    """Whether sheets of a survey can be keyed in, and if not, why."""

    READY = "ready"
    PLANNED = "planned"
    LOCKED = "locked"
    READ_ONLY = "read-only"
    NO_SERVICE = "no service"


@dataclass(frozen=True, slots=True)
class IndexLine:
    """The index so far of another survey on the same paper."""

    short: str
    """What it is called: IPKP, IPAK."""
    text: str
    mutu_letter: str
    mutu_word: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """How far the entry of a survey is; computed from the counts, whatever their size.

    Where several surveys are on one paper, the first counts, and the others bring their index.
    """

    n: int
    minimum: int | None
    """The minimum sample, or None while the population is not known."""
    ikm: str
    """IKM so far with two decimals, or a dash."""
    mutu_letter: str
    mutu_word: str
    last: tuple[Sheet, ...]
    """The sheets with the highest numbers, highest first."""
    next_number: int
    others: tuple[IndexLine, ...] = ()

    @property
    def share(self) -> float:
        """How much of the minimum is done; 0 while there is no minimum."""
        return self.n / self.minimum if self.minimum else 0.0


@dataclass(frozen=True, slots=True)
class EntryState:
    """All that a screen needs to begin."""

    survey: Survey
    unit_name: str
    instrument: Instrument
    """The questionnaire of the whole paper."""
    readiness: Readiness
    services: tuple[Service, ...]
    day: date
    """The day carried from the last sheet, or a day of the period."""
    service_id: int
    draft: Draft | None
    """A half-typed sheet of this survey and instrument version; its number is still free."""
    draft_corrects: Sheet | None
    """The saved sheet that the draft corrects."""
    statistics: Statistics
    closed: str = ""
    """The sentence that says which survey of the paper is not open."""

    def service_name(self, service_id: int) -> str:
        """Return the name of a service."""
        return next((s.name for s in self.services if s.id == service_id), "")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sheet that is safely in the file."""

    sheet: Sheet
    changes: Changes
    statistics: Statistics
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Deleted:
    """A sheet that was taken out; it can be restored as it was."""

    sheet: Sheet
    changes: Changes
    statistics: Statistics
