"""What stands where there is nothing yet: what this place is for, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.labels import IconLabel, Label
from app.views.widgets.layout import column, row


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and the one button that leads on."""

    acted = Signal()

    def __init__(
        self, icon: str, title: str, text: str = "", *, name: str, action: str = "", hint: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.icon = IconLabel(icon, "muted", size=40)
        self.title = Label(title, "heading", wrap=True)
        self.text = Label(text, "muted", wrap=True)
        self.button = PrimaryButton(action, name=f"{name}.lanjut", hint=hint)
        # Shown before it has a parent, a widget would be a window of its own for a moment.
        if not action:
            self.button.hide()
        self.button.clicked.connect(self.acted)
        for label in (self.icon, self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if not text:
            self.text.hide()
        self.setLayout(
            column(
                1,
                self.icon,
                self.title,
                self.text,
                row(1, self.button, 1),
                2,
                gap=12,
                margins=(24, 24, 24, 24),
            )
        )

    def set(self, title: str, text: str = "", action: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(title)
