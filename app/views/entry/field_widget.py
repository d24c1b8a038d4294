"""What the fields of the sheet have in common: a name, a frame while they wait, one state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.services.entry.form import WAITING, Held
from app.texts import tr
from app.views.theme import color, px

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from app.services.entry.fields import FormField


class FieldWidget(QWidget):
    """One field. It takes no keys itself: they go on to the screen and from there to the form."""

    entered = Signal(str)
    """Somebody clicked here or tabbed to a field: its key."""
    strayed = Signal()
    """The keyboard came here although another field waits, as when what had it was hidden."""

    def __init__(self, field: FormField, accessible: str) -> None:
        super().__init__()
        self.field = field
        self.held: Held = WAITING
        self.pending = ""
        self.before, self.after = "", ""
        """Keys of the neighbours, for Tab; empty at the ends."""
        self.waits = False
        self.wrong = False
        self.setObjectName(f"entri.{field.key}")
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_state(self, held: Held, *, waits: bool, wrong: bool, pending: str) -> None:
        """Show what the form holds."""
        state = (held, waits, wrong, pending)
        if state != (self.held, self.waits, self.wrong, self.pending):
            self.held, self.waits, self.wrong, self.pending = state
            self.setAccessibleDescription(self.spoken())
            self.update()

    def spoken(self) -> str:
        """Return the value in words for a screen reader."""
        if self.held is WAITING:
            return tr("belum diisi")
        return tr("kosong") if self.held is None else self.words()

    def words(self) -> str:
        """Return a value that is not blank in words."""
        return str(self.held)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody clicked here, or that the keyboard is in the wrong place."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            self.entered.emit(self.field.key)
        elif not self.waits:
            self.strayed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Let Tab move within the sheet, and out of it at its ends."""
        neighbour = self.after if forward else self.before
        if not neighbour:
            return super().focusNextPrevChild(forward)
        self.entered.emit(neighbour)
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paint_frame(self, painter: QPainter) -> None:
        """Paint the frame of the field that the next key is for; red after a wrong key."""
        if not self.waits:
            return
        use = "danger" if self.wrong else "accent"
        width = max(px(2), 2)
        inset = width / 2
        painter.setPen(QPen(color(use), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, px(8), px(8))


def paint_chip(painter: QPainter, box: QRectF, *, chosen: bool) -> None:
    """Paint the ground of an option; a chosen one lights up."""
    painter.setPen(QPen(color("accent" if chosen else "line"), 1))
    painter.setBrush(color("selected" if chosen else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))


def paint_text(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor) -> float:
    """Write a text at the left of ``box``, cut with … where it does not fit; return its width."""
    metrics = QFontMetrics(font)
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(box.width()), 0))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
    return float(metrics.horizontalAdvance(cut))
