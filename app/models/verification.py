"""The verification of a survey: which sheets are keyed in a second time, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class PlanMethod(StrEnum):
    """Which sheets are keyed in again."""

    ALL = "semua"
    EVERY = "setiap"
    RANDOM = "acak"


class PlanState(StrEnum):
    """Whether sheets of a plan still wait."""

    RUNNING = "berjalan"
    FINISHED = "selesai"


class SheetState(StrEnum):
    """How far one sheet of a plan is."""

    WAITING = "menunggu"
    EQUAL = "cocok"
    DIFFERENT = "berbeda"
    """The second keying differs from the first; a third one decides."""
    DECIDED = "diputuskan"


DONE = (SheetState.EQUAL, SheetState.DECIDED)


@dataclass(frozen=True, slots=True)
class Verification:
    """A plan. ``amount`` is n of every n-th sheet, or how many sheets are drawn.

    ``seed`` is what the draw begins from, or the first place (from 1) of every n-th sheet.
    """

    survey_id: int
    method: PlanMethod
    amount: int
    seed: int = 0
    state: PlanState = PlanState.RUNNING
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class VerificationSheet:
    """One sheet of a plan; ``sheet_revision`` is the one that is compared.

    ``content`` holds the answers of the second and the third keying, and each difference.
    """

    verification_id: int
    sheet_uuid: str
    number: int
    first_operator: str
    sheet_revision: int
    state: SheetState = SheetState.WAITING
    second_operator: str = ""
    third_operator: str = ""
    fields: int = 0
    differing: int = 0
    wrong: int = 0
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do with it."""
        return self.state in DONE


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored sheet as a plan sees it: nothing of its answers."""

    uuid: str
    number: int
    revision: int
    operator: str


@dataclass(frozen=True, slots=True)
class Keying:
    """How much one clerk keyed in for a survey; ``milliseconds`` without pauses."""

    operator: str
    sheets: int
    keystrokes: int
    milliseconds: int
