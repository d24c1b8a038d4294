"""Rows and columns whose spacing follows the text size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
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


def scrolled(content: QWidget, *, name: str, parent: QWidget | None = None) -> QScrollArea:
    """Return a frameless area that scrolls ``content`` up and down where the window is small."""
    area = QScrollArea(parent)
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a hairline across the width."""
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line
