from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from python_calamine import CalamineWorkbook

from app.models.review import SaranDecision
from app.views.results.screen import ResultsScreen
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.table import DataTable
from tests.support.result_office import quarters
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "kantor.sqlite"
    session, survey = quarters(path)
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        yield desk


@pytest.fixture
def screen(desk: Desk) -> ResultsScreen:
    made = ResultsScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)  # as the window does
    desk.show(made)
    return made


def cells(table: DataTable, column: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def titles(table: DataTable) -> list[str]:
    return [column.title for column in table.rows_model.columns]


def to_tab(desk: Desk, screen: ResultsScreen, key: str) -> None:
    find(screen, QPushButton, f"hasil.tab.{screen.tabs.current}").setFocus()
    for _ in screen.pages:
        if screen.tabs.current == key:
            break
        desk.qtbot.keyClick(screen.tabs, Qt.Key.Key_Right)
    desk.settle()
    assert screen.tabs.current == key


def press(desk: Desk, widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        desk.qtbot.keyClick(widget, key)
        desk.settle()


def test_two_characteristics_are_chosen_by_the_keyboard(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "silang")
    table = find(screen, DataTable, "hasil.silang")
    assert titles(table)[0] == "Jenis kelamin"
    assert cells(table, 0) == ["Laki-laki", "Perempuan", "Semua"]
    press(desk, find(screen, ChoiceBox, "hasil.silang.kolom"), Qt.Key.Key_Down)
    assert titles(table)[1:] == ["SD", "SMP", "SMA", "D1-D3", "S1", "S2", "Semua"]
    assert cells(table, 3) == ["14", "8", "22"]
    assert cells(table, 1) == ["8", "", "8"]
    assert cells(table, 7) == ["30", "30", "60"]


def test_the_cells_show_shares_and_the_index(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "silang")
    table = find(screen, DataTable, "hasil.silang")
    press(desk, find(screen, ChoiceBox, "hasil.silang.kolom"), Qt.Key.Key_Down)
    measure = find(screen, QWidget, "hasil.silang.isi")
    press(desk, measure, Qt.Key.Key_Right)
    assert cells(table, 1) == ["26,7", "", "13,3"]
    assert cells(table, 7) == ["100,0", "100,0", "100,0"]
    press(desk, measure, Qt.Key.Key_Right)
    assert cells(table, 1) == ["100,0", "", "100,0"]
    assert cells(table, 7) == ["50,0", "50,0", "100,0"]
    press(desk, measure, Qt.Key.Key_Right)
    assert cells(table, 7)[-1] == screen.figures.index.figure.value.text()


def test_small_cells_bear_a_sign_that_is_explained(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "silang")
    press(desk, find(screen, ChoiceBox, "hasil.silang.baris"), Qt.Key.Key_End, Qt.Key.Key_Up)
    assert find(screen, ChoiceBox, "hasil.silang.baris").currentText() == "Bulan"
    press(desk, find(screen, ChoiceBox, "hasil.silang.baris"), Qt.Key.Key_Home, Qt.Key.Key_Down)
    table = find(screen, DataTable, "hasil.silang")
    press(desk, find(screen, ChoiceBox, "hasil.silang.kolom"), Qt.Key.Key_Down)
    assert any(text.endswith("*") for text in cells(table, 1))
    note = find(screen, QLabel, "hasil.silang.keterangan").text()
    assert note.startswith("* kurang dari 5 responden")


def test_the_trend_marks_what_exceeds_chance(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "tren")
    parts = find(screen, QWidget, "hasil.tren.bagian")
    press(desk, parts, Qt.Key.Key_Right)
    table = find(screen, DataTable, "hasil.tren.unsur")
    assert titles(table) == ["Unsur", "TW III 25", "TW IV 25", "TW I 26"]
    assert cells(table, 3)[:3] == ["78,75", "74,58", "▲ 85,83"]
    press(desk, parts, Qt.Key.Key_Right)
    test = find(screen, DataTable, "hasil.tren.uji")
    assert cells(test, 0)[0] == "IKM"
    assert cells(test, 4)[:3] == ["tidak", "tidak", "ya"]
    assert cells(test, 8)[2] == "0,002"
    assert "Welch" in find(screen, QLabel, "hasil.tren.uji.keterangan").text()
    press(desk, parts, Qt.Key.Key_Right)
    years = find(screen, DataTable, "hasil.tren.tahunan")
    assert titles(years) == ["Unsur", "2025 (2 periode)", "2026"]
    assert cells(years, 1)[0] == "75,63"


def test_another_period_is_tested_by_the_keyboard(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "tren")
    press(desk, find(screen, QWidget, "hasil.tren.bagian"), Qt.Key.Key_Right, Qt.Key.Key_Right)
    period = find(screen, ChoiceBox, "hasil.tren.periode")
    assert period.currentText() == "Triwulan IV 2025 → Triwulan I 2026"
    press(desk, period, Qt.Key.Key_Down)
    assert period.currentText() == "Triwulan III 2025 → Triwulan IV 2025"
    assert cells(find(screen, DataTable, "hasil.tren.uji"), 1)[0] == "75,00"


def test_the_reliability_is_said_in_words(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "reliabilitas")
    sentence = find(screen, QLabel, "hasil.reliabilitas.kalimat").text()
    assert sentence == "Di bawah 0,70: pertanyaannya kurang sejalan."
    assert "kebiasaan" in find(screen, QLabel, "hasil.reliabilitas.catatan").text()
    table = find(screen, DataTable, "hasil.reliabilitas")
    assert cells(table, 1)[:2] == ["Persyaratan", "Prosedur"]
    assert cells(table, 2)[0] == "0,290"


def test_a_remark_is_tagged_by_its_number(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    table = find(screen, DataTable, "hasil.saran")
    press(desk, table, Qt.Key.Key_1, Qt.Key.Key_3)
    assert cells(table, 4)[0] == "Persyaratan, Waktu"
    press(desk, table, Qt.Key.Key_1)
    assert cells(table, 4)[0] == "Waktu"
    assert find(screen, ChoiceBox, "hasil.saran.unsur").itemText(1) == "Waktu (1)"
    assert table.selected_rows()[0].number == 7  # type: ignore[attr-defined] # a Saran


def test_the_proposed_unsur_are_taken_by_one_key(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    table = find(screen, DataTable, "hasil.saran")
    assert find(screen, QPushButton, "hasil.saran.unsur.waktu").text() == "3 Waktu ?"
    press(desk, table, Qt.Key.Key_U)
    assert cells(table, 4)[0] == "Waktu"
    assert find(screen, QPushButton, "hasil.saran.unsur.waktu").text() == "3 Waktu ✓"


def test_remarks_are_reviewed_one_after_the_other(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    table = find(screen, DataTable, "hasil.saran")
    press(desk, table, Qt.Key.Key_C, Qt.Key.Key_T)
    assert cells(table, 5) == ["Dicetak", "Tidak dicetak", "Belum ditinjau"]
    assert table.selected_rows()[0].number == 19  # type: ignore[attr-defined] # a Saran
    assert desk.messages == ["1 saran boleh dicetak.", "1 saran tidak dicetak."]
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert cells(table, 5) == ["Dicetak", "Belum ditinjau", "Belum ditinjau"]


def test_another_text_is_printed(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    printed = find(screen, QPlainTextEdit, "hasil.saran.cetak")
    printed.setFocus()
    printed.selectAll()
    desk.qtbot.keyClicks(printed, "Antrean lama.")
    press(desk, find(screen, QPushButton, "hasil.saran.dicetak"), Qt.Key.Key_Space)
    found: list[tuple[str, ...]] = []
    survey_id = desk.workspace.survey_id
    desk.do(lambda s: found.append(tuple(t for t, _ in s.saran.printable(survey_id).texts)))
    assert found == [("Antrean lama.",)]


def test_only_those_that_wait_are_shown(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    state = find(screen, ChoiceBox, "hasil.saran.keadaan")
    press(desk, state, Qt.Key.Key_Down)
    table = find(screen, DataTable, "hasil.saran")
    press(desk, table, Qt.Key.Key_T)
    assert cells(table, 0) == ["12", "19"]
    state.choose(SaranDecision.HIDE.value)
    state.picked.emit(state.key)
    assert cells(table, 0) == ["7"]


def test_the_result_is_exported_by_the_keyboard(
    desk: Desk, screen: ResultsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "hasil.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(desk, find(screen, QPushButton, "hasil.ekspor"), Qt.Key.Key_Space)
    assert screen.export.isVisible()
    press(desk, find(screen, QPushButton, "hasil.ekspor.simpan"), Qt.Key.Key_Space)
    assert not screen.export.isVisible()
    assert desk.messages == ["Hasil ditulis ke hasil.xlsx."]
    book = CalamineWorkbook.from_path(str(target))
    assert book.sheet_names[:2] == ["Ringkasan", "Unsur"]
    assert "Data lembar" not in book.sheet_names


def test_a_folder_takes_one_table_each(
    desk: Desk, screen: ResultsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tabel"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    press(desk, find(screen, QPushButton, "hasil.ekspor"), Qt.Key.Key_Space)
    press(desk, find(screen, ChoiceBox, "hasil.ekspor.bentuk"), Qt.Key.Key_Down)
    press(desk, find(screen, QWidget, "hasil.ekspor.lembar"), Qt.Key.Key_Space)
    press(desk, find(screen, QPushButton, "hasil.ekspor.simpan"), Qt.Key.Key_Space)
    assert len(list(folder.glob("KL-01-2026-TW1-*.csv"))) == 11


def test_escape_puts_the_export_away(desk: Desk, screen: ResultsScreen) -> None:
    press(desk, find(screen, QPushButton, "hasil.ekspor"), Qt.Key.Key_Space)
    press(desk, find(screen, ChoiceBox, "hasil.ekspor.bentuk"), Qt.Key.Key_Escape)
    assert not screen.export.isVisible()


def test_a_file_that_is_only_read_takes_no_review(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kantor.sqlite"
    session, survey = quarters(path)
    session.store.close()
    with desk_over(qtbot, path, survey.id, read_only=True) as desk:
        desk.workspace.read_only = True
        screen = ResultsScreen(desk.workspace)
        desk.show(screen)
        to_tab(desk, screen, "saran")
        press(desk, find(screen, DataTable, "hasil.saran"), Qt.Key.Key_C)
        assert desk.messages == []
        assert not screen.saran.review.isEnabled()
