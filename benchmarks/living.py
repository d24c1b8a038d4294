"""How long the window is kept waiting while 100,000 rows are looked through, stored and undone.

A timer of the window ticks as fast as it can; between two ticks the window takes no key. Counted in
CPU of the process, of three runs the shortest: whatever else the machine does only adds to it. The
bound is a tenth of a second (architecture §2). Each file goes in by a window of its own, after a
small one that loads what the first import loads.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from impor import rows, write_csv, write_xlsx
from measuring import Ratio, report, workplace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BOUND = 0.1
FEW = 50
RUNS = 3
PATIENCE = 120.0


class Living:
    """A window over an office file, and the longest wait since it was last asked."""

    def __init__(self, office: Path) -> None:
        from PySide6.QtCore import QTimer

        from app.views.imports.screen import ImportScreen
        from app.views.shell.window import MainWindow

        self._window = MainWindow()
        self._window.resize(1280, 720)
        self._window.show()
        self._window.open_file(office)
        self._until(lambda: self._window.host.current_key != "")
        self._window.host.go("impor")
        screen = self._window.host.currentWidget()
        assert isinstance(screen, ImportScreen)
        self._screen = screen
        self._longest, self._last = 0.0, time.process_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def look_through(self, path: Path) -> float:
        """Load a file; return the longest wait until it can be imported."""
        return self._waited(lambda: self._screen.load(path))

    def store(self) -> float:
        """Import the file that was looked through."""
        return self._waited(self._screen.accept.click)

    def undo(self) -> float:
        """Take the newest import back."""
        return self._waited(self._screen.start.undo.click)

    def close(self) -> None:
        """Close window and file."""
        self._timer.stop()
        self._window.close()
        self._until(lambda: self._window.background.pending == 0)

    def _waited(self, deed: Callable[[], object]) -> float:
        self._settle()
        self._longest, self._last = 0.0, time.process_time()
        deed()
        self._settle()
        return self._longest

    def _settle(self) -> None:
        for _ in range(2):
            self._until(lambda: self._window.background.pending == 0)
            end = time.monotonic() + 0.3
            self._until(lambda: time.monotonic() > end)  # noqa: B023 - asked before the next turn

    def _tick(self) -> None:
        now = time.process_time()
        self._longest, self._last = max(self._longest, now - self._last), now

    @staticmethod
    def _until(condition: Callable[[], bool]) -> None:
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()


def waits_for(office: Path, small: Path, path: Path) -> dict[str, float]:
    """Return the longest waits while a file goes through a window over a new office."""
    from tests.offices import make_office

    make_office(office).store.close()
    living = Living(office)
    living.look_through(small)
    waits = {
        "looked through": living.look_through(path),
        "stored": living.store(),
        "undone": living.undo(),
    }
    living.close()
    return waits


def main() -> int:
    """Measure and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with workplace() as folder:
        from app.views.application import make_application
        from app.views.garbage import GarbageCollector
        from app.views.theme import apply_theme

        GarbageCollector(make_application())
        apply_theme("terang")
        table = rows(labels=False)
        small = write_csv(folder / "kecil.csv", table[: FEW + 1])
        files = (write_csv(folder / "kode.csv", table), write_xlsx(folder / "kode.xlsx", table))
        ratios = []
        for path in files:
            kind = path.suffix[1:]
            runs = [waits_for(folder / f"{kind}-{run}.sqlite", small, path) for run in range(RUNS)]
            ratios += [
                Ratio(f"{kind} {what}", min(waits[what] for waits in runs), 1.0, BOUND)
                for what in runs[0]
            ]
    return report("living", ratios)


if __name__ == "__main__":
    sys.exit(main())
