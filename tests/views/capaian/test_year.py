"""Where a realisasi comes from, the year as a whole, and what should be looked at; all by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from app.models.capaian import LinkKind
from app.services.capaian.edits import Cell, ValueField
from app.views.capaian.screen import CapaianScreen
from app.views.capaian.writing import TextField
from app.views.widgets.badges import Badge
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.grid import EditGrid
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import ElidedLabel, Label
from app.views.widgets.table import DataTable
from tests.support.capaian_office import IKM, SPIP, YEAR, make_capaian_office
from tests.support.capaian_screen import CTRL, press
from tests.support.screens import Desk, find

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, int]:
    office = make_capaian_office(tmp_path / "kantor.sqlite", sheets=30)
    office.enter(SPIP, ValueField.SPENT, "99000000000")
    office.session.store.close()
    return office.ids


@pytest.fixture
def screen(desk: Desk, ids: dict[str, int]) -> CapaianScreen:
    made = CapaianScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.indikator.grid.go_to((ids[IKM], "realisasi"))
    made.indikator.setFocus()
    return made


def cell(screen: CapaianScreen, row: int, column: str) -> str:
    model = find(screen, EditGrid, "capaian.tabel").grid_model
    return str(model.index_of((row, column)).data())


def test_an_ikm_follows_a_survey_and_is_typed_again(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    typed = cell(screen, ids[IKM], "realisasi")
    press(desk, Qt.Key.Key_L, CTRL)
    box = find(screen, ChoiceBox, "capaian.tautan.asal")
    assert QApplication.focusWidget() is box
    press(desk, Qt.Key.Key_Down)
    assert box.key.startswith(LinkKind.SURVEY.value)
    assert cell(screen, ids[IKM], "realisasi") != typed
    assert find(screen, Label, "capaian.tautan.kalimat").text().startswith("Mengikuti")
    press(desk, Qt.Key.Key_Escape)
    grid = find(screen, EditGrid, "capaian.tabel")
    assert QApplication.focusWidget() is grid
    press(desk, Qt.Key.Key_F2)
    assert "mengikuti survei" in find(screen, Label, "capaian.tabel.keterangan").text()
    press(desk, Qt.Key.Key_Z, CTRL)
    assert cell(screen, ids[IKM], "realisasi") == typed


def test_a_realisasi_is_marked_provisional(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    press(desk, Qt.Key.Key_L, CTRL)
    check = find(screen, QCheckBox, "capaian.tautan.sementara")
    check.setFocus()
    press(desk, Qt.Key.Key_Space)
    assert cell(screen, ids[IKM], "realisasi") == "85,24*"
    years = find(screen, ChoiceBox, "capaian.tautan.tahun_lama")
    assert years.isVisible()
    years.setFocus()
    press(desk, Qt.Key.Key_Down)
    grid = find(screen, EditGrid, "capaian.tabel")
    tip = grid.grid_model.index_of((ids[IKM], "realisasi")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Nilai sementara, memakai nilai tahun 2025."


def test_a_year_is_locked_with_a_reason_and_opened(desk: Desk, screen: CapaianScreen) -> None:
    screen.open_target("setelan")
    reason = find(screen, QLineEdit, "capaian.setelan.alasan")
    reason.setFocus()
    press(desk, Qt.Key.Key_Return)
    assert "Alasan" in find(screen, Label, "capaian.setelan.alasan.galat").text()
    QTest.keyClicks(reason, "Sudah diperiksa")
    press(desk, Qt.Key.Key_Return)
    assert desk.messages[-1] == "Capaian 2026 dikunci."
    assert find(screen, Badge, "capaian.terkunci").isVisible()
    assert not screen.bring.isEnabled()
    QTest.keyClicks(reason, "Ada ralat")
    press(desk, Qt.Key.Key_Return)
    assert not find(screen, Badge, "capaian.terkunci").isVisible()


def test_cap_rating_and_source_are_kept_and_taken_back(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    screen.open_target("setelan")
    find(screen, QCheckBox, "capaian.setelan.batas").setFocus()
    press(desk, Qt.Key.Key_Space)
    assert cell(screen, ids[IKM], "capaian") == "100,00"
    assert "paling tinggi 100%" in find(screen, ElidedLabel, "capaian.rincian").whole
    table = find(screen, TextField, "capaian.setelan.predikat")
    table.setFocus()
    table.selectAll()
    QTest.keyClicks(table, "Baik > 80")
    press(desk, Qt.Key.Key_Return)
    QTest.keyClicks(table, "Kurang")
    press(desk, Qt.Key.Key_Tab)
    assert cell(screen, ids[IKM], "predikat") == "Baik"
    source = find(screen, TextField, "capaian.setelan.sumber")
    source.setFocus()
    QTest.keyClicks(source, "LKjIP 2026")
    press(desk, Qt.Key.Key_Tab)
    kept: list[str] = []
    desk.do(lambda session: kept.append(session.capaian.yearly.get(YEAR).source))
    assert kept == ["LKjIP 2026"]
    find(screen, QLineEdit, "capaian.setelan.alasan").setFocus()
    screen.tabs.setFocus()
    for _ in range(3):
        press(desk, Qt.Key.Key_Z, CTRL)
    assert cell(screen, ids[IKM], "capaian") == "103,32"
    assert cell(screen, ids[IKM], "predikat") == "Sangat Tinggi"


def test_a_rating_that_cannot_be_is_said(desk: Desk, screen: CapaianScreen) -> None:
    screen.open_target("setelan")
    table = find(screen, TextField, "capaian.setelan.predikat")
    table.setFocus()
    table.selectAll()
    QTest.keyClicks(table, "Baik > banyak")
    press(desk, Qt.Key.Key_Tab)
    assert find(screen, Label, "capaian.setelan.predikat.galat").isVisible()


def test_blank_targets_are_filled_from_the_rpjmd(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    desk.workspace.write(
        lambda s: s.capaian.values.enter(YEAR, [Cell(ids[IKM], ValueField.TARGET, "")])
    )
    desk.settle()
    screen.open_target("setelan")
    button = find(screen, SecondaryButton, "capaian.setelan.usulkan")
    button.setFocus()
    press(desk, Qt.Key.Key_Return)
    assert cell(screen, ids[IKM], "target") == "82,25"
    press(desk, Qt.Key.Key_Z, CTRL)
    assert cell(screen, ids[IKM], "target") == "–"


def test_findings_are_counted_reached_and_marked(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    table = find(screen, DataTable, "capaian.temuan")
    screen.open_target("temuan")
    desk.settle()
    n = table.rows_model.rowCount()
    assert n > 0
    table.setFocus()
    press(desk, Qt.Key.Key_Return)
    assert screen.tabs.current == "target"
    assert find(screen, EditGrid, "capaian.tabel").current_place() == (ids[SPIP], "realisasi")
    screen.open_target("temuan")
    desk.settle()
    reason = find(screen, QLineEdit, "capaian.temuan.alasan")
    reason.setFocus()
    QTest.keyClicks(reason, "Sesuai laporan")
    press(desk, Qt.Key.Key_Return)
    states = [str(table.rows_model.index(row, 2).data()) for row in range(n)]
    assert states.count("diperiksa, benar") == 1
