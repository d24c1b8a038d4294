"""The texts of reports put in own words, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from app.views.report_texts.page import ReportTextsPage
from app.views.settings.screen import SettingsScreen
from app.views.widgets.table import DataTable
from tests.support.result_office import quarters
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAME = "pengaturan.teks"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    session, _ = quarters(tmp_path / "kantor.puas", 12)
    session.store.close()
    return tmp_path / "kantor.puas"


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    with desk_over(qtbot, path, 3) as desk:
        yield desk


def show(desk: Desk) -> tuple[SettingsScreen, ReportTextsPage]:
    screen = SettingsScreen(desk.workspace)
    desk.workspace.changed.connect(screen.refresh)
    desk.show(screen)
    screen.activateWindow()
    screen.open_target("teks")
    desk.settle()
    page = screen.pages["teks"]
    assert isinstance(page, ReportTextsPage)
    return screen, page


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    desk.qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)
    desk.settle()


def choose(desk: Desk, page: ReportTextsPage, title: str) -> QPlainTextEdit:
    row = next(one for one in page.table.rows_model.shown if one.title == title)
    page.table.select_row(row)
    page.table.setFocus()
    press(desk, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.text
    return page.text


def type_at_end(desk: Desk, field: QPlainTextEdit, words: str) -> None:
    field.moveCursor(QTextCursor.MoveOperation.End)
    desk.qtbot.keyClicks(field, words)


def touched(page: ReportTextsPage) -> bool:
    return page.is_touched


def stored(desk: Desk, key: str) -> str:
    found: list[str] = []

    def look(session: object) -> None:
        texts = session.report_texts.all()  # type: ignore[attr-defined] # a Session
        found.append(next(one.text for one in texts if one.key == key))

    desk.do(look)
    return found[0]


def test_a_field_is_inserted_by_keyboard_and_the_words_are_saved(desk: Desk) -> None:
    screen, page = show(desk)
    field = choose(desk, page, "2.1 Pelaksana")
    before = field.toPlainText()
    assert not page.save.isEnabled()
    type_at_end(desk, field, " Alamat: ")
    press(desk, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is page.fields
    desk.qtbot.keyClicks(page.fields, "alam")
    press(desk, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field
    type_at_end(desk, field, ".")
    words = before + " Alamat: {alamat}."
    assert field.toPlainText() == words
    preview = find(screen, QPlainTextEdit, f"{NAME}.pratinjau").toPlainText()
    assert preview == (
        "SKM Triwulan I 2026 dilaksanakan oleh Kelurahan Sungai Jingah. Alamat: Jalan Contoh 1."
    )
    assert touched(page)
    press(desk, Qt.Key.Key_S, CTRL)
    assert stored(desk, "pelaksana") == words
    assert desk.messages[-1] == "Teks “2.1 Pelaksana” tersimpan."
    assert not touched(page)
    assert not page.save.isEnabled()
    row = next(one for one in page.table.rows_model.shown if one.key == "pelaksana")
    assert page.table.rows_model.columns[1].text(row) == "kantor"


def test_a_problem_shows_while_it_is_typed_and_leads_to_its_line(desk: Desk) -> None:
    screen, page = show(desk)
    field = choose(desk, page, "1.3 Tujuan")
    field.moveCursor(QTextCursor.MoveOperation.End)
    press(desk, Qt.Key.Key_Return)
    desk.qtbot.keyClicks(field, "Baik {unti} dan {")
    said = find(screen, QLabel, f"{NAME}.masalah")
    assert said.isVisible()
    assert "isian {unti} tidak dikenal; barangkali {unit}." in said.text()
    assert "tidak ditutup" in said.text()
    assert said.text().replace("\n", " ") == field.accessibleDescription()
    assert not page.save.isEnabled()
    field.moveCursor(QTextCursor.MoveOperation.Start)
    press(desk, Qt.Key.Key_F4)
    assert field.textCursor().selectedText() == "Baik {unti} dan {"
    desk.qtbot.keyClicks(field, "Baik {unit}.")
    assert not said.isVisible()
    assert page.save.isEnabled()
    assert (
        find(screen, QPlainTextEdit, f"{NAME}.pratinjau")
        .toPlainText()
        .endswith("Baik Kelurahan Sungai Jingah.")
    )


def test_what_is_typed_waits_while_another_text_is_looked_at(desk: Desk) -> None:
    screen, page = show(desk)
    type_at_end(desk, choose(desk, page, "Penutup"), " Sekian.")
    choose(desk, page, "2.3 Lokasi")
    assert "Sekian" not in page.text.toPlainText()
    screen.activate()
    desk.settle()
    assert choose(desk, page, "Penutup").toPlainText().endswith(" Sekian.")
    row = next(one for one in page.table.rows_model.shown if one.key == "penutup")
    assert page.table.rows_model.columns[1].text(row) == "diketik"


def test_the_shipped_words_come_back_and_go_again(desk: Desk) -> None:
    _, page = show(desk)
    shipped = stored(desk, "penutup")
    field = choose(desk, page, "Penutup")
    type_at_end(desk, field, " Sekian.")
    press(desk, Qt.Key.Key_S, CTRL)
    type_at_end(desk, field, " Masih diketik.")
    page.restore.setFocus()
    press(desk, Qt.Key.Key_Space)
    assert stored(desk, "penutup") == field.toPlainText() == shipped
    assert not page.restore.isEnabled()
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert stored(desk, "penutup") == shipped + " Sekian."
    assert field.toPlainText() == shipped + " Sekian. Masih diketik."


def test_escape_leaves_the_fields_and_nothing_is_inserted(desk: Desk) -> None:
    _, page = show(desk)
    field = choose(desk, page, "Penutup")
    before = field.toPlainText()
    press(desk, Qt.Key.Key_F2)
    press(desk, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is field
    assert field.toPlainText() == before


def test_a_text_about_a_year_has_its_own_fields(desk: Desk) -> None:
    screen, page = show(desk)
    field = choose(desk, page, "Pemda penutup")
    assert find(screen, QLabel, f"{NAME}.sumber").text() == "Diisi dari tahun 2026."
    press(desk, Qt.Key.Key_F2)
    desk.qtbot.keyClicks(page.fields, "unit_b")
    press(desk, Qt.Key.Key_Return)
    assert "{unit_belum}" in field.toPlainText()
    preview = find(screen, QPlainTextEdit, f"{NAME}.pratinjau").toPlainText()
    assert "(belum dicatat)" not in preview
    choose(desk, page, "Penutup")
    assert "unit_belum" not in [one.name for one in page.fields.rows_model.shown]


def test_without_a_survey_examples_stand_in_the_fields(qtbot: QtBot, path: Path) -> None:
    with desk_over(qtbot, path, 0) as desk:
        screen, page = show(desk)
        choose(desk, page, "2.1 Pelaksana")
        shown = find(screen, QPlainTextEdit, f"{NAME}.pratinjau").toPlainText()
        assert shown == "SKM tahun 2026 dilaksanakan oleh Kelurahan Melati."
        assert "Diisi dengan contoh" in find(screen, QLabel, f"{NAME}.sumber").text()
        desk.workspace.choose_survey(3)
        desk.settle()
        assert "Diisi dari SKM 2026, Triwulan I." in find(screen, QLabel, f"{NAME}.sumber").text()


def test_a_file_that_is_only_read_is_only_read(qtbot: QtBot, path: Path) -> None:
    with desk_over(qtbot, path, 3, read_only=True) as desk:
        _, page = show(desk)
        field = choose(desk, page, "Penutup")
        assert field.isReadOnly()
        for button in (page.insert, page.save, page.restore):
            assert not button.isEnabled()


def test_every_widget_has_a_name(desk: Desk) -> None:
    screen, page = show(desk)
    for kind in (QPushButton, QPlainTextEdit, DataTable):
        for widget in page.findChildren(kind):
            assert widget.objectName().startswith(NAME), widget
            assert widget.accessibleName() or not widget.isVisible(), widget.objectName()
    assert find(screen, QLabel, f"{NAME}.judul").text() == "Kata pengantar"
