"""Hands what was keyed in to the file: every 20 sheets, at a pause, on leaving and on closing.

It is never part of a sheet's own transaction: a speed that is not kept costs nobody a sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from app.services.entry.pace import Pace
from app.views.entry.keying_clock import Counted, KeyingClock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.views.entry.desk_state import DeskState
    from app.views.shell.workspace import Workspace


class KeyingRecorder(QObject):
    """Listens to the pace of a desk; ``screen`` is left when it is hidden."""

    def __init__(self, desk: DeskState, workspace: Workspace, screen: QWidget) -> None:
        super().__init__(screen)
        self.clock = KeyingClock()
        self._workspace = workspace
        self._survey_id = 0
        desk.pace = _RecordedPace(self)
        screen.installEventFilter(self)
        workspace.leaving.connect(self.keep)

    def typed(self) -> None:
        """Count a key for the survey that is worked on."""
        if self._survey_id != self._workspace.survey_id:
            self.keep()
            self._survey_id = self._workspace.survey_id
        self.clock.typed()

    def finished(self) -> None:
        """Count a sheet."""
        self.clock.finished()
        if self.clock.is_due:
            self.keep()

    def keep(self) -> None:
        """Hand over what was counted; what the file refuses is not worth a word to the clerk."""
        counted, survey_id = self.clock.take(), self._survey_id
        if counted == Counted() or not survey_id:
            return
        self._workspace.run(
            lambda session: session.verification.note_keying(
                survey_id,
                sheets=counted.sheets,
                keystrokes=counted.keystrokes,
                milliseconds=counted.milliseconds,
            ),
            on_failed=lambda _: None,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was counted when the screen is left."""
        if event.type() == QEvent.Type.Hide:
            self.keep()
        return super().eventFilter(watched, event)


class _RecordedPace(Pace):
    """A pace that passes on what it is told."""

    def __init__(self, recorder: KeyingRecorder) -> None:
        super().__init__()
        self._recorder = recorder

    def typed(self) -> None:
        super().typed()
        self._recorder.typed()

    def finished(self) -> None:
        super().finished()
        self._recorder.finished()

    def pause(self) -> None:
        super().pause()
        self._recorder.keep()
