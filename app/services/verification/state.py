"""What the screen of a verification is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.models.verification import PlanMethod, SheetState
from app.texts import tr

if TYPE_CHECKING:
    from app.models.survey import Survey
    from app.models.verification import Verification
    from app.services.changes import Changes


class Stage(Enum):
    """What is to be done with a sheet."""

    SECOND = auto()
    """Key in the whole sheet, without seeing what is stored."""
    THIRD = auto()
    """Key in the differing fields alone, without seeing the two values."""
    DECIDE = auto()
    """Say which of three values is on the paper."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sheets are to be keyed in again.

    ``every`` and ``start`` (from 1) belong to every n-th sheet; ``number`` or else ``percent`` to a
    random share, whose ``seed`` may be given so that a draw can be repeated.
    """

    method: PlanMethod
    every: int = 0
    start: int = 1
    percent: int = 0
    number: int = 0
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field that a third keying did not decide, with its three values in words."""

    key: str
    name: str
    values: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Task:
    """The next paper to take. Nothing in it tells what was keyed in before."""

    plan_id: int
    uuid: str
    number: int
    stage: Stage
    asked: tuple[str, ...] = ()
    """The keys of the differing fields; empty where the whole sheet is keyed in."""
    open_fields: tuple[OpenField, ...] = ()
    """Only where somebody has to decide with the paper in hand."""
    remark: str = ""
    """A sentence that the clerk must know, such as that it was the same clerk before."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet in the list of a plan; nothing of its answers."""

    uuid: str
    number: int
    state: str
    """In words."""
    first: str
    second: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sheets of a plan are where."""

    waiting: int = 0
    equal: int = 0
    different: int = 0
    decided: int = 0
    gone: int = 0
    """Not verified and no longer in the file."""

    @property
    def total(self) -> int:
        """All sheets of the plan."""
        return self.waiting + self.equal + self.different + self.decided + self.gone

    @property
    def done(self) -> int:
        """Sheets that need nothing more."""
        return self.equal + self.decided + self.gone

    @property
    def open(self) -> int:
        """Sheets that still need something."""
        return self.waiting + self.different


@dataclass(frozen=True, slots=True)
class Overview:
    """A survey, its running plan or else the last one, and how far it is."""

    survey: Survey
    title: str
    sheets: int
    """How many the survey has."""
    is_locked: bool
    plan: Verification | None = None
    method: str = ""
    """The method of the plan in words."""
    progress: Progress = field(default_factory=Progress)
    lines: tuple[SheetLine, ...] = ()
    new_sheets: int = 0
    """Keyed in since the plan was made or last extended."""
    minutes_id: int = 0
    """The berita acara of a finished plan."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of a keying, and the paper to take next, if there is one."""

    number: int
    state: SheetState
    sentence: str
    next: Task | None
    progress: Progress
    changes: Changes


def state_words(state: SheetState, *, is_gone: bool) -> str:
    """Return the state of a sheet as it stands in the list."""
    if is_gone:
        return tr("dihapus, dilewati")
    words = {
        SheetState.WAITING: tr("menunggu"),
        SheetState.EQUAL: tr("cocok"),
        SheetState.DIFFERENT: tr("berbeda, perlu diketik ketiga kali"),
        SheetState.DECIDED: tr("diputuskan"),
    }
    return words[state]


def method_words(plan: Verification) -> str:
    """Return how the sheets of a plan were chosen, as a part of a sentence."""
    match plan.method:
        case PlanMethod.ALL:
            return tr("semua lembar")
        case PlanMethod.EVERY:
            return tr(
                "setiap lembar ke-{n}, mulai dari lembar ke-{mulai} menurut nomornya",
                n=plan.amount,
                mulai=plan.seed,
            )
        case PlanMethod.RANDOM:
            return tr("{n} lembar yang diundi dengan benih {benih}", n=plan.amount, benih=plan.seed)
