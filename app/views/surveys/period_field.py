"""Choose a year and a period of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from app.models.period import PeriodKind, period_of, periods_of_year
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.texts import tr
from app.views.widgets.form import DateField, FormRow
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from datetime import date


class PeriodField(QWidget):
    """Year, named period, and the two days where the period is a range of dates."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setGroupSeparatorShown(False)
        named = [(period.code, period.name) for period in periods_of_year(2000)]
        range_ = (PeriodKind.RENTANG.value, tr("Rentang tanggal…"))
        self.period = ChoiceBox(
            [*named, range_], name="survei.form.periode", accessible=tr("Periode")
        )
        self.period.setMaxVisibleItems(20)
        self.start, self.end = DateField(), DateField()
        self.year.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for field in (self.start, self.end):
            field.setDisplayFormat("d MMM yyyy")
        self.year_row = FormRow(tr("Tahun"), self.year, name="survei.form.tahun")
        period_row = FormRow(tr("Periode"), self.period, name="survei.form.periode")
        first = row(self.year_row, period_row, gap=12)
        first.setStretch(1, 1)
        self._days = QWidget()
        start = FormRow(tr("Dari tanggal"), self.start, name="survei.form.dari")
        end = FormRow(tr("Sampai tanggal"), self.end, name="survei.form.sampai")
        self._days.setLayout(row(start, end, gap=12))
        self.setLayout(column(first, self._days, gap=12))
        self._days.hide()
        self.period.currentIndexChanged.connect(lambda _: self._chosen())
        self.year.valueChanged.connect(lambda _: self.changed.emit())
        for field in (self.start, self.end):
            field.dateChanged.connect(lambda _: self.changed.emit())

    @property
    def code(self) -> str:
        """The code of the chosen period."""
        if self.period.key == PeriodKind.RENTANG:
            return f"{self.start.day.isoformat()}..{self.end.day.isoformat()}"
        return self.period.key

    def set(self, year: int, code: str) -> None:
        """Show a year and a period of it."""
        self.year.setValue(year)
        period = period_of(code, year)
        self.start.set_day(period.start)
        self.end.set_day(period.end)
        self.period.choose(period.kind if period.kind is PeriodKind.RENTANG else code)
        self._chosen()

    def first_day(self) -> date:
        """Return the first day of the chosen period."""
        if self.period.key == PeriodKind.RENTANG:
            return self.start.day
        return period_of(self.period.key, self.year.value()).start

    def last_day(self) -> date:
        """Return the last day of the chosen period."""
        if self.period.key == PeriodKind.RENTANG:
            return self.end.day
        return period_of(self.period.key, self.year.value()).end

    def _chosen(self) -> None:
        self._days.setVisible(self.period.key == PeriodKind.RENTANG)
        self.changed.emit()
