"""The tab Angka kota: means with their rule, sections, ranking, charts and the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.city.sections import Grouping
from app.services.city.words import mean_lines, reporting_text, summary_lines
from app.texts import tr
from app.views.consolidation import city_columns as columns
from app.views.consolidation.chart_pieces import ChartPieces
from app.views.theme import px
from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.columns import Columns
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.tabs import Switcher, TabPages

if TYPE_CHECKING:
    from app.services.city.picture import CityPicture


_TREND_HEIGHT = 220
_CHOICE_WIDTH = 280


class CityPage(QWidget):
    """Five parts under a switcher; charts of many units scroll."""

    instrument_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._picture: CityPicture | None = None
        self._grouping = ""
        self._make()
        self._lay_out()
        self.instrument.picked.connect(self.instrument_chosen)
        self.grouping.picked.connect(self._choose_grouping)
        self.parts.chosen.connect(self._show_part)

    def show_picture(self, picture: CityPicture) -> None:
        """Show another year or instrument."""
        self._picture = picture
        figures = picture.figures
        self.instrument.set_choices(picture.instruments)
        self.instrument.choose(figures.instrument.key)
        self.instrument.setVisible(len(picture.instruments) > 1)
        said = [*mean_lines(figures), *summary_lines(figures), reporting_text(figures)]
        self.words.setText("\n".join(filter(None, said)))
        self.ranking.rows_model.set_columns(columns.ranking(figures))
        self.ranking.set_rows(figures.ranking)
        self.unsur_table.set_rows(columns.unsur_rows(figures))
        self.grouping.choose(self._grouping or picture.grouping.value)
        self._show_sections()
        self.years.set_rows(columns.year_rows(picture.trend))
        self.left_out.setText(columns.left_out_text(picture.trend))
        self.left_out.setVisible(bool(self.left_out.text()))
        self._drawn: set[str] = set()
        self._show_part(self.parts.current)

    def open_table(self) -> DataTable | None:
        """Return the table of the part that is shown."""
        return {
            "ringkasan": self.sections,
            "peringkat": self.ranking,
            "tren": self.years,
        }.get(self.parts.current)

    def _make(self) -> None:
        self._drawn = set()
        self.parts = Switcher(
            [
                ("ringkasan", tr("Ringkasan")),
                ("peringkat", tr("Peringkat")),
                ("titik", tr("Titik semua unit")),
                ("peta", tr("Unit dan unsur")),
                ("tren", tr("Tren")),
            ],
            name="konsolidasi.kota.bagian",
            accessible=tr("Bagian angka kota"),
        )
        self.instrument = ChoiceBox(
            name="konsolidasi.kota.instrumen", accessible=tr("Instrumen yang dirata-ratakan")
        )
        self.grouping = ChoiceBox(
            [(one.value, one.label) for one in Grouping],
            name="konsolidasi.kota.kelompok",
            accessible=tr("Pengelompokan"),
        )
        self.words = Label("", "body", name="konsolidasi.kota.kalimat", wrap=True)
        self.sections = self._table(
            "konsolidasi.kota.bagan", columns.SECTIONS, tr("Angka setiap kelompok"), fit=True
        )
        self.unsur_table = self._table(
            "konsolidasi.kota.unsur", columns.UNSUR, tr("Unsur semua unit"), fit=True
        )
        self.ranking = self._table("konsolidasi.kota.peringkat", (), tr("Peringkat"))
        self.years = self._table("konsolidasi.kota.tahun", columns.YEARS, tr("Angka setiap tahun"))
        self.unsur = ChartView(name="konsolidasi.kota.grafik_unsur")
        self.dots = ChartPieces("konsolidasi.kota.titik")
        self.heat = ChartPieces("konsolidasi.kota.peta")
        self.trend = ChartView(name="konsolidasi.kota.tren")
        self.left_out = Caption(name="konsolidasi.kota.tanpa", wrap=True)

    def _table(self, name: str, cells: tuple, accessible: str, *, fit: bool = False) -> DataTable:  # type: ignore[type-arg] # columns of any rows
        return DataTable(
            cells,
            name=name,
            accessible=accessible,
            empty=tr("Belum ada unit dengan angka pada tahun ini."),
            fit_height=fit,
            least_rows=0 if fit else 5,
        )

    def _lay_out(self) -> None:
        line = row(self.parts, 1, self.instrument, gap=12)
        line.setStretch(2, 1)
        self._pages = TabPages(self.parts)
        self._pages.add_page("ringkasan", self._summary_part())
        self._pages.add_page("peringkat", Card(self.ranking, margins=(12, 8, 12, 12)))
        for key, chart in (("titik", self.dots), ("peta", self.heat)):
            self._pages.add_page(key, scrolled(chart, name=f"konsolidasi.kota.gulir.{key}"))
        self._pages.add_page("tren", self._trend_part())
        whole = column(line, self._pages, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _summary_part(self) -> QWidget:
        self.grouping.setMaximumWidth(px(_CHOICE_WIDTH))
        head = row(Label(tr("Kelompok"), "subheading"), 1, self.grouping, gap=8)
        head.setStretch(2, 2)
        sections = Card(head, self.sections, margins=(12, 10, 12, 12))
        unsur = Card(self.unsur_table, margins=(12, 8, 12, 12))
        unsur.body.addStretch(1)
        full = QWidget()
        beside = Columns((Card(self.unsur), 1), (unsur, 1))
        full.setLayout(column(Card(self.words), sections, beside, 1, gap=12))
        return scrolled(full, name="konsolidasi.kota.gulir")

    def _trend_part(self) -> QWidget:
        full = QWidget()
        table = Card(self.years, self.left_out, margins=(12, 8, 12, 12))
        self.trend.setMinimumHeight(px(_TREND_HEIGHT))
        layout = column(Card(self.trend), table, gap=12)
        layout.setStretch(0, 3)
        layout.setStretch(1, 2)
        full.setLayout(layout)
        return scrolled(full, name="konsolidasi.kota.gulir.tren")

    def _show_part(self, part: str) -> None:
        """Draw the charts of a part when it is first looked at: a hundred units take a moment."""
        picture = self._picture
        if picture is None or part in self._drawn:
            return
        self._drawn.add(part)
        charts = {
            "ringkasan": (self.unsur, picture.unsur),
            "tren": (self.trend, picture.years),
        }
        pieces = {"titik": (self.dots, picture.dots), "peta": (self.heat, picture.heat)}
        if part in pieces:
            drawn, several = pieces[part]
            drawn.set_charts(several)
        if part in charts:
            view, chart = charts[part]
            view.set_chart(chart)

    def _choose_grouping(self, key: str) -> None:
        self._grouping = key
        self._show_sections()

    def _show_sections(self) -> None:
        if self._picture is not None:
            chosen = Grouping(self.grouping.key)
            self.sections.set_rows(self._picture.sections[chosen])
