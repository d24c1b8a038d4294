"""Tabs and switchers: a few choices beside each other, moved through by the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from app.views.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_MOVING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)

Choice = tuple[str, str]
"""A key and the text shown for it."""


class _ChoiceButton(QPushButton):
    """Leaves the arrow keys to the row it stands in; Qt would only move the focus."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows, Home and End pass."""
        if Qt.Key(event.key()) in _MOVING:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Choices(QFrame):
    """Buttons of which exactly one is chosen."""

    chosen = Signal(str)
    kind = ""

    def __init__(self, choices: Sequence[Choice], *, name: str, accessible: str, gap: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._buttons: dict[str, QPushButton] = {}
        self._current = ""
        self._layout = FlowLayout(gap=gap)
        self.setLayout(self._layout)
        self.set_choices(choices)

    @property
    def current(self) -> str:
        """The key of the choice in force; empty where there are none."""
        return self._current

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the one in force stays if it is still there, else the first."""
        before, made = self.current, self._buttons
        self._buttons = {
            key: made.pop(key) if key in made else self._button(key) for key, _ in choices
        }
        for gone in made.values():
            self._layout.removeWidget(gone)
            gone.deleteLater()
        for place, (key, text) in enumerate(choices):
            self.set_text(key, text)
            self._layout.removeWidget(self._buttons[key])
            self._layout.insert(place, self._buttons[key])
        first = before if before in self._buttons else next(iter(self._buttons), "")
        self._mark(first)

    def set_text(self, key: str, text: str) -> None:
        """Write another text on a choice."""
        self._buttons[key].setText(text.replace("&", "&&"))
        self._buttons[key].setAccessibleName(text)

    def choose(self, key: str) -> None:
        """Choose ``key`` and say so; what is already chosen or unknown changes nothing."""
        if key in self._buttons and key != self.current:
            self._mark(key)
            self.chosen.emit(key)
        elif key in self._buttons:
            self._mark(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys, Home and End."""
        keys = list(self._buttons)
        here = keys.index(self.current) if self.current else 0
        moves = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(keys) - 1,
        }
        target = moves.get(Qt.Key(event.key()))
        if target is None or not keys:
            super().keyPressEvent(event)
            return
        key = keys[min(max(target, 0), len(keys) - 1)]
        self.choose(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, key: str) -> QPushButton:
        button = _ChoiceButton(self)
        button.setObjectName(f"{self.objectName()}.{key}")
        button.setProperty("kind", self.kind)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.choose(key))
        return button

    def _mark(self, key: str) -> None:
        self._current = key
        for other, button in self._buttons.items():
            button.setChecked(other == key)
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus
            )
        if key in self._buttons:
            self.setFocusProxy(self._buttons[key])


class TabBar(_Choices):
    """Tabs over a part of a screen; ``pages`` is shown in step when one is given."""

    kind = "tab"

    def __init__(self, choices: Sequence[Choice], *, name: str, accessible: str) -> None:
        super().__init__(choices, name=name, accessible=accessible, gap=4)


class Switcher(_Choices):
    """A small choice in one frame, such as terang/gelap or a year."""

    kind = "segment"

    def __init__(self, choices: Sequence[Choice], *, name: str, accessible: str) -> None:
        super().__init__(choices, name=name, accessible=accessible, gap=0)
        self.setProperty("kind", "segments")
        self.setSizePolicy(self.sizePolicy().Policy.Maximum, self.sizePolicy().Policy.Fixed)


class TabPages(QStackedWidget):
    """The pages under a TabBar, each known by the key of its tab."""

    def __init__(self, tabs: TabBar | Switcher) -> None:
        super().__init__()
        self._pages: dict[str, QWidget] = {}
        tabs.chosen.connect(self.show_page)

    def add_page(self, key: str, page: QWidget) -> None:
        """Add the page of a tab; the first one is shown."""
        self._pages[key] = page
        self.addWidget(page)

    def show_page(self, key: str) -> None:
        """Show the page of a tab."""
        if key in self._pages:
            self.setCurrentWidget(self._pages[key])
