"""The tab IKK by keys: a formula with its elements, values typed and pasted, all taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.views.capaian.screen import CapaianScreen
from app.views.widgets.grid import EditGrid
from app.views.widgets.labels import Label
from tests.support.capaian_office import YEAR, make_capaian_office
from tests.support.capaian_screen import CTRL, press
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAME = "capaian.ikk"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    make_capaian_office(tmp_path / "kantor.sqlite").session.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", 1) as made:
        yield made


@pytest.fixture
def screen(desk: Desk) -> CapaianScreen:
    made = CapaianScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.open_target("ikk")
    desk.settle()
    find(made, EditGrid, NAME).setFocus()
    return made


def type_one(sign: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, sign)


def fill(screen: CapaianScreen, **texts: str) -> None:
    for name, text in texts.items():
        field = find(screen, QLineEdit, f"{NAME}.form.{name.replace('__', '.')}")
        field.selectAll()
        QTest.keyClicks(field, text)


def row(screen: CapaianScreen, place: int, *texts: str) -> None:
    for key, text in zip(("symbol", "name", "role"), texts, strict=True):
        field = find(screen, QLineEdit, f"{NAME}.form.elemen.{place}.{key}")
        field.selectAll()
        QTest.keyClicks(field, text)


def made(desk: Desk, screen: CapaianScreen) -> EditGrid:
    press(desk, Qt.Key.Key_Insert)
    fill(screen, nomor="1.1", nama="Persentase warga miskin", satuan="%", rumus="a : b * 100")
    row(screen, 1, "a", "Penduduk miskin", "pembilang")
    row(screen, 2, "b", "Penduduk", "penyebut")
    press(desk, Qt.Key.Key_S, CTRL)
    return find(screen, EditGrid, NAME)


def note(grid: EditGrid) -> str:
    return grid.grid_model.lines[0].note if grid.grid_model.lines else ""


def test_an_ikk_is_made_filled_and_taken_back(desk: Desk, screen: CapaianScreen) -> None:
    grid = made(desk, screen)
    assert "belum diisi" in note(grid)
    keys = [line.key for line in grid.grid_model.lines if not line.is_heading]
    grid.go_to((keys[0], "ikk:value"))
    for text in ("25", "200"):
        for sign in text:
            type_one(sign)
        press(desk, Qt.Key.Key_Return)
    assert note(grid).startswith("12,50%")
    grid.go_to((keys[0], "ikk:source"))
    for sign in "BPS":
        type_one(sign)
    press(desk, Qt.Key.Key_Return)
    sources: list[str] = []
    desk.do(lambda s: sources.extend(one.source for one in s.ikk.figures(YEAR)[0].elements))
    assert sources == ["BPS", ""]
    for _ in range(2):
        press(desk, Qt.Key.Key_Z, CTRL)
    assert "belum diisi" in note(grid)
    for _ in range(2):
        press(desk, Qt.Key.Key_Z, CTRL)
    assert grid.grid_model.lines == ()


def test_values_are_pasted(desk: Desk, screen: CapaianScreen) -> None:
    grid = made(desk, screen)
    keys = [line.key for line in grid.grid_model.lines if not line.is_heading]
    grid.go_to((keys[0], "ikk:value"))
    QGuiApplication.clipboard().setText("12.5\tDinas Sosial\n100\tBPS\n")
    press(desk, Qt.Key.Key_V, CTRL)
    press(desk, Qt.Key.Key_Return)
    assert note(grid).startswith("12,50%")


def test_a_wrong_formula_says_where(desk: Desk, screen: CapaianScreen) -> None:
    made(desk, screen)
    press(desk, Qt.Key.Key_F4)
    fill(screen, rumus="a : c")
    press(desk, Qt.Key.Key_S, CTRL)
    assert "c" in find(screen, Label, f"{NAME}.form.galat").text()
    fill(screen, rumus="a : b")
    press(desk, Qt.Key.Key_S, CTRL)
    grid = find(screen, EditGrid, NAME)
    assert not screen.ikk.form.isVisible()
    press(desk, Qt.Key.Key_Z, CTRL)
    formulas: list[str] = []
    desk.do(lambda s: formulas.extend(one.ikk.formula for one in s.ikk.figures(YEAR)))
    assert formulas == ["a : b * 100"]
    press(desk, Qt.Key.Key_Delete, CTRL)
    assert grid.grid_model.lines == ()
    press(desk, Qt.Key.Key_Z, CTRL)
    assert len(grid.grid_model.lines) == 3
