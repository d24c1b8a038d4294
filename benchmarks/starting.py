"""First paint of the window ÷ an empty QMainWindow, and how much later it can be worked with.

Each start is a process of its own; the time is from its beginning to the event. Without a display
Qt's offscreen platform is used for both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from measuring import ROOT, Ratio, report, workplace

if TYPE_CHECKING:
    from pathlib import Path

RUNS = 9
USABLE_AFTER = 1.5
"""Seconds that the sample office may take longer than the empty window."""

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Empty(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (print(time.monotonic(), flush=True), app.exit()))

app = QApplication(sys.argv)
window = Empty()
window.resize(1280, 720)
window.show()
app.exec()
"""

OURS = """
import sys, time
sys.argv = ["puas", *sys.argv[1:]]
from app.views import application
from app.views.shell.window import MainWindow

made = MainWindow.__init__

def watched(self):
    made(self)
    self.painted.connect(lambda: print("painted", time.monotonic(), flush=True))
    self.opened.connect(lambda: (print("opened", time.monotonic(), flush=True), self.close()))

MainWindow.__init__ = watched
import main
main.main()
"""


def _start(program: str, *arguments: object) -> tuple[float, list[str]]:
    """Run a program in a process of its own; return when it began and what it printed."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return begin, done.stdout.splitlines()


def empty_window() -> float:
    """Return the seconds until an empty window is painted."""
    begin, (painted,) = _start(EMPTY)
    return float(painted) - begin


def our_window(office: Path) -> tuple[float, float]:
    """Return the seconds until our window is painted, and until the office can be worked with."""
    begin, lines = _start(OURS, office)
    times = dict(line.split() for line in lines)
    return float(times["painted"]) - begin, float(times["opened"]) - begin


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    from app.services.sample.service import create_sample
    from app.services.session import Session

    with workplace() as folder:
        office = folder / "contoh.puas"
        sample = create_sample(office)
        assert isinstance(sample, Session)
        sample.store.close()
        empty, painted, opened = [], [], []
        for run in range(RUNS + 1):
            nothing, (first, usable) = empty_window(), our_window(office)
            if run:  # the first round fills the caches of the disk
                empty.append(nothing)
                painted.append(first)
                opened.append(usable)
    base, first, usable = (statistics.median(seconds) for seconds in (empty, painted, opened))
    ratios = [
        Ratio("first paint ÷ an empty window", first, base, 2),
        Ratio("office to work with ÷ an empty window", usable, base, 1 + USABLE_AFTER / base),
    ]
    return report("starting", ratios, later_than_the_empty_window=f"{usable - base:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
