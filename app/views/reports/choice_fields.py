"""What may be chosen for one kind of report, such as how its paper lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.layout import clear, column

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind


class ChoiceFields(QWidget):
    """One field for each choice of the kind; what was chosen is kept while others are shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, ChoiceBox] = {}
        self._chosen: dict[str, str] = {}
        self._rows = column(gap=10)
        self.setLayout(self._rows)
        self.hide()

    @property
    def chosen(self) -> dict[str, str]:
        """Key of each choice → key of its value."""
        return {key: field.key for key, field in self._fields.items()}

    def show_kind(self, kind: ReportKind[Any]) -> None:
        """Ask what this kind lets somebody choose."""
        self._chosen |= self.chosen
        clear(self._rows)
        self._fields = {}
        for choice in kind.choices:
            name = f"laporan.pilihan.{choice.key}"
            field = ChoiceBox(choice.values, name=name, accessible=choice.label)
            if choice.key in self._chosen:
                field.choose(self._chosen[choice.key])
            field.picked.connect(lambda _: self.changed.emit())
            self._rows.addWidget(FormRow(choice.label, field, name=name))
            self._fields[choice.key] = field
        self.setVisible(bool(self._fields))
