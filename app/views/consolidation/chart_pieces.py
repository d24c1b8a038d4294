"""A chart of very many units in pieces below each other, drawn one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.layout import clear, column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.charts.chart import Chart


class ChartPieces(QWidget):
    """Draws one piece in each turn of the events, so that the window answers in between."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.views: list[ChartView] = []
        self._waiting: list[Chart] = []
        self._column = column(gap=12)
        self.setLayout(self._column)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._draw)

    @property
    def is_drawn(self) -> bool:
        """Say whether every piece is there."""
        return not self._waiting

    def set_charts(self, charts: Sequence[Chart]) -> None:
        """Show other pieces."""
        clear(self._column)
        self.views = []
        self._waiting = list(charts)
        self._draw()

    def _draw(self) -> None:
        if not self._waiting:
            return
        view = ChartView(f"{self.objectName()}.{len(self.views) + 1}")
        view.set_chart(self._waiting.pop(0))
        self.views.append(view)
        self._column.addWidget(Card(view))
        if self._waiting:
            self._turn.start()
        else:
            self._column.addStretch(1)
