"""What stands in the window while no office file is open: opening, a refusal, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.texts import tr
from app.views.shell.statusbar import clock
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.labels import Heading, IconLabel, Label
from app.views.widgets.layout import add, clear, column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.errors import PuasError
    from app.services.opening import Refusal

Choice = tuple[str, str, "Callable[[], object]"]
"""The last part of a button's name, its text, and what it does."""


class NoticePage(QWidget):
    """One sentence in the middle of the window and the ways that lead on."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon = IconLabel("info", "muted", size=36)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.heading = Heading(name=f"{name}.judul")
        self.text = Label("", "muted", name=f"{name}.teks", wrap=True)
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        self._buttons = row(gap=10)
        self._box = QWidget()
        self._box.setFixedWidth(px(560))
        self._box.setLayout(column(self._icon, self.heading, self.text, self._buttons, gap=12))
        self.setLayout(column(1, row(1, self._box, 1), 2))

    def show_notice(
        self, icon: str, heading: str, text: str = "", choices: Sequence[Choice] = ()
    ) -> None:
        """Show a notice; the first choice is the one to press."""
        self._box.setFixedWidth(px(560))
        self._icon.set_icon(icon, "muted")
        self.heading.setText(heading)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._set_buttons(choices)

    def _set_buttons(self, choices: Sequence[Choice]) -> None:
        clear(self._buttons)
        add(self._buttons, 1)
        for place, (key, text, act) in enumerate(choices):
            kind = PrimaryButton if place == 0 else SecondaryButton
            button = kind(text, name=f"{self.objectName()}.{key}")
            button.clicked.connect(lambda _=False, act=act: act())
            self._buttons.addWidget(button)
            if place == 0:
                button.setFocus()
        add(self._buttons, 1)


class StartArea(QStackedWidget):
    """Asks what to do where no file is open; the window does it."""

    open_wanted = Signal(object, bool)
    """A path, and whether only to read it."""
    restore_wanted = Signal(object, object)
    other_wanted = Signal()
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticePage(name="awal.pesan")
        self.addWidget(self.notice)
        self._first_start: QWidget | None = None

    def show_opening(self, path: Path) -> None:
        """Say which file is being opened."""
        self.notice.show_notice("folder-open", tr("Membuka {berkas}…", berkas=path.name))
        self.setCurrentWidget(self.notice)

    def show_closing(self) -> None:
        """Say why the window is still there."""
        self.notice.show_notice("hard-drive", tr("Menyimpan cadangan…"))
        self.setCurrentWidget(self.notice)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why a file was not opened and offer the ways that are left."""
        choices = [*self._ways(refusal), ("lain", tr("Buka berkas lain…"), self.other_wanted.emit)]
        if refusal.missing:
            choices.append(("baru", tr("Mulai baru"), self.new_wanted.emit))
        error = refusal.error
        self.notice.show_notice(
            "triangle-alert", error.what, f"{error.safe} {error.next}".strip(), choices
        )
        self.setCurrentWidget(self.notice)

    def show_error(self, error: PuasError, choices: Sequence[Choice]) -> None:
        """Say what was refused, with the ways that are left."""
        text = f"{error.safe} {error.next}".strip()
        self.notice.show_notice("triangle-alert", error.what, text, choices)
        self.setCurrentWidget(self.notice)

    def show_first_start(self, page: QWidget) -> None:
        """Show the first start."""
        if self._first_start is not None:
            self.removeWidget(self._first_start)
            self._first_start.deleteLater()
        self._first_start = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    def _ways(self, refusal: Refusal) -> list[Choice]:
        path = refusal.path
        if refusal.may_read:
            text = tr("Buka hanya untuk dibaca")
            return [
                ("baca", text, lambda: self.open_wanted.emit(path, True)),
                ("ulang", tr("Coba lagi"), lambda: self.open_wanted.emit(path, False)),
            ]
        if refusal.backups:
            newest = refusal.backups[0]
            text = tr("Pulihkan cadangan {waktu}", waktu=_moment(newest.at))
            return [("pulihkan", text, lambda: self.restore_wanted.emit(path, newest))]
        return []


def _moment(at: datetime) -> str:
    day = QLocale().toString(QDate(at.year, at.month, at.day), "d MMMM yyyy")
    return f"{day} {clock(at)}"
