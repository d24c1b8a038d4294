from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from app.models.unit import Unit, UnitType
from app.views.units.screen import UnitsScreen
from tests.support.office import open_office
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.units.service import UnitNode

LIST = (
    "kode;nama;jenis;induk;layanan\nkota;Pemerintah Kota;pemda;;\nkel-2;Kelurahan Dua;;kota;KTP\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kantor.puas"


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    session = open_office(path)
    session.units.add(
        Unit("pkm-1", "Puskesmas Manggar", UnitType.PUSKESMAS, 1, ("PKM Timur",)), ("Rawat jalan",)
    )
    session.store.close()
    with desk_over(qtbot, path, 0) as desk:
        yield desk


@pytest.fixture
def screen(desk: Desk) -> UnitsScreen:
    made = UnitsScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.setFocus()
    return made


def _press(desk: Desk, key: Qt.Key, *, ctrl: bool = False) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    desk.qtbot.keyClick(focused, key, held)
    desk.settle()


def _type(desk: Desk, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    desk.qtbot.keyClicks(focused, text)


def _tree(desk: Desk) -> dict[str, UnitNode]:
    found: dict[str, UnitNode] = {}
    desk.do(lambda s: found.update({node.unit.code: node for node in s.units.tree()}))
    return found


def _cells(screen: UnitsScreen) -> list[str]:
    model = screen.table.rows_model
    return [model.data(model.index(row, 1)) for row in range(model.rowCount())]


def test_the_tree_shows_all_units(screen: UnitsScreen) -> None:
    assert _cells(screen) == ["Kelurahan Pasar Lama", "Puskesmas Manggar"]
    assert screen.subtitle.text() == "2 unit"


def test_a_unit_is_added_by_keyboard_with_a_code_made_from_its_name(
    desk: Desk, screen: UnitsScreen
) -> None:
    _press(desk, Qt.Key.Key_N, ctrl=True)
    _type(desk, "Kelurahan Baru")
    assert screen.form.code.text() == "kel-baru"
    assert screen.form.type.key == "kelurahan"
    for _ in range(4):
        _press(desk, Qt.Key.Key_Tab)
    _type(desk, "Kel. Baru")
    _press(desk, Qt.Key.Key_Tab)
    _type(desk, "Surat keterangan")
    _press(desk, Qt.Key.Key_S, ctrl=True)
    node = _tree(desk)["kel-baru"]
    assert node.unit.aliases == ("Kel. Baru",)
    assert node.unit.parent_id == 1
    assert [service.name for service in node.services] == ["Surat keterangan"]
    assert not screen.form.isVisible()
    assert "Kelurahan Baru" in _cells(screen)
    assert desk.messages[-1] == "Unit Kelurahan Baru tersimpan."


def test_a_code_typed_by_hand_is_not_overwritten(desk: Desk, screen: UnitsScreen) -> None:
    screen.begin_new()
    desk.qtbot.keyClicks(screen.form.code, "63.71")
    desk.qtbot.keyClicks(screen.form.name, "Kelurahan Lain")
    assert screen.form.code.text() == "63.71"


def test_enter_changes_a_unit_and_escape_leaves_it(desk: Desk, screen: UnitsScreen) -> None:
    screen.table.select_row(screen.table.rows_model.row_at(1))
    screen.table.setFocus()
    _press(desk, Qt.Key.Key_Return)
    assert screen.form.name.hasFocus()
    screen.form.name.selectAll()
    _type(desk, "Puskesmas Manggar Baru")
    _press(desk, Qt.Key.Key_S, ctrl=True)
    assert _tree(desk)["pkm-1"].unit.name == "Puskesmas Manggar Baru"
    screen.table.setFocus()
    _press(desk, Qt.Key.Key_Return)
    _type(desk, "tidak jadi")
    _press(desk, Qt.Key.Key_Escape)
    assert _tree(desk)["pkm-1"].unit.name == "Puskesmas Manggar Baru"
    assert screen.table.hasFocus()


def test_a_refusal_keeps_the_form_and_says_why(desk: Desk, screen: UnitsScreen) -> None:
    screen.begin_new()
    screen.form.submit()
    assert screen.form.name.hasFocus()
    assert screen.form.name.property("invalid")
    screen.form.name.setText("Lain")
    screen.form.code.setText("PKM-1")
    screen.form.submit()
    desk.settle()
    assert screen.form.isVisible()
    assert "sudah dipakai unit Puskesmas Manggar" in screen.message.text.text()
    screen.form.code.setText("dua kata")
    screen.form.submit()
    desk.settle()
    assert "tidak dapat dipakai" in screen.message.text.text()
    assert len(_tree(desk)) == 2


def test_a_unit_is_not_offered_below_itself(desk: Desk, screen: UnitsScreen) -> None:
    screen.begin_change()
    choices = find(screen, QComboBox, "unit.form.induk")
    assert [choices.itemText(i) for i in range(choices.count())] == ["Tidak ada"]


def test_the_form_follows_the_selection_until_something_is_typed(
    desk: Desk, screen: UnitsScreen
) -> None:
    screen.begin_change()
    screen.table.select_row(screen.table.rows_model.row_at(1))
    assert screen.form.unit_id == 2
    screen.form.name.setText("Sedang diubah")
    screen.table.select_row(screen.table.rows_model.row_at(0))
    assert screen.form.unit_id == 2


def test_services_are_added_renamed_and_retired_with_undo(desk: Desk, screen: UnitsScreen) -> None:
    screen.open_target(2)
    desk.settle()
    names = find(screen, QListWidget, "unit.layanan")
    new = find(screen, QLineEdit, "unit.layanan.baru")
    assert names.isVisible()
    new.setFocus()
    _type(desk, "Rawat inap")
    _press(desk, Qt.Key.Key_Return)
    assert [names.item(i).text() for i in range(names.count())] == ["Rawat jalan", "Rawat inap"]
    names.setFocus()
    _press(desk, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    desk.qtbot.keyClicks(editor, "Rawat jalan umum")
    with desk.qtbot.waitSignal(screen.form.services.changed):
        desk.qtbot.keyClick(editor, Qt.Key.Key_Return)
    desk.settle()
    assert [s.name for s in _tree(desk)["pkm-1"].services] == ["Rawat jalan umum", "Rawat inap"]
    names.setFocus()
    _press(desk, Qt.Key.Key_Delete)
    assert not _tree(desk)["pkm-1"].services[0].active
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert _tree(desk)["pkm-1"].services[0].active


def test_a_service_of_the_same_name_is_refused_and_the_old_name_comes_back(
    desk: Desk, screen: UnitsScreen
) -> None:
    desk.do(lambda s: s.units.add_service(2, "Rawat inap"))
    screen.open_target(2)
    desk.settle()
    names = find(screen, QListWidget, "unit.layanan")
    names.item(0).setText("rawat INAP")
    desk.settle()
    assert "sudah ada" in screen.message.text.text()
    assert names.item(0).text() == "Rawat jalan"


def test_search_narrows_the_tree(desk: Desk, screen: UnitsScreen) -> None:
    _press(desk, Qt.Key.Key_F, ctrl=True)
    _type(desk, "timur")
    desk.settle()
    assert _cells(screen) == ["Puskesmas Manggar"]
    _type(desk, "zzz")
    desk.settle()
    assert _cells(screen) == []


def test_a_list_is_previewed_and_taken_over_by_keyboard(
    desk: Desk, screen: UnitsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "unit.csv"
    file.write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    find(screen, QPushButton, "unit.impor.mulai").setFocus()
    _press(desk, Qt.Key.Key_Space)
    assert screen.import_page.isVisible()
    assert "pemisah titik koma" in screen.import_page.source.whole
    assert len(_tree(desk)) == 2
    assert screen.import_page.accept.hasFocus()
    _press(desk, Qt.Key.Key_Space)
    assert _tree(desk)["kel-2"].depth == 1
    assert desk.messages[-1].startswith("2 unit ditambahkan, 0 diubah")
    assert "Kelurahan Dua" in _cells(screen)


def test_a_list_with_a_bad_row_cannot_be_accepted_and_says_why(
    desk: Desk, screen: UnitsScreen, tmp_path: Path
) -> None:
    file = tmp_path / "unit.csv"
    file.write_text(LIST + "a b;;;;\n", encoding="utf-8")
    screen.preview_list(file)
    desk.settle()
    page = screen.import_page
    assert not page.accept.isEnabled()
    assert "Baris 4: kode: hanya huruf" in page.note.text()
    assert "nama: belum diisi" in page.note.text()
    _press(desk, Qt.Key.Key_S, ctrl=True)
    _press(desk, Qt.Key.Key_Escape)
    assert screen.table.isVisible()
    assert len(_tree(desk)) == 2


def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    desk: Desk, screen: UnitsScreen, tmp_path: Path
) -> None:
    file = tmp_path / "unit.csv"
    file.write_bytes(b"%PDF-1.7")
    refused: list[str] = []
    desk.workspace.background.refused.connect(lambda error: refused.append(error.sentence))
    screen.preview_list(file)
    desk.settle()
    assert "bukan tabel" in refused[0]
    assert screen.table.isVisible()


def test_a_file_that_is_only_read_offers_no_change(qtbot: QtBot, path: Path) -> None:
    open_office(path).store.close()
    with desk_over(qtbot, path, 0, read_only=True) as desk:
        screen = UnitsScreen(desk.workspace)
        desk.show(screen)
        assert not screen.new.isEnabled()
        assert not screen.import_list.isEnabled()
        screen.begin_new()
        screen.begin_change()
        assert not screen.form.isVisible()
