"""The index of every group of one characteristic, the characteristic to be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.charts.builders import group_chart
from app.services.ikm.cross import GroupResult
from app.services.ikm.rounding import indonesian
from app.services.results.survey_results import (
    SERVICE,
    SMALL_GROUP,
    Choice,
    group_name,
    is_small,
)
from app.texts import tr
from app.views.results.page import ResultPage, figure, mutu_column
from app.views.widgets.beside import Beside
from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column
from app.views.widgets.tabs import Switcher

if TYPE_CHECKING:
    from app.services.results.survey_results import GroupTable, SurveyResults

SMALL_MARK = "*"


class GroupsPage(ResultPage):
    """Index, mutu and lowest unsur of each group; small groups are marked."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = Switcher((), name="hasil.kelompok.ciri", accessible=tr("Menurut ciri apa"))
        self.table = DataTable(
            _COLUMNS,
            name="hasil.kelompok",
            accessible=tr("Indeks setiap kelompok"),
            empty=tr("Belum ada lembar."),
            fit_height=True,
        )
        self.note = Caption(name="hasil.kelompok.keterangan", wrap=True)
        self.chart = ChartView(name="hasil.kelompok.grafik")
        left = Card(self.table, self.note, 1, margins=(8, 8, 8, 12))
        right = Card(self.chart, margins=(14, 12, 14, 12))
        boxes = Beside(left, right, name="hasil.kelompok", shares=(3, 2), least=1000)
        layout = column(row(self.fields, 1), boxes, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._results: SurveyResults | None = None
        self.fields.chosen.connect(lambda _: self._show())
        self.table.row_activated.connect(self._choose_row)
        self.chart.clicked.connect(self._choose)

    def show_results(self, results: SurveyResults) -> None:
        """Show the groups of a survey."""
        names = {table.field.key: table.field.name for table in results.respondents}
        keys = [table.key for table in results.groups]
        if self._results is None or keys != [table.key for table in self._results.groups]:
            self.fields.set_choices([(key, names[key]) for key in keys])
        self._results = results
        self._show()

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the table of the chosen characteristic."""
        table = self._table()
        return [(table.title if table else "", self.table)]

    def _table(self) -> GroupTable | None:
        groups = self._results.groups if self._results else ()
        return next((table for table in groups if table.key == self.fields.current), None)

    def _show(self) -> None:
        table = self._table()
        if table is None or self._results is None:
            return
        instrument = self._results.instrument
        self.table.rows_model.retitle("ikm", instrument.index_short)
        self.table.set_rows(table.groups)
        title = tr("{indeks} {menurut}", indeks=instrument.index_short, menurut=table.title.lower())
        self.chart.set_chart(group_chart(title, table.groups, instrument))
        self.note.setText(_note(table))

    def _choose_row(self, group: object) -> None:
        if isinstance(group, GroupResult):
            self._choose(group.label)

    def _choose(self, label: str) -> None:
        key, results = self.fields.current, self._results
        if results is None:
            return
        services = {name: service_id for service_id, name in results.services}
        choice = Choice(services.get(label)) if key == SERVICE else Choice(field=key, group=label)
        self.choice_wanted.emit(choice)


def _note(table: GroupTable) -> str:
    text = tr("Klik atau Enter pada satu kelompok menampilkan semua angkanya saja.")
    if not table.has_small:
        return text
    small = tr(
        "{tanda} kurang dari {batas} responden: jangan dicetak, orangnya dapat dikenali.",
        tanda=SMALL_MARK,
        batas=SMALL_GROUP,
    )
    return f"{small} {text}"


def _name(group: GroupResult) -> str:
    name = group_name(group.label)
    return f"{name} {SMALL_MARK}" if is_small(group) else name


def _lowest(group: GroupResult) -> str:
    values = {line.konversi for line in group.result.answered}
    if len(values) < 2:  # noqa: PLR2004 - one value alone is no lowest
        return ""
    low = group.result.lowest(1)
    names = ", ".join(line.unsur.short_name for line in low)
    return tr("{unsur} {nilai}", unsur=names, nilai=low[0].konversi_text)


_COLUMNS: tuple[Column[GroupResult], ...] = (
    Column("kelompok", tr("Kelompok"), _name, stretch=True),
    figure(
        "n",
        tr("n"),
        lambda group: indonesian(group.n, 0),
        sort=lambda group: group.n,
        width=46,
        tone=lambda group: "warning" if is_small(group) else "",
    ),
    figure(
        "ikm",
        tr("Indeks"),
        lambda group: group.result.ikm_text,
        sort=lambda group: group.result.ikm,
        width=64,
    ),
    mutu_column(tr("Mutu"), lambda group: group.result.mutu, width=54),
    Column("terendah", tr("Unsur terendah"), _lowest, width=150),
)
