"""Counts what a clerk keys in, so that the speed of each can be told later, pauses left out."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_GAP = 30.0
"""Seconds between two keys after which it was a pause; a pause counts for nothing."""

SHEETS_AT_ONCE = 20
"""So many sheets are counted before the file is told."""

_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Counted:
    """What was keyed in since the last time."""

    sheets: int = 0
    keystrokes: int = 0
    milliseconds: int = 0


class KeyingClock:
    """Keeps the counts until they are taken."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: float | None = None
        self._seconds = 0.0
        self._keystrokes = self._sheets = 0

    @property
    def is_due(self) -> bool:
        """Say whether so much was counted that it should be kept."""
        return self._sheets >= SHEETS_AT_ONCE

    def typed(self) -> None:
        """Count a key."""
        now = self._clock()
        if self._last is not None and now - self._last <= LONGEST_GAP:
            self._seconds += now - self._last
        self._last = now
        self._keystrokes += 1

    def finished(self) -> None:
        """Count a sheet that was saved."""
        self._sheets += 1

    def take(self) -> Counted:
        """Return what was counted and begin again; the next key ends a pause."""
        milliseconds = round(self._seconds * _MILLISECONDS)
        counted = Counted(self._sheets, self._keystrokes, milliseconds)
        self._last, self._seconds, self._keystrokes, self._sheets = None, 0.0, 0, 0
        return counted
