"""The screen Capaian with 5,000 program rows: what an edit costs the window's thread.

A key is pressed in a cell; the window is free again when the figures have come back from the
thread of the file and the grid is painted. Measured is the CPU of the window's thread alone, and
the longest time in which it took no event.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import TYPE_CHECKING

from capaian import YEAR, make_city
from measuring import Ratio, report, workplace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.session import Session
    from app.views.capaian.screen import CapaianScreen
    from app.views.shell.workspace import Workspace

RUNS = 15
BOUND = 0.1


def open_screen(path: Path) -> tuple[CapaianScreen, Workspace]:
    """Show the screen as the window does, its tab Program in front."""
    from app.views.application import make_application
    from app.views.background import Background
    from app.views.capaian.screen import CapaianScreen
    from app.views.shell.workspace import Workspace
    from app.views.theme import apply_theme

    make_application()
    apply_theme("terang")
    workspace = Workspace(Background())
    opened: list[Session] = []
    workspace.background.run(lambda: opened.append(_opened(path)))
    settle(workspace)
    workspace.attach(opened[0])
    screen = CapaianScreen(workspace)
    workspace.changed.connect(screen.refresh)
    screen.resize(1072, 634)
    screen.show()
    screen.activate()
    settle(workspace)
    return screen, workspace


def _opened(path: Path) -> Session:
    from app.services.session import Session

    session = Session.open(path, operator="Pengukur")
    if not isinstance(session, Session):
        raise TypeError(session)
    return session


def settle(workspace: Workspace) -> float:
    """Wait until everything is delivered and painted; return the longest block of the window."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

    loop, longest, clock = QEventLoop(), [0.0], QElapsedTimer()
    clock.start()

    def tick() -> None:
        longest[0] = max(longest[0], clock.restart() / 1000)
        if workspace.background.pending == 0:
            loop.quit()

    timer = QTimer()
    timer.setInterval(2)
    timer.timeout.connect(tick)
    timer.start()
    loop.exec()
    loop.processEvents()
    return longest[0]


def edits(workspace: Workspace, screen: CapaianScreen, tab: str) -> dict[str, float]:
    """Type into cells of the grid of a tab; return medians of CPU and of the longest block."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    screen.open_target(tab)
    settle(workspace)
    page = screen.programs if tab == "program" else screen.indikator
    model = page.grid.grid_model
    rows = [line.key for line in model.lines if not line.is_heading]
    page.grid.go_to((rows[len(rows) // 2], "realisasi_anggaran"))
    page.grid.setFocus()
    cpu, blocks = list[float](), list[float]()
    for run in range(RUNS):
        start = time.thread_time()
        QTest.keyClicks(page.grid, "8")
        editor = page.grid.editor
        if editor is None:
            raise LookupError(tab)
        QTest.keyClicks(editor, f"{run}1234")
        QTest.keyClick(editor, Qt.Key.Key_Up if run % 2 else Qt.Key.Key_Down)
        blocks.append(settle(workspace))
        cpu.append(time.thread_time() - start)
    return {"cpu": statistics.median(cpu), "block": statistics.median(blocks)}


def timed(workspace: Workspace, deed: Callable[[], object]) -> float:
    """Return the longest block of a deed."""
    start = time.perf_counter()
    deed()
    at_once = time.perf_counter() - start
    return max(at_once, settle(workspace))


def main() -> int:
    """Measure and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with workplace() as folder:
        make_city(folder / "kota.sqlite").store.close()
        screen, workspace = open_screen(folder / "kota.sqlite")
        if screen.year != YEAR:
            raise LookupError(screen.year)
        first = timed(workspace, lambda: screen.open_target("program"))
        found = {tab: edits(workspace, screen, tab) for tab in ("program", "target")}
        session = workspace.detach()
        if session is not None:
            workspace.background.run(session.store.close)
        settle(workspace)
        workspace.background.shut_down()
    ratios = [
        Ratio(f"an edit in the tab {tab}: CPU of the window ÷ 100 ms", one["cpu"], BOUND, 1)
        for tab, one in found.items()
    ]
    return report(
        "capaian_screen",
        ratios,
        longest_block_program=f"{found['program']['block'] * 1000:.0f} ms",
        longest_block_target=f"{found['target']['block'] * 1000:.0f} ms",
        program_rows_first_shown=f"{first * 1000:.0f} ms",
    )


if __name__ == "__main__":
    sys.exit(main())
