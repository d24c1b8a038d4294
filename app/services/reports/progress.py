"""How far the making of a report is, told to whoever waits; whoever is told may stop it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], object]
"""Told (done, all) now and then; an exception from it stops the work."""

_EVERY = 100


class Ticker:
    """Counts rows and blocks of a report, and tells of every hundredth of all of them."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._progress = max(1, total), progress
        self._done, self._step = 0, max(1, total // _EVERY)

    def __call__(self, count: int = 1) -> None:
        """Count what was done."""
        before, self._done = self._done, self._done + count
        if self._progress and before // self._step != self._done // self._step:
            self._progress(min(self._done, self._total), self._total)
