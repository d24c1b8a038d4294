"""The field in which a cell of a grid is typed."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.widgets.labels import repolish


class Move(Enum):
    """Where the keyboard goes when a cell is left."""

    STAY = "tetap"
    DOWN = "bawah"
    UP = "atas"
    LEFT = "kiri"
    RIGHT = "kanan"
    NEXT = "berikutnya"
    """The next cell that is typed, row after row."""
    PREVIOUS = "sebelumnya"


_MOVES = {
    Qt.Key.Key_Return: Move.DOWN,
    Qt.Key.Key_Enter: Move.DOWN,
    Qt.Key.Key_Tab: Move.NEXT,
    Qt.Key.Key_Backtab: Move.PREVIOUS,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
}
_SIDEWAYS = {Qt.Key.Key_Left: Move.LEFT, Qt.Key.Key_Right: Move.RIGHT}
_POINTS = (Qt.Key.Key_Period, Qt.Key.Key_Comma)
_LONGEST = 400
_OTHER_WINDOWS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CellEditor(QLineEdit):
    """One line. Enter, Tab and the arrows leave it, Esc gives up what was typed.

    Opened by typing, the arrows left and right leave it too; opened by F2 they move within it. The
    decimal key of the number pad types ``decimal`` whatever its layout says, as in a spreadsheet.
    """

    left = Signal(object)
    """A Move: what was typed is to be taken."""
    given_up = Signal()

    def __init__(self, parent: QWidget, *, name: str, accessible: str, decimal: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setProperty("kind", "cell")
        self.setMaxLength(_LONGEST)
        self._decimal = decimal
        self.is_typed = False
        self.before = ""

    def begin(self, text: str, typed: str = "") -> None:
        """Begin with ``text`` as it stands, or with what was typed in its place."""
        self.before, self.is_typed = text, bool(typed)
        self.setText(typed or text)
        if not typed:
            self.selectAll()

    def set_invalid(self, reason: str) -> None:
        """Show that what is typed cannot be taken, or that it can."""
        self.setAccessibleDescription(reason)
        if bool(self.property("invalid")) != bool(reason):
            self.setProperty("invalid", bool(reason))
            repolish(self)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that leave a cell from the window's shortcuts, and Tab from the focus."""
        if isinstance(event, QKeyEvent):
            is_ours = self._move_of(event) is not None or event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.ShortcutOverride and is_ours:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Tab,
                Qt.Key.Key_Backtab,
            ):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, give up, or type."""
        move = self._move_of(event)
        on_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if move is not None:
            self.left.emit(move)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif on_pad and event.key() in _POINTS:
            self.insert(self._decimal)
        else:
            self.set_invalid("")
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when the keyboard goes elsewhere within the window."""
        super().focusOutEvent(event)
        if event.reason() not in _OTHER_WINDOWS and self.isVisible():
            self.left.emit(Move.STAY)

    def _move_of(self, event: QKeyEvent) -> Move | None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        if shift and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return Move.UP
        if key in _MOVES and not (shift and key in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
            return _MOVES[key]
        return _SIDEWAYS.get(key) if self.is_typed and not shift else None
