"""The figures of every shipped instrument fit their screen and bear their own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.views.results.screen import ResultsScreen
from app.views.widgets.table import DataTable
from tests.support.instrument_office import SHIPPED, add_survey, office_with
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TABS = ("unsur", "sebaran", "responden", "kelompok", "tren")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office that asks with every instrument, each in both halves of the year."""
    made = tmp_path_factory.mktemp("semua") / "kantor.puas"
    keys = list(SHIPPED)
    session, _ = office_with(made, keys[0], 0)
    for key in keys:
        add_survey(session, key, 12, "semester-1")
        add_survey(session, key, 12, "semester-2", better=0.5)
    session.close()
    return made


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    with desk_over(qtbot, path, 3) as desk:
        yield desk


def titles(table: DataTable) -> list[str]:
    columns = enumerate(table.rows_model.columns)
    return [column.title for place, column in columns if not table.isColumnHidden(place)]


def test_one_screen_shows_the_surveys_of_all_instruments_in_turn(desk: Desk) -> None:
    screen = ResultsScreen(desk.workspace)
    desk.show(screen)
    for place, instrument in enumerate(SHIPPED.values()):
        desk.workspace.choose_survey(3 + 2 * place)
        screen.activate()
        desk.settle()
        shown = [label.text() for label in screen.findChildren(QLabel)]
        assert instrument.index_name in shown
        for tab in TABS:
            button = find(screen, QPushButton, f"hasil.tab.{tab}")
            desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            for table in screen.findChildren(DataTable):
                if table.isVisible() and table.objectName() != "hasil.saran":
                    name = f"{instrument.key} {tab} {table.objectName()}"
                    assert table.horizontalScrollBar().maximum() == 0, name
        table = find(screen, DataTable, "hasil.unsur")
        assert ("Persen" in titles(table)) is not instrument.is_percentage
        assert ("Konversi" in titles(table)) is instrument.is_percentage
        notes = find(screen, QLabel, "hasil.ikm.keterangan").text()
        assert ("dari nilai tertinggi" in notes) is not instrument.is_percentage


def test_questions_outside_the_index_are_marked_among_the_answers(desk: Desk) -> None:
    desk.workspace.choose_survey(3 + 2 * list(SHIPPED).index("skm-16-m3"))
    screen = ResultsScreen(desk.workspace)
    desk.show(screen)
    desk.qtbot.mouseClick(find(screen, QPushButton, "hasil.tab.sebaran"), Qt.MouseButton.LeftButton)
    table = find(screen, DataTable, "hasil.sebaran")
    names = [table.rows_model.columns[0].text(row) for row in table.rows_model.shown]
    assert [name.split(".")[0] for name in names if "○" in name] == ["5", "8", "9", "13", "14"]
    note = find(screen, QLabel, "hasil.sebaran.keterangan").text()
    assert "○ di luar indeks: dicatat, tetapi tidak ikut membentuk IKM." in note
