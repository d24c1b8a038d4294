"""Many small deeds one after the other, so that other screens get their turn between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.services.changes import NOTHING, Changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.errors import PuasError
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

    Step = tuple[str, Callable[[Session], Any]]
    """What is shown while it runs, and the deed; its result has ``changes``."""

_TOLD_EVERY = 25
"""Steps after which other screens hear of the changes so far."""


class StepQueue(QObject):
    """Runs steps on the thread of the file until there are no more, or it is stopped."""

    began = Signal(int, int, str)
    """How many are done, how many there are, and the name of the next one."""
    stepped = Signal(object)
    """What a step returned."""
    ended = Signal(int, object)
    """How many steps were left, and the PuasError that stopped them or None."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._steps: list[Step] = []
        self._done = 0
        self._changes: Changes = NOTHING
        self._stopping = False
        self.is_running = False
        workspace.leaving.connect(self.stop)

    def add(self, steps: Iterable[Step]) -> None:
        """Run further steps after those that wait."""
        self._steps += steps
        if not self.is_running and self._steps:
            self.is_running, self._stopping, self._done = True, False, 0
            self._next()

    def stop(self) -> None:
        """Let the step that runs be the last one."""
        self._stopping = self.is_running

    def _next(self) -> None:
        if self._stopping or not self._steps:
            self._end(None)
            return
        name, work = self._steps.pop(0)
        self.began.emit(self._done, self._done + len(self._steps) + 1, name)
        self._workspace.run(work, self._stepped, self._refused, owner=self)

    def _stepped(self, result: Any) -> None:  # noqa: ANN401 - the result of any deed
        self._done += 1
        self._changes |= result.changes
        self.stepped.emit(result)
        if self._done % _TOLD_EVERY == 0:
            self._tell()
        self._next()

    def _refused(self, error: PuasError) -> None:
        self._end(error, 1)

    def _end(self, error: PuasError | None, undone: int = 0) -> None:
        left, self._steps = len(self._steps) + undone, []
        self.is_running = False
        self._tell()
        self.ended.emit(left, error)

    def _tell(self) -> None:
        changes, self._changes = self._changes, NOTHING
        if changes != NOTHING:
            self._workspace.changed.emit(changes)
