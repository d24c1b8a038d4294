"""Small coloured words. The colour repeats what letter and word already say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.texts import tr
from app.views.theme.palette import MUTU_COLORS
from app.views.widgets.labels import Label, repolish


class Badge(QLabel):
    """A word on a soft ground: good, fine, warning, danger or muted."""

    def __init__(
        self, text: str = "", tone: str = "muted", *, name: str = "", accessible: str = ""
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setProperty("kind", "badge")
        self.setObjectName(name)
        self.set(text, tone, accessible=accessible)

    def set(self, text: str, tone: str, *, accessible: str = "") -> None:
        """Show another word in another tone."""
        self.setText(text)
        self.setAccessibleName(accessible or text)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


class MutuBadge(Badge):
    """The mutu of a value: letter, word and colour; a dash where nothing is computed yet."""

    def __init__(self, letter: str = "", word: str = "", *, name: str = "") -> None:
        super().__init__(name=name)
        self.set_mutu(letter, word)

    def set_mutu(self, letter: str, word: str) -> None:
        """Show another mutu, such as ``B`` and ``Baik``."""
        if not letter:
            self.set("–", "muted", accessible=tr("Mutu belum dapat dihitung"))
            return
        spoken = tr("Mutu {huruf}, {kinerja}", huruf=letter, kinerja=word)
        self.set(mutu_text(letter, word), MUTU_COLORS.get(letter, "muted"), accessible=spoken)


class MutuText(Label):
    """The mutu in a line of text, without a ground."""

    def __init__(self, letter: str = "", word: str = "", *, name: str = "") -> None:
        super().__init__("", "caption-strong", name=name)
        self.set_mutu(letter, word)

    def set_mutu(self, letter: str, word: str) -> None:
        """Show another mutu."""
        self.setText(mutu_text(letter, word) if letter else "")
        self.set_tone(MUTU_COLORS.get(letter, "muted"))


def mutu_text(letter: str, word: str) -> str:
    """Return letter and word as every screen writes them: ``B · Baik``."""
    return f"{letter} · {word}" if word else letter
