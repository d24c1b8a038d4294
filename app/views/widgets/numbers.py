"""Large figures with their caption."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column


class BigNumber(QWidget):
    """A figure between its caption and its explanation: huge (40), big (28) or normal (22)."""

    def __init__(
        self,
        caption: str = "",
        value: str = "–",
        note: str = "",
        *,
        name: str = "",
        size: str = "normal",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        role = {"huge": "number-huge", "big": "number-big", "normal": "number"}[size]
        self.caption = Caption(caption)
        self.value = Label(value, role, name=f"{name}.nilai" if name else "")
        self.note = Caption(note, wrap=True)
        self.setLayout(column(self.caption, self.value, self.note, gap=2))
        self.set(value, note)

    def set(self, value: str, note: str = "") -> None:
        """Show another figure and explanation."""
        self.value.setText(value)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.caption.setVisible(bool(self.caption.text()))
        self.setAccessibleName(
            " ".join(part for part in (self.caption.text(), value, note) if part)
        )
