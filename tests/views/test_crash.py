"""An error of the program ends in a report, the log and a controlled end."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import log_folder
from app.views.crash import CrashReporter, ReportDialog, open_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def log() -> Iterator[None]:
    before = list(logging.getLogger().handlers)
    open_log()
    yield
    for handler in logging.getLogger().handlers[:]:
        if handler not in before:
            logging.getLogger().removeHandler(handler)
            handler.close()


def _divide() -> None:
    raise ZeroDivisionError("bagi nol")


def _take(reporter: CrashReporter) -> None:
    try:
        _divide()
    except ZeroDivisionError as error:
        reporter.take(type(error), error, error.__traceback__)


def _dialog() -> ReportDialog | None:
    open_ = [w for w in QApplication.topLevelWidgets() if isinstance(w, ReportDialog)]
    return next((dialog for dialog in open_ if dialog.isVisible()), None)


@pytest.mark.usefixtures("log")
def test_an_error_is_reported_logged_and_ends_the_program(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ended: list[bool] = []
    reporter = CrashReporter(window, lambda: ended.append(True))
    _take(reporter)
    _take(reporter)
    qtbot.waitUntil(lambda: _dialog() is not None)
    dialog = _dialog()
    assert dialog is not None
    assert "bagi nol" in dialog.report.toPlainText()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ended == [True])
    assert _dialog() is None
    written = (log_folder() / "puas.log").read_text(encoding="utf-8")
    assert written.count("ZeroDivisionError: bagi nol") == 2


def test_ctrl_c_in_the_terminal_ends_without_a_report(qapp: QApplication) -> None:
    ended: list[bool] = []
    reporter = CrashReporter(None, lambda: ended.append(True))
    reporter.take(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [True]
