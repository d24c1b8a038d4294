"""A grid is typed like a spreadsheet: keys begin, take, give up and leave cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.views.theme import apply_theme
from app.views.widgets.grid import EditGrid
from app.views.widgets.grid_editor import CellEditor
from app.views.widgets.grid_model import GridColumn, Line, Preview
from app.views.widgets.table_model import Align

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.views.widgets.grid_model import Place

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PAD = Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True)
class Row:
    key: int
    name: str
    target: str
    realisasi: str = ""


def _columns() -> list[GridColumn[Row]]:
    return [
        GridColumn("nama", "Indikator", lambda row: row.name, wrap=True),
        GridColumn("target", "Target", lambda r: r.target, Align.RIGHT, edit=lambda r: r.target),
        GridColumn("dua", "Dua kali", lambda row: row.target * 2, Align.RIGHT),
        GridColumn(
            "realisasi",
            "Realisasi",
            lambda row: row.realisasi,
            Align.RIGHT,
            edit=lambda row: row.realisasi,
            closed=lambda row: "Baris ini mengikuti survei." if row.key == 3 else "",
        ),
    ]


ROWS = [Row(1, "Nilai SAKIP", "75"), Row(2, "Indeks", "79"), Row(3, "IKM", "82", "85")]


def _lines(rows: list[Row]) -> list[Line[Row]]:
    return [
        Line(("s", 1), heading="1 · Tata kelola"),
        *(Line(row.key, row) for row in rows[:2]),
        Line(("s", 2), heading="2 · Layanan", note="1 baris"),
        *(Line(row.key, row) for row in rows[2:]),
    ]


@pytest.fixture
def grid(qtbot: QtBot) -> EditGrid:
    apply_theme("terang")
    made = EditGrid(_columns(), name="tabel", accessible="Tabel", empty="Kosong.")
    qtbot.addWidget(made)
    made.check = lambda _, text: "bukan angka" if text and not text.isdigit() else ""
    made.resize(640, 260)
    made.set_lines(_lines(ROWS))
    made.show()
    made.activateWindow()
    made.setFocus()
    made.go_to((1, "target"))
    return made


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, held)


def type_in(text: str) -> None:
    for sign in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, sign)


def heard(grid: EditGrid) -> list[tuple[Place, str]]:
    found: list[tuple[Place, str]] = []
    grid.edited.connect(lambda place, text: found.append((place, text)))
    return found


def test_typing_replaces_and_enter_goes_down_past_headings(grid: EditGrid) -> None:
    found = heard(grid)
    for text in ("80", "81", "83"):
        type_in(text)
        press(Qt.Key.Key_Return)
    assert found == [((1, "target"), "80"), ((2, "target"), "81"), ((3, "target"), "83")]
    assert grid.current_place() == (3, "target")
    press(Qt.Key.Key_Return, held=SHIFT)
    assert grid.current_place() == (2, "target")


def test_tab_goes_over_computed_and_closed_cells(grid: EditGrid) -> None:
    places = []
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        places.append(grid.current_place())
    assert places == [(1, "realisasi"), (2, "target"), (2, "realisasi"), (3, "target")]
    press(Qt.Key.Key_Backtab, held=SHIFT)
    assert grid.current_place() == (2, "realisasi")


def test_f2_changes_and_esc_gives_up(grid: EditGrid) -> None:
    found = heard(grid)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_End)
    type_in("9")
    press(Qt.Key.Key_Escape)
    assert found == []
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_End)
    type_in("9")
    press(Qt.Key.Key_Tab)
    assert found == [((1, "target"), "759")]


def test_a_refused_text_stays_where_it_was_typed(grid: EditGrid) -> None:
    said: list[str] = []
    grid.refused.connect(said.append)
    found = heard(grid)
    type_in("abc")
    press(Qt.Key.Key_Return)
    assert said[-1] == "bukan angka"
    assert isinstance(QApplication.focusWidget(), CellEditor)
    type_in("7")
    press(Qt.Key.Key_Return)
    assert found == [((1, "target"), "7")]


def test_a_closed_and_a_computed_cell_say_why(grid: EditGrid) -> None:
    said: list[str] = []
    grid.refused.connect(said.append)
    grid.go_to((3, "realisasi"))
    type_in("1")
    assert said[-1] == "Baris ini mengikuti survei."
    grid.go_to((3, "dua"))
    press(Qt.Key.Key_F2)
    assert "Dua kali" in said[-1]


def test_what_was_typed_shows_until_the_file_has_it(grid: EditGrid) -> None:
    type_in("80")
    press(Qt.Key.Key_Return)
    model = grid.grid_model
    place = (1, "target")
    assert model.index_of(place).data() == "80"
    model.release([place])
    grid.set_lines(_lines([replace(ROWS[0], target="80,00"), *ROWS[1:]]))
    assert model.index_of(place).data() == "80,00"
    assert grid.current_place() == (2, "target")


def test_delete_empties_what_is_selected(grid: EditGrid) -> None:
    cleared: list[list[Place]] = []
    grid.cleared.connect(cleared.append)
    press(Qt.Key.Key_Down, held=SHIFT)
    press(Qt.Key.Key_Delete)
    assert [sorted(map(str, one)) for one in cleared] == [["(1, 'target')", "(2, 'target')"]]


def test_the_decimal_key_of_the_number_pad_types_a_comma(grid: EditGrid) -> None:
    grid.check = lambda _place, _text: ""
    found = heard(grid)
    type_in("8")
    press(Qt.Key.Key_Period, held=PAD)
    type_in("5")
    press(Qt.Key.Key_Return)
    assert found[0][1] == "8,5"


def test_copying_paste_and_undo_are_keys(grid: EditGrid) -> None:
    pasted: list[str] = []
    undone: list[bool] = []
    grid.paste_wanted.connect(pasted.append)
    grid.undo_wanted.connect(lambda: undone.append(True))
    press(Qt.Key.Key_Right, held=SHIFT)
    press(Qt.Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text().strip() == "75\t7575"
    press(Qt.Key.Key_V, held=CTRL)
    press(Qt.Key.Key_Z, held=CTRL)
    assert pasted
    assert undone == [True]


def test_a_preview_is_shown_and_taken_away(grid: EditGrid) -> None:
    index = grid.grid_model.index_of((2, "target"))
    grid.grid_model.set_previews({(2, "target"): Preview("99", "accent")})
    assert index.data() == "99"
    grid.grid_model.set_previews({})
    assert index.data() == "79"


def test_names_and_headings_are_spoken(grid: EditGrid) -> None:
    index = grid.grid_model.index_of((2, "target"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Target: 79"
    assert grid.grid_model.index(0, 0).data() == "1 · Tata kelola"
    type_in("1")
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellEditor)
    assert editor.accessibleName() == "Target, Nilai SAKIP"


def test_a_narrow_grid_scrolls_with_its_names_in_sight(grid: EditGrid) -> None:
    grid.resize(300, 120)
    grid.go_to((3, "realisasi"))
    assert grid.horizontalScrollBar().value() > 0
    assert isinstance(grid.viewport().grab().toImage().width(), int)
    assert grid.indexAt(grid.viewport().rect().bottomLeft()).column() in {-1, 0}


def test_without_lines_a_sentence_stands_there(grid: EditGrid) -> None:
    grid.set_lines([])
    note = grid.findChild(QWidget, "tabel.kosong")
    assert note is not None
    assert note.isVisible()
