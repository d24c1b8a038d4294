"""What stands in the middle of a table without rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from app.views.theme import px
from app.views.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView


class EmptyNote(Label):
    """A sentence over the viewport of a table, which calls ``place`` when it is resized."""

    def __init__(self, table: QAbstractItemView, text: str) -> None:
        super().__init__(text, "muted", wrap=True, name=f"{table.objectName()}.kosong")
        self.setParent(table.viewport())
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def place(self, area: QRect) -> None:
        """Fill the viewport."""
        self.setGeometry(QRect(area).adjusted(px(16), 0, -px(16), 0))
