"""One filled questionnaire, as a saved sheet and as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

Answers = Mapping[str, int]
"""Question key → score. A blank answer has no entry: it is not 0."""

Profile = Mapping[str, str | int]
"""Profile field key → stored value. What was not answered has no entry."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A lembar: the answers of one respondent. ``number`` is written on the paper."""

    survey_id: int
    service_id: int
    number: int
    day: date
    answers: Answers
    profile: Profile = field(default_factory=dict)
    saran: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0
    operator: str = ""
    changed_at: datetime | None = None
    import_id: int | None = None


@dataclass(frozen=True, slots=True)
class RawSheet:
    """What a cross-table needs of a sheet."""

    answers: Answers
    profile: Profile
    service_id: int = 0
    day: str = ""
    """As it is stored: ``2026-03-12``."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed sheet, bound to its survey and instrument version.

    ``sheet_uuid`` is set when it corrects a saved sheet. ``cursor`` is the field that waits.
    """

    survey_id: int
    instrument_id: int
    number: int
    day: date
    service_id: int
    answers: Mapping[str, int | None]
    profile: Mapping[str, str | int | None]
    cursor: str
    saran: str = ""
    sheet_uuid: str = ""
    operator: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sheets gave ``score`` to ``question``, from the table of counts."""

    survey_id: int
    service_id: int
    question: str
    score: int
    n: int
