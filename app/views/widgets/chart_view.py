"""A chart on the screen: drawn as in the reports, read by mouse, keyboard and screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.services.charts.layout import lay_out, natural_height
from app.views.theme import px
from app.views.widgets.chart_letters import measure, tip_text
from app.views.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from app.services.charts.chart import Chart
    from app.services.charts.picture import Picture, Target
    from app.views.widgets.chart_canvas import ChartCanvas

TEXT_SIZE = 13
"""Pixels of a chart's text at 100 % text size."""
_LEAST_WIDTH = 220
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_LOOK_CHANGES = (
    QEvent.Type.PaletteChange,
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
)


class ChartView(QWidget):
    """Shows one chart. The library that draws it is loaded with the first chart.

    ``clicked`` carries the key of the bar that was clicked, or chosen with the arrow keys and
    Enter.
    """

    clicked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.title = ElidedLabel("", "subheading", name=f"{name}.judul")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(6))
        self._layout.addWidget(self.title)
        self._chart: Chart | None = None
        self._canvas: ChartCanvas | None = None
        self._picture: Picture | None = None
        self._at = -1

    @property
    def chart(self) -> Chart | None:
        """The chart that is shown."""
        return self._chart

    @property
    def targets(self) -> tuple[Target, ...]:
        """The places of the bars, in the coordinates of the drawing."""
        return self._picture.targets if self._picture else ()

    def set_chart(self, chart: Chart) -> None:
        """Show ``chart`` instead of the one before."""
        self._chart, self._at = chart, -1
        self.title.set_text(chart.title)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.alt)
        self._shown_canvas()
        self._draw()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.targets else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return a size at which the chart is comfortable to read."""
        if self._chart is None:
            return QSize(px(_LEAST_WIDTH), px(60))
        height = natural_height(self._chart, px(TEXT_SIZE)) + self.title.sizeHint().height()
        return QSize(px(_LEAST_WIDTH) * 2, round(height))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which words would have to be cut."""
        if self._chart is None:
            return QSize(px(_LEAST_WIDTH), px(60))
        size = px(TEXT_SIZE)
        width = max(px(_LEAST_WIDTH), self.width())
        least = lay_out(self._chart, width, size, measure, 1).height
        return QSize(px(_LEAST_WIDTH), round(least) + self.title.sizeHint().height() + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another least height where another width wraps the labels anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the new colours and letters when the theme or the text size changes."""
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and self._canvas is not None:
            self._draw()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the bars with the arrow keys; Enter chooses one."""
        key = Qt.Key(event.key())
        if key in _STEPS and self.targets:
            self._walk(_STEPS[key])
        elif key in _CHOOSING and 0 <= self._at < len(self.targets):
            self.clicked.emit(self.targets[self._at].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if self._at < 0 and event.reason() in _BY_KEYBOARD:
            self._at = 0
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the sign of the keyboard away."""
        super().focusOutEvent(event)
        self._show_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave the ground to the card that holds the chart."""

    def _walk(self, step: int) -> None:
        self._at = max(0, min(len(self.targets) - 1, self._at + step))
        self._show_focus()
        target = self.targets[self._at]
        if self._canvas is not None:
            place = QRect(0, round(target.y), self.width(), round(target.height))
            QToolTip.showText(self._canvas.mapToGlobal(place.center()), tip_text(target), self)

    def _show_focus(self) -> None:
        if self._canvas is not None:
            chosen = self.targets[self._at] if 0 <= self._at < len(self.targets) else None
            self._canvas.set_focus_frame(chosen if self.hasFocus() else None)

    def _shown_canvas(self) -> None:
        if self._canvas is None:
            from app.views.widgets.chart_canvas import ChartCanvas

            self._canvas = ChartCanvas(self)
            self._canvas.setObjectName(f"{self.objectName()}.gambar")
            self._canvas.target_clicked.connect(self.clicked)
            self._layout.addWidget(self._canvas, 1)
            self._canvas.resized.connect(self._draw)

    def _draw(self) -> None:
        if self._chart is None or self._canvas is None:
            return
        room = self._canvas.size()
        if room.width() < px(40) or room.height() < px(20):
            return
        width = room.width() - 2 * self._canvas.edge
        self._picture = lay_out(self._chart, width, px(TEXT_SIZE), measure, room.height())
        self._canvas.show_picture(self._picture)
        self._show_focus()
