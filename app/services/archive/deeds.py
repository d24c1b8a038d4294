"""What is asked for when a survey is locked, unlocked or destroyed, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.models.minutes import Minutes
    from app.models.survey import Survey
    from app.services.changes import Changes

KEPT_YEARS = 2
"""How long sheets are proposed to be kept after the period; the office's own JRA decides."""

_LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class Locking:
    """A lock or its opening. ``by`` is who does it, the present operator where it is empty.

    ``official_id`` chooses who signs beside them, the first active official where it is None.
    """

    reason: str
    by: str = ""
    number: str = ""
    day: date | None = None
    official_id: int | None = None


@dataclass(frozen=True, slots=True)
class Destroying:
    """The destruction of a survey's sheets. ``confirmation`` is the code of the survey, typed.

    ``witnesses`` are names; where none is given two lines are printed to be filled in.
    """

    confirmation: str
    reason: str
    by: str = ""
    witnesses: tuple[str, ...] = ()
    number: str = ""
    day: date | None = None
    official_id: int | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A file outside of the office file that was made from it or that it was made from."""

    name: str
    at: str
    """The day in words."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What came of a destruction."""

    survey: Survey
    minutes: Minutes
    changes: Changes
    compacted: bool
    """Whether the file was written anew; where not, its freed room is overwritten with zeros."""


def proposed_retention(survey: Survey) -> date:
    """Return the day until which the sheets are proposed to be kept: two years after the period."""
    end = survey.period.end
    if (end.month, end.day) == _LEAP_DAY:
        end = end.replace(day=28)
    return end.replace(year=end.year + KEPT_YEARS)
