"""The desk of the second clerk: takes every key, and knows nothing of what was keyed in before.

The same form and the same keys as the entry. A third keying has only the fields that differ; day
and layanan, which stand above the sheet, are then asked for first.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import InputError
from app.models.verification import SheetState
from app.services.entry.form import WAITING, Form, Key, Outcome
from app.services.verification.comparing import DAY, SERVICE
from app.services.verification.state import Stage
from app.texts import tr
from app.views.entry.desk_state import Tray
from app.views.entry.keyboard import Command
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.errors import PuasError
    from app.models.questionnaire import Instrument
    from app.services.entry.fields import Value
    from app.services.entry.state import EntryState
    from app.services.session import Session
    from app.services.verification.comparing import Pick
    from app.services.verification.state import Compared, Progress, Task
    from app.views.entry.keyboard import Meaning
    from app.views.shell.workspace import Workspace

_TRAYS = {Command.DAY: Tray.DAY, Command.SERVICE: Tray.SERVICE}


class Phase(Enum):
    """What the desk is doing."""

    EMPTY = auto()
    TYPING = auto()
    SAVING = auto()
    DECIDING = auto()
    """Three keyings differ; somebody looks at the paper."""


class RekeyDesk(QObject):
    """Takes one paper after the other until none is left."""

    changed = Signal()
    refused = Signal(str)
    said = Signal(str, object)
    """A sentence and its Tone; an empty one takes the last one away."""
    compared = Signal(object)
    """Changes of a sheet that was keyed in."""
    finished = Signal()
    """There is no paper left, or the clerk left the desk."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._queue: deque[Meaning] = deque()
        self._state: EntryState | None = None
        self._header: dict[str, Value] = {}
        self._carried: tuple[date, int] | None = None
        self.phase, self.tray, self.wrong = Phase.EMPTY, Tray.NONE, False
        self.task: Task | None = None
        self.form: Form | None = None
        self.progress: Progress | None = None

    @property
    def state(self) -> EntryState:
        """The survey; asking for it before one is begun is a bug."""
        if self._state is None:
            raise RuntimeError("no survey is loaded")
        return self._state

    @property
    def present(self) -> Task:
        """The paper; asking for it where there is none is a bug."""
        if self.task is None:
            raise RuntimeError("no paper lies on the desk")
        return self.task

    @property
    def has_fields(self) -> bool:
        """Say whether there is anything to key in besides day and layanan."""
        return self.form is not None and bool(self.form.fields)

    @property
    def day(self) -> date | None:
        """The day that was keyed in or is carried; None while it is asked for."""
        return self._day if self._is_known(DAY) else None

    @property
    def service_id(self) -> int | None:
        """The layanan that was keyed in or is carried; None while it is asked for."""
        return self._service if self._is_known(SERVICE) else None

    def asks(self, key: str) -> bool:
        """Say whether day or layanan belong to this keying."""
        return self.present.stage is Stage.SECOND or key in self.present.asked

    # ------------------------------------------------------------ beginning
    def begin(self, state: EntryState, task: Task, progress: Progress) -> None:
        """Lay the first paper on the desk."""
        self._state, self.progress = state, progress
        self._carried = (state.day, state.service_id)
        self._queue.clear()
        self.said.emit("", Tone.INFO)
        self._lay(task)

    def leave(self) -> None:
        """Put the paper away; what was keyed in of it is not kept."""
        self.phase, self.task, self.form, self.tray = Phase.EMPTY, None, None, Tray.NONE
        self._queue.clear()
        self.finished.emit()

    def find(self, number: int) -> None:
        """Take the paper with this number."""
        plan_id = self.present.plan_id
        self._show(Phase.SAVING)
        self._workspace.run(
            lambda s: s.verification.find(plan_id, number), self._lay, self._failed, owner=self
        )

    # ------------------------------------------------------------ keys
    def press(self, meaning: Meaning) -> None:
        """Take one key, now or as soon as the file is free."""
        if self.phase is Phase.SAVING:
            self._queue.append(meaning)
        elif self.phase is Phase.TYPING:
            self._typed(meaning)

    def go_to(self, key: str) -> None:
        """Let the next key be for a field that was clicked or tabbed to."""
        if self.phase is Phase.TYPING and self.form is not None and self.has_fields:
            self.form.go_to(key)
            self.wrong = False
            self.changed.emit()

    def close_tray(self) -> None:
        """Close what lies under the sheet, unless the paper needs it."""
        self.tray = self._needed_tray()
        self.changed.emit()

    def choose_day(self, day: date) -> None:
        """Take the day on the paper; it is carried to the next one."""
        self._header[DAY] = day.isoformat()
        self._carried = (day, self._service)
        self._next_part()

    def choose_service(self, service_id: int) -> None:
        """Take the layanan on the paper; it is carried to the next one."""
        self._header[SERVICE] = service_id
        self._carried = (self._day, service_id)
        self._next_part()

    def decide(self, picks: Mapping[str, Pick], reason: str) -> None:
        """Say what is on the paper."""
        task = self.present
        self._show(Phase.SAVING)
        self._workspace.run(
            lambda s: s.verification.choose(task.plan_id, task.uuid, picks, reason),
            self._done,
            lambda error: self._failed(error, Phase.DECIDING),
            owner=self,
        )

    def key_again(self) -> None:
        """Key in the open fields once more instead of deciding."""
        self._lay(replace(self.present, stage=Stage.THIRD))

    def _typed(self, meaning: Meaning) -> None:
        if isinstance(meaning, Command):
            self._command(meaning)
        elif meaning is Key.CLEAR and (self.form is None or not self.form.is_touched):
            self.leave()
        elif self.form is not None and self.has_fields:
            self._into_the_form(self.form, meaning)

    def _command(self, command: Command) -> None:
        if command in _TRAYS and self.asks(DAY if command is Command.DAY else SERVICE):
            self.tray = _TRAYS[command]
            self.changed.emit()
        elif command is Command.FIND:
            self.tray = Tray.FIND
            self.changed.emit()
        elif command is Command.SAVE:
            self._typed(Key.ENTER)
        elif command is Command.NUM_LOCK:
            self._refuse(tr("Num Lock mati: tekan tombol Num Lock, lalu ketik lagi."))
        else:
            self._refuse(tr("Tombol itu tidak dipakai dalam verifikasi."))

    def _into_the_form(self, form: Form, meaning: str | Key) -> None:
        outcome = form.press(meaning)
        self.wrong = False
        if outcome is Outcome.REFUSED:
            hint = form.waiting_field.keys_hint
            self._refuse(
                tr("Tombol itu tidak ada di sini: {petunjuk}, 0 untuk kosong.", petunjuk=hint)
            )
        elif outcome is Outcome.COMPLETED:
            self._submit()
        else:
            self.changed.emit()

    def _refuse(self, sentence: str) -> None:
        self.wrong = True
        self.changed.emit()
        self.refused.emit(sentence)

    # ------------------------------------------------------------ one paper
    def _lay(self, task: Task) -> None:
        """Lay a paper on the desk, and take the keys that waited."""
        self.task, self.wrong, self._header = task, False, {}
        if task.stage is Stage.DECIDE:
            self.form, self.tray = None, Tray.NONE
            self._queue.clear()
            self._show(Phase.DECIDING)
            return
        asked = None if task.stage is Stage.SECOND else task.asked
        self.form = Form(
            _part(self.state.instrument, asked),
            day=self._day,
            service_id=self._service,
            number=task.number,
            uuid=task.uuid,
        )
        self.tray = self._needed_tray()
        if task.remark:
            self.said.emit(task.remark, Tone.WARNING)
        self._show(Phase.TYPING)
        while self._queue and self.phase is Phase.TYPING and self.tray is Tray.NONE:
            self.press(self._queue.popleft())

    def _needed_tray(self) -> Tray:
        """Return what a third keying still has to ask above the sheet."""
        if self.present.stage is Stage.THIRD:
            for key, tray in ((DAY, Tray.DAY), (SERVICE, Tray.SERVICE)):
                if key in self.present.asked and key not in self._header:
                    return tray
        return Tray.NONE

    def _next_part(self) -> None:
        self.tray = self._needed_tray()
        if self.tray is Tray.NONE and self.form is not None and not self.form.fields:
            self._submit()
        else:
            self.changed.emit()

    def _submit(self) -> None:
        task, form, survey_id = self.present, self.form, self.state.survey.id
        if form is None:
            return
        self.tray = Tray.NONE
        self._show(Phase.SAVING)
        if task.stage is Stage.SECOND:
            form.day, form.service_id = self._day, self._service
            sheet = form.sheet(survey_id)
            self._workspace.run(
                lambda s: s.verification.second(task.plan_id, sheet),
                self._done,
                self._not_taken,
                owner=self,
            )
            return
        values = self._header | {field.key: _held(form, field.key) for field in form.fields}
        self._workspace.run(
            lambda s: s.verification.third(task.plan_id, task.uuid, values),
            self._done,
            self._not_taken,
            owner=self,
        )

    def _done(self, outcome: Compared) -> None:
        self.progress = outcome.progress
        good = outcome.state in {SheetState.EQUAL, SheetState.DECIDED}
        self.said.emit(outcome.sentence, Tone.GOOD if good else Tone.WARNING)
        self.compared.emit(outcome.changes)
        if outcome.next is None:
            self.leave()
        else:
            self._lay(outcome.next)

    def _not_taken(self, error: PuasError) -> None:
        """Pass over a paper that needs nothing more, such as one deleted meanwhile."""
        task = self.present
        self._failed(error)
        if not isinstance(error, InputError):
            return

        def look(session: Session) -> tuple[bool, Task | None]:
            try:
                session.verification.find(task.plan_id, task.number)
            except InputError:
                return False, session.verification.next(task.plan_id, task.number)
            return True, None

        self._workspace.run(look, self._passed_over, owner=self)

    def _passed_over(self, found: tuple[bool, Task | None]) -> None:
        is_open, following = found
        if following is not None:
            self._lay(following)
        elif not is_open:
            self.leave()

    def _failed(self, error: PuasError, back: Phase = Phase.TYPING) -> None:
        """Keep the paper on the desk; Enter tries again."""
        self._queue.clear()
        self.said.emit(error.sentence, Tone.DANGER)
        self._show(back)

    def _show(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    # ------------------------------------------------------------ above the sheet
    @property
    def _day(self) -> date:
        return self._carried[0] if self._carried else self.state.day

    @property
    def _service(self) -> int:
        return self._carried[1] if self._carried else self.state.service_id

    def _is_known(self, key: str) -> bool:
        return self.present.stage is Stage.SECOND or key in self._header


def _part(instrument: Instrument, asked: tuple[str, ...] | None) -> Instrument:
    """Return the questionnaire with the asked fields alone; None for all of it."""
    if asked is None:
        return instrument
    questions = [question for question in instrument.questions if question.key in asked]
    return replace(
        instrument,
        # Alone, a question would take the name of the unsur that it shares with others.
        questions=tuple(replace(q, short_name=instrument.name_of(q)) for q in questions),
        profile=tuple(field for field in instrument.profile if field.key in asked),
    )


def _held(form: Form, key: str) -> Value:
    held = form.held(key)
    return None if held is WAITING else held
