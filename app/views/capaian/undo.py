"""The deeds of the screen Capaian that can be taken back, the last first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.texts import tr
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.views.capaian.cells import Undo
    from app.views.shell.workspace import Workspace

_MOST = 200


class UndoStack(QObject):
    """Remembers what can be taken back. What was changed elsewhere since is refused in words."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._deeds: list[tuple[str, Undo]] = []

    def remember(self, said: str, undo: Undo | None) -> None:
        """Keep a deed; ``said`` is what is shown when it was taken back."""
        if undo is not None:
            self._deeds = [*self._deeds, (said, undo)][-_MOST:]

    def offer(self, said: str, undone: str, undo: Undo) -> None:
        """Tell of a deed in a message that takes it back; Ctrl+Z does so too while it is the last.

        ``undone`` is what is shown when it was taken back.
        """
        self.remember(undone, undo)
        deed = self._deeds[-1]
        self._workspace.say_with_undo(said, lambda: self._take_back_one(deed))

    def forget(self) -> None:
        """Keep none: another file is open."""
        self._deeds = []

    def take_back(self) -> None:
        """Take the last deed back."""
        if not self._deeds:
            self._workspace.say(tr("Tidak ada yang dapat diurungkan di layar ini."), Tone.INFO)
            return
        self._take_back_one(self._deeds[-1])

    def _take_back_one(self, deed: tuple[str, Undo]) -> None:
        if deed not in self._deeds:
            return
        self._deeds.remove(deed)
        said, undo = deed
        self._workspace.write(
            undo, lambda _: self._workspace.say(said, Tone.INFO), self._refused, owner=self
        )

    def _refused(self, error: PuasError) -> None:
        self._workspace.say_error(error)
