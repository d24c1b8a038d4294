"""A widget in a cycle ends on the thread of the window, never on that of a worker."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.views.garbage import GarbageCollector, collect_due

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Leaving(QWidget):
    """A widget that holds itself and notes the thread on which it ends."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.me, self._ended = self, ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread().name)


def allocate_much() -> list[list[int]]:
    """Make far more containers than the threshold of a collection."""
    return [[number] for number in range(20_000)]


def test_a_worker_that_allocates_destroys_no_widget(qtbot: QtBot, qapp: QApplication) -> None:
    GarbageCollector(qapp)
    ended: list[str] = []
    Leaving(ended)
    with ThreadPoolExecutor(1, "pekerja") as workers:
        kept = workers.submit(allocate_much).result()
    assert ended == []
    qtbot.waitUntil(lambda: ended == [threading.main_thread().name])
    assert kept


def test_only_what_is_due_is_collected() -> None:
    gc.collect()
    collect_due()
    kept = [[number] for number in range(gc.get_threshold()[0] + 100)]
    assert gc.get_count()[0] > gc.get_threshold()[0]
    collect_due()
    assert gc.get_count()[0] < len(kept)
