"""Fields that several screens ask with: a choice of one, and a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy

from app.services.ikm.rounding import indonesian
from app.views.theme import px
from app.views.widgets.labels import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent, QWheelEvent


class ChoiceBox(QComboBox):
    """A choice of one out of several, each known by its key."""

    picked = Signal(str)
    """The user chose another key; setting it from the program says nothing."""

    def __init__(
        self, choices: Sequence[tuple[str, str]] = (), *, name: str, accessible: str
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys: list[str] = []
        self.set_choices(choices)
        self.activated.connect(lambda place: self.picked.emit(self._keys[place]))

    @property
    def key(self) -> str:
        """The key that is chosen; empty where there is no choice."""
        place = self.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other (key, text) pairs; the chosen key stays if it is still there."""
        before = self.key if self.count() else ""
        self.blockSignals(True)
        self.clear()
        self._keys = [key for key, _ in choices]
        self.addItems([" ".join(text.split()) for _, text in choices])
        self.blockSignals(False)
        self.choose(before)

    def choose(self, key: str) -> None:
        """Show the choice with this key, or the first one."""
        self.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel must not change an answer by accident."""
        event.ignore()


class NumberField(QLineEdit):
    """A whole number or nothing; points between thousands may be typed and are shown."""

    def __init__(self, *, name: str = "", accessible: str = "", digits: int = 9) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setMaxLength(digits + digits // 3)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        pattern = QRegularExpression(r"[0-9][0-9. ]*|")
        self.setValidator(QRegularExpressionValidator(pattern, self))
        self.editingFinished.connect(lambda: self.set_value(self.value))

    @property
    def value(self) -> int | None:
        """The number in the field; None where it is empty."""
        digits = "".join(sign for sign in self.text() if sign in "0123456789")
        return int(digits) if digits else None

    def set_value(self, value: int | None) -> None:
        """Put another number into the field."""
        text = "" if value is None else indonesian(value, 0)
        if text != self.text():
            self.setText(text)


class ElidedCheck(QCheckBox):
    """A box to tick whose text gives way: what does not fit ends in … and shows whole on hover."""

    def __init__(self, text: str, *, name: str = "") -> None:
        super().__init__()
        self._whole = " ".join(text.split())
        self.setObjectName(name)
        self.setAccessibleName(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - px(34)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
        self.setToolTip("" if cut == self._whole else escaped(self._whole))


class LinesField(QPlainTextEdit):
    """Several short texts, one on each line; Tab goes on to the next field."""

    def __init__(self, *, name: str = "", accessible: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._lines = lines
        self._fit()

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines that hold something."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show other lines."""
        self.setPlainText("\n".join(texts))

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another text size."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and hasattr(self, "_lines"):
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 24)
