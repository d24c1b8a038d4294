"""A column of fixed width beside the main part of a screen; it scrolls where the window is low."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.views.theme import px

_ROOM_FOR_BAR = 14


class SideColumn(QScrollArea):
    """Holds ``content`` at ``width`` pixels at 100 %, with room for the scroll bar beside it."""

    def __init__(self, content: QWidget, *, width: int, name: str, yields: bool = False) -> None:
        """Make a column; one that ``yields`` takes the room for the bar from its content."""
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._content, self._width, self._yields = content, width, yields
        self.setWidget(content)
        self._take_width()

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_content"):
            self._take_width()

    def _take_width(self) -> None:
        if self._yields:
            self.setFixedWidth(px(self._width))
            return
        self._content.setFixedWidth(px(self._width))
        self.setFixedWidth(px(self._width) + px(_ROOM_FOR_BAR))
