"""A short list of dated records with the form of one of them below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal

from app.texts import tr
from app.views.follow_up.page import press_by
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.form import DateField
from app.views.widgets.inputs import LinesField
from app.views.widgets.layout import add, row
from app.views.widgets.table import DataTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.record import Record
    from app.views.widgets.layout import Item
    from app.views.widgets.table_model import Column

T = TypeVar("T", bound="Record")


class Register(Card, Generic[T]):
    """Shows records and says what is wanted; the subclass knows the fields of one."""

    submitted = Signal(object)
    deleted = Signal(object)

    def __init__(self, name: str, title: str, columns: list[Column[Any]], *, empty: str) -> None:
        super().__init__(title=title, gap=10)
        self.name = name
        self._records: tuple[T, ...] = ()
        self._record: T | None = None
        self._survey_id = 0
        self._read_only = False
        self.table = DataTable(columns, name=name, accessible=title, empty=empty)
        self.table.setFixedHeight(px(100))
        self.day = DateField()
        self.note = LinesField(lines=2)
        self.new = SecondaryButton(tr("Kosongkan"), name=f"{name}.baru")
        self.delete = SmallButton(tr("Hapus"), name=f"{name}.hapus", hint="Del")
        self.save = PrimaryButton(tr("Simpan"), name=f"{name}.simpan", hint="Ctrl+S")

    def fill(self, record: T | None) -> None:
        """Show one record in the form, or an empty form."""
        raise NotImplementedError

    def filled(self, record: T | None, survey_id: int) -> T | None:
        """Return what the form says, or None after going to the field that is wrong."""
        raise NotImplementedError

    def finish(self, *fields: Item) -> None:
        """Lay out the fields of the subclass under the table."""
        deeds = row(self.delete, 1, self.new, self.save, gap=8)
        add(self.body, self.table, *fields, deeds, 1)
        self.save.clicked.connect(self._submit)
        self.new.clicked.connect(self.begin_new)
        self.delete.clicked.connect(self._delete)
        self.table.selection_changed.connect(self._follow)
        self.table.row_activated.connect(lambda _: self.day.setFocus())
        press_by("Ctrl+S", self.save, self)
        press_by("Del", self.delete, self.table)
        self.fill(None)

    def show_records(
        self, records: Sequence[T], survey_id: int, *, other: bool, read_only: bool
    ) -> None:
        """Show the records of a survey; the one in the form stays there unless it is gone."""
        self._survey_id, self._read_only = survey_id, read_only
        self._records = tuple(records)
        chosen = self._record.id if self._record else 0
        kept = next((one for one in self._records if one.id == chosen), None)
        gone = self._record is not None and kept is None
        self._record = kept
        self.table.set_rows(self._records)
        self.table.select_row(kept)
        if other or gone:
            self.begin_new()
        elif kept is not None:
            self.fill(kept)
        self._offer()

    def begin_new(self) -> None:
        """Empty the form for another record."""
        self._record = None
        self.table.clearSelection()
        self.fill(None)
        self._offer()

    def saved(self, _record: T) -> None:
        """Take the next one: the form is empty again."""
        self.begin_new()
        self.table.setFocus()

    def _submit(self) -> None:
        record = self.filled(self._record, self._survey_id)
        if record is not None:
            self.submitted.emit(record)

    def _delete(self) -> None:
        if self._record is not None:
            self.deleted.emit(self._record)

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        chosen = next((one for one in self._records if rows and one is rows[0]), None)
        if chosen is not None and chosen is not self._record:
            self._record = chosen
            self.fill(chosen)
        self._offer()

    def _offer(self) -> None:
        self.save.setEnabled(not self._read_only)
        self.new.setEnabled(not self._read_only)
        self.delete.setEnabled(self._record is not None and not self._read_only)
