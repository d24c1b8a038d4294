"""A backup takes the place of the open file; nothing of the present is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.services.offices.backups import BackupItem
from app.views.settings.screen import SettingsScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.window import MainWindow


def _settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)


def _settings(qtbot: QtBot, office: MainWindow) -> SettingsScreen:
    office.host.go("pengaturan", "cadangan")
    _settle(qtbot, office)
    screen = office.host.currentWidget()
    assert isinstance(screen, SettingsScreen)
    return screen


def _rename(session: Session) -> Changes:
    return session.offices.change(replace(session.offices.data(), name="Kelurahan Lain"))[1]


def test_the_file_goes_back_to_a_backup_of_the_same_day(
    qtbot: QtBot, office: MainWindow, sample: Path
) -> None:
    screen = _settings(qtbot, office)
    qtbot.mouseClick(screen.backups.make_now, Qt.MouseButton.LeftButton)
    _settle(qtbot, office)
    office.workspace.write(_rename)
    qtbot.waitUntil(lambda: office.topbar.office.whole == "Kelurahan Lain", timeout=20_000)
    screen.backups.ask_restore()
    with qtbot.waitSignal(office.opened, timeout=20_000):
        qtbot.mouseClick(screen.backups.message.button, Qt.MouseButton.LeftButton)
    _settle(qtbot, office)
    assert office.topbar.office.whole == "Kelurahan Sungai Jingah"
    assert [path.name for path in sample.parent.glob("* disisihkan *")]


def test_a_damaged_backup_leaves_the_file_which_can_be_opened_again(
    qtbot: QtBot, office: MainWindow, sample: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "rusak.sqlite"
    bad.write_bytes(b"x" * 4096)
    before = sample.read_bytes()
    screen = _settings(qtbot, office)
    item = BackupItem(bad, datetime(2026, 3, 2, 8, 0), 4096, second_place=False)  # noqa: DTZ001 - local time, as in names of backups
    screen.backups.restore_wanted.emit(item)
    _settle(qtbot, office)
    assert sample.read_bytes() == before
    again = office.findChild(QPushButton, "awal.pesan.lagi")
    assert again is not None
    with qtbot.waitSignal(office.opened, timeout=20_000):
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    _settle(qtbot, office)
    assert office.topbar.office.whole == "Kelurahan Sungai Jingah"
