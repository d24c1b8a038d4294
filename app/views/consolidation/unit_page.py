"""The tab Unit: who has sent, what, and what is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.consolidation.cells import CellState
from app.services.consolidation.unit_lines import UnitLine, lines_of, usual_period
from app.texts import tr
from app.views.consolidation.cards import NumberCards, SidePanel
from app.views.consolidation.final_box import FinalBox
from app.views.consolidation.unit_columns import period_columns, year_columns
from app.views.theme import px
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.flow import FlowLayout
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, ElidedLabel
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.side_column import SideColumn
from app.views.widgets.table import DataTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from app.models.period import Period
    from app.services.consolidation.cells import Matrix
    from app.services.consolidation.overview import Overview
    from app.services.plausibility.across_surveys import AcrossFinding

_SIDE = 244
_FIELD, _SEARCH, _STATES = 147, 128, 164
_WIDE = 1200
"""Pixels at 100 % from which a line of the matrix is shown whole."""
_GIVING_WAY = ("induk", "catatan")
_EVERY = ""
"""The choice of everything in a filter."""


class UnitPage(QWidget):
    """Figures, filters and the matrix; the conflict that waits and the lowest unsur beside it."""

    unit_wanted = Signal(object)
    """A UnitLine: show what is behind it."""

    def __init__(self) -> None:
        super().__init__()
        self._matrix: Matrix | None = None
        self._findings: Sequence[AcrossFinding] = ()
        self._lines: list[UnitLine] = []
        self._seen = (0, "")
        self._make()
        self._lay_out()
        self._connect()

    @property
    def period(self) -> str:
        """The code of the period that is shown; empty for all of the year."""
        return self.periods.key

    @property
    def missing(self) -> list[UnitLine]:
        """The units that have sent nothing in the period that is shown."""
        return [one for one in self._lines if one.state is CellState.MISSING]

    def show_overview(self, overview: Overview) -> None:
        """Show another matrix."""
        self._matrix = matrix = overview.matrix
        self._conflicts = overview.open_conflicts
        if matrix is None:
            return
        self._offer_periods(matrix)
        self._offer_units(matrix)
        self._show_lines()

    def show_findings(self, findings: Sequence[AcrossFinding]) -> None:
        """Show which units somebody should look at."""
        self._findings = findings
        self._show_lines()

    def changeEvent(self, event: QEvent) -> None:
        """Take the widths of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_fields"):
            self._size_fields()
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is said elsewhere where there is little room."""
        super().resizeEvent(event)
        self._fit_columns()

    def _make(self) -> None:
        self.cards, self.side, self.final = NumberCards(), SidePanel(), FinalBox()
        self.search = QLineEdit()
        self.search.setObjectName("konsolidasi.cari")
        self.search.setAccessibleName(tr("Cari unit"))
        self.search.setPlaceholderText(tr("Cari unit"))
        self.search.setClearButtonEnabled(True)
        self.periods = ChoiceBox(name="konsolidasi.periode", accessible=tr("Periode"))
        self.parents = ChoiceBox(name="konsolidasi.induk", accessible=tr("Kecamatan atau induk"))
        self.types = ChoiceBox(name="konsolidasi.jenis", accessible=tr("Jenis unit"))
        self.states = ChoiceBox(
            [(_EVERY, tr("Semua keadaan")), *((one.value, one.value) for one in CellState)],
            name="konsolidasi.keadaan",
            accessible=tr("Keadaan"),
        )
        self.declare = SmallButton(tr("Nyatakan final…"), name="konsolidasi.final")
        self.table = DataTable(
            period_columns("IKM"),
            name="konsolidasi.unit",
            accessible=tr("Unit dan keadaannya"),
            empty=tr("Tidak ada unit yang cocok dengan saringan ini."),
            least_rows=4,
        )
        self.shown = Caption(name="konsolidasi.unit.jumlah")
        self.note = ElidedLabel("", "small", name="konsolidasi.unit.catatan")

    def _lay_out(self) -> None:
        self._fields = (self.search, self.periods, self.parents, self.types, self.states)
        self._size_fields()
        foot = row(self.note, self.shown, self.declare, gap=12)
        foot.setStretch(0, 1)
        card = Card(self.table, foot, margins=(12, 8, 12, 10), gap=6)
        card.body.setStretch(0, 1)
        left = column(FlowLayout(*self._fields), card, gap=10)
        left.setStretch(1, 1)
        aside = SideColumn(self.side, width=_SIDE, name="konsolidasi.samping", yields=True)
        body = row(left, aside, gap=12)
        body.setStretch(0, 1)
        whole = QWidget()
        inner = column(self.cards, self.final, body, gap=12)
        inner.setStretch(2, 1)
        whole.setLayout(inner)
        self.setLayout(column(scrolled(whole, name="konsolidasi.gulir")))

    def _size_fields(self) -> None:
        for field in self._fields:
            field.setFixedWidth(px(_FIELD))
        self.search.setFixedWidth(px(_SEARCH))
        self.states.setFixedWidth(px(_STATES))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        self.periods.picked.connect(lambda _: self._show_lines())
        for box in (self.parents, self.types, self.states):
            box.picked.connect(lambda _: self._filter())
        self.table.row_activated.connect(self.unit_wanted)
        self.table.selection_changed.connect(self._show_note)

    def _offer_periods(self, matrix: Matrix) -> None:
        choices = [(one.code, one.name) for one in matrix.periods]
        if len(choices) != 1:
            choices.append((_EVERY, tr("Semua periode")))
        self.periods.set_choices(choices)
        if self._seen != (matrix.year, matrix.index):
            self._seen = (matrix.year, matrix.index)
            self.periods.choose(usual_period(matrix))
        self.periods.setVisible(len(choices) > 1)

    def _offer_units(self, matrix: Matrix) -> None:
        parents = {row.parent.code: row.parent.name for row in matrix.rows if row.parent}
        kinds = {row.unit.type.value: row.unit.type.label for row in matrix.rows}
        for box, every, found in (
            (self.parents, tr("Semua induk"), parents),
            (self.types, tr("Semua jenis"), kinds),
        ):
            listed = sorted(found.items(), key=lambda one: one[1].casefold())
            box.set_choices([(_EVERY, every), *listed])
            box.setVisible(len(found) > 1)

    def _show_lines(self) -> None:
        matrix = self._matrix
        if matrix is None:
            return
        self._lines = lines_of(matrix, self.period, self._findings)
        shown = _shown_periods(matrix, self.period)
        columns = (
            year_columns(shown) if self.period == _EVERY and shown else period_columns(matrix.index)
        )
        if [one.key for one in columns] != [one.key for one in self.table.rows_model.columns]:
            self.table.rows_model.set_columns(columns)
            self._fit_columns()
        self.cards.show_units(self._lines, self._conflicts)
        final = matrix.finals.get(self.period)
        self.final.show_state(final)
        self.declare.setVisible(final is None and bool(self.period))
        self._filter()

    def _fit_columns(self) -> None:
        """Hide the parent and the note, which the filter and the line below tell too."""
        narrow = self.width() < px(_WIDE)
        for place, one in enumerate(self.table.rows_model.columns):
            if one.key in _GIVING_WAY and self.table.isColumnHidden(place) != narrow:
                self.table.setColumnHidden(place, narrow)

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        before = self.table.selected_rows()
        found = [one for one in self._lines if self._fits(one, words)]
        self.table.set_rows(found)
        chosen = {one.unit.id for one in before if isinstance(one, UnitLine)}
        again = next((one for one in found if one.unit.id in chosen), None)
        if again is not None:
            self.table.select_row(again)
        self._show_note()
        self.shown.setText(tr("{n} dari {semua} unit", n=len(found), semua=len(self._lines)))

    def _show_note(self) -> None:
        """Write the whole note of the chosen unit where the column may have cut it."""
        chosen = [one for one in self.table.selected_rows() if isinstance(one, UnitLine)]
        self.note.set_text(chosen[0].whole_note if chosen else "")

    def _fits(self, one: UnitLine, words: list[str]) -> bool:
        text = " ".join((one.unit.name, one.unit.code, *one.unit.aliases)).casefold()
        return (
            all(word in text for word in words)
            and self.parents.key in {_EVERY, one.parent.code if one.parent else None}
            and self.types.key in {_EVERY, one.unit.type.value}
            and self.states.key in {_EVERY, one.state.value}
        )


def _shown_periods(matrix: Matrix, period: str) -> list[Period]:
    return [one for one in matrix.periods if period in {_EVERY, one.code}]
