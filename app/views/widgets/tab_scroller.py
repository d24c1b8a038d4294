"""Tabs that do not fit beside each other move along with the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

if TYPE_CHECKING:
    from app.views.widgets.tabs import TabBar


class TabScroller(QScrollArea):
    """As high as its tabs and as wide as there is room."""

    def __init__(self, tabs: TabBar) -> None:
        super().__init__()
        self._tabs = tabs
        self.setObjectName(f"{tabs.objectName()}.gulir")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidgetResizable(True)
        self.setWidget(tabs)
        tabs.installEventFilter(self)
        tabs.chosen.connect(self._follow)

    def sizeHint(self) -> QSize:
        """Be as high as the tabs."""
        return self._tabs.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Accept nearly any width."""
        return QSize(80, self._tabs.minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take another height when the text size changes."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow(self, key: str) -> None:
        button = self._tabs.findChild(QWidget, f"{self._tabs.objectName()}.{key}")
        if button is not None:
            self.ensureWidgetVisible(button, 24, 0)
