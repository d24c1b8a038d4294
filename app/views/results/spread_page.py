"""How often each answer was given: stacked bars, and the counts behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.charts.builders import distribution_chart
from app.services.ikm.rounding import NRR_PLACES, indonesian
from app.services.results.distribution import QuestionSpread, distribution_of
from app.texts import tr
from app.views.results.page import ResultPage, figure
from app.views.widgets.beside import Beside
from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.results.survey_results import SurveyResults

_FEW_SCORES, _WIDE, _NARROW = 4, 46, 38
OUTSIDE_MARK = "○"
"""Stands at a question that counts for no unsur."""


class SpreadPage(ResultPage):
    """The answers to every question."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = ChartView(name="hasil.sebaran.grafik")
        self.note = Caption("", name="hasil.sebaran.keterangan", wrap=True)
        self._left = Card(self.note, 1, margins=(8, 8, 8, 12))
        self._instrument = ("", 0)
        self._table: DataTable | None = None
        right = Card(self.chart, margins=(14, 12, 14, 12))
        boxes = Beside(self._left, right, name="hasil.sebaran", shares=(4, 3), least=780)
        self.setLayout(column(boxes))
        self._rows: tuple[QuestionSpread, ...] = ()
        self.chart.clicked.connect(self.mark)

    def show_results(self, results: SurveyResults) -> None:
        """Show the answers of a survey."""
        self._rows = distribution_of(results.result)
        self.note.setText(_note(results.instrument))
        table = self._table_for(results.instrument)
        titles = [column.key for column in table.rows_model.columns]
        table.setColumnHidden(titles.index("kosong"), not any(row.blank for row in self._rows))
        table.set_rows(self._rows)
        self.chart.set_chart(distribution_chart(results.result))

    def mark(self, question: str) -> None:
        """Select the line of a question."""
        if self._table is not None:
            known = (row for row in self._rows if row.question.key == question)
            self._table.select_row(next(known, None))

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the counts."""
        return [(tr("Sebaran jawaban"), self._table)] if self._table else []

    def _table_for(self, instrument: Instrument) -> DataTable:
        """Return the table whose columns are the scale of the instrument."""
        version = (instrument.key, instrument.version)
        if self._table is None or version != self._instrument:
            if self._table is not None:
                self._left.body.removeWidget(self._table)
                self._table.deleteLater()
            self._instrument = version
            self._table = DataTable(
                _columns(instrument),
                name="hasil.sebaran",
                accessible=tr("Jumlah jawaban setiap pertanyaan"),
                empty=tr("Belum ada jawaban."),
                fit_height=True,
            )
            self._left.body.insertWidget(0, self._table)
        return self._table


def _note(instrument: Instrument) -> str:
    text = tr("Angka pada tabel adalah jumlah lembar; persen ada pada grafik.")
    if not instrument.outside:
        return text
    apart = tr(
        "{tanda} di luar indeks: dicatat, tetapi tidak ikut membentuk {indeks}.",
        tanda=OUTSIDE_MARK,
        indeks=instrument.index_short,
    )
    return f"{text} {apart}"


def _columns(instrument: Instrument) -> tuple[Column[QuestionSpread], ...]:
    def name(row: QuestionSpread) -> str:
        words = instrument.name_of(row.question)
        if instrument.is_one_to_one:
            return words
        mark = "" if row.question.unsur else f" {OUTSIDE_MARK}"
        return f"{row.question.number}. {words}{mark}"

    def place(row: QuestionSpread) -> int:
        return row.question.number

    crowded = len(instrument.scores) > _FEW_SCORES or not instrument.is_one_to_one
    width = _NARROW if crowded else _WIDE

    return (
        Column(
            "pertanyaan",
            tr("Unsur") if instrument.is_one_to_one else tr("Pertanyaan"),
            name,
            stretch=True,
            sort=place,
        ),
        figure("n", tr("n"), lambda row: indonesian(row.n, 0), sort=lambda row: row.n, width=46),
        *(_score_column(place, score, width) for place, score in enumerate(instrument.scores)),
        *(() if instrument.is_one_to_one else (_mean_column(),)),
        figure(
            "kosong",
            tr("Kosong"),
            lambda r: indonesian(r.blank, 0),
            sort=lambda r: r.blank,
            width=66,
        ),
    )


def _mean_column() -> Column[QuestionSpread]:
    """Where each question is an unsur, the table of the unsur has its mean as NRR."""
    return figure(
        "rata",
        tr("Rata-rata"),
        lambda row: indonesian(row.mean, NRR_PLACES),
        sort=lambda row: row.mean,
        width=76,
    )


def _score_column(place: int, score: int, width: int) -> Column[QuestionSpread]:
    return figure(
        f"nilai-{score}",
        str(score),
        lambda row: indonesian(row.shares[place].n, 0),
        sort=lambda row: row.shares[place].n,
        width=width,
        tooltip=tr("Jumlah lembar dengan jawaban {nilai}", nilai=score),
    )
