"""The entry form of a draft, to be tried out; nothing is saved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.entry.form import Form, Key, Outcome
from app.texts import tr
from app.views.entry.keyboard import HeldKeys, meaning_of
from app.views.entry.sheet_area import SheetArea
from app.views.instruments.section import NAME
from app.views.widgets.empty import EmptyState
from app.views.widgets.labels import Label
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.models.questionnaire import Instrument

_ANY_DAY = date(2026, 1, 1)


class EntryPreview(QWidget):
    """Takes keys as the entry screen does and begins anew when the sheet is whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}.entri")
        self.setAccessibleName(tr("Pratinjau layar entri"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.form: Form | None = None
        self._held = HeldKeys()
        self.said = Label("", "small-muted", name=f"{NAME}.entri.kata", wrap=True)
        self.sheet = SheetArea()
        self.nothing = EmptyState(
            "keyboard",
            tr("Belum ada yang dapat diketik"),
            tr("Isi skala dan paling sedikit satu pertanyaan."),
            name=f"{NAME}.entri.kosong",
        )
        self.setLayout(column(self.said, self.sheet, self.nothing, gap=10))
        self.sheet.entered.connect(self._go_to)
        self.sheet.strayed.connect(self.setFocus)
        self.sheet.chosen.connect(self._choose)

    def show_instrument(self, instrument: Instrument) -> None:
        """Begin an empty sheet of an instrument."""
        form = Form(instrument, day=_ANY_DAY, service_id=0, number=1)
        self.form = form if instrument.questions else None
        self.sheet.setVisible(self.form is not None)
        self.nothing.setVisible(self.form is None)
        self.said.setVisible(self.form is not None)
        self.said.setText(
            tr("Cobalah mengetik di sini seperti di layar Entri. Tidak ada yang disimpan.")
        )
        if self.form is not None:
            self.sheet.build(self.form)
        self._show(wrong=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key that belongs to a sheet to the form."""
        meaning = meaning_of(event)
        if self.form is None or not isinstance(meaning, str | Key):
            super().keyPressEvent(event)
        elif not self._held.is_held(event) or isinstance(meaning, Key):
            self._press(meaning)

    def _press(self, key: str | Key) -> None:
        if self.form is None:
            return
        outcome = self.form.press(key)
        if outcome is Outcome.COMPLETED:
            self.said.setText(
                tr("Lembar lengkap; di layar Entri ia tersimpan. Mulai lagi dari awal.")
            )
            self.form.press(Key.CLEAR)
        self._show(wrong=outcome is Outcome.REFUSED)

    def _go_to(self, key: str) -> None:
        if self.form is not None:
            self.form.go_to(key)
            self._show(wrong=False)

    def _choose(self, key: str, text: str) -> None:
        if self.form is not None:
            self.form.go_to(key)
            self._press(text)
            self.setFocus()

    def _show(self, *, wrong: bool) -> None:
        if self.form is not None:
            self.sheet.show_form(self.form, waits=True, wrong=wrong)
