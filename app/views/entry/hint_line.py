"""The last line of the screen: which key does what, or why the last key did nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.texts import tr
from app.views.theme.look import keep_scaled
from app.views.widgets.key_hints import KeyHints
from app.views.widgets.labels import Label

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument


class HintLine(QStackedWidget):
    """Hints in one line or two; a refusal takes their place until the next good key."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entri.tombol")
        self.answering = KeyHints([], name="entri.tombol.mengisi")
        self.deeds = KeyHints(
            [
                ("F2", tr("saran")),
                ("F3", tr("cari lembar")),
                ("F4", tr("betulkan")),
                ("Ctrl Z", tr("ambil kembali")),
                ("F8", tr("jeda")),
            ],
            name="entri.tombol.lain",
        )
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        keep_scaled(self._lines, (0, 0, 0, 0), 6)
        self._lines.addWidget(self.answering)
        self._lines.addWidget(self.deeds, 1)
        hints = QWidget()
        hints.setLayout(self._lines)
        self.refusal = Label("", "small-strong", tone="danger", name="entri.salah_tombol")
        self.refusal.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.refusal.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(hints)
        self.addWidget(self.refusal)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_scale(self, instrument: Instrument) -> None:
        """Name the keys of the instrument's scale."""
        blank = tr("spasi") if instrument.lowest == 0 else "0"
        self.answering.set_hints(
            [
                (f"{instrument.lowest}–{instrument.highest}", tr("jawab")),
                (blank, tr("kosong")),
                ("⌫", tr("mundur")),
            ]
        )

    def arrange(self, width: int) -> None:
        """Use two lines where one is too narrow."""
        wanted = self.answering.sizeHint().width() + self.deeds.sizeHint().width()
        down = QBoxLayout.Direction.TopToBottom
        across = QBoxLayout.Direction.LeftToRight
        self._lines.setDirection(across if wanted <= width else down)

    def say(self, sentence: str) -> None:
        """Say why the last key did nothing."""
        self.refusal.setText(sentence)
        self.setCurrentWidget(self.refusal)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.refusal, sentence))

    def clear(self) -> None:
        """Show the keys again."""
        self.setCurrentIndex(0)
