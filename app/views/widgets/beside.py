"""Two boxes beside each other, or below each other where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.views.theme import px
from app.views.widgets.layout import column, row, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Beside(QWidget):
    """Holds two boxes; ``least`` is the width in pixels at 100 % below which they are stacked."""

    def __init__(
        self, left: QWidget, right: QWidget, *, name: str, shares: tuple[int, int], least: int
    ) -> None:
        super().__init__()
        self._least = least
        self._boxes = row(left, right, gap=16)
        for place, share in enumerate(shares):
            self._boxes.setStretch(place, share)
        content = QWidget()
        content.setLayout(self._boxes)
        self.area = scrolled(content, name=f"{name}.gulir")
        self.setLayout(column(self.area))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the boxes, or put them beside each other again."""
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """Decide anew under another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._turn()

    def _turn(self) -> None:
        wide = self.width() >= px(self._least)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._boxes.direction() != direction:
            self._boxes.setDirection(direction)
