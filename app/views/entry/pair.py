"""Two parts beside each other where there is room, below each other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.views.theme import px
from app.views.theme.look import keep_scaled

_LINE_GAP = 6
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Pair(QWidget):
    """Tries two lines before it cuts anything.

    The first part ends at the left; the second begins after it or, ``at_right``, ends at the right.
    """

    def __init__(
        self, first: QWidget, second: QWidget, *, gap: int, at_right: bool = False
    ) -> None:
        super().__init__()
        self._first, self._second, self._gap = first, second, gap
        self._layout = QBoxLayout(_ACROSS)
        self._layout.addWidget(first, 1 if at_right else 0)
        self._layout.addWidget(second, 0 if at_right else 1)
        self.setLayout(self._layout)
        keep_scaled(self._layout, (0, 0, 0, 0), gap)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def event(self, event: QEvent) -> bool:
        """Arrange anew when the width or what the parts want changes."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._arrange()
        return handled

    def _arrange(self) -> None:
        first, second = self._first.minimumSizeHint().width(), self._second.sizeHint().width()
        wanted = first + second + px(self._gap)
        direction = _ACROSS if wanted <= self.width() else _DOWN
        if direction is not self._layout.direction():
            self._layout.setDirection(direction)
            gap = self._gap if direction is _ACROSS else _LINE_GAP
            keep_scaled(self._layout, (0, 0, 0, 0), gap)
            self.updateGeometry()
