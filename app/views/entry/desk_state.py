"""What lies on the desk of the clerk, and the few words in which it speaks to the screen."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.services.entry.form import Form
from app.services.entry.pace import Pace
from app.services.entry.service import new_sheet_identity
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.errors import PuasError
    from app.services.changes import Changes
    from app.services.entry.form import FormState
    from app.services.entry.state import Deleted, EntryState, Statistics
    from app.services.session import Session
    from app.views.entry.keyboard import Meaning
    from app.views.shell.workspace import Workspace

Result = TypeVar("Result")


class Phase(Enum):
    """What the desk is doing."""

    EMPTY = auto()
    """There is nothing to key in: no survey, or it is not open."""
    LOADING = auto()
    ASKING = auto()
    """A draft was found; the clerk decides."""
    TYPING = auto()
    SAVING = auto()
    FAILED = auto()
    """The sheet could not be saved and still lies here."""
    PAUSED = auto()


class Tray(Enum):
    """What is opened under the sheet."""

    NONE = auto()
    FIND = auto()
    DAY = auto()
    SERVICE = auto()
    NUMBER = auto()
    """The paper bears a number already."""
    SARAN = auto()
    REASON = auto()
    """A verified sheet is changed or deleted: why?"""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A form that was emptied, left or thrown away, and what it held."""

    form: Form
    state: FormState


class DeskState(QObject):
    """The state of the desk; the classes built on it change it."""

    changed = Signal()
    """Something is to be shown anew."""
    refused = Signal(str)
    """A wrong key, with a sentence that says which keys there are."""
    said = Signal(str, object)
    """A sentence and its Tone; an empty one takes the last one away."""
    typed_ahead = Signal(object)
    """Keys that were typed before a tray opened and belong into it."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._survey_id = 0
        self._queue: deque[Meaning] = deque()
        self._deed: Cleared | Deleted | None = None
        self._parked: Form | None = None
        self._last_uuid = ""
        self._carried: tuple[date, int] | None = None
        self._deletes = False
        """The reason that is asked for is one to delete."""
        self.own_changes: Changes | None = None
        """The changes that this desk itself is telling the other screens about."""
        self.phase = Phase.EMPTY
        self.tray = Tray.NONE
        self.state: EntryState | None = None
        self.statistics: Statistics | None = None
        self.form: Form | None = None
        self.viewing = False
        """A found sheet is shown and not yet opened for correction."""
        self.wrong = False
        """The last key was refused."""
        self.pace = Pace()

    @property
    def waiting_keys(self) -> int:
        """How many keys wait until the file is free."""
        return len(self._queue)

    @property
    def sheet_on_desk(self) -> Form:
        """The form; asking for it where there is none is a bug."""
        if self.form is None:
            raise RuntimeError("no form lies on the desk")
        return self.form

    @property
    def survey_state(self) -> EntryState:
        """What the survey was loaded with; asking for it where there is none is a bug."""
        if self.state is None:
            raise RuntimeError("no survey is loaded")
        return self.state

    def _figures(self) -> Statistics:
        return self.statistics or self.survey_state.statistics

    def _new_form(self) -> Form:
        """Return an empty form with the carried day and service."""
        state = self.survey_state
        day, service = self._carried or (state.day, state.service_id)
        if not any(known.id == service for known in state.services):
            service = state.service_id
        self._carried = (day, service)
        return Form(
            state.instrument,
            day=day,
            service_id=service,
            number=self._figures().next_number,
            uuid=new_sheet_identity(),
        )

    def _forget(self) -> None:
        """Clear the desk for another survey."""
        self.state, self.statistics, self.form = None, None, None
        self._parked, self._deed, self._last_uuid, self._carried = None, None, "", None
        self._queue.clear()
        self.pace.pause()
        self.tray, self.viewing, self.wrong, self.phase = Tray.NONE, False, False, Phase.EMPTY
        self.say("", Tone.INFO)

    def say(self, text: str, tone: Tone) -> None:
        """Say a sentence under the sheet; an empty one takes the last one away."""
        self.said.emit(text, tone)

    def _show(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    def _refuse(self, sentence: str) -> None:
        self.wrong = True
        self.changed.emit()
        self.refused.emit(sentence)

    def _tell(self, changes: Changes) -> None:
        self.own_changes = changes
        self._workspace.changed.emit(changes)
        self.own_changes = None

    def _run(
        self,
        work: Callable[[Session], Result],
        on_done: Callable[[Result], object],
        on_failed: Callable[[PuasError], object],
        *,
        replace_key: str = "",
    ) -> None:
        self._workspace.run(work, on_done, on_failed, replace_key=replace_key, owner=self)

    def _replay(self) -> None:
        """Take the keys that waited, now that the file is free."""
        raise NotImplementedError
