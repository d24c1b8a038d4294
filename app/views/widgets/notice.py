"""A sentence that must always be seen, such as that these are sample data."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from app.views.widgets.labels import IconLabel, Label
from app.views.widgets.layout import row


class Notice(QFrame):
    """The sentence on its ground; without one nothing is shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "message")
        self.setProperty("tone", "warning")
        self.text = Label("", "small", name=name, wrap=True)
        line = row(IconLabel("info", "warning"), self.text, gap=8, margins=(12, 6, 12, 6))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def set_text(self, text: str) -> None:
        """Show a sentence, or nothing."""
        self.text.setText(text)
        self.setVisible(bool(text))
