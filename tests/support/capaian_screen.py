"""The screen Capaian over a small office, and the keys by which tests drive it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.views.capaian.screen import CapaianScreen
from tests.support.capaian_office import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.capaian.figures import IndikatorFigures
    from app.services.session import Session
    from app.views.widgets.grid import EditGrid
    from tests.support.screens import Desk

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def shown(desk: Desk) -> CapaianScreen:
    made = CapaianScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.indikator.begin_at_first()
    made.indikator.setFocus()
    return made


def press(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)
    desk.settle()


def type_in(text: str) -> None:
    for sign in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, sign)


def tab(times: int) -> None:
    """Go on without waiting for the file, as a clerk does."""
    for _ in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def read(desk: Desk, work: Callable[[Session], object]) -> list[object]:
    found: list[object] = []
    desk.do(lambda session: found.append(work(session)))
    return found


def figures(desk: Desk, indikator_id: int, year: int = YEAR) -> IndikatorFigures:
    found = read(desk, lambda session: session.capaian.figures(year).of(indikator_id))
    return found[0]  # type: ignore[return-value] # what was read


def cell(grid: EditGrid, row: object, column: str) -> str:
    return str(grid.grid_model.index_of((row, column)).data())
