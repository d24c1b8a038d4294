"""The window opens, shows and closes an office file without ever freezing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.errors import StorageError
from app.models.store.opening import open_store
from app.models.store.store import Store
from app.services.changes import OFFICE_CHANGED
from app.services.consolidation.watched import remember_folder
from app.services.session import Session
from app.settings import load_settings
from app.views.shell.screens import in_rail
from app.views.widgets.message import Tone
from tests.support.receiving import make_city, make_sender, send

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.views.shell.window import MainWindow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def _button(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_without_a_file_nothing_of_a_file_is_shown(window: MainWindow) -> None:
    assert window.rail.isHidden()
    assert window.topbar.search.isHidden()
    assert window.statusbar.isHidden()


def test_opening_shows_whose_file_it_is(office: MainWindow, sample: Path) -> None:
    assert office.topbar.office.whole == "Kelurahan Sungai Jingah"
    assert office.topbar.surveys.text().startswith("SKM 2024")
    assert office.statusbar.saved.text() == "Semua tersimpan"
    assert office.host.current_key == "beranda"
    assert "Kelurahan Sungai Jingah" in office.windowTitle()
    assert load_settings().last_file == str(sample)


class _Windows(QObject):
    """Notes every widget that becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        """Note what is shown; let everything pass."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[_Windows]:
    """Return what notes windows while a test runs."""
    made = _Windows()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_every_button_of_the_rail_leads_to_its_screen(qtbot: QtBot, office: MainWindow) -> None:
    for entry in in_rail(office.entries):
        button = _button(office, f"nav.{entry.key}")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert office.host.current_key == entry.key
        assert button.isChecked()
        assert button.accessibleName() == entry.title
        qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)


def test_no_stack_of_pages_is_a_window_of_its_own_not_even_for_a_moment(
    qtbot: QtBot, office: MainWindow, windows: _Windows
) -> None:
    for key in ("survei", "tindak_lanjut", "unit", "impor"):
        office.host.go(key)
        qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)
    assert windows.shown == []


def test_alt_and_a_number_and_f5_lead_to_screens(qtbot: QtBot, office: MainWindow) -> None:
    office.activateWindow()
    for number, entry in enumerate(in_rail(office.entries)[:10], start=1):
        qtbot.keyClick(office, Qt.Key(Qt.Key.Key_0.value + number % 10), ALT)
        assert office.host.current_key == entry.key
    qtbot.keyClick(office, Qt.Key.Key_F5)
    assert office.host.current_key == "entri"
    qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)


def test_the_keyboard_follows_to_the_screen(qtbot: QtBot, office: MainWindow) -> None:
    office.activateWindow()
    for _ in range(2):
        for entry in office.entries:
            office.topbar.search.setFocus()
            office.host.go(entry.key)
            qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)
            focused, screen = office.focusWidget(), office.host.currentWidget()
            assert focused is not None
            assert screen is not None
            assert focused is screen or screen.isAncestorOf(focused), focused.objectName()


def test_the_keyboard_comes_back_from_search_and_manual(qtbot: QtBot, office: MainWindow) -> None:
    office.activateWindow()
    office.host.go("hasil")
    qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)
    button = _button(office, "hasil.salin")
    button.setFocus()
    qtbot.keyClick(office, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(office.finder.field.hasFocus)
    qtbot.keyClick(office.finder.field, Qt.Key.Key_Escape)
    assert office.focusWidget() is button
    qtbot.keyClick(office, Qt.Key.Key_F1)
    qtbot.waitUntil(office.manual.browser.hasFocus)
    qtbot.keyClick(office.manual.browser, Qt.Key.Key_Escape)
    assert office.focusWidget() is button


def test_a_named_screen_is_the_first_one(qtbot: QtBot, window: MainWindow, sample: Path) -> None:
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_file(sample, "survei")
    assert window.host.current_key == "survei"
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)


def test_closing_frees_the_file(qtbot: QtBot, office: MainWindow, sample: Path) -> None:
    office.close()
    qtbot.waitUntil(lambda: not office.isVisible(), timeout=20_000)
    opened = open_store(sample)
    assert isinstance(opened, Store)
    opened.close()


def test_a_refused_backup_is_said_before_the_window_goes(
    qtbot: QtBot, office: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Session.close

    def refuse(session: Session) -> None:
        whole(session)
        raise StorageError("Cadangan tidak dapat dibuat.", next="Kosongkan ruang.")

    monkeypatch.setattr(Session, "close", refuse)
    office.close()
    qtbot.waitUntil(lambda: "Cadangan" in office.start.notice.heading.text(), timeout=20_000)
    assert office.isVisible()
    qtbot.mouseClick(_button(office, "awal.pesan.tutup"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not office.isVisible())


def test_a_missing_file_is_told_and_leads_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_file(tmp_path / "tidak ada.sqlite")
    qtbot.waitUntil(lambda: "tidak ditemukan" in window.start.notice.heading.text())
    qtbot.mouseClick(_button(window, "awal.pesan.baru"), Qt.MouseButton.LeftButton)
    assert window.findChild(QPushButton, "awal.contoh") is not None


def test_a_foreign_file_is_refused_in_one_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(b"%PDF-1.7 bukan berkas kantor")
    window.open_file(path)
    qtbot.waitUntil(lambda: "bukan berkas kantor" in window.start.notice.heading.text())
    assert path.read_bytes() == b"%PDF-1.7 bukan berkas kantor"


def test_a_held_file_can_be_opened_to_be_read(
    qtbot: QtBot, window: MainWindow, sample: Path
) -> None:
    holder = open_store(sample)
    assert isinstance(holder, Store)
    window.open_file(sample)
    qtbot.waitUntil(lambda: "sedang dibuka" in window.start.notice.heading.text())
    with qtbot.waitSignal(window.opened, timeout=20_000):
        qtbot.mouseClick(_button(window, "awal.pesan.baca"), Qt.MouseButton.LeftButton)
    assert window.workspace.read_only
    assert not window._banner.isHidden()
    assert window.statusbar.saved.text() == "Hanya dibaca"
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)
    holder.close()


def test_a_damaged_file_comes_back_from_its_backup(
    qtbot: QtBot, window: MainWindow, sample: Path
) -> None:
    opened = Session.open(sample)
    assert isinstance(opened, Session)
    opened.backups.make()
    opened.store.close()
    sample.write_bytes(sample.read_bytes()[:5000])
    window.open_file(sample)
    qtbot.waitUntil(lambda: "rusak" in window.start.notice.heading.text(), timeout=20_000)
    with qtbot.waitSignal(window.opened, timeout=20_000):
        qtbot.mouseClick(_button(window, "awal.pesan.pulihkan"), Qt.MouseButton.LeftButton)
    assert window.topbar.office.whole == "Kelurahan Sungai Jingah"
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)


def test_what_is_written_is_told_below(qtbot: QtBot, office: MainWindow) -> None:
    office.workspace.write(lambda session: OFFICE_CHANGED)
    qtbot.waitUntil(lambda: office.statusbar.saved.text().startswith("Tersimpan "))
    qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)


def test_a_message_can_be_taken_back(qtbot: QtBot, office: MainWindow) -> None:
    undone: list[bool] = []
    office.workspace.say_with_undo("Unit dihapus.", lambda: undone.append(True))
    assert office.message.text.text() == "Unit dihapus."
    qtbot.mouseClick(_button(office, "pesan.tindakan"), Qt.MouseButton.LeftButton)
    assert undone == [True]


def test_a_refusal_nobody_looks_after_is_shown(qtbot: QtBot, office: MainWindow) -> None:
    def refuse(session: Session) -> None:
        raise StorageError("Disk penuh.", next="Kosongkan ruang.")

    office.workspace.run(refuse)
    qtbot.waitUntil(lambda: office.message.text.text().startswith("Disk penuh."))
    assert office.message.property("tone") == Tone.DANGER.value[0]


def test_every_control_of_the_frame_has_a_name(office: MainWindow) -> None:
    for part in (office.rail, office.topbar, office.statusbar):
        for button in part.findChildren(QPushButton):
            assert button.objectName(), button.text()
            assert button.accessibleName(), button.objectName()


def test_a_message_leaves_with_its_screen(qtbot: QtBot, office: MainWindow) -> None:
    office.workspace.say("Disk penuh.", Tone.DANGER)
    office.host.go(office.host.current_key)
    assert office.message.isVisible()
    office.host.go("unit")
    assert not office.message.isVisible()


def test_a_watched_folder_is_looked_at_from_the_opening_and_told_on_beranda(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    make_city(tmp_path / "kota.puas").session.store.close()
    sender = make_sender(tmp_path / "a.puas", "KEL-01", sheets=3)
    send(sender, tmp_path / "masuk.sqlite")
    sender.store.close()
    folder = tmp_path / "masuk"
    folder.mkdir()
    (tmp_path / "masuk.sqlite").rename(folder / "KEL-01.sqlite")
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_file(tmp_path / "kota.puas")
    office = window.workspace.watch._office
    assert window.workspace.watch.folder is None
    remember_folder(office, folder)
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_file(tmp_path / "kota.puas")
    qtbot.waitUntil(lambda: window.workspace.watch.waiting != [], timeout=20_000)
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)
    assert "1 paket masuk ke folder yang diawasi" in window.message.text.text()
    lines = window.host.findChildren(QPushButton, "beranda.menunggu.paket")
    assert any(line.isVisible() for line in lines)
    window.message.button.setFocus()
    QTest.keyClick(window.message.button, Qt.Key.Key_Return)
    assert window.host.current_key == "konsolidasi"
    window.workspace.watch._tell(folder, [folder / "KEL-01.sqlite"])
    assert window.message.isVisible()
    qtbot.waitUntil(lambda: window.workspace.watch.waiting == [], timeout=20_000)
    assert not window.message.isVisible()
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)
