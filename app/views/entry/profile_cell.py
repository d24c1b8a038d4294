"""One characteristic of the respondent: its name, and under it key and words of what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from app.services.entry.fields import ChoiceField, NumberField
from app.services.entry.form import WAITING
from app.services.plausibility.sheet_rules import unusual_number
from app.texts import tr
from app.views.entry.field_widget import FieldWidget, paint_text
from app.views.theme import color, font, px

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_HEIGHT = 48


class ProfileCell(FieldWidget):
    """A cell of the profile row."""

    def __init__(self, field: ChoiceField | NumberField) -> None:
        super().__init__(field, field.field.name)
        self.profile = field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.spoken())

    def words(self) -> str:
        """Return the chosen value in words."""
        return " ".join(part for part in self._parts() if part)

    def sizeHint(self) -> QSize:
        """Be two lines high."""
        return QSize(px(120), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow place; names are cut."""
        return QSize(px(72), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the cell is small
        """Paint frame, name and value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, width = px(10), self.width() - px(16)
        name = QRectF(left, px(5), width, px(18))
        paint_text(painter, name, self.profile.field.name, font(12), color("muted"))
        value = QRectF(left, px(23), width, px(20))
        self._paint_value(painter, value)
        self.paint_frame(painter)

    def _paint_value(self, painter: QPainter, place: QRectF) -> None:
        strong, plain = self._parts()
        unusual = isinstance(self.held, int) and unusual_number(self.profile.field, self.held)
        ink = color("warning" if unusual else "text")
        if not strong:
            paint_text(painter, place, plain, font(14), color("muted"))
            return
        width = paint_text(painter, place, strong, font(14, 700), ink)
        place.setLeft(place.left() + width + px(4))
        paint_text(painter, place, plain, font(14), ink)

    def _parts(self) -> tuple[str, str]:
        """Return what is written strongly and what after it."""
        if self.pending:
            return f"{self.pending.removeprefix('+')}_", self.profile.field.unit
        if self.held is WAITING:
            return "", ""
        if self.held is None:
            return "", tr("kosong")
        if isinstance(self.profile, NumberField):
            return str(self.held), self.profile.field.unit
        choice = next((c for c in self.profile.field.choices if c.value == self.held), None)
        if choice is None:
            return "", ""
        letter = choice.value if choice.value in choice.keys else choice.keys[0]
        return letter, choice.label
