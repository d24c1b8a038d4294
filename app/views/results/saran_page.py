"""What the respondents wrote, with a search. It is plain text, whatever it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.models.period import long_date
from app.services.results.survey_results import Saran
from app.texts import tr
from app.views.results.page import ResultPage, figure
from app.views.theme import px
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption
from app.views.widgets.layout import row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.results.survey_results import SurveyResults


class SaranPage(ResultPage):
    """A list, and the chosen one in full under it."""

    sheet_wanted = Signal(int)
    """The number of the sheet on which a remark was written."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("hasil.saran.cari")
        self.search.setAccessibleName(tr("Cari dalam saran"))
        self.search.setPlaceholderText(tr("Cari kata dalam saran"))
        self.search.setClearButtonEnabled(True)
        self.count = Caption(name="hasil.saran.jumlah")
        self.table = DataTable(
            _COLUMNS,
            name="hasil.saran",
            accessible=tr("Saran responden"),
            empty=tr("Belum ada saran yang ditulis."),
        )
        self.full = QPlainTextEdit()
        self.full.setObjectName("hasil.saran.isi")
        self.full.setAccessibleName(tr("Isi saran yang dipilih"))
        self.full.setReadOnly(True)
        self.full.setTabChangesFocus(True)
        self.full.setMinimumHeight(px(40))
        self.full.setMaximumHeight(px(96))
        card = Card(
            row(self.search, self.count, gap=16), self.table, self.full, margins=(12, 12, 12, 12)
        )
        card.body.setStretch(1, 1)
        self.setLayout(row(card))
        self._saran: tuple[Saran, ...] = ()
        self.search.textChanged.connect(lambda _: self._filter())
        self.table.selection_changed.connect(self._show_full)
        self.table.row_activated.connect(self._open)

    def show_results(self, results: SurveyResults) -> None:
        """Show the remarks of a survey."""
        self._saran = results.saran
        self._filter()

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the remarks that are shown."""
        return [(tr("Saran"), self.table)]

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        found = [one for one in self._saran if all(word in _searched(one) for word in words)]
        self.table.set_empty(
            tr("Tidak ada saran dengan kata itu.")
            if self._saran
            else tr("Belum ada saran yang ditulis.")
        )
        self.table.set_rows(found)
        self.count.setText(
            tr("{jumlah} dari {semua} saran", jumlah=len(found), semua=len(self._saran))
            if words
            else tr("{jumlah} saran", jumlah=len(found))
        )
        self.full.setVisible(bool(found))
        if found:
            self.table.select_row(found[0])
        self._show_full()

    def _open(self, one: object) -> None:
        if isinstance(one, Saran):
            self.sheet_wanted.emit(one.number)

    def _show_full(self) -> None:
        chosen = self.table.selected_rows()
        text = chosen[0].text if chosen and isinstance(chosen[0], Saran) else ""
        self.full.setPlainText(text)


def _searched(one: Saran) -> str:
    return f"{one.number} {one.service} {one.text}".casefold()


_COLUMNS: tuple[Column[Saran], ...] = (
    figure("lembar", tr("Lembar"), lambda one: str(one.number), sort=lambda one: one.number),
    Column("tanggal", tr("Tanggal"), lambda one: long_date(one.day), sort=lambda one: one.day),
    Column("layanan", tr("Layanan"), lambda one: one.service, width=180),
    Column("saran", tr("Saran"), lambda one: one.text, stretch=True),
)
