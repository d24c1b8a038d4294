"""The index over the periods of the unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.services.charts.builders import trend_chart
from app.services.ikm.rounding import indonesian
from app.services.results.survey_results import change_text, survey_name
from app.texts import tr
from app.views.results.page import ResultPage, figure, mutu_column
from app.views.results.trend_parts import ChangeCard, ColumnsCard
from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.empty import EmptyState
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column
from app.views.widgets.tabs import Switcher, TabPages

if TYPE_CHECKING:
    from fractions import Fraction

    from app.services.results.depth import Depth
    from app.services.results.history import Step
    from app.services.results.survey_results import SurveyResults


_NO_TREND = "Belum ada periode lain untuk dibandingkan"
_WHEN_TREND = (
    "Tren muncul setelah unit ini mempunyai hasil dari sedikitnya dua periode dengan instrumen yang"
    " sama."
)


@dataclass(frozen=True, slots=True)
class _Row:
    step: Step
    change: Fraction | None


class TrendPage(ResultPage):
    """The index, the unsur, the test and the years; with a single period, why there is none."""

    survey_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.chart = ChartView(name="hasil.tren.grafik")
        self.table = DataTable(
            _COLUMNS,
            name="hasil.tren",
            accessible=tr("Indeks setiap periode"),
            empty=tr("Belum ada periode."),
        )
        self.parts = Switcher(
            [("indeks", tr("Indeks"))], name="hasil.tren.bagian", accessible=tr("Bagian tren")
        )
        self.unsur = ColumnsCard("hasil.tren.unsur", tr("Nilai unsur setiap periode"))
        self.change = ChangeCard()
        self.years = ColumnsCard("hasil.tren.tahunan", tr("Nilai unsur setiap tahun"))
        self._pages = TabPages(self.parts)
        self._pages.add_page("indeks", self._index_part())
        self._pages.add_page("unsur", self.unsur)
        self._pages.add_page("uji", self.change)
        self._pages.add_page("tahun", self.years)
        self.break_note = Caption(name="hasil.tren.jeda", wrap=True)
        full = QWidget()
        layout = column(row(self.parts, 1), self.break_note, self._pages, gap=12)
        layout.setStretch(2, 1)
        full.setLayout(layout)
        self.empty = EmptyState("chart-column", tr(_NO_TREND), "", name="hasil.tren.tanpa")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(Card(self.empty))
        self.table.row_activated.connect(self._open)
        self._steps: tuple[Step, ...] = ()
        self.chart.clicked.connect(self._mark)

    def _index_part(self) -> QWidget:
        full = QWidget()
        chart, table = Card(self.chart), Card(self.table, margins=(12, 8, 12, 12))
        layout = column(chart, table, gap=12)
        layout.setStretch(0, 3)
        layout.setStretch(1, 2)
        full.setLayout(layout)
        return scrolled(full, name="hasil.tren.gulir")

    def show_depth(self, depth: Depth) -> None:
        """Show unsur, test and years."""
        trend = depth.trend
        choices = [
            ("indeks", tr("Indeks")),
            ("unsur", tr("Per unsur")),
            ("uji", tr("Uji perubahan")),
        ]
        if trend.years:
            choices.append(("tahun", tr("Per tahun")))
        self.parts.set_choices(choices)
        self._pages.show_page(self.parts.current)
        self.unsur.show_columns(trend, trend.periods)
        self.years.show_columns(trend, trend.years)
        self.change.show_trend(trend)
        self.break_note.setText(trend.break_text)
        self.break_note.setVisible(bool(trend.break_text))
        self.empty.set(tr(_NO_TREND), f"{tr(_WHEN_TREND)} {trend.break_text}".strip(), "")

    def show_results(self, results: SurveyResults) -> None:
        """Show the periods up to the survey."""
        self._steps = tuple(step for step in results.trend if step.result.ikm is not None)
        self._stack.setCurrentIndex(0 if len(self._steps) > 1 else 1)
        self.table.rows_model.retitle("ikm", results.instrument.index_short)
        self.table.set_rows(_rows(self._steps))
        title = tr("{indeks} per periode", indeks=results.instrument.index_short)
        steps = [(step.label, step.result) for step in self._steps]
        chart = trend_chart(title, steps)
        if chart is not None:
            self.chart.set_chart(chart)

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the table of the part that is shown."""
        shown = {
            "unsur": (tr("Tren per unsur"), self.unsur.table),
            "uji": (tr("Uji perubahan"), self.change.table),
            "tahun": (tr("Tren per tahun"), self.years.table),
        }
        return [shown.get(self.parts.current, (tr("Tren"), self.table))]

    def _mark(self, label: str) -> None:
        known = (row for row in self.table.rows_model.shown if row.step.label == label)
        self.table.select_row(next(known, None))

    def _open(self, line: object) -> None:
        if isinstance(line, _Row):
            self.survey_wanted.emit(line.step.survey.id)


def _rows(steps: tuple[Step, ...]) -> list[_Row]:
    """Return the periods, newest first, each with its change."""
    found = []
    for place, step in enumerate(steps):
        before = steps[place - 1].result.ikm if place else None
        now = step.result.ikm
        found.append(_Row(step, None if before is None or now is None else now - before))
    return found[::-1]


_COLUMNS: tuple[Column[_Row], ...] = (
    Column(
        "periode",
        tr("Periode"),
        lambda line: survey_name(line.step.survey, line.step.result.instrument),
        stretch=True,
        sort=lambda line: line.step.survey.period.end,
    ),
    figure(
        "n",
        tr("n"),
        lambda line: indonesian(line.step.result.n, 0),
        sort=lambda line: line.step.result.n,
    ),
    figure(
        "ikm",
        tr("Indeks"),
        lambda line: line.step.result.ikm_text,
        sort=lambda line: line.step.result.ikm,
        strong=lambda _: True,
    ),
    mutu_column(tr("Mutu"), lambda line: line.step.result.mutu),
    figure(
        "perubahan",
        tr("Perubahan"),
        lambda line: change_text(line.change),
        sort=lambda line: line.change,
        tone=lambda line: {"+": "good", "−": "danger"}.get(change_text(line.change)[:1], "muted"),
    ),
)
