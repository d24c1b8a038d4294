"""What the tabs of Tindak lanjut have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from app.errors import PuasError
    from app.services.follow_up.overview import FollowUpOverview
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

Result = TypeVar("Result")


class FollowUpPage(QWidget):
    """One tab; it shows the overview that the screen asked for."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def show_overview(self, shown: FollowUpOverview, *, read_only: bool) -> None:
        """Show what the file holds now."""
        raise NotImplementedError

    def do(
        self,
        work: Callable[[Session], Result],
        said: Callable[[Result], str],
        *,
        undo: Callable[[Session, Result], object] | None = None,
        on_done: Callable[[Result], object] | None = None,
        on_failed: Callable[[PuasError], object] | None = None,
    ) -> None:
        """Do what returns Changes, alone or last in a tuple; say it, and offer to take it back."""

        def done(result: Result) -> None:
            words = said(result)
            if undo is not None:
                self.workspace.say_with_undo(
                    words, lambda: self.workspace.write(lambda session: undo(session, result))
                )
            elif words:
                self.workspace.say(words)
            if on_done is not None:
                on_done(result)

        self.workspace.write(work, done, on_failed, owner=self)


def press_by(keys: str, button: QPushButton, within: QWidget) -> None:
    """Let ``keys`` press a button while the keyboard is within a widget."""
    shortcut = QShortcut(QKeySequence(keys), within)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(button.click)
