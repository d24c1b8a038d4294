"""Draws a laid out chart with pyqtgraph. Imported with the first chart, for it loads slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from app.views.theme import color, px
from app.views.widgets.chart_letters import tip_text
from app.views.widgets.chart_shapes import PaintedShapes

if TYPE_CHECKING:
    from app.services.charts.picture import Picture, Target


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
        plot.addItem(PaintedShapes(picture))

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
