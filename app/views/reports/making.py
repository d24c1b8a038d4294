"""A report in the making on another thread: how far it is, and the way to stop it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import InputError
from app.texts import tr
from app.views.widgets.buttons import SmallButton
from app.views.widgets.labels import Label
from app.views.widgets.layout import row
from app.views.widgets.progress import Bar

_PATIENCE = 300
"""Milliseconds that a report may take before its progress is shown."""


class Making(QObject):
    """One report in the making. It is called with (done, all) by whoever makes it."""

    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Say whether nobody wants the report any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stopped.set()

    def __call__(self, done: int, whole: int) -> None:
        """Tell the window how far it is. Raises InputError once the work is stopped."""
        if self._stopped.is_set():
            raise InputError(
                tr("Penyusunan laporan dihentikan."), safe=tr("Tidak ada berkas yang berubah.")
            )
        self.progressed.emit(done, whole)


class MakingLine(QWidget):
    """Shows how far a report is, once it takes longer than a moment, and offers to stop it."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = Label(tr("Menyusun laporan…"), "small-muted")
        self.bar = Bar()
        self.cancel = SmallButton(tr("Batal"), name="laporan.batal")
        self.cancel.setToolTip("Esc")
        self.setLayout(row(self.text, self.bar, self.cancel, gap=8))
        self._wait = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._wait.timeout.connect(self.show)
        self.cancel.clicked.connect(self.stopped)
        self.hide()

    def begin(self, making: Making, text: str) -> None:
        """Follow a report in the making."""
        self.text.setText(text)
        self.bar.set_share(0)
        making.progressed.connect(self._show)
        self._wait.start()

    def end(self) -> None:
        """Say nothing more."""
        self._wait.stop()
        self.hide()

    def _show(self, done: int, whole: int) -> None:
        self.bar.set_share(done / max(whole, 1))
