"""Whether the data are safe: the last copies, and what a check of the file found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.models.period import long_date
from app.texts import tr
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.services.results.home import BackupState


class SafetyCard(Card):
    """Backups and the check, in two lines."""

    backup_wanted = Signal()
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(title=tr("Data aman"), name="beranda.aman", gap=4)
        self.copies = Caption(name="beranda.aman.cadangan", wrap=True)
        self.check = Caption(
            tr("Belum diperiksa sejak dibuka."), name="beranda.aman.periksa", wrap=True
        )
        self.button = SmallButton(tr("Cadangkan sekarang"), name="beranda.aman.cadangkan")
        self.button.clicked.connect(self.backup_wanted)
        self.body.addWidget(self.copies)
        self.body.addWidget(self.check)
        self.check_button = SmallButton(tr("Periksa"), name="beranda.aman.uji")
        self.check_button.clicked.connect(self.check_wanted)
        self.body.addLayout(row(self.button, self.check_button, 1, margins=(0, 6, 0, 0)))
        self._sound, self._kept, self._known = True, True, False

    def show_backups(self, state: BackupState, today: date, *, read_only: bool) -> None:
        """Show when and where the last copies were made."""
        self.copies.setText(backup_text(state, today))
        self._known = state.last is not None
        self._kept = state.second_folder is None or state.second_reachable
        self.copies.set_tone("" if self._kept else "warning")
        self.button.setVisible(not read_only)
        self._judge()

    def show_checking(self) -> None:
        """Say that the file is being checked."""
        self.check.setText(tr("Memeriksa berkas…"))
        self.check_button.setEnabled(False)

    def show_check(self, sentence: str, *, sound: bool) -> None:
        """Show what the check of the file found."""
        self._sound = sound
        self.check_button.setEnabled(True)
        self.check.setText(sentence)
        self.check.set_tone("" if sound else "danger")
        self._judge()

    def _judge(self) -> None:
        if not self._sound:
            self.heading.setText(tr("Berkas perlu diperiksa"))
        else:
            safe = self._kept and self._known
            self.heading.setText(tr("Data aman") if safe else tr("Cadangan"))
        self.set_tone("danger" if not self._sound else "" if self._kept else "warning")


def backup_text(state: BackupState, today: date) -> str:
    """Return when the copies were made, and what is missing."""
    if state.last is None:
        text = tr("Belum ada cadangan; dibuat sendiri saat berkas ditutup.")
    else:
        text = tr("Cadangan {kapan}", kapan=when(state.last, today))
    if state.second_folder is None:
        return text
    if not state.second_reachable:
        return f"{text} · " + tr("tempat kedua tidak terpasang")
    if state.second_last is None:
        return f"{text} · " + tr("tempat kedua belum berisi cadangan")
    return f"{text} · " + tr("tempat kedua {kapan}", kapan=when(state.second_last, today))


def when(at: datetime, today: date) -> str:
    """Return ``hari ini 09.58``, ``kemarin 16.02`` or the date."""
    if at.date() == today:
        return tr("hari ini {jam}", jam=f"{at:%H.%M}")
    if at.date() == today - timedelta(days=1):
        return tr("kemarin {jam}", jam=f"{at:%H.%M}")
    return long_date(at.date())
