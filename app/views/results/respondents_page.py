"""Who answered: number and share of every group of every characteristic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QStyleOptionViewItem, QWidget

from app.services.ikm.rounding import indonesian
from app.services.results.distribution import Share
from app.services.results.survey_results import SERVICE, Choice, group_name
from app.texts import tr
from app.views.results.page import ResultPage, figure
from app.views.theme import color, px
from app.views.theme.look import keep_scaled
from app.views.widgets.card import Card
from app.views.widgets.layout import column, scrolled
from app.views.widgets.table import CellPainter, DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.ikm.cross import RespondentTable
    from app.services.results.survey_results import SurveyResults

_BAR_COLUMN = 3


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    share: Share


class RespondentsPage(ResultPage):
    """One box per characteristic, two beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        keep_scaled(self._grid, (0, 0, 6, 0), 12)
        content = QWidget()
        content.setLayout(column(self._grid, 1))
        area = scrolled(content, name="hasil.responden.gulir")
        self.setLayout(column(area))
        self._boxes: dict[str, _Box] = {}
        self._services: dict[str, int] = {}

    def show_results(self, results: SurveyResults) -> None:
        """Show the respondents of a survey."""
        keys = [table.field.key for table in results.respondents]
        if keys != list(self._boxes):
            self._build(results.respondents)
        self._services = {name: key for key, name in results.services}
        for table in results.respondents:
            self._boxes[table.field.key].show_table(table, results.result.n)

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return one table per characteristic."""
        return [(box.title, box.table) for box in self._boxes.values()]

    def _build(self, tables: tuple[RespondentTable, ...]) -> None:
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self._boxes = {table.field.key: _Box(table) for table in tables}
        for place, (key, box) in enumerate(self._boxes.items()):
            self._put(box, place, wide=key == SERVICE)
            box.table.row_activated.connect(lambda row, key=key: self._choose(key, row))

    def _put(self, box: _Box, place: int, *, wide: bool) -> None:
        """Names of services are long: their box, the first one, takes the whole width."""
        top = Qt.AlignmentFlag.AlignTop
        if wide:
            self._grid.addWidget(box, 0, 0, 1, 2, top)
        else:
            self._grid.addWidget(box, (place + 1) // 2, (place + 1) % 2, top)

    def _choose(self, key: str, row: object) -> None:
        if isinstance(row, _Row) and row.share.n:
            choice = Choice(field=key, group=row.label)
            if key == SERVICE:
                choice = Choice(self._services.get(row.label))
            self.choice_wanted.emit(choice)


class _Box(Card):
    """The groups of one characteristic."""

    def __init__(self, table: RespondentTable) -> None:
        key = table.field.key
        self.title = table.field.name
        super().__init__(title=self.title, name=f"hasil.responden.{key}.kotak", gap=4)
        self.table = DataTable(
            _COLUMNS,
            name=f"hasil.responden.{key}",
            accessible=tr("Responden menurut {ciri}", ciri=table.field.name.lower()),
            empty=tr("Belum ada responden."),
            fit_height=True,
            row_height=28,
        )
        self.table.setItemDelegateForColumn(_BAR_COLUMN, SharePainter(self.table))
        self.body.addWidget(self.table)

    def show_table(self, table: RespondentTable, n: int) -> None:
        """Show the counts of one characteristic."""
        self.table.set_rows([_Row(label, Share(count, n)) for label, count in table.rows])


class SharePainter(CellPainter):
    """Paints a share of the whole as a small bar."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint groove and filling over the ground of the row."""
        super().paint(painter, option, index)
        share = self._share(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = px(8)
        place = QRectF(option.rect).adjusted(px(8), 0, -px(8), 0)
        groove = QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
        painter.setBrush(color("groove"))
        painter.drawRoundedRect(groove, height / 2, height / 2)
        if share > 0:
            groove.setWidth(max(groove.width() * share, height))
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(groove, height / 2, height / 2)
        painter.restore()

    @staticmethod
    def _share(index: QModelIndex | QPersistentModelIndex) -> float:
        row = index.model().row_at(index.row())  # type: ignore[attr-defined] # our TableModel
        return float((row.share.percent or 0) / 100)


_COLUMNS: tuple[Column[_Row], ...] = (
    Column("kelompok", tr("Kelompok"), lambda row: group_name(row.label), stretch=True),
    figure("n", tr("n"), lambda row: indonesian(row.share.n, 0), sort=lambda row: row.share.n),
    figure(
        "persen", "%", lambda row: row.share.percent_text, sort=lambda row: row.share.n, width=64
    ),
    Column("batang", "", lambda _: "", width=110),
)
