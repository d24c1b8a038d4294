"""One question: its name, and its options as chips of which the chosen one lights up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy

from app.services.entry.form import WAITING
from app.texts import tr
from app.views.entry.field_widget import FieldWidget, paint_chip, paint_text
from app.views.theme import color, font, px
from app.views.widgets.labels import escaped

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from app.services.entry.fields import AnswerField

_HEIGHT, _CHIP, _GAP, _MARGIN = 37, 30, 8, 8
_NUMBER_END, _COMPACT_END = 32, 22
"""Where the number ends, as on the design, and where there is little room."""
_AFTER_NUMBER, _AFTER_LABEL = 8, 12
_TWO_LINES = 1.8
"""How much of two lines a text fills at most: words are not broken."""


class AnswerRow(FieldWidget):
    """A row of the sheet.

    ``label_width`` is given by the sheet so that all options line up; ``compact`` where the room is
    so narrow that the margins are better given to the options.
    """

    chosen = Signal(str, str)
    """Question key and score of an option that was clicked."""

    def __init__(self, field: AnswerField, label: str) -> None:
        question = field.question
        super().__init__(
            field, tr("{nomor}. {isi}", nomor=question.number, isi=f"{label}. {question.text}")
        )
        self.question, self.label = question, label
        self.label_width = 0
        self.compact = False
        self.word_scale = 1.0
        """How much smaller the words of the options are written; 0 for the digits alone."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(escaped(question.text))
        self.setAccessibleDescription(self.spoken())

    @property
    def wanted_label_width(self) -> int:
        """The width of the number and the whole name."""
        name = QFontMetrics(font(14, 600)).horizontalAdvance(self.label)
        return self._label_start + name + px(_AFTER_LABEL)

    @property
    def wanted_chip_width(self) -> int:
        """The width at which every option is read whole."""
        return self._widest_words + px(28 if not self.compact else 22)

    @property
    def roomy_chip_width(self) -> int:
        """The width of an option with its margins where there is room, and the gap after it."""
        return self._widest_words + px(28 + _GAP)

    @property
    def _widest_words(self) -> int:
        bold = QFontMetrics(font(13, 600))
        return max(bold.horizontalAdvance(option.short_label) for option in self.question.options)

    def fit(self) -> float:
        """Return by how much the words of the options must shrink to be read whole; 1 for not."""
        room = self._words_place(self.chip(0)).width()
        return min(1.0, max(room, 1.0) / max(self._widest_words, 1))

    @property
    def _number_end(self) -> int:
        return px(_COMPACT_END if self.compact else _NUMBER_END)

    @property
    def _label_start(self) -> int:
        return self._number_end + px(_AFTER_NUMBER)

    def words(self) -> str:
        """Return the chosen option in words."""
        score = self.held if isinstance(self.held, int) else 0
        return f"{score} {self.question.label_of(score)}"

    def sizeHint(self) -> QSize:
        """Be one row high."""
        return QSize(px(300), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never be lower than a row."""
        return QSize(px(160), px(_HEIGHT))

    def chip(self, place: int) -> QRectF:
        """Return where the option at ``place`` stands."""
        count, gap = len(self.question.options), px(_GAP / 2 if self.compact else _GAP)
        left = px(_MARGIN) + self.label_width
        width = (self.width() - px(_MARGIN) - left - gap * (count - 1)) / count
        height = px(_CHIP)
        top = (self.height() - height) / 2
        return QRectF(left + place * (width + gap), top, width, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the option that is clicked."""
        super().mousePressEvent(event)
        place = next(
            (n for n in range(len(self.question.options)) if self._hit(n, event.position())), None
        )
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.field.key, str(self.question.options[place].score))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the row is small
        """Paint frame, number, name and options."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_label(painter)
        for place in range(len(self.question.options)):
            self._paint_option(painter, place)
        self.paint_frame(painter)

    def _hit(self, place: int, point: QPointF) -> bool:
        return self.chip(place).contains(point)

    def _paint_label(self, painter: QPainter) -> None:
        numeral = QRectF(0, 0, self._number_end, self.height())
        painter.setFont(font(13))
        painter.setPen(color("muted"))
        painter.drawText(
            numeral,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(self.question.number),
        )
        left, room = self._label_start, self.label_width - self._label_start - px(_GAP)
        if self.held is None:
            word = tr("kosong")
            width = QFontMetrics(font(12)).horizontalAdvance(word) + px(4)
            place = QRectF(left + room - width, 0, width, self.height())
            paint_text(painter, place, word, font(12), color("muted"))
            room -= width + px(4)
        self._paint_name(painter, QRectF(left, 0, room, self.height()))

    def _paint_name(self, painter: QPainter, place: QRectF) -> None:
        """Write the name on one line, or smaller on two where it is a whole sentence."""
        weight = 600 if self.waits else 500
        if QFontMetrics(font(14, 600)).horizontalAdvance(self.label) <= place.width():
            paint_text(painter, place, self.label, font(14, weight), color("text"))
            return
        small = font(12, weight)
        two_lines = int(place.width() * _TWO_LINES)
        elided = Qt.TextElideMode.ElideRight
        painter.setFont(small)
        painter.setPen(color("text"))
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap,
            QFontMetrics(small).elidedText(self.label, elided, two_lines),
        )

    def _paint_option(self, painter: QPainter, place: int) -> None:
        option, box = self.question.options[place], self.chip(place)
        chosen = self.held is not WAITING and self.held == option.score
        paint_chip(painter, box, chosen=chosen)
        ink = color("accent") if chosen else color("muted")
        digit = font(13, 700)
        if not self.word_scale:
            painter.setFont(digit)
            painter.setPen(ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(option.score))
            return
        inner = box.adjusted(px(6 if self.compact else 9), 0, -px(3), 0)
        paint_text(painter, inner, str(option.score), digit, ink)
        words = font(13, 600 if chosen else 400)
        words.setPixelSize(round(words.pixelSize() * self.word_scale))
        paint_text(painter, self._words_place(box), option.short_label, words, ink)

    def _words_place(self, box: QRectF) -> QRectF:
        return box.adjusted(px(18 if self.compact else 23), 0, -px(3), 0)
