"""What stands in the middle of a table without rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from app.views.theme import px
from app.views.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView


class EmptyNote(Label):
    """A sentence over the whole viewport of a table, whatever size that takes."""

    def __init__(self, table: QAbstractItemView, text: str) -> None:
        super().__init__(text, "muted", wrap=True, name=f"{table.objectName()}.kosong")
        self.setParent(table.viewport())
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        table.viewport().installEventFilter(self)
        self._area = table.viewport()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the viewport."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.setGeometry(self._area.rect().adjusted(px(16), 0, -px(16), 0))
        return super().eventFilter(watched, event)
