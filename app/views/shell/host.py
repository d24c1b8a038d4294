"""The place of the screens: made when first shown, told what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.changes import Changes
    from app.views.shell.screens import Screen, ScreenEntry
    from app.views.shell.workspace import Workspace


class ScreenHost(QStackedWidget):
    """Holds the screens of one open file and shows one of them."""

    shown = Signal(str)

    def __init__(self, entries: Sequence[ScreenEntry], workspace: Workspace) -> None:
        super().__init__()
        self._entries = {entry.key: entry for entry in entries}
        self._workspace = workspace
        self._made: dict[str, QWidget] = {}
        workspace.changed.connect(self._refresh)

    @property
    def current_key(self) -> str:
        """The key of the screen that is shown."""
        widget = self.currentWidget()
        return next((key for key, made in self._made.items() if made is widget), "")

    def go(self, key: str, target: object = None) -> None:
        """Show a screen, and lead it to ``target`` if it knows how."""
        entry = self._entries.get(key)
        if entry is None:
            return
        if key not in self._made:
            self._made[key] = entry.make(self._workspace)
            self.addWidget(self._made[key])
        made = self._made[key]
        self.setCurrentWidget(made)
        self.shown.emit(key)
        self._as_screen(made).activate()
        if target is not None and hasattr(made, "open_target"):
            made.open_target(target)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Leave the keyboard where the screen put it; else take it from what stands around."""
        screen = self.currentWidget()
        if screen is not None and not screen.isAncestorOf(screen.window().focusWidget() or screen):
            last = screen.focusWidget() or screen
            (last if last.isVisible() else screen).setFocus()

    def forget(self) -> None:
        """Take all screens away: they belong to a file that is closed."""
        for made in self._made.values():
            self.removeWidget(made)
            made.deleteLater()
        self._made = {}

    def _refresh(self, changes: Changes) -> None:
        widget = self.currentWidget()
        if widget is not None:
            self._as_screen(widget).refresh(changes)

    def _as_screen(self, widget: QWidget) -> Screen:
        return cast("Screen", widget)
