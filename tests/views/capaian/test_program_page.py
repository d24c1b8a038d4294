"""The tab Program by its keys: rows under their office, typed, added, changed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.views.widgets.grid import EditGrid
from app.views.widgets.labels import Label
from tests.support.capaian_office import TPT
from tests.support.capaian_screen import CTRL, cell, press, type_in
from tests.support.screens import Desk, find

if TYPE_CHECKING:
    from app.views.capaian.screen import CapaianScreen


def test_program_rows_stand_under_their_office_and_are_typed(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    screen.open_target("program")
    desk.settle()
    grid = find(screen, EditGrid, "capaian.program")
    lines = grid.grid_model.lines
    assert lines[0].heading == "Kecamatan Taman"
    assert "rata-rata kelurahan 122,00%" in lines[1].note
    row = next(line for line in lines if not line.is_heading)
    grid.go_to((row.key, "realisasi_anggaran"))
    grid.setFocus()
    type_in("350.000.000")
    press(desk, Qt.Key.Key_Return)
    assert cell(grid, row.key, "serapan") == "87,50"
    tab = find(screen, EditGrid, "capaian.tabel")
    assert cell(tab, ids[TPT], "realisasi_anggaran") == "950.000.000"
    press(desk, Qt.Key.Key_Z, CTRL)
    assert cell(grid, row.key, "serapan") == "75,00"


def test_program_rows_are_added_changed_and_deleted(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    screen.open_target("program")
    desk.settle()
    grid = find(screen, EditGrid, "capaian.program")

    def rows() -> list[str]:
        lines = grid.grid_model.lines
        return [line.row.row.kelurahan for line in lines if line.row is not None]

    first = next(line.key for line in grid.grid_model.lines if not line.is_heading)
    grid.go_to((first, "target"))
    grid.setFocus()
    press(desk, Qt.Key.Key_Insert)
    field = find(screen, QLineEdit, "capaian.program.form.kelurahan")
    field.setFocus()
    QTest.keyClicks(field, "Anggrek")
    press(desk, Qt.Key.Key_S, CTRL)
    assert rows() == ["", "Mawar", "Melati", "Anggrek"]
    place = grid.current_place()
    assert place is not None
    assert cell(grid, place[0], "indikator") == "Anggrek"
    press(desk, Qt.Key.Key_F4)
    field = find(screen, QLineEdit, "capaian.program.form.kelurahan")
    field.setText("")
    press(desk, Qt.Key.Key_S, CTRL)
    assert "sudah ada" in find(screen, Label, "capaian.program.form.galat").text()
    field.setText("Kenanga")
    press(desk, Qt.Key.Key_S, CTRL)
    assert rows()[-1] == "Kenanga"
    press(desk, Qt.Key.Key_Delete, CTRL)
    assert rows() == ["", "Mawar", "Melati"]
    for expected in ("Kenanga", "Anggrek"):
        press(desk, Qt.Key.Key_Z, CTRL)
        assert rows()[-1] == expected
    press(desk, Qt.Key.Key_Z, CTRL)
    assert rows() == ["", "Mawar", "Melati"]
