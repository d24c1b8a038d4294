"""Draws a laid out chart with pyqtgraph. Imported with the first chart, for it loads slowly."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from app.services.charts.picture import Anchor, Box, Pointer, Rule, Tone, Words
from app.views.theme import color, px
from app.views.widgets.chart_letters import letters, tip_text

if TYPE_CHECKING:
    from app.services.charts.picture import Picture, Target

_USES = {
    Tone.BAR: "accent",
    Tone.LOW: "warning",
    Tone.TRACK: "groove",
    Tone.MARK: "muted",
    Tone.TEXT: "text",
    Tone.MUTED: "muted",
}
_ANCHORS = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}
_LIGHTEST, _DARKEST = "track", "accent_strong"


class ChartCanvas(pg.PlotWidget):
    """A plot without axes, zoom or menu, one unit to the pixel, y downwards."""

    target_clicked = Signal(str)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, background=None)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAntialiasing(True)
        self.viewport().setMouseTracking(True)
        self.setStyleSheet("background: transparent; border: 0")
        self._targets: tuple[Target, ...] = ()
        self._frame: pg.QtWidgets.QGraphicsRectItem | None = None
        self._prepare()

    @property
    def edge(self) -> int:
        """Pixels left and right of the drawing, room for the frame of the keyboard."""
        return px(4)

    def show_picture(self, picture: Picture) -> None:
        """Draw ``picture`` instead of the one before."""
        self._targets, self._frame = picture.targets, None
        plot = self.getPlotItem()
        plot.clear()
        self.getViewBox().setRange(
            xRange=(-self.edge, self.width() - self.edge),
            yRange=(0, self.height()),
            padding=0,
            disableAutoRange=True,
        )
        boxes = [shape for shape in picture.shapes if isinstance(shape, Box)]
        if boxes:
            plot.addItem(_bars(boxes))
        for shape in picture.shapes:
            match shape:
                case Rule():
                    plot.addItem(_rule(shape))
                case Pointer():
                    plot.addItem(_pointer(shape))
                case Words():
                    plot.addItem(_words(shape))

    def set_focus_frame(self, target: Target | None) -> None:
        """Frame the bar at which the keyboard is, or none."""
        plot = self.getPlotItem()
        if self._frame is not None:
            plot.removeItem(self._frame)
            self._frame = None
        if target is not None:
            frame = pg.QtWidgets.QGraphicsRectItem(
                target.x - self.edge + 1,
                target.y + 1,
                target.width + 2 * self.edge - 2,
                target.height - 2,
            )
            pen = QPen(color("accent"), px(2))
            pen.setCosmetic(True)
            frame.setPen(pen)
            plot.addItem(frame)
            self._frame = frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the drawing needs another layout."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the mouse."""
        target = self._target_at(event.position().x(), event.position().y())
        if target is not None and event.button() is Qt.MouseButton.LeftButton:
            self.target_clicked.emit(target.key)
            event.accept()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing: the plot is no tool to be dragged."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        over = self._target_at(event.position().x(), event.position().y())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a double click for a single one."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole name and value of a bar."""
        if isinstance(event, QHelpEvent):
            target = self._target_at(event.pos().x(), event.pos().y())
            if target is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip_text(target), self)
            return True
        return bool(super().viewportEvent(event))

    def _target_at(self, x: float, y: float) -> Target | None:
        here = (x - self.edge, y)
        return next((target for target in self._targets if target.contains(*here)), None)

    def _prepare(self) -> None:
        plot, box = self.getPlotItem(), self.getViewBox()
        for side in ("left", "bottom", "right", "top"):
            plot.hideAxis(side)
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.layout.setContentsMargins(0, 0, 0, 0)
        plot.setContentsMargins(0, 0, 0, 0)
        box.setMouseEnabled(x=False, y=False)
        box.setDefaultPadding(0)
        box.invertY(True)
        box.disableAutoRange()
        box.setBorder(None)


def _color(tone: Tone, shade: float | None = None) -> QColor:
    if shade is None:
        return color(_USES[tone])
    light, dark = color(_LIGHTEST), color(_DARKEST)
    pairs = (
        (light.red(), dark.red()),
        (light.green(), dark.green()),
        (light.blue(), dark.blue()),
    )
    return QColor(*(round(low + (high - low) * shade) for low, high in pairs))


def _bars(boxes: list[Box]) -> pg.BarGraphItem:
    return pg.BarGraphItem(
        x0=[box.x for box in boxes],
        y0=[box.y for box in boxes],
        width=[box.width for box in boxes],
        height=[box.height for box in boxes],
        brushes=[_color(box.tone, box.shade) for box in boxes],
        pen=None,
    )


def _rule(rule: Rule) -> pg.PlotCurveItem:
    pen = QPen(_color(rule.tone), max(1.0, rule.width))
    pen.setCosmetic(True)
    if rule.dashed:
        pen.setDashPattern([3, 2.5])
    xs, ys = [rule.x1, rule.x2], [rule.y1, rule.y2]
    if rule.dashed and rule.x1 == rule.x2:
        xs = [floor(x) + 0.5 for x in xs]  # on the middle of a pixel it stays one pixel wide
    elif rule.dashed and rule.y1 == rule.y2:
        ys = [floor(y) + 0.5 for y in ys]
    return pg.PlotCurveItem(xs, ys, pen=pen, antialias=True)


def _pointer(pointer: Pointer) -> pg.ScatterPlotItem:
    return pg.ScatterPlotItem(
        [pointer.x],
        [pointer.y],
        symbol="t",
        size=pointer.size * 1.1,
        brush=_color(Tone.LOW),
        pen=None,
    )


def _words(words: Words) -> pg.TextItem:
    """Return a text; it is set as plain text, so that nothing typed by anybody is markup."""
    item = pg.TextItem(words.text, color=_color(words.tone), anchor=(_ANCHORS[words.anchor], 0.5))
    item.textItem.document().setDocumentMargin(0)
    item.setFont(letters(words.size, bold=words.bold))
    item.setPos(words.x, words.y)
    return item
