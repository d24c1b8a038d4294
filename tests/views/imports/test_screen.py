"""The screen Impor by its keys, through both shapes in which offices keep answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from app.views.imports.screen import ImportScreen
from app.views.theme import apply_theme
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.form import DateField
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Label
from app.views.widgets.message import MessageLine
from app.views.widgets.table import DataTable
from tests.offices import make_office
from tests.support.answers import line, write_answers
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    office = make_office(tmp_path / "kantor.sqlite")
    survey_id = office.survey.id
    office.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", survey_id) as made:
        yield made


@pytest.fixture
def screen(desk: Desk) -> ImportScreen:
    made = ImportScreen(desk.workspace)
    desk.show(made)
    made.window().activateWindow()
    return made


def press(desk: Desk, screen: ImportScreen, key: Qt.Key, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(screen.focusWidget() or screen, key, modifier)
    desk.settle()


def sheets(desk: Desk) -> int:
    found: list[int] = []
    survey_id = desk.workspace.survey_id
    desk.do(lambda session: found.append(len(session.store.sheets.all_of(survey_id))))
    return found[0]


@pytest.mark.parametrize("name", ["impor_formulir_web.csv", "impor_kode.csv"])
def test_a_file_of_an_office_goes_in_and_out_by_keys(
    desk: Desk, screen: ImportScreen, name: str
) -> None:
    screen.load(DATA / name)
    desk.settle()
    assert "40 lembar siap diimpor" in screen.verdict.text()
    press(desk, screen, Qt.Key.Key_S, ctrl=True)
    assert sheets(desk) == 40
    message = find(screen, MessageLine, "impor.pesan")
    assert "40 lembar dari" in message.text.text()
    assert find(screen, DataTable, "impor.dahulu").rows_model.rowCount() == 1
    message.button.setFocus()
    press(desk, screen, Qt.Key.Key_Return)
    assert sheets(desk) == 0
    screen.load(DATA / name)
    desk.settle()
    assert "pemetaan terakhir" in screen.subtitle.whole


def test_a_file_that_is_in_already_is_not_called_ready(desk: Desk, screen: ImportScreen) -> None:
    for _ in range(2):
        screen.load(DATA / "impor_kode.csv")
        desk.settle()
        press(desk, screen, Qt.Key.Key_S, ctrl=True)
    message = find(screen, MessageLine, "impor.pesan")
    assert "sudah pernah diimpor ke survei ini (40 lembar)" in message.text.text()
    assert not screen.verdict.isVisible()
    assert not screen.accept.isEnabled()
    assert sheets(desk) == 40


def test_an_unknown_text_is_given_its_score_by_keys(
    desk: Desk, screen: ImportScreen, tmp_path: Path
) -> None:
    screen.load(write_answers(tmp_path / "j.csv", line(waktu="Lumayan"), line(waktu="Lumayan")))
    desk.settle()
    assert "di kolom waktu: jawaban harus" in screen.verdict.text()
    desk.settle()
    assert not screen.accept.isEnabled()
    assert screen.file.problems.rows_model.rowCount() == 2
    screen.file.tabs.choose("isi")
    table = find(screen, DataTable, "impor.isi")
    assert table.rows_model.rowCount() == 1
    table.setFocus()
    press(desk, screen, Qt.Key.Key_Return)
    box = find(screen, ChoiceBox, "impor.nilai")
    assert box.hasFocus() or screen.focusWidget() is box
    for _ in range(4):
        press(desk, screen, Qt.Key.Key_Down)
    assert screen.accept.isEnabled()
    press(desk, screen, Qt.Key.Key_S, ctrl=True)
    assert sheets(desk) == 2


def test_an_ambiguous_day_must_be_stated(desk: Desk, screen: ImportScreen, tmp_path: Path) -> None:
    screen.load(write_answers(tmp_path / "j.csv", *[line(tanggal="03/04/2026")] * 2))
    desk.settle()
    assert not screen.accept.isEnabled()
    assert screen.verdict.text().endswith(
        "Terbanyak, 2 kali, di kolom tanggal: urutan hari dan bulan belum dinyatakan."
    )
    box = find(screen, ChoiceBox, "impor.urutan")
    box.setFocus()
    press(desk, screen, Qt.Key.Key_Down)
    assert screen.accept.isEnabled()


def test_a_column_gets_another_meaning(desk: Desk, screen: ImportScreen, tmp_path: Path) -> None:
    row = line()
    row["catatan"] = "halaman 2"
    screen.load(write_answers(tmp_path / "j.csv", row, columns=[*row]))
    desk.settle()
    table = find(screen, DataTable, "impor.kolom")
    table.select_row(table.rows_model.row_at(16))
    box = find(screen, ChoiceBox, "impor.arti")
    table.setFocus()
    press(desk, screen, Qt.Key.Key_Return)
    assert screen.focusWidget() is box
    press(desk, screen, Qt.Key.Key_Up)
    assert screen.file._mapping is not None
    press(desk, screen, Qt.Key.Key_Escape)
    assert sheets(desk) == 0


def test_what_is_no_table_is_refused_in_a_sentence(
    desk: Desk, screen: ImportScreen, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04rusak")
    screen.load(path)
    desk.settle()
    assert "rusak" in find(screen, MessageLine, "impor.pesan").text.text()


def test_stopping_takes_nothing(desk: Desk, screen: ImportScreen) -> None:
    screen.load(DATA / "impor_kode.csv")
    desk.settle()
    screen._stop.set()
    screen._stop.clear = lambda: None  # type: ignore[method-assign] # stopped before it began
    press(desk, screen, Qt.Key.Key_S, ctrl=True)
    assert sheets(desk) == 0
    assert "dihentikan" in find(screen, MessageLine, "impor.pesan").text.text()


def test_what_is_unusual_in_a_file_is_said_before_it_is_taken(
    desk: Desk, screen: ImportScreen, tmp_path: Path
) -> None:
    path = tmp_path / "seragam.csv"
    write_answers(path, line("444444444"), line("444444444", usia="35"))
    screen.load(path)
    desk.settle()
    said = find(screen, Label, "impor.tak_lazim")
    assert said.isVisible()
    assert said.text().startswith("Semua jawaban sama: 2 dari 2 baris, yaitu baris 2, 3.")
    assert screen.accept.isEnabled()


def test_escape_stops_an_import_that_runs(
    desk: Desk, screen: ImportScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it runs, the form takes no keys; the keyboard is on the way to stop it."""
    screen.load(DATA / "impor_kode.csv")
    desk.settle()
    pressed: list[tuple[int, int]] = []

    def press_escape(done: int, whole: int) -> None:
        if not pressed:
            pressed.append((done, whole))
            screen._stop.wait(5)  # the thread of the file waits for the key
        progress(done, whole)

    progress = screen._progress
    monkeypatch.setattr(screen, "_progress", press_escape)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert screen.focusWidget() is screen.cancel
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Escape)
    desk.settle()
    assert "Impor dihentikan" in find(screen, MessageLine, "impor.pesan").text.text()
    assert sheets(desk) == 0
    press(desk, screen, Qt.Key.Key_S, ctrl=True)
    assert sheets(desk) == 40


def test_a_day_for_all_and_lainnya_for_whatever_else_are_stated_by_keys(
    desk: Desk, screen: ImportScreen, tmp_path: Path
) -> None:
    row = line(pekerjaan="Tukang")
    columns = [name for name in row if name != "tanggal"]
    screen.load(write_answers(tmp_path / "j.csv", row, columns=columns))
    desk.settle()
    assert screen.verdict.text().startswith("2 masalah")
    assert "Yang pertama: baris 1, kolom tanggal: kolom ini tidak ada" in screen.verdict.text()
    find(screen, QCheckBox, "impor.ada_tanggal").setFocus()
    press(desk, screen, Qt.Key.Key_Space)
    day = find(screen, DateField, "impor.tanggal")
    day.set_day(date(2026, 3, 12))
    desk.settle()
    screen.file.tabs.choose("isi")
    find(screen, QCheckBox, "impor.lainnya").setFocus()
    press(desk, screen, Qt.Key.Key_Space)
    press(desk, screen, Qt.Key.Key_S, ctrl=True)
    stored: list[tuple[date, object]] = []
    desk.do(
        lambda s: stored.extend(
            (sheet.day, sheet.profile["pekerjaan"])
            for sheet in s.store.sheets.all_of(desk.workspace.survey_id)
        )
    )
    assert stored == [(date(2026, 3, 12), "Lainnya")]
    # The next file of this kind says its days anew.
    screen.load(
        write_answers(tmp_path / "k.csv", line(), columns=[n for n in row if n != "tanggal"])
    )
    desk.settle()
    assert screen.file.others.isChecked()
    assert not screen.file.has_day.isChecked()


def test_after_an_undo_the_keyboard_is_on_the_list(desk: Desk, screen: ImportScreen) -> None:
    screen.load(DATA / "impor_kode.csv")
    desk.settle()
    press(desk, screen, Qt.Key.Key_S, ctrl=True)
    find(screen, SecondaryButton, "impor.batalkan").setFocus()
    press(desk, screen, Qt.Key.Key_Space)
    assert sheets(desk) == 0
    assert screen.focusWidget() is screen.start.table


def test_a_file_that_is_only_read_keeps_its_imports(qtbot: QtBot, tmp_path: Path) -> None:
    office = make_office(tmp_path / "kantor.sqlite")
    office.session.imports.import_answers(office.survey, DATA / "impor_kode.csv")
    office.store.close()
    path, survey_id = tmp_path / "kantor.sqlite", office.survey.id
    with desk_over(qtbot, path, survey_id, read_only=True) as desk:
        made = ImportScreen(desk.workspace)
        desk.show(made)
        assert made.start.table.rows_model.rowCount() == 1
        assert not made.start.undo.isEnabled()
        assert not made.choose.isEnabled()


def test_large_letters_scroll_and_cut_nothing_off(
    desk: Desk, screen: ImportScreen, tmp_path: Path
) -> None:
    apply_theme("terang", 150)
    screen.resize(1072, 500)
    screen.load(write_answers(tmp_path / "j.csv", line(), line()))
    desk.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    table = find(screen, DataTable, "impor.kolom")
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    for name in ("impor.arti", "impor.urutan", "impor.desimal"):
        box = find(screen, ChoiceBox, name)
        assert box.height() >= box.minimumSizeHint().height()
        assert box.width() >= box.minimumSizeHint().width()
