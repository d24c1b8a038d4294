"""How much of the minimum is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import tr
from app.views.theme import color, px
from app.views.widgets.labels import Label, MixedLine
from app.views.widgets.layout import column, row


class Bar(QWidget):
    """A bar filled by a share of 0 to 1, with a mark where the target lies if it is not the end."""

    def __init__(self, share: float = 0.0, *, mark: float | None = None, height: int = 8) -> None:
        super().__init__()
        self._share, self._mark, self._height = share, mark, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float, mark: float | None = None) -> None:
        """Fill the bar to another share; more than 1 is full."""
        self._share, self._mark = share, mark
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as the design says."""
        return QSize(px(120), px(self._height + (6 if self._mark is not None else 0)))

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the bar is small
        """Paint groove, filling and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = px(self._height)
        groove = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter.setBrush(color("track"))
        painter.drawRoundedRect(groove, height / 2, height / 2)
        share = min(max(self._share, 0.0), 1.0)
        if share > 0:
            filled = QRectF(groove)
            filled.setWidth(max(groove.width() * share, height))
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(filled, height / 2, height / 2)
        if self._mark is not None:
            place = groove.width() * min(max(self._mark, 0.0), 1.0)
            painter.setBrush(color("text"))
            painter.drawRect(QRectF(place - px(1), 0, px(2), self.height()))


class ProgressBar(QWidget):
    """Sheets against the minimum: bar, **137** dari minimal 278 lembar, a remark at the right."""

    def __init__(self, *, name: str = "", height: int = 8) -> None:
        super().__init__()
        self.setObjectName(name)
        self.bar = Bar(height=height)
        self.text = MixedLine()
        self.remark = Label("", "small-muted")
        self.setLayout(column(self.bar, row(self.text, 1, self.remark), gap=6))
        self.set(0, None)

    def set(self, count: int, minimum: int | None, remark: str = "") -> None:
        """Show ``count`` sheets against ``minimum`` (none: unknown, the bar is hidden)."""
        figure = _grouped(count)
        if minimum:
            words = tr("dari minimal {minimal} lembar", minimal=_grouped(minimum))
        else:
            words = tr("lembar")
        self.bar.setVisible(bool(minimum))
        self.bar.set_share(count / minimum if minimum else 0.0)
        self.text.set_pieces((figure, "small-strong"), (words, "small"))
        self.remark.setText(remark)
        self.setAccessibleName(f"{figure} {words}")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
