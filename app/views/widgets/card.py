"""The white box that everything stands in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.views.widgets.labels import Heading, repolish
from app.views.widgets.layout import Item, Margins, add, column


class Card(QFrame):
    """A box with an optional heading; its content goes into ``body``, a column."""

    def __init__(
        self,
        *items: Item,
        title: str = "",
        name: str = "",
        gap: int = 8,
        margins: Margins = (16, 14, 16, 14),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = column(gap=gap, margins=margins)
        self.setLayout(self.body)
        self.heading = Heading(title, small=True)
        if title:
            self.body.addWidget(self.heading)
            self.setAccessibleName(title)
        add(self.body, *items)

    def set_tone(self, tone: str) -> None:
        """Mark the box by the colour of its line (warning, danger, accent, good or none)."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)
