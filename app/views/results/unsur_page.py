"""The unsur table with its chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.charts.builders import unsur_chart
from app.services.ikm.result import PRIORITIES
from app.services.ikm.rounding import KONVERSI_PLACES, NRR_PLACES, indonesian
from app.services.results.survey_results import UnsurRow, change_text
from app.texts import tr
from app.views.results.page import ResultPage, figure, mutu_column
from app.views.widgets.beside import Beside
from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from fractions import Fraction

    from app.models.questionnaire import Instrument, Mutu
    from app.services.ikm.result import IkmResult
    from app.services.results.survey_results import SurveyResults

LOWEST_MARK = "▾"


@dataclass(frozen=True, slots=True)
class _Foot:
    """The last line: the index itself."""

    name: str
    result: IkmResult
    change: Fraction | None

    @property
    def percent(self) -> Fraction | None:
        """The index in percent of the highest value."""
        value = self.result.ikm
        return None if value is None else self.result.instrument.percent(value)


Line = UnsurRow | _Foot


class UnsurPage(ResultPage):
    """Every unsur with its figures; the lowest three are marked."""

    def __init__(self) -> None:
        super().__init__()
        self.table = DataTable(
            _COLUMNS,
            name="hasil.unsur",
            accessible=tr("Nilai setiap unsur"),
            empty=tr("Belum ada jawaban."),
            fit_height=True,
        )
        self.note = Caption(name="hasil.unsur.keterangan", wrap=True)
        self.chart = ChartView(name="hasil.unsur.grafik")
        left = Card(self.table, self.note, 1, margins=(8, 8, 8, 12))
        right = Card(self.chart, margins=(14, 12, 14, 12))
        boxes = Beside(left, right, name="hasil.unsur", shares=(15, 8), least=780)
        self.setLayout(column(boxes))
        self._results: SurveyResults | None = None
        self.chart.clicked.connect(self._choose_bar)

    def show_results(self, results: SurveyResults) -> None:
        """Show the unsur of a survey."""
        self._results = results
        foot = _Foot(results.instrument.index_short, results.result, results.change)
        instrument = results.instrument
        self.table.setColumnHidden(_PLACES["perubahan"], results.previous is None)
        # Either one: an index that is no percentage needs the room to be read in percent as well.
        self.table.setColumnHidden(_PLACES["persen"], instrument.is_percentage)
        self.table.setColumnHidden(_PLACES["tertimbang"], not instrument.is_percentage)
        self.table.rows_model.retitle("konversi", _value_title(instrument))
        self.table.set_rows(results.rows, (foot,))
        self.note.setText(_note(results))
        self.note.setVisible(bool(self.note.text()))
        self.chart.set_chart(unsur_chart(results.result))

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the unsur table."""
        return [(tr("Nilai per unsur"), self.table)]

    def _choose_bar(self, key: str) -> None:
        shown = self._results.rows if self._results else ()
        self.table.select_row(next((r for r in shown if r.result.unsur.key == key), None))


def _value_title(instrument: Instrument) -> str:
    if instrument.is_percentage:
        return tr("Konversi")
    return tr("Skala 0–{tertinggi}", tertinggi=instrument.index_highest)


def _is_foot(line: Line) -> bool:
    return isinstance(line, _Foot)


def _is_strong(line: Line) -> bool:
    return isinstance(line, _Foot) or line.lowest


def _name(line: Line) -> str:
    if isinstance(line, _Foot):
        return line.name
    name = line.result.unsur.short_name
    return f"{name} {LOWEST_MARK}" if line.lowest else name


def _place(line: Line) -> str:
    return line.name if isinstance(line, _Foot) else line.result.unsur.short_name.casefold()


def _n(line: Line) -> int:
    return line.result.n


def _nrr_value(line: Line) -> Fraction | None:
    return line.result.indeks if isinstance(line, _Foot) else line.result.nrr


def _nrr(line: Line) -> str:
    return indonesian(_nrr_value(line), NRR_PLACES)


def _weighted_value(line: Line) -> Fraction | None:
    return line.result.indeks if isinstance(line, _Foot) else line.result.weighted


def _weighted(line: Line) -> str:
    return indonesian(_weighted_value(line), NRR_PLACES)


def _konversi_value(line: Line) -> Fraction | None:
    return line.result.ikm if isinstance(line, _Foot) else line.result.konversi


def _konversi(line: Line) -> str:
    return line.result.ikm_text if isinstance(line, _Foot) else line.result.konversi_text


def _percent(line: Line) -> str:
    return indonesian(line.percent, KONVERSI_PLACES)


def _mutu(line: Line) -> Mutu | None:
    return line.result.mutu


def _change_value(line: Line) -> Fraction | None:
    return line.change


def _change(line: Line) -> str:
    return change_text(line.change)


def _change_tone(line: Line) -> str:
    text = change_text(line.change)
    return {"+": "good", "−": "danger"}.get(text[:1], "muted")


def _note(results: SurveyResults) -> str:
    rows = results.rows
    marked = sum(line.lowest for line in rows)
    parts = []
    if marked:
        words = tr("{tanda} tiga unsur terendah: prioritas tindak lanjut", tanda=LOWEST_MARK)
        if marked != PRIORITIES:
            words = tr(
                "{tanda} {jumlah} unsur terendah (ada nilai yang sama): prioritas tindak lanjut",
                tanda=LOWEST_MARK,
                jumlah=marked,
            )
        parts.append(words)
    if results.blanks:
        parts.append(tr("jawaban kosong tidak dihitung, karena itu n dapat berbeda per unsur"))
    if results.previous is not None:
        parts.append(tr("perubahan terhadap {periode}", periode=results.previous.period_text))
    return " · ".join(parts)


_COLUMNS: tuple[Column[Line], ...] = (
    Column("unsur", tr("Unsur"), _name, strong=_is_strong, stretch=True, sort=_place),
    figure("n", tr("n"), lambda line: indonesian(_n(line), 0), sort=_n, width=44),
    figure("nrr", tr("NRR"), _nrr, sort=_nrr_value, strong=_is_foot, width=56),
    figure("tertimbang", tr("Tertimbang"), _weighted, sort=_weighted_value, width=84),
    figure("konversi", tr("Konversi"), _konversi, sort=_konversi_value, strong=_is_foot, width=70),
    figure("persen", tr("Persen"), _percent, sort=_konversi_value, strong=_is_foot, width=60),
    mutu_column(tr("Mutu"), _mutu, width=46),
    figure("perubahan", tr("Perubahan"), _change, sort=_change_value, tone=_change_tone, width=80),
)
_PLACES = {column.key: place for place, column in enumerate(_COLUMNS)}
