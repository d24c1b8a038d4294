"""The left rail: one button for each screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.texts import tr
from app.views.shell.screens import in_rail, numbers
from app.views.theme import px
from app.views.widgets.buttons import Button
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views.shell.screens import ScreenEntry

WIDTH = 208
NARROW = 60
"""Icons alone, where the window is small for its text size."""


class NavButton(Button):
    """A button of the rail; the screen that is shown is marked."""

    kind = "nav"

    def __init__(self, entry: ScreenEntry, digit: str) -> None:
        super().__init__(entry.title, name=f"nav.{entry.key}", icon=entry.icon)
        keys = [key for key in (f"Alt+{digit}" if digit else "", entry.shortcut) if key]
        self.setToolTip(" · ".join([entry.title, *keys]))
        self.setAccessibleDescription(", ".join(keys))
        self.setCheckable(True)
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, or icon and text."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Need no more than the icon where the rail is narrow."""
        hint = super().minimumSizeHint()
        return QSize(px(40), hint.height()) if self._narrow else hint

    def _shown_text(self) -> str:
        return "" if self._narrow else super()._shown_text()

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
        digits, entries = numbers(entries), in_rail(entries)
        self._buttons = {
            entry.key: NavButton(entry, digits.get(entry.key, "")) for entry in entries
        }
        upper = [self._buttons[entry.key] for entry in entries if not entry.at_bottom]
        lower = [self._buttons[entry.key] for entry in entries if entry.at_bottom]
        self.setLayout(column(*upper, 1, *lower, gap=2, margins=(10, 12, 10, 10)))
        self._narrow = False
        self._size()
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))

    def mark(self, key: str) -> None:
        """Mark the screen that is shown."""
        for other, button in self._buttons.items():
            button.setChecked(other == key)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, or icons and names."""
        if narrow != self._narrow:
            self._narrow = narrow
            for button in self._buttons.values():
                button.set_narrow(narrow=narrow)
            self._size()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size()

    def _size(self) -> None:
        self.setFixedWidth(px(NARROW if self._narrow else WIDTH))
