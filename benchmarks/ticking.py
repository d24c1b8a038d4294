"""A window whose timer ticks as fast as it can: how long it is kept waiting by what it is asked.

Between two ticks the window takes no key. Counted in CPU of the process: whatever else the machine
does only adds to it. The bound is a tenth of a second (architecture §2).
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BOUND = 0.1
PATIENCE = 120.0


def make_program() -> None:
    """Make the application without a screen, its garbage collected as the program does it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.views.application import make_application
    from app.views.garbage import GarbageCollector
    from app.views.theme import apply_theme

    GarbageCollector(make_application())
    apply_theme("terang")


class Ticking:
    """A window over an office file on one screen, and the longest wait since it was last asked."""

    def __init__(self, office: Path, screen: str) -> None:
        from PySide6.QtCore import QTimer

        from app.views.shell.window import MainWindow

        self.window = MainWindow()
        self.window.resize(1280, 720)
        self.window.show()
        self.window.open_file(office)
        self.until(lambda: self.window.host.current_key != "")
        self.window.host.go(screen)
        self._longest, self._last = 0.0, time.process_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def waited(self, deed: Callable[[], object]) -> float:
        """Return the longest wait from a deed until everything that came of it is shown."""
        self.settle()
        self._longest, self._last = 0.0, time.process_time()
        deed()
        self.settle()
        return self._longest

    def close(self) -> None:
        """Close window and file."""
        self._timer.stop()
        self.window.close()
        self.until(lambda: self.window.background.pending == 0)

    def settle(self) -> None:
        """Let everything that was asked for come back and be painted."""
        for _ in range(2):
            self.until(lambda: self.window.background.pending == 0)
            end = time.monotonic() + 0.5
            self.until(lambda: time.monotonic() > end)  # noqa: B023 - asked before the next turn

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window live until a condition holds. Raises TimeoutError."""
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()

    def _tick(self) -> None:
        now = time.process_time()
        self._longest, self._last = max(self._longest, now - self._last), now
