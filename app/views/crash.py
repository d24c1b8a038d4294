"""What happens when the program itself is wrong: a report, the log, a controlled end."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from app import __version__
from app.paths import log_folder
from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.labels import Heading, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

_LOG_SIZE = 500_000


def open_log() -> None:
    """Write warnings and errors to the program's log; a disk that refuses costs only the log."""
    try:
        handler = RotatingFileHandler(
            log_folder() / "puas.log", maxBytes=_LOG_SIZE, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


class CrashReporter(QObject):
    """Takes every uncaught error, whatever thread it comes from; the first one ends the program."""

    _caught = Signal(str)

    def __init__(self, window: QWidget | None, end: Callable[[], object]) -> None:
        super().__init__()
        self._window, self._end = window, end
        self._reporting = False
        self._caught.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and, for the first one, show the report."""
        if issubclass(kind, KeyboardInterrupt):
            self._end()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger("puas").critical("%s", text)
        if not self._reporting:
            self._reporting = True
            self._caught.emit(report_text(text))

    def _report(self, text: str) -> None:
        dialog = ReportDialog(text, self._window)
        dialog.finished.connect(lambda _: self._end())
        dialog.open()


class ReportDialog(QDialog):
    """Says that the program ends, that the data are safe, and lets the report be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("laporan_galat")
        self.setWindowTitle(tr("Puas mengalami galat"))
        heading = Heading(tr("Puas mengalami galat dan harus ditutup."))
        text = Label(
            tr(
                "Lembar yang sudah tersimpan aman di berkas kantor, dan lembar yang sedang diketik "
                "ditawarkan kembali saat Puas dibuka lagi. Salin laporan ini dan kirimkan kepada "
                "pembuat Puas agar galatnya dapat diperbaiki."
            ),
            wrap=True,
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setObjectName("laporan_galat.isi")
        self.report.setAccessibleName(tr("Laporan galat"))
        self.copy = SecondaryButton(tr("Salin laporan"), name="laporan_galat.salin", icon="copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.leave = PrimaryButton(tr("Tutup Puas"), name="laporan_galat.tutup")
        self.leave.clicked.connect(self.accept)
        buttons = row(1, self.copy, self.leave)
        self.setLayout(
            column(heading, text, self.report, buttons, gap=12, margins=(24, 20, 24, 20))
        )
        self.resize(680, 440)


def report_text(trace: str) -> str:
    """Return what a maintainer needs: versions, system, and where it happened."""
    versions = f"Puas {__version__} · Python {platform.python_version()} · Qt {PySide6.__version__}"
    return f"{versions}\n{platform.platform()}\n\n{trace}"
