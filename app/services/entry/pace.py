"""How fast sheets are keyed in: sheets per hour, pauses left out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_GAP = 180.0
"""Seconds without a key after which somebody has plainly gone; the rest does not count."""

FEWEST = 3
"""A rate from fewer sheets says nothing."""

_HOUR = 3600.0


class Pace:
    """A clock that runs only while somebody types."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._last: float | None = None
        self._sheets = 0

    @property
    def per_hour(self) -> int | None:
        """Sheets per hour, rounded; None while there are too few to tell."""
        if self._sheets < FEWEST or self._seconds <= 0:
            return None
        return round(self._sheets * _HOUR / self._seconds)

    def typed(self) -> None:
        """Note a key."""
        now = self._clock()
        if self._last is not None:
            self._seconds += min(now - self._last, LONGEST_GAP)
        self._last = now

    def finished(self) -> None:
        """Note that a sheet was saved."""
        self._sheets += 1

    def pause(self) -> None:
        """Stop the clock until the next key."""
        self._last = None
