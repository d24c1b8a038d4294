"""A reason and the deed that needs one: the deed waits until something is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.consolidation.gate import REASON_LIMIT
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.layout import row


class ReasonLine(QWidget):
    """A field and its button; Enter in the field does the deed."""

    given = Signal(str)

    def __init__(self, action: str, hint: str, *, name: str, field: str) -> None:
        super().__init__()
        self.reason = QLineEdit()
        self.reason.setObjectName(field)
        self.reason.setAccessibleName(hint)
        self.reason.setPlaceholderText(hint)
        self.reason.setMaxLength(REASON_LIMIT)
        self.button = SecondaryButton(action, name=name)
        line = row(self.reason, self.button, gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._allowed = True
        self.reason.textChanged.connect(lambda _: self._show_state())
        self.reason.returnPressed.connect(self._give)
        self.button.clicked.connect(self._give)
        self._show_state()

    def allow(self, *, allowed: bool) -> None:
        """Let the deed be done, or not."""
        self._allowed = allowed
        self.reason.setEnabled(allowed)
        self._show_state()

    def _show_state(self) -> None:
        self.button.setEnabled(self._allowed and bool(self.reason.text().strip()))

    def _give(self) -> None:
        if self.button.isEnabled():
            self.given.emit(self.reason.text())
