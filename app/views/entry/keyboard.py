"""What a key means on the entry screen, from the number pad and from the top row alike."""

from __future__ import annotations

import sys
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.services.entry.form import Key

if TYPE_CHECKING:
    from collections.abc import Callable


class Command(Enum):
    """Keys that speak to the screen, not to the form."""

    SARAN = auto()
    FIND = auto()
    CORRECT = auto()
    DAY = auto()
    SERVICE = auto()
    PAUSE = auto()
    NUMBER = auto()
    DELETE = auto()
    UNDO = auto()
    SAVE = auto()
    NUM_LOCK = auto()
    """The number pad moves the cursor: Num Lock is off."""


Meaning = str | Key | Command

_COMMANDS = {
    Qt.Key.Key_F2: Command.SARAN,
    Qt.Key.Key_F3: Command.FIND,
    Qt.Key.Key_F4: Command.CORRECT,
    Qt.Key.Key_F6: Command.DAY,
    Qt.Key.Key_F7: Command.SERVICE,
    Qt.Key.Key_F8: Command.PAUSE,
    Qt.Key.Key_F9: Command.NUMBER,
    Qt.Key.Key_Delete: Command.DELETE,
}
_KEYS = {
    Qt.Key.Key_Backspace: Key.BACK,
    Qt.Key.Key_Escape: Key.CLEAR,
    Qt.Key.Key_Return: Key.ENTER,
    Qt.Key.Key_Enter: Key.ENTER,
    Qt.Key.Key_Left: Key.PREVIOUS,
    Qt.Key.Key_Up: Key.PREVIOUS,
    Qt.Key.Key_Right: Key.NEXT,
    Qt.Key.Key_Down: Key.NEXT,
    Qt.Key.Key_Home: Key.FIRST,
    Qt.Key.Key_End: Key.LAST,
}
_WITH_CONTROL = {Qt.Key.Key_Z: Command.UNDO, Qt.Key.Key_S: Command.SAVE}
_PAD_WITHOUT_NUM_LOCK = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Up,
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Clear,
    Qt.Key.Key_Insert,
    Qt.Key.Key_Delete,
}
_PAD_IS_TOLD_APART = sys.platform != "darwin"
"""On a Mac the ordinary arrow keys say that they belong to the number pad."""

SHORTEST_HOLD = 100
"""Milliseconds; no keyboard begins to repeat a key sooner."""

_KEY_EVENTS = {
    Key.BACK: Qt.Key.Key_Backspace,
    Key.CLEAR: Qt.Key.Key_Escape,
    Key.ENTER: Qt.Key.Key_Return,
    Key.PREVIOUS: Qt.Key.Key_Left,
    Key.NEXT: Qt.Key.Key_Right,
    Key.FIRST: Qt.Key.Key_Home,
    Key.LAST: Qt.Key.Key_End,
}


def meaning_of(event: QKeyEvent) -> Meaning | None:
    """Return what a key means here; None for keys that belong to somebody else."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return _WITH_CONTROL.get(key)
    on_pad = bool(modifiers & Qt.KeyboardModifier.KeypadModifier)
    if on_pad and _PAD_IS_TOLD_APART and key in _PAD_WITHOUT_NUM_LOCK:
        return Command.NUM_LOCK
    if key in _KEYS:
        return _KEYS[key]
    found: Meaning | None = _COMMANDS.get(key)
    if found is None and len(event.text()) == 1 and event.text().isprintable():
        found = event.text()
    return found


class HeldKeys:
    """Tells a key that is held down from one that is pressed again quickly.

    A busy X server stamps a release and the next press of the same key with one millisecond, which
    looks like a repeat; a keyboard repeats only after a key was down for a quarter of a second.
    """

    def __init__(self) -> None:
        self._key = 0
        self._pressed_at = 0
        self._held = False

    def is_held(self, event: QKeyEvent) -> bool:
        """Say whether this press is only the keyboard's repetition of the last one."""
        same = event.key() == self._key
        waited = event.timestamp() - self._pressed_at
        held = same and event.isAutoRepeat() and (self._held or waited >= SHORTEST_HOLD)
        self._key, self._pressed_at, self._held = event.key(), event.timestamp(), held
        return held


def send(meaning: Meaning, to: Callable[[QKeyEvent], object]) -> None:
    """Hand a key that was typed ahead to a field that has been opened meanwhile."""
    if isinstance(meaning, str):
        key, text = Qt.Key.Key_unknown, meaning
    elif isinstance(meaning, Key):
        key, text = _KEY_EVENTS[meaning], ""
    else:
        return
    to(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))
