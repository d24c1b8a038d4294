"""Keys of a part of a screen: they work while the keyboard is within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def on_keys(part: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Do ``act`` when these keys are pressed in ``part`` or anywhere within it."""
    shortcut = QShortcut(QKeySequence(keys), part)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
