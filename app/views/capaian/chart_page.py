"""The tab Grafik: capaian of all indikator, and one of them over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.charts.capaian import capaian_chart, indikator_chart
from app.texts import tr
from app.views.widgets.beside import Beside
from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.services.capaian.overview import YearOverview


class ChartPage(QWidget):
    """A bar marks its indikator everywhere; its years are drawn beside."""

    chosen = Signal(int)
    """The id of the indikator whose bar was clicked or chosen with the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: YearOverview | None = None
        self._drawn: YearOverview | None = None
        self._indikator_id = 0
        self.bars = ChartView(name="capaian.grafik")
        self.course = ChartView(name="capaian.grafik.indikator")
        self.note = Caption(name="capaian.grafik.keterangan", wrap=True)
        left = Card(self.bars, margins=(14, 12, 14, 12))
        right = Card(self.course, self.note, 1, margins=(14, 12, 14, 12))
        self.setLayout(column(Beside(left, right, name="capaian.grafik", shares=(3, 2), least=800)))
        self.setFocusProxy(self.bars)
        self.bars.clicked.connect(lambda key: self.chosen.emit(int(key)))

    def show_year(self, shown: YearOverview) -> None:
        """Draw a year, or keep it until the tab is open."""
        self._shown = shown
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the tab was closed."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        shown = self._shown
        if shown is None or shown is self._drawn:
            return
        self._drawn = shown
        self.bars.set_chart(capaian_chart(shown.figures.indikator))
        self.show_indikator(self._indikator_id)

    def show_indikator(self, indikator_id: int) -> None:
        """Draw the years of an indikator; without one those of the first."""
        if self._shown is None or not self.isVisible():
            self._indikator_id = indikator_id or self._indikator_id
            return
        lines = self._shown.lines
        found = next((one for one in lines if one.id == indikator_id), None)
        line = found or (lines[0] if lines else None)
        self._indikator_id = line.id if line else 0
        chart = indikator_chart(line.figures, line.history, line.targets) if line else None
        self.course.setVisible(chart is not None)
        if chart is not None:
            self.course.set_chart(chart)
            self.note.setText(tr("Pilih batang indikator lain untuk melihat tahun-tahunnya."))
        else:
            self.note.setText(tr("Belum ada angka yang dapat digambar untuk indikator ini."))
