"""Tables sort, copy to a spreadsheet and say what to do where they are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QToolTip

from app.views.widgets.clipboard import tab_separated
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Row = tuple[str, float | None]
ROWS: list[Row] = [("Prosedur", 85.17), ("Persyaratan", 84.47), ("Biaya", None), ("Waktu", 93.0)]


def _written(row: Row) -> str:
    return "–" if row[1] is None else f"{row[1]:.2f}".replace(".", ",")


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    columns: list[Column[Row]] = [
        Column("unsur", "Unsur", lambda row: row[0], stretch=True),
        Column("nilai", "Nilai", _written, Align.RIGHT, sort=lambda row: row[1]),
    ]
    made = DataTable(
        columns,
        name="hasil.unsur",
        accessible="Nilai per unsur",
        empty="Belum ada lembar. Buka Entri untuk mengetik lembar pertama.",
    )
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_rows(ROWS, [("IKM", 87.55)])
    return made


def _column(table: DataTable, column: int) -> list[str]:
    model = table.rows_model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_sorting_compares_values_and_leaves_the_foot(table: DataTable) -> None:
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert _column(table, 0) == ["Waktu", "Prosedur", "Persyaratan", "Biaya", "IKM"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert _column(table, 0) == ["Persyaratan", "Prosedur", "Waktu", "Biaya", "IKM"]


def test_a_third_click_gives_back_the_first_order(qtbot: QtBot, table: DataTable) -> None:
    table.show()
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 8, header.height() // 2)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append(_column(table, 0))
    assert orders[2] == ["Prosedur", "Persyaratan", "Biaya", "Waktu", "IKM"]
    assert orders[0] != orders[1]


def test_new_rows_keep_the_order_in_force(table: DataTable) -> None:
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.set_rows([("Z", 1.0), ("A", 2.0)])
    assert _column(table, 0) == ["A", "Z"]


def test_ctrl_c_copies_the_selected_rows_with_their_titles(qtbot: QtBot, table: DataTable) -> None:
    table.select_row(ROWS[1])
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Unsur\tNilai\nPersyaratan\t84,47"
    table.clearSelection()
    table.copy_selection()
    assert QGuiApplication.clipboard().text().count("\n") == 5


def test_enter_opens_a_row_but_never_the_foot(qtbot: QtBot, table: DataTable) -> None:
    opened: list[object] = []
    table.row_activated.connect(opened.append)
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    table.selectRow(4)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [ROWS[0]]


def test_an_empty_table_says_what_to_do_next(table: DataTable) -> None:
    table.set_rows([])
    assert table.rows_model.rowCount() == 0
    assert table._empty.objectName() == "hasil.unsur.kosong"
    assert "Entri" in table._empty.text()
    assert not table._empty.isHidden()
    table.set_rows(ROWS)
    assert table._empty.isHidden()


def test_a_text_that_was_cut_shows_whole_on_hover(qtbot: QtBot, table: DataTable) -> None:
    whole = "<b>Kelurahan</b> " * 20
    table.set_rows([(whole, 1.0), ("Waktu", 2.0)])
    table.show()
    _hover(table, 0)
    assert "Kelurahan" in QToolTip.text()
    assert "<b>" not in QToolTip.text()
    _hover(table, 1)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def _hover(table: DataTable, row: int) -> None:
    place = table.visualRect(table.rows_model.index(row, 0)).center()
    there = table.viewport().mapToGlobal(place)
    QGuiApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, there))


def test_figures_stand_at_the_right(table: DataTable) -> None:
    align = table.rows_model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert align & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize(
    ("typed", "copied"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+62 812", "'+62 812"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("−0,04", "-0,04"),
        ("+0,02", "+0,02"),
        ("86,79", "86,79"),
        ("baris\nkedua\tkolom", "baris kedua kolom"),
    ],
)
def test_nothing_copied_can_be_a_formula(typed: str, copied: str) -> None:
    assert tab_separated([[typed]]) == copied


def test_a_table_as_high_as_its_rows_shows_the_last_one_above_the_bar(qtbot: QtBot) -> None:
    figures: list[Column[Row]] = [
        Column(f"nilai-{n}", f"Nilai {n}", _written, Align.RIGHT, width=90) for n in range(6)
    ]
    columns: list[Column[Row]] = [Column("unsur", "Unsur", lambda row: row[0], stretch=True)]
    made = DataTable(
        columns + figures, name="sebaran", accessible="Sebaran", empty="Belum ada.", fit_height=True
    )
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    last = made.rows_model.index(len(ROWS) - 1, 0)
    heights = []
    for width in (900, 240, 900):
        made.resize(width, made.height())
        made.show()
        assert made.viewport().rect().contains(made.visualRect(last).bottomLeft())
        heights.append(made.height())
    assert heights[0] == heights[2] < heights[1]


def test_the_longest_of_many_rows_is_shown_whole(qtbot: QtBot) -> None:
    def wide(rows: list[str]) -> int:
        column: Column[str] = Column("a", "A", lambda one: one)
        made = DataTable([column], name="banyak", accessible="Banyak", empty="Kosong")
        qtbot.addWidget(made)
        made.set_rows(rows)
        return made.columnWidth(0)

    longest = "Kelurahan yang namanya paling panjang dari semuanya"
    many = [f"Kelurahan {n}" for n in range(900)]
    assert wide([*many[:600], longest, *many[600:]]) == wide([longest])
    assert wide([longest]) > wide(many)
