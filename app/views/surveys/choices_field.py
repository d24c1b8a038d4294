"""A choice of one with a line that explains each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import add, clear, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence


class ExplainedChoice(QWidget):
    """Radio buttons, each with its explanation below it; the arrow keys move between them."""

    changed = Signal(str)

    def __init__(self, title: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = title
        self._buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._rows = column(gap=6)
        self.setLayout(column(Label(title, "caption-strong"), self._rows, gap=4))

    def set_choices(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Offer (key, text, explanation); the chosen key stays if it is still there."""
        before = self.key
        clear(self._rows)
        self._buttons = {}
        for key, text, explanation in choices:
            add(self._rows, self._choice(key, text, explanation))
        self.choose(before)

    @property
    def key(self) -> str:
        """The key that is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    @property
    def buttons(self) -> tuple[QRadioButton, ...]:
        """The buttons in their order."""
        return tuple(self._buttons.values())

    def choose(self, key: str) -> None:
        """Choose a key, or the first one where it is unknown."""
        chosen = self._buttons.get(key) or next(iter(self._buttons.values()), None)
        if chosen is not None:
            chosen.setChecked(True)

    def _choice(self, key: str, text: str, explanation: str) -> QWidget:
        button = QRadioButton(text)
        button.setObjectName(f"{self.objectName()}.{key}")
        button.setAccessibleName(f"{self._title}: {text}")
        button.setAccessibleDescription(explanation)
        button.toggled.connect(lambda on: self.changed.emit(key) if on else None)
        self._group.addButton(button)
        self._buttons[key] = button
        box = QWidget()
        line = row(Caption(explanation, wrap=True), margins=(30, 0, 0, 0))
        box.setLayout(column(button, line, gap=0))
        return box
