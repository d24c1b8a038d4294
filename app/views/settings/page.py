"""What the pages of the settings have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from app.services.changes import Changes
    from app.services.offices.overview import OfficeOverview
    from app.services.session import Session


class SettingsPage(QWidget):
    """One page. What it wants written it hands over; nothing is written here."""

    scrolls_itself = False
    """Whether the page keeps to the room there is; else it stands in an area that scrolls."""

    write_wanted = Signal(object, str)
    """A function of the session that returns Changes, and the sentence said when it is done."""

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:
        """Show what the file holds now."""
        raise NotImplementedError

    @property
    def is_touched(self) -> bool:
        """Say whether something was typed that is not saved."""
        return False

    def write(self, work: Callable[[Session], Changes], said: str) -> None:
        """Ask for a deed."""
        self.write_wanted.emit(work, said)


def press_by(keys: str, button: QPushButton, within: QWidget) -> None:
    """Let ``keys`` press a button while the keyboard is within a widget."""
    shortcut = QShortcut(QKeySequence(keys), within)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(button.click)
