"""Rows and columns whose spacing follows the text size."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.views.theme.look import keep_scaled

STRETCH = 1
"""Takes the free space of a row or column."""

Margins = tuple[int, int, int, int]
Item = QWidget | QLayout | int


def column(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return the items below each other; a number is a stretch of that share."""
    layout = QVBoxLayout()
    keep_scaled(layout, margins, gap)
    add(layout, *items)
    return layout


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return the items beside each other; a number is a stretch of that share."""
    layout = QHBoxLayout()
    keep_scaled(layout, margins, gap)
    add(layout, *items)
    return layout


def stack(owner: QWidget, *widgets: QWidget) -> QStackedLayout:
    """Return the widgets above each other, the first one in front.

    The first is shown as it goes in. Without a parent it would be a window of its own for a
    moment, which flashes and takes the keyboard; so it belongs to ``owner`` before.
    """
    layout = QStackedLayout()
    for widget in widgets:
        widget.setParent(owner)
        layout.addWidget(widget)
    return layout


def clear(layout: QLayout, keep: int = 0) -> None:
    """Throw away the widgets of a layout, but for the first ``keep``.

    Each is hidden first: a show that is still queued would make a widget without a parent a window
    of its own, which takes the keyboard.
    """
    while layout.count() > keep:
        item = layout.takeAt(keep)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def add(layout: QBoxLayout, *items: Item) -> None:
    """Add widgets, layouts and stretches to a row or column."""
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addStretch(item)


def page(widget: QWidget, *items: Item, gap: int = 12) -> QVBoxLayout:
    """Lay out a whole screen with the margins that all screens have."""
    layout = column(*items, gap=gap, margins=(24, 20, 24, 24))
    widget.setLayout(layout)
    return layout


class ScrollColumn(QScrollArea):
    """Scrolls its content up and down and is never narrower than it, so nothing is cut off."""

    def __init__(self, content: QWidget, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the content and of the scroll bar."""
        content = self.widget()
        width = content.minimumSizeHint().width() if content else 0
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(max(width, content.minimumWidth() if content else 0) + bar, 0)


def scrolled(content: QWidget, *, name: str) -> ScrollColumn:
    """Return a frameless area that scrolls ``content`` where the window is small."""
    return ScrollColumn(content, name=name)


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a hairline across the width."""
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line
