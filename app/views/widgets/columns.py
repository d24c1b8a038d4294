"""Cards beside each other where there is room, else below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from app.views.theme import px
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Columns(QWidget):
    """Takes (widget, share) pairs; below ``narrow`` pixels at 100 % they stand in one column."""

    def __init__(self, *parts: tuple[QWidget, int], narrow: int = 880, gap: int = 12) -> None:
        super().__init__()
        self._narrow = narrow
        self._cards = row(gap=gap)
        for widget, share in parts:
            self._cards.addWidget(widget, share)
        self.setLayout(self._cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction that fits the new width."""
        super().resizeEvent(event)
        beside = self.width() >= px(self._narrow)
        directions = QBoxLayout.Direction
        self._cards.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
