"""The line that tells what happened and offers to take it back, instead of a dialog."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.texts import tr
from app.views.widgets.buttons import IconButton, QuietButton
from app.views.widgets.labels import IconLabel, Label
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import PuasError

_SHOWN_FOR = 8000


class Tone(Enum):
    """What kind of message it is: its colour and its icon."""

    GOOD = ("good", "circle-check")
    INFO = ("fine", "info")
    WARNING = ("warning", "triangle-alert")
    DANGER = ("danger", "circle-alert")


class MessageLine(QFrame):
    """An inline message. Good news leaves by itself, everything else stays until it is closed."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "message")
        self._act: Callable[[], object] | None = None
        self._icon = IconLabel("info", "fine")
        self._icon.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.text = Label("", "body", name=f"{name}.teks", wrap=True)
        self.button = QuietButton("", name=f"{name}.tindakan")
        self._close = IconButton("x", name=f"{name}.tutup", accessible=tr("Tutup pesan"))
        line = row(self._icon, self.text, self.button, self._close, margins=(12, 6, 6, 6))
        line.setStretch(1, 1)
        self.setLayout(line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.button.clicked.connect(self._acted)
        self._close.clicked.connect(self.hide)
        self.hide()

    def say(
        self,
        text: str,
        tone: Tone = Tone.GOOD,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a message; ``action`` with ``act`` is a deed offered with it, such as Urungkan."""
        use, icon = tone.value
        self.setProperty("tone", use)
        self._icon.set_icon(icon, use)
        self.text.setText(text)
        self._act = act
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.show()
        self._timer.start(_SHOWN_FOR) if tone in (Tone.GOOD, Tone.INFO) else self._timer.stop()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def say_error(self, error: PuasError) -> None:
        """Show a refusal with its next step."""
        self.say(error.sentence, Tone.DANGER)

    def _acted(self) -> None:
        act = self._act
        self.hide()
        if act:
            act()
