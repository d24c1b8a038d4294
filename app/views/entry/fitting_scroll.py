"""A scrolling area that is as high as its content where there is room, and lower where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.views.theme.look import keep_scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MARGIN, BAR = 16, 12
"""The margin at the right of the content, and how much of it the bar takes."""


class FittingScroll(QScrollArea):
    """Leaves no gap under its content, so that what follows stands right below.

    The content keeps a margin at the right; the bar takes its place there, so that nothing moves.
    """

    def __init__(self, content: QWidget, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setWidget(content)
        content.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def sizeHint(self) -> QSize:
        """Be as high as the content."""
        content = self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Accept any height, and the least width of the content."""
        content = self.widget()
        return QSize(content.minimumSizeHint().width() if content is not None else 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by whole pages; every other key is meant for the sheet."""
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take another height when the content wants it."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _make_room(self, _least: int, most: int) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is not None:
            gap = int(layout.property("puas")[4])
            keep_scaled(layout, (0, 0, MARGIN - BAR if most else MARGIN, 0), gap)
