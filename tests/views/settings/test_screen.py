from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
)

from app.models.unit import Official, Operator
from app.settings import load_settings
from app.views.settings.appearance_page import AppearancePage
from app.views.settings.office_page import OfficePage
from app.views.settings.officials_page import OfficialsPage
from app.views.settings.operators_page import OperatorsPage
from app.views.settings.screen import SettingsScreen
from app.views.theme import apply_theme, current
from app.views.widgets.table import DataTable
from tests.support.office import open_office
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.models.unit import Office

TABS = (
    "kantor",
    "pejabat",
    "petugas",
    "tampilan",
    "cadangan",
    "instrumen",
    "bobot",
    "teks",
    "paket",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "kantor"
    folder.mkdir()
    return folder / "kantor.puas"


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    session = open_office(path)
    session.offices.save_official(Official("Lurah", nip="19790101 200501 1 009"))
    session.offices.save_operator(Operator("Loket C"))
    session.offices.save_operator(Operator("Loket B"))
    session.store.close()
    with desk_over(qtbot, path, 0) as desk:
        yield desk
    apply_theme("terang")


@pytest.fixture
def screen(desk: Desk) -> SettingsScreen:
    return _screen(desk)


def _screen(desk: Desk) -> SettingsScreen:
    made = SettingsScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    return made


def _type(desk: Desk, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, text)


def _save(desk: Desk) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    desk.qtbot.keyClick(focused, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


def _click(desk: Desk, screen: SettingsScreen, name: str) -> None:
    desk.qtbot.mouseClick(find(screen, QPushButton, name), Qt.MouseButton.LeftButton)
    desk.settle()


def _office(desk: Desk) -> Office:
    found: list[Office | None] = []
    desk.do(lambda session: found.append(session.offices.current()))
    assert found[0] is not None
    return found[0]


def test_the_tabs_are_moved_through_by_the_arrow_keys(desk: Desk, screen: SettingsScreen) -> None:
    screen.setFocus()
    find(screen, QPushButton, "pengaturan.tab.kantor").setFocus()
    for key in TABS[1:]:
        focused = QApplication.focusWidget()
        assert focused is not None
        desk.qtbot.keyClick(focused, Qt.Key.Key_Right)
        assert screen.tabs.current == key
        assert screen.pages[key].isVisible()


def test_the_office_is_changed_by_keyboard_and_the_letterhead_shows_it(
    desk: Desk, screen: SettingsScreen
) -> None:
    _type(desk, find(screen, QLineEdit, "pengaturan.kantor.nama"), "Kelurahan Pasar Baru")
    assert find(screen, QLabel, "pengaturan.kop.nama").text() == "KELURAHAN PASAR BARU"
    _type(desk, find(screen, QLineEdit, "pengaturan.kantor.tempat"), "Banjarmasin")
    _save(desk)
    assert _office(desk).place == "Banjarmasin"
    names: list[str] = []
    desk.do(lambda session: names.append(session.offices.unit().name))
    assert names == ["Kelurahan Pasar Baru"]
    assert desk.messages == ["Data kantor tersimpan."]


def test_a_refusal_keeps_what_was_typed(desk: Desk, screen: SettingsScreen) -> None:
    name = find(screen, QLineEdit, "pengaturan.kantor.nama")
    _type(desk, name, " ")
    _save(desk)
    assert "Nama kantor belum diisi" in screen.message.text.text()
    assert screen.message.isVisible()
    assert name.text() == " "


def test_what_is_typed_survives_a_change_elsewhere(desk: Desk, screen: SettingsScreen) -> None:
    name = find(screen, QLineEdit, "pengaturan.kantor.nama")
    _type(desk, name, "Sedang diketik")
    desk.workspace.write(lambda s: s.offices.save_operator(Operator("Loket A"))[1])
    desk.settle()
    assert name.text() == "Sedang diketik"


def test_a_logo_is_chosen_shown_and_taken_away(
    desk: Desk, screen: SettingsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(memory, "JPEG")
    file = tmp_path / "logo.jpg"
    file.write_bytes(memory.getvalue())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    _click(desk, screen, "pengaturan.kantor.logo")
    assert _office(desk).logo.startswith(b"\x89PNG")
    office_page = screen.pages["kantor"]
    assert isinstance(office_page, OfficePage)
    assert office_page.preview.logo.isVisible()
    file.write_bytes(b"bukan gambar")
    _click(desk, screen, "pengaturan.kantor.logo")
    assert "PNG atau JPEG" in screen.message.text.text()
    _click(desk, screen, "pengaturan.kantor.tanpa_logo")
    assert _office(desk).logo == b""


def test_officials_are_added_and_changed_by_keyboard(desk: Desk, screen: SettingsScreen) -> None:
    screen.open_target("pejabat")
    official_page = screen.pages["pejabat"]
    assert isinstance(official_page, OfficialsPage)
    assert official_page.nip.text() == "19790101 200501 1 009"
    official_page.new.setFocus()
    desk.qtbot.keyClick(official_page.new, Qt.Key.Key_Space)
    _save(desk)
    assert official_page.jabatan.property("invalid")
    _type(desk, official_page.jabatan, "Camat")
    _type(desk, official_page.nip, "007")
    _save(desk)
    found: list[Official] = []
    desk.do(lambda session: found.extend(session.offices.officials()))
    assert [(o.jabatan, o.nip) for o in found] == [
        ("Lurah", "19790101 200501 1 009"),
        ("Camat", "007"),
    ]
    official_page.table.select_row(official_page.table.rows_model.row_at(0))
    assert official_page.jabatan.text() == "Lurah"
    official_page.active.setChecked(False)
    _type(desk, official_page.name, "")
    _save(desk)
    found.clear()
    desk.do(lambda session: found.extend(session.offices.officials()))
    assert [(o.jabatan, o.active) for o in found] == [("Camat", True), ("Lurah", False)]


def test_who_works_now_is_chosen_and_logged(desk: Desk, screen: SettingsScreen) -> None:
    screen.open_target("petugas")
    box = find(screen, QComboBox, "pengaturan.petugas.sekarang")
    box.setFocus()
    while box.currentText() != "Loket C":
        desk.qtbot.keyClick(box, Qt.Key.Key_Up)
        desk.settle()
    names: list[str] = []
    desk.do(lambda session: names.append(session.offices.operator))
    assert names == ["Loket C"]
    assert load_settings().operator == "Loket C"


def test_clerks_are_added_and_retired(desk: Desk, screen: SettingsScreen) -> None:
    screen.open_target("petugas")
    operators = screen.pages["petugas"]
    assert isinstance(operators, OperatorsPage)
    _type(desk, operators.name, "Loket A")
    desk.qtbot.keyClick(operators.name, Qt.Key.Key_Return)
    desk.settle()
    _type(desk, operators.name, "LOKET A")
    desk.qtbot.keyClick(operators.name, Qt.Key.Key_Return)
    desk.settle()
    assert "sudah ada" in screen.message.text.text()
    operators.table.select_row(operators.table.rows_model.row_at(0))
    _click(desk, screen, "pengaturan.petugas.hentikan")
    found: list[Operator] = []
    desk.do(lambda session: found.extend(session.offices.operators()))
    assert [(o.name, o.active) for o in found] == [
        ("Loket A", False),
        ("Loket B", True),
        ("Loket C", True),
    ]


def test_theme_size_and_sound_show_at_once_and_are_remembered(
    desk: Desk, screen: SettingsScreen
) -> None:
    screen.open_target("tampilan")
    appearance = screen.pages["tampilan"]
    assert isinstance(appearance, AppearancePage)
    _click(desk, screen, "pengaturan.tema.gelap")
    assert current().palette.name == "gelap"
    _click(desk, screen, "pengaturan.ukuran.125")
    assert current().text_size == 125
    appearance.sound.setChecked(False)
    settings = load_settings()
    assert (settings.theme, settings.text_size, settings.sound) == ("gelap", 125, False)


def test_a_backup_is_made_and_listed(desk: Desk, screen: SettingsScreen) -> None:
    screen.open_target("cadangan")
    assert screen.backups.table.rows_model.rowCount() == 0
    assert not screen.backups.restore.isEnabled()
    _click(desk, screen, "pengaturan.cadangan.sekarang")
    assert screen.backups.table.rows_model.rowCount() == 1
    assert desk.messages == ["Cadangan dibuat dan diperiksa."]


def test_a_second_place_is_kept_and_warned_about(
    desk: Desk, screen: SettingsScreen, tmp_path: Path
) -> None:
    screen.open_target("cadangan")
    stick = tmp_path / "stik"
    stick.mkdir()
    screen.backups.use_folder(str(stick))
    desk.settle()
    assert screen.backups.place.text() == "siap"
    assert not screen.backups.warning.isVisible()
    stick.rmdir()
    screen.activate()
    desk.settle()
    assert screen.backups.place.text() == "tidak siap"
    assert "tidak ada sekarang" in screen.backups.warning.text()
    assert screen.backups.warning.isVisible()
    _click(desk, screen, "pengaturan.cadangan.lupakan")
    assert load_settings().second_backup_folder == ""


def test_restoring_says_what_it_does_before_it_is_asked_for(
    desk: Desk, screen: SettingsScreen, path: Path
) -> None:
    screen.open_target("cadangan")
    _click(desk, screen, "pengaturan.cadangan.sekarang")
    wanted: list[tuple[object, object]] = []
    desk.workspace.restore_wanted.connect(lambda file, backup: wanted.append((file, backup)))
    table = find(screen, DataTable, "pengaturan.cadangan.tabel")
    table.setFocus()
    desk.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted == []
    assert "disisihkan" in screen.backups.message.text.text()
    desk.qtbot.keyClick(screen.backups.message.button, Qt.Key.Key_Space)
    assert [file for file, _ in wanted] == [path]


def test_the_weights_of_the_instrument_are_shown(desk: Desk, screen: SettingsScreen) -> None:
    screen.open_target("bobot")
    unsur = find(screen, DataTable, "pengaturan.bobot.unsur").rows_model
    assert unsur.rowCount() == 9
    assert unsur.data(unsur.index(0, 2)) == "1/9"
    mutu = find(screen, DataTable, "pengaturan.bobot.mutu").rows_model
    assert [mutu.data(mutu.index(row, 2)) for row in range(4)] == [
        "88,31",
        "76,61",
        "65,00",
        "25,00",
    ]


def test_a_file_that_is_only_read_offers_no_change(qtbot: QtBot, path: Path) -> None:
    open_office(path).store.close()
    with desk_over(qtbot, path, 0, read_only=True) as desk:
        screen = _screen(desk)
        for name in (
            "pengaturan.kantor.simpan",
            "pengaturan.pejabat.simpan",
            "pengaturan.petugas.tambah",
            "pengaturan.cadangan.pulihkan",
        ):
            assert not find(screen, QPushButton, name).isEnabled(), name


def test_every_field_and_button_has_a_name(screen: SettingsScreen) -> None:
    for kind in (QLineEdit, QAbstractButton, QComboBox, DataTable):
        for widget in screen.findChildren(kind):
            if widget.parent() and isinstance(widget.parent(), DataTable):
                continue
            assert widget.objectName(), widget
            assert widget.accessibleName() or not widget.isVisible(), widget.objectName()
