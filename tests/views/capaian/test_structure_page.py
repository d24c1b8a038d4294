"""The tab Susunan by keys: a plan from nothing to its indikator, changed, deleted, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.models.target import Arah, Indikator
from app.services.capaian.structure_edits import Node
from app.views.capaian.screen import CapaianScreen
from app.views.widgets.grid import EditGrid
from app.views.widgets.inputs import ChoiceBox, LinesField
from app.views.widgets.labels import Label
from app.views.widgets.table import DataTable
from tests.offices import make_office
from tests.support.capaian_office import IKM, SPIP, make_capaian_office
from tests.support.capaian_screen import ALT, CTRL, press
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAME = "capaian.susunan"


def opened(desk: Desk) -> CapaianScreen:
    made = CapaianScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.open_target("susunan")
    desk.settle()
    find(made, DataTable, NAME).setFocus()
    return made


@pytest.fixture
def empty_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    office = make_office(tmp_path / "kosong.sqlite")
    office.store.close()
    with desk_over(qtbot, tmp_path / "kosong.sqlite", office.survey.id) as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    make_capaian_office(tmp_path / "kantor.sqlite").session.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", 1) as made:
        yield made


def fill(screen: CapaianScreen, key: str, text: str) -> None:
    field = find(screen, QLineEdit, f"{NAME}.form.{key}")
    field.selectAll()
    QTest.keyClicks(field, text)


def names(screen: CapaianScreen) -> list[str]:
    model = find(screen, DataTable, NAME).rows_model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(screen: CapaianScreen, name: str) -> Node:
    table = find(screen, DataTable, NAME)
    place = names(screen).index(name)
    node = table.rows_model.row_at(place)
    table.select_row(node)
    table.setFocus()
    assert isinstance(node, Node)
    return node


def test_a_plan_is_made_from_nothing(empty_desk: Desk) -> None:
    desk, screen = empty_desk, opened(empty_desk)
    press(desk, Qt.Key.Key_N, CTRL)
    fill(screen, "name", "Renstra 2025-2029")
    press(desk, Qt.Key.Key_S, CTRL)
    for name in ("Pemerintahan yang baik", "Birokrasi yang melayani", "Layanan yang memuaskan"):
        press(desk, Qt.Key.Key_Insert)
        fill(screen, "name", name)
        press(desk, Qt.Key.Key_S, CTRL)
    for name in ("Indeks Kepuasan Masyarakat", "Waktu layanan"):
        press(desk, Qt.Key.Key_Insert)
        fill(screen, "name", name)
        fill(screen, "satuan", "Poin")
        press(desk, Qt.Key.Key_S, CTRL)
    assert names(screen)[1:] == [
        "Misi 1: Pemerintahan yang baik",
        "Tujuan: Birokrasi yang melayani",
        "1 · Layanan yang memuaskan",
        "Indeks Kepuasan Masyarakat",
        "Waktu layanan",
    ]
    screen.open_target("target")
    lines = find(screen, EditGrid, "capaian.tabel").grid_model.lines
    assert sum(not line.is_heading for line in lines) == 2
    screen.open_target("susunan")
    find(screen, DataTable, NAME).setFocus()
    choose(screen, "Waktu layanan")
    press(desk, Qt.Key.Key_Delete)
    assert "Waktu layanan" not in names(screen)
    for _ in range(7):
        press(desk, Qt.Key.Key_Z, CTRL)
    assert names(screen) == []


def test_an_indikator_is_changed_and_taken_back(desk: Desk) -> None:
    screen = opened(desk)
    before = choose(screen, IKM)
    press(desk, Qt.Key.Key_Return)
    box = find(screen, ChoiceBox, f"{NAME}.form.arah")
    box.choose(Arah.DOWN.value)
    find(screen, LinesField, f"{NAME}.form.pengampu").set_texts(["Kelurahan Melati"])
    press(desk, Qt.Key.Key_S, CTRL)
    after = choose(screen, IKM)
    assert isinstance(after.record, Indikator)
    assert after.record.arah is Arah.DOWN
    assert after.pengampu == ("Kelurahan Melati",)
    press(desk, Qt.Key.Key_Z, CTRL)
    again = choose(screen, IKM)
    assert again.pengampu == before.pengampu
    assert isinstance(again.record, Indikator)
    assert again.record.arah is Arah.UP


def test_what_cannot_be_is_said_in_the_form(desk: Desk) -> None:
    screen = opened(desk)
    choose(screen, IKM)
    press(desk, Qt.Key.Key_Return)
    find(screen, ChoiceBox, f"{NAME}.form.rumus").choose("(2T − R) / T")
    press(desk, Qt.Key.Key_S, CTRL)
    assert "turun lebih baik" in find(screen, Label, f"{NAME}.form.galat").text()
    find(screen, LinesField, f"{NAME}.form.grades").set_texts(["WTP"])
    press(desk, Qt.Key.Key_S, CTRL)
    assert "“WTP”" in find(screen, Label, f"{NAME}.form.galat").text()
    press(desk, Qt.Key.Key_Escape)
    assert not screen.structure.form.isVisible()


def test_an_indikator_is_moved_and_deleted_with_all_it_has(desk: Desk) -> None:
    screen = opened(desk)
    choose(screen, SPIP)
    press(desk, Qt.Key.Key_Up, ALT)
    assert names(screen).index(SPIP) < names(screen).index(IKM)
    press(desk, Qt.Key.Key_Z, CTRL)
    assert names(screen).index(SPIP) > names(screen).index(IKM)
    choose(screen, IKM)
    press(desk, Qt.Key.Key_Delete)
    assert IKM not in names(screen)
    press(desk, Qt.Key.Key_Z, CTRL)
    assert IKM in names(screen)
    shown: list[str] = []
    desk.do(lambda s: shown.extend(f.realisasi.text for f in s.capaian.figures(2026).indikator))
    assert "85.24" in shown


def test_what_still_holds_something_is_not_deleted(desk: Desk) -> None:
    screen = opened(desk)
    choose(screen, "1 · Layanan yang memuaskan")
    press(desk, Qt.Key.Key_Delete)
    assert "masih berisi" in desk.messages[-1]
    assert "1 · Layanan yang memuaskan" in names(screen)
