"""Two characteristics against each other, chosen by two boxes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.ikm.rounding import indonesian
from app.services.results.crosstab import Cell, CrossTab, characteristics_of
from app.services.results.distribution import PERCENT_PLACES
from app.services.results.survey_results import SMALL_GROUP
from app.texts import tr
from app.views.results.page import ResultPage, figure
from app.views.theme import px
from app.views.widgets.card import Card
from app.views.widgets.flow import FlowLayout
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column
from app.views.widgets.tabs import Switcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from app.services.results.survey_results import SurveyResults

SMALL_MARK = "*"
_LONGEST = 16
"""Letters of a title over a column of figures; the whole one shows on hover."""
_SUM = ""
"""The row of the sums; no label is empty."""


class CrossTabPage(ResultPage):
    """Counts, shares or the index of every cell; small cells are marked."""

    table_wanted = Signal(str, str)
    """Keys of the characteristics of the rows and of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ChoiceBox(name="hasil.silang.baris", accessible=tr("Baris: ciri apa"))
        self.columns = ChoiceBox(name="hasil.silang.kolom", accessible=tr("Kolom: ciri apa"))
        for box in (self.rows, self.columns):
            box.setMinimumWidth(px(150))
            box.setMaximumWidth(px(220))
        self.measure = Switcher(
            [
                ("n", tr("Jumlah")),
                ("baris", tr("% baris")),
                ("kolom", tr("% kolom")),
                ("indeks", tr("Indeks")),
            ],
            name="hasil.silang.isi",
            accessible=tr("Isi sel"),
        )
        self.table = DataTable(
            (),
            name="hasil.silang",
            accessible=tr("Tabulasi silang"),
            empty=tr("Belum ada lembar."),
            least_rows=4,
        )
        self.note = Caption(name="hasil.silang.keterangan", wrap=True)
        card = Card(self.table, self.note, margins=(8, 8, 8, 12))
        card.body.setStretch(0, 1)
        by = QWidget()
        words = (Label(tr("Baris"), "small"), Label(tr("Kolom"), "small"))
        by.setLayout(row(words[0], self.rows, words[1], self.columns, gap=8))
        chosen = QWidget()
        chosen.setLayout(FlowLayout(by, self.measure, gap=8))
        content = QWidget()
        layout = column(chosen, card, gap=12)
        layout.setStretch(1, 1)
        content.setLayout(layout)
        self.setLayout(column(scrolled(content, name="hasil.silang.gulir")))
        self._made: CrossTab | None = None
        self.rows.picked.connect(lambda _: self._want())
        self.columns.picked.connect(lambda _: self._want())
        self.measure.chosen.connect(lambda _: self._fill())

    def show_results(self, results: SurveyResults) -> None:
        """Offer the characteristics of a survey and ask for the table."""
        choices = [(one.key, one.name) for one in characteristics_of(results.instrument)]
        fresh = self.columns.count() == 0
        self.rows.set_choices(choices)
        self.columns.set_choices(choices)
        if fresh:
            self.columns.choose(choices[1][0])
        self.measure.set_text("indeks", results.instrument.index_short)
        self.table.set_empty(
            tr("Lembar survei ini sudah dimusnahkan: tabulasi silang tidak dapat dibuat lagi.")
            if results.survey.destroyed_on
            else tr("Belum ada lembar.")
        )
        if self.isVisible():
            self._want()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the table when it is looked at."""
        super().showEvent(event)
        if self.rows.count():
            self._want()

    def show_table(self, made: CrossTab) -> None:
        """Show a table, unless other characteristics were chosen meanwhile."""
        if (made.rows_by.key, made.columns_by.key) == (self.rows.key, self.columns.key):
            self._made = made
            self._fill()

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the table as it is shown."""
        made = self._made
        names = (made.rows_by.name, made.columns_by.name) if made else ("", "")
        return [(tr("{baris} menurut {kolom}", baris=names[0], kolom=names[1]), self.table)]

    def _want(self) -> None:
        self.table_wanted.emit(self.rows.key, self.columns.key)

    def _fill(self) -> None:
        made = self._made
        if made is None:
            return
        kind = self.measure.current
        self.table.rows_model.set_columns(
            [
                Column("baris", made.rows_by.name, _row_name, stretch=True),
                *(_value_column(made, kind, name) for name in made.columns),
                _sum_column(made, kind),
            ]
        )
        self.table.set_rows(made.rows, (_SUM,) if made.rows else ())
        self.note.setText(_note(made))


def _note(made: CrossTab) -> str:
    if made.rows_by.key == made.columns_by.key:
        return tr("Pilih dua ciri yang berbeda untuk melihat hubungannya.")
    if not made.has_small:
        return ""
    return tr(
        "{tanda} kurang dari {batas} responden: orangnya dapat dikenali dan nilainya mudah berubah."
        " Ekspor menyembunyikan atau menggabungkannya.",
        tanda=SMALL_MARK,
        batas=SMALL_GROUP,
    )


def _row_name(line: str) -> str:
    return line or tr("Semua")


def _value_column(made: CrossTab, kind: str, name: str) -> Column[str]:
    def cell(line: str) -> Cell:
        return made.cell(line, name) if line else made.column_sums[name]

    def share(line: str) -> Fraction | None:
        if kind == "kolom":
            return made.column_share(line, name) if line else _hundred(made.column_sums[name])
        return made.row_share(line, name) if line else _part(made.column_sums[name], made.whole)

    return _column(name, name, kind, cell, share)


def _sum_column(made: CrossTab, kind: str) -> Column[str]:
    def cell(line: str) -> Cell:
        return made.row_sums[line] if line else made.whole

    def share(line: str) -> Fraction | None:
        if kind == "baris":
            return _hundred(cell(line))
        return _part(cell(line), made.whole)

    return _column("semua", tr("Semua"), kind, cell, share)


def _column(
    key: str,
    title: str,
    kind: str,
    cell: Callable[[str], Cell],
    share: Callable[[str], Fraction | None],
) -> Column[str]:
    def text(line: str) -> str:
        found = cell(line)
        if not found.n:
            return ""
        mark = f" {SMALL_MARK}" if found.is_small else ""
        if kind == "n":
            return indonesian(found.n, 0) + mark
        if kind == "indeks":
            return (found.result.ikm_text if found.result else "") + mark
        return indonesian(share(line), PERCENT_PLACES) + mark

    def value(line: str) -> object:
        found = cell(line)
        if kind == "indeks":
            return found.result.ikm if found.result else None
        return found.n if kind == "n" else share(line)

    def tone(line: str) -> str:
        return "warning" if cell(line).is_small else ""

    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    return figure(key, short, text, sort=value, tone=tone, tooltip=title)


def _hundred(cell: Cell) -> Fraction | None:
    return _part(cell, cell)


def _part(cell: Cell, whole: Cell) -> Fraction | None:
    return Fraction(100 * cell.n, whole.n) if whole.n else None
