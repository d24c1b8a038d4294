"""Collecting Python's cyclic garbage on the thread of the window only.

The interpreter collects on whichever thread happens to allocate. A widget that ends in a cycle
would then be destroyed on a worker thread, which Qt does not survive. So the automatic collection
is switched off, and a timer of the window does the same work by the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MILLISECONDS = 500


class GarbageCollector(QObject):
    """Collects on the thread that made it, for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(_EVERY_MILLISECONDS)


def collect_due() -> None:
    """Collect the oldest generation that has passed its threshold, as the interpreter would."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
            gc.collect(generation)
            return
