"""What an office does about a result: plans, evidence, publication, and the public forum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the store reads the types of the fields
from enum import StrEnum


class Horizon(StrEnum):
    """How far a plan reaches (rules/skm.md §4): under 12, 12 to 24, over 24 months."""

    SHORT = "pendek"
    MIDDLE = "menengah"
    LONG = "panjang"


class Channel(StrEnum):
    """Where a result was published."""

    ONLINE = "daring"
    OFFLINE = "luring"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A line of the *rencana tindak lanjut*; ``survey_id`` is the survey it follows from.

    ``due`` is a triwulan or a month as a code of models.period with its year: ``2027 triwulan-1``.
    ``realisasi`` is a whole percentage, or None while nothing was reported.
    """

    survey_id: int
    unsur: str
    position: int
    action: str
    program: str = ""
    due: str = ""
    responsible: str = ""
    horizon: Horizon = Horizon.SHORT
    realisasi: int | None = None
    evidence: str = ""
    obstacle: str = ""
    reported_on: date | None = None
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """Evidence of a follow-up: a picture that was encoded anew and holds nothing but its pixels."""

    follow_up_id: int
    position: int
    caption: str
    image: bytes
    width: int
    height: int
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed action for an unsur, in the office's own library.

    ``shipped`` names the proposal of the program that it replaces; empty text hides that one.
    """

    unsur: str
    text: str
    shipped: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Publication:
    """When and where the result of a survey was made public."""

    survey_id: int
    day: date
    channel: Channel
    place: str
    note: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Forum:
    """A Forum Konsultasi Publik in which the result and its plans were discussed."""

    survey_id: int
    day: date
    place: str = ""
    participants: int | None = None
    note: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0
