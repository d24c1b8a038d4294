"""The tab Uraian: sentences taken, changed, flagged and taken back; texts that keep themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.capaian.edits import Cell, ValueField
from app.views.capaian.screen import CapaianScreen
from app.views.capaian.writing import TextField
from app.views.widgets.badges import Badge
from app.views.widgets.buttons import SmallButton
from app.views.widgets.labels import Label
from app.views.widgets.table import DataTable
from tests.support.capaian_office import IKM, YEAR
from tests.support.screens import Desk, find

NAME = "capaian.uraian"
SENTENCE = f"{NAME}.kalimat.0"


@pytest.fixture
def screen(desk: Desk, ids: dict[str, int]) -> CapaianScreen:
    made = CapaianScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.indikator.grid.go_to((ids[IKM], "target"))
    made.open_target("uraian")
    desk.settle()
    return made


def write(desk: Desk, field: TextField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


def undo(desk: Desk, screen: CapaianScreen) -> None:
    find(screen, DataTable, NAME).setFocus()
    desk.settle()
    QTest.keyClick(
        QApplication.focusWidget() or screen,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier,
    )
    desk.settle()


def test_the_indikator_with_the_keyboard_is_told_of(screen: CapaianScreen) -> None:
    assert find(screen, Label, f"{NAME}.judul").text() == IKM
    field = find(screen, TextField, SENTENCE)
    assert field.toPlainText().startswith(f"Realisasi {IKM} tahun 2026 85,24 poin")
    assert field.accessibleName() == "Capaian"
    assert find(screen, Badge, f"{SENTENCE}.keadaan").isHidden()


def test_a_changed_sentence_is_kept_flagged_and_given_back(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    field = find(screen, TextField, SENTENCE)
    computed = field.toPlainText()
    write(desk, field, "Warga puas: 85,24 poin dari 82,50 poin.")
    assert find(screen, Badge, f"{SENTENCE}.keadaan").text() == "diubah"
    desk.workspace.write(
        lambda session: session.capaian.values.enter(
            YEAR, [Cell(ids[IKM], ValueField.REALISASI, "86,5")]
        )
    )
    desk.settle()
    assert find(screen, Badge, f"{SENTENCE}.keadaan").text() == "tidak lagi sesuai data"
    assert "85,24" in find(screen, Label, f"{SENTENCE}.selisih").text()
    button = find(screen, SmallButton, f"{SENTENCE}.usulan")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    desk.settle()
    assert "86,5" in field.toPlainText()
    assert field.toPlainText() != computed
    undo(desk, screen)
    assert field.toPlainText() == "Warga puas: 85,24 poin dari 82,50 poin."


def test_texts_are_kept_when_they_are_left_and_taken_back(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    field = find(screen, TextField, f"{NAME}.upaya")
    field.setFocus()
    QTest.keyClicks(field, "Menambah loket.")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    desk.settle()
    kept: list[str] = []
    desk.do(lambda s: kept.append(s.capaian.narratives.texts_of(ids[IKM], YEAR).upaya))
    assert kept == ["Menambah loket."]
    undo(desk, screen)
    desk.do(lambda s: kept.append(s.capaian.narratives.texts_of(ids[IKM], YEAR).upaya))
    assert kept[-1] == ""


def test_what_is_being_typed_is_kept_when_the_file_is_closed(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    field = find(screen, TextField, f"{NAME}.upaya")
    field.setFocus()
    QTest.keyClicks(field, "Menambah loket.")
    desk.workspace.leaving.emit()
    desk.settle()
    kept: list[str] = []
    desk.do(lambda s: kept.append(s.capaian.narratives.texts_of(ids[IKM], YEAR).upaya))
    assert kept == ["Menambah loket."]


def test_the_sentence_under_a_table_is_changed_too(desk: Desk, screen: CapaianScreen) -> None:
    table = find(screen, DataTable, NAME)
    table.select_row(table.rows_model.row_at(0))
    assert screen.narratives.boxes[7].isVisible()
    assert not find(screen, TextField, f"{NAME}.upaya").isVisible()
    write(desk, screen.narratives.boxes[1].field, "Tiga indikator, semuanya tercapai.")
    screen.open_target("target")
    assert find(screen, Label, "capaian.tabel.kalimat").text().startswith("Tiga indikator")
    screen.open_target("uraian")
    undo(desk, screen)
    screen.open_target("target")
    assert not find(screen, Label, "capaian.tabel.kalimat").text().startswith("Tiga")
