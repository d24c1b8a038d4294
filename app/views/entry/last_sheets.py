"""The last sheets as compact digits; a click shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.texts import tr
from app.views.entry.field_widget import paint_text
from app.views.theme import color, font, px
from app.views.widgets.labels import Caption
from app.views.widgets.layout import clear, column

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet

_HEIGHT = 23
BLANK = "·"


class LastSheet(QAbstractButton):
    """Number and answers of one sheet on one line."""

    def __init__(self, sheet: Sheet, digits: str) -> None:
        super().__init__()
        self.sheet, self.digits = sheet, digits
        self.setObjectName(f"entri.terakhir.{sheet.number}")
        self.setAccessibleName(
            tr("Lembar {nomor}: {jawaban}", nomor=sheet.number, jawaban=" ".join(digits))
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be one line high."""
        return QSize(px(160), px(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the line is small
        """Paint the number at the left and each digit in its own place at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        number = QRectF(px(4), 0, px(64), self.height() - 1)
        width = paint_text(painter, number, str(self.sheet.number), font(13), color("text"))
        room = self.width() - px(12) - width
        size = 14 if len(self.digits) <= 12 else 12  # noqa: PLR2004 - a short and a long sheet
        cell = min(px(11.5), room / max(len(self.digits), 1))
        left = self.width() - px(4) - cell * len(self.digits)
        painter.setFont(font(size))
        if cell < QFontMetrics(painter.font()).horizontalAdvance("0"):
            place = QRectF(px(12) + width, 0, room, self.height() - 1)
            paint_text(painter, place, self.digits, font(11), color("text"))
            return
        for at, digit in enumerate(self.digits):
            place = QRectF(left + at * cell, 0, cell, self.height() - 1)
            painter.setPen(color("muted" if digit == BLANK else "text"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, digit)


class LastSheets(QWidget):
    """The list of the last sheets, highest number first."""

    opened = Signal(object)
    """A Sheet that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entri.terakhir")
        self.setAccessibleName(tr("Lembar terakhir"))
        self._layout = column(gap=0)
        self.setLayout(self._layout)
        self._shown: tuple[Sheet, ...] | None = None
        self.none_yet = Caption(tr("Belum ada lembar."), wrap=True)
        self._layout.addWidget(self.none_yet)

    def show_sheets(self, sheets: tuple[Sheet, ...], instrument: Instrument) -> None:
        """Show other sheets."""
        if sheets == self._shown:
            return
        self._shown = sheets
        clear(self._layout, keep=1)
        self.none_yet.setVisible(not sheets)
        for sheet in sheets:
            line = LastSheet(sheet, digits_of(sheet, instrument))
            line.clicked.connect(lambda _=False, chosen=sheet: self.opened.emit(chosen))
            self._layout.addWidget(line)


def digits_of(sheet: Sheet, instrument: Instrument) -> str:
    """Return the answers as one digit each; a point is a blank."""
    return "".join(str(sheet.answers.get(key, BLANK)) for key in instrument.question_keys)
