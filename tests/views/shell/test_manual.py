"""F1 opens the page of the manual that belongs to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument

from app.paths import manual as page_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.shell.window import MainWindow


def test_f1_opens_the_page_of_the_screen(qtbot: QtBot, office: MainWindow) -> None:
    office.activateWindow()
    for entry in office.entries:
        office.host.go(entry.key)
        qtbot.keyClick(office, Qt.Key.Key_F1)
        assert office.manual.isVisible()
        assert office.manual.browser.source() == QUrl.fromLocalFile(str(page_of(entry.key)))
        assert len(office.manual.browser.toPlainText()) > 100
    qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)


def test_esc_closes_it(qtbot: QtBot, office: MainWindow) -> None:
    office.open_manual()
    qtbot.keyClick(office.manual.browser, Qt.Key.Key_Escape)
    assert office.manual.isHidden()


def test_it_shows_nothing_from_elsewhere(office: MainWindow, tmp_path: Path) -> None:
    office.open_manual()
    secret = tmp_path / "rahasia.md"
    secret.write_text("rahasia")
    kind = int(QTextDocument.ResourceType.MarkdownResource.value)
    browser = office.manual.browser
    assert browser.loadResource(kind, QUrl.fromLocalFile(str(secret))) is None
    assert browser.loadResource(kind, QUrl("https://example.org/a.md")) is None
    assert browser.loadResource(kind, QUrl("../../main.py")) is None
