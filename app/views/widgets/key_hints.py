"""The row that says which key does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Label
from app.views.widgets.layout import clear, row

if TYPE_CHECKING:
    from collections.abc import Sequence


class KeyCap(QLabel):
    """A key as it looks on the keyboard."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class KeyHints(QWidget):
    """Keys with their deeds, such as ``("1–4", "jawab")``; a dash parts the ends of a range."""

    def __init__(self, hints: Sequence[tuple[str, str]], *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._layout = FlowLayout(gap=16)
        self.setLayout(self._layout)
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        clear(self._layout)
        for keys, deed in hints:
            self._layout.addWidget(_hint(keys, deed))
        self.setAccessibleName(", ".join(f"{keys} {deed}" for keys, deed in hints))


def _hint(keys: str, deed: str) -> QWidget:
    hint = QWidget()
    layout = row(gap=4)
    for number, key in enumerate(keys.split("–")):
        if number:
            layout.addWidget(Label("–", "caption"))
        layout.addWidget(KeyCap(key))
    layout.addWidget(Label(deed, "caption"))
    hint.setLayout(layout)
    return hint
