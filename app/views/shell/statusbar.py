"""The status line: whether all is saved, when the last backup was made, and the manual."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QWidget

from app.texts import tr
from app.views.theme import color, px
from app.views.widgets.buttons import Button
from app.views.widgets.labels import Label
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

HEIGHT = 30


class SavedDot(QWidget):
    """The small dot before the saved state."""

    def __init__(self) -> None:
        super().__init__()
        self._use = "muted"
        self.setFixedSize(px(8), px(16))

    def set_use(self, use: str) -> None:
        """Take another colour; the words beside it say the same."""
        self._use = use
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the dot is small
        """Paint the dot in the theme's colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._use))
        size = px(6)
        painter.drawEllipse((self.width() - size) // 2, (self.height() - size) // 2, size, size)


class ManualButton(Button):
    """Opens the manual at the page of the screen."""

    kind = "status"
    _text_use = "muted"


class StatusBar(QFrame):
    """One quiet line at the foot of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self._dot = SavedDot()
        self.saved = Label("", "caption", name="bawah.tersimpan")
        self.backup = Label("", "caption", name="bawah.cadangan")
        self.manual = ManualButton(
            tr("F1 Panduan"), name="bawah.panduan", accessible=tr("Buka panduan layar ini")
        )
        left = row(self._dot, self.saved, gap=4)
        self.setLayout(row(left, self.backup, 1, self.manual, gap=24, margins=(18, 0, 14, 0)))
        self.setFixedHeight(px(HEIGHT))
        self.say("")

    def say(self, text: str) -> None:
        """Say in what state the file is."""
        self.saved.setText(text)
        self._dot.setVisible(bool(text))

    def say_saved(self, at: datetime) -> None:
        """Say when something was last written."""
        self._dot.set_use("accent")
        self.say(tr("Tersimpan {jam}", jam=clock(at)))

    def say_backup(self, at: datetime | None, today: date) -> None:
        """Say when the last backup was made."""
        if at is None:
            self.backup.setText(tr("Belum ada cadangan"))
        else:
            self.backup.setText(tr("Cadangan terakhir: {waktu}", waktu=when(at, today)))

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(px(HEIGHT))


def clock(at: datetime) -> str:
    """Return a time of day as Indonesians write it: ``10.42``."""
    return f"{at:%H.%M}"


def when(at: datetime, today: date) -> str:
    """Return a moment in everyday words: ``hari ini 09.58``, ``kemarin 16.10``, ``3/2/2026 …``."""
    day = at.date()
    if day == today:
        return tr("hari ini {jam}", jam=clock(at))
    if day == today - timedelta(days=1):
        return tr("kemarin {jam}", jam=clock(at))
    return f"{day.day}/{day.month}/{day.year} {clock(at)}"
