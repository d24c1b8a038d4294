"""What people decided about answers: saran before print, and findings that are right after all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SaranDecision(StrEnum):
    """What becomes of a saran when it is printed; what nobody looked at is not printed."""

    OPEN = "belum ditinjau"
    PRINT = "dicetak"
    HIDE = "tidak dicetak"


@dataclass(frozen=True, slots=True)
class SaranReview:
    """The review of one saran. ``printed`` replaces its text on paper where it is not empty."""

    survey_id: int
    sheet_uuid: str
    tags: tuple[str, ...] = ()
    """Keys of the unsur that it speaks of."""
    decision: SaranDecision = SaranDecision.OPEN
    printed: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding that somebody checked and found right, with the reason.

    ``finding`` is the stable identity of the finding: rule, place and values. Other values make
    another finding, which is not marked.
    """

    survey_id: int
    finding: str
    reason: str
    operator: str
    id: int = 0
    uuid: str = ""
    revision: int = 0
