"""A form beside a table or grid: its rows change with what is asked, its deeds do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.views.capaian.form_rows import value_of
from app.views.follow_up.page import press_by
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import Form, FormRow
from app.views.widgets.labels import Heading, Label
from app.views.widgets.layout import clear, column, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QEvent


class SideForm(Card):
    """Ctrl+S hands over what is filled in, Esc leaves; a refusal keeps all that was typed."""

    cancelled = Signal()

    def __init__(self, name: str, width: int) -> None:
        super().__init__(name=name, gap=10)
        self._form: Form | None = None
        self._wide = width
        self.heading = Heading("", name=f"{name}.judul", small=True)
        self.error = Label("", "error", name=f"{name}.galat", wrap=True)
        self.save = PrimaryButton(tr("Simpan"), name=f"{name}.simpan", hint="Ctrl+S")
        self.cancel = SecondaryButton(tr("Batal"), name=f"{name}.batal", hint="Esc")
        self._place = column()
        content = QWidget()
        content.setLayout(column(self._place, self.error, 1, gap=10))
        self.body.addWidget(self.heading)
        self.body.addWidget(scrolled(content, name=f"{name}.gulir"), 1)
        self.body.addLayout(row(1, self.cancel, self.save, gap=8))
        self.setFixedWidth(px(width))
        self.save.clicked.connect(self._hand_over)
        self.cancel.clicked.connect(self.cancelled)
        press_by("Ctrl+S", self.save, self)
        press_by("Esc", self.cancel, self)
        self.hide()

    def show_rows(self, title: str, rows: Mapping[str, FormRow]) -> None:
        """Ask with these rows; the keyboard goes to the first."""
        self.heading.setText(title)
        self.show_error("")
        clear(self._place)
        self._form = Form(rows, gap=10)
        self._place.addWidget(self._form)
        self.show()
        self._form.show()
        first = next(iter(rows.values()))
        first.field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_error(self, text: str) -> None:
        """Say why it was not taken; nothing of it is lost."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.save.setEnabled(True)

    def submit(self, values: dict[str, Any]) -> None:
        """Hand over what is filled in."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of another text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange and hasattr(self, "_wide"):
            self.setFixedWidth(px(self._wide))

    def _hand_over(self) -> None:
        if self._form is not None:
            self.submit({key: value_of(line.field) for key, line in self._form.rows.items()})
