"""The left rail: one button for each screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import Button
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views.shell.screens import ScreenEntry

WIDTH = 208


class NavButton(Button):
    """A button of the rail; the screen that is shown is marked."""

    kind = "nav"

    def __init__(self, entry: ScreenEntry, number: int) -> None:
        super().__init__(entry.title, name=f"nav.{entry.key}", icon=entry.icon)
        keys = [f"Alt+{number}", *([entry.shortcut] if entry.shortcut else [])]
        self.setToolTip(" · ".join([entry.title, *keys]))
        self.setAccessibleDescription(", ".join(keys))
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _text_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)
        return font

    def _use(self) -> str:
        if self.isChecked():
            return "accent"
        return "text" if self.underMouse() else "muted"

    def _left(self, text: str) -> int:  # noqa: ARG002 - icons stand under each other
        return px(12)


class Rail(QFrame):
    """All screens, the settings at the foot; keyboard: Tab, arrows, Alt+number."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[ScreenEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(tr("Layar"))
        self._buttons = {
            entry.key: NavButton(entry, number) for number, entry in enumerate(entries, start=1)
        }
        upper = [self._buttons[entry.key] for entry in entries if not entry.at_bottom]
        lower = [self._buttons[entry.key] for entry in entries if entry.at_bottom]
        self.setLayout(column(*upper, 1, *lower, gap=2, margins=(10, 12, 10, 10)))
        self.setFixedWidth(px(WIDTH))
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))

    def mark(self, key: str) -> None:
        """Mark the screen that is shown."""
        for other, button in self._buttons.items():
            button.setChecked(other == key)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(px(WIDTH))
