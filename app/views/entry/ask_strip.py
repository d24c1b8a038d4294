"""What the waiting field asks: its choices with their keys, or the whole question of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.entry.fields import AnswerField, ChoiceField, NumberField
from app.texts import tr
from app.views.entry.field_widget import paint_chip, paint_text
from app.views.theme import color, font, px

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from app.models.questionnaire import Choice
    from app.services.entry.fields import FormField
    from app.services.entry.form import Held

_CHIP, _GAP, _LINE = 26, 6, 32
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class AskStrip(QWidget):
    """Has the same height for every field, so that nothing jumps while somebody types."""

    chosen = Signal(str, str)
    """Field key and key of a choice that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._field: FormField | None = None
        self._held: Held = None
        self._choice_fields: tuple[ChoiceField, ...] = ()
        self._questions: tuple[str, ...] = ()
        self.setObjectName("entri.petunjuk")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fields(self, fields: tuple[FormField, ...]) -> None:
        """Make room for the field with the most choices and for the longest question."""
        self._choice_fields = tuple(f for f in fields if isinstance(f, ChoiceField))
        self._questions = tuple(f.question.text for f in fields if isinstance(f, AnswerField))
        self.updateGeometry()

    def ask(self, field: FormField | None, held: Held) -> None:
        """Show what a field asks and what it holds; nothing while no field waits."""
        self._field, self._held = field, held
        self.setAccessibleName(self.text or ", ".join(self._spoken(field)))
        self.update()

    @property
    def text(self) -> str:
        """The words of a field that has no choices of its own."""
        match self._field:
            case AnswerField(question=question):
                return question.text
            case NumberField() as number if number.widest > number.field.digits:
                return tr(
                    "Ketik {n} angka · {nol} kosong · + untuk {lebar} angka",
                    n=number.field.digits,
                    nol="0" * number.field.digits,
                    lebar=number.widest,
                )
            case NumberField(field=field):
                return tr("Ketik {n} angka · spasi kosong", n=field.digits)
        return ""

    def sizeHint(self) -> QSize:
        """Be as high as the most choices or the longest question need at this width."""
        width = self.width() if self.width() > px(100) else px(700)
        lines = max((self._lines(field, width) for field in self._choice_fields), default=1)
        words = max((self._words_height(text, width) for text in self._questions), default=0)
        return QSize(px(300), max(px(_LINE) * lines, words))

    def minimumSizeHint(self) -> QSize:
        """Never be lower than the choices and questions need."""
        return QSize(px(100), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by a click."""
        super().mousePressEvent(event)
        if isinstance(self._field, ChoiceField) and event.button() is Qt.MouseButton.LeftButton:
            for choice, box in self._places(self._field, self.width()):
                if box.contains(event.position()):
                    self.chosen.emit(self._field.key, choice.keys[0])
                    return

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the strip is small
        """Paint the choices or the question."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(self._field, ChoiceField):
            for choice, box in self._places(self._field, self.width()):
                self._paint_choice(painter, choice, box)
            return
        painter.setFont(font(13))
        painter.setPen(color("muted"))
        painter.drawText(self._words_place(self.width(), self.height()), _WRAPPED, self.text)

    def _paint_choice(self, painter: QPainter, choice: Choice, box: QRectF) -> None:
        chosen = self._held == choice.value
        paint_chip(painter, box, chosen=chosen)
        ink = color("accent" if chosen else "muted")
        inner = box.adjusted(px(8), 0, 0, 0)
        width = paint_text(painter, inner, choice.keys[0], font(13, 700), ink)
        inner.setLeft(inner.left() + width + px(5))
        paint_text(painter, inner, choice.label, font(13, 600 if chosen else 400), ink)

    def _words_height(self, text: str, width: int) -> int:
        room = self._words_place(width, 0)
        return QFontMetrics(font(13)).boundingRect(room, _WRAPPED, text).height()

    @staticmethod
    def _words_place(width: int, height: int) -> QRect:
        return QRect(px(10), 0, width - px(16), height)

    def _lines(self, field: ChoiceField, width: int) -> int:
        last = self._places(field, width)[-1][1]
        return int(last.top() // px(_LINE)) + 1

    def _places(self, field: ChoiceField, width: int) -> list[tuple[Choice, QRectF]]:
        """Lay the choices out from left to right, in as many lines as they need."""
        found, left, top = [], float(px(10)), (px(_LINE) - px(_CHIP)) / 2
        strong, plain = QFontMetrics(font(13, 700)), QFontMetrics(font(13, 600))
        for choice in field.field.choices:
            text = strong.horizontalAdvance(choice.keys[0]) + plain.horizontalAdvance(choice.label)
            wide = min(text + px(23), width - px(20))
            if left + wide > width - px(8) and left > px(10):
                left, top = float(px(10)), top + px(_LINE)
            found.append((choice, QRectF(left, top, wide, px(_CHIP))))
            left += wide + px(_GAP)
        return found

    @staticmethod
    def _spoken(field: FormField | None) -> list[str]:
        if not isinstance(field, ChoiceField):
            return []
        return [f"{choice.keys[0]} {choice.label}" for choice in field.field.choices]
