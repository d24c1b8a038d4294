"""Which parts of a report are printed, and what else is chosen for it, such as how paper lies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.services.reports.kinds import Options
from app.texts import tr
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption
from app.views.widgets.layout import clear, column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.reports.kinds import ReportKind, Signing


class PartsPanel(QWidget):
    """A box to tick for each part of a report, a list for each choice; hidden where it has none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=6)
        self.setLayout(self._column)
        self._parts: dict[str, QCheckBox] = {}
        self._choices: dict[str, ChoiceBox] = {}
        self._last: dict[str, str] = {}
        """What was chosen for other kinds: it stands for a kind that nothing was chosen for."""

    @property
    def chosen(self) -> dict[str, str]:
        """Key of each choice → key of its value."""
        return {key: field.key for key, field in self._choices.items()}

    def show_kind(self, kind: ReportKind[Any], options: Options) -> None:
        """Offer what a kind of report has, as it was last chosen."""
        self._last |= self.chosen
        clear(self._column)
        self._parts, self._choices = {}, {}
        self._show_parts(kind, options)
        options = replace(options, chosen={**self._last, **options.chosen})
        for choice in kind.choices:
            name = f"laporan.pilihan.{choice.key}"
            field = ChoiceBox(choice.values, name=name, accessible=choice.label)
            field.choose(options.value_of(choice))
            field.picked.connect(lambda _: self.changed.emit())
            self._choices[choice.key] = field
            self._column.addWidget(FormRow(choice.label, field, name=name))
        self.setVisible(bool(self._parts or self._choices))

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Choose these values; what the kind does not have is passed over."""
        for key, value in chosen.items():
            if key in self._choices:
                self._choices[key].choose(value)

    def options(self, signing: Signing) -> Options:
        """Return what is chosen."""
        without = frozenset(key for key, box in self._parts.items() if not box.isChecked())
        return Options(signing, without, self.chosen)

    def _show_parts(self, kind: ReportKind[Any], options: Options) -> None:
        if kind.parts:
            self._column.addWidget(Caption(tr("Dicetak:")))
        for part in kind.parts:
            box = QCheckBox(part.label)
            box.setObjectName(f"laporan.bagian.{part.key}")
            box.setAccessibleName(part.label)
            box.setChecked(options.has(part.key))
            box.toggled.connect(lambda _: self.changed.emit())
            self._parts[part.key] = box
            self._column.addWidget(box)
