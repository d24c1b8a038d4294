"""What is asked for when questionnaires are printed: whether with numbers, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.errors import InputError
from app.models.period import long_date
from app.services.blank_forms.numbering import Numbers, numbers_of, require_free
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import NumberField
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row
from app.views.widgets.tabs import Switcher

if TYPE_CHECKING:
    from app.services.blank_forms.service import FormState

PREFIX = "survei.kuesioner"
_NUMBERED, _BLANK = "bernomor", "kosong"
_SHOWN = 6
_DIGITS = 8


class NumberFields(QWidget):
    """First and last number, checked while they are typed; ``changed`` tells of each change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: FormState | None = None
        self._survey_id = 0
        self._typed = self._may_number = False
        self.way = Switcher(
            [(_NUMBERED, tr("Bernomor")), (_BLANK, tr("Tanpa nomor"))],
            name=f"{PREFIX}.cara",
            accessible=tr("Dengan atau tanpa nomor lembar"),
        )
        self.first = NumberField(digits=_DIGITS)
        self.last = NumberField(digits=_DIGITS)
        self.first_row = FormRow(tr("Nomor pertama"), self.first, name=f"{PREFIX}.dari")
        self.last_row = FormRow(tr("Nomor terakhir"), self.last, name=f"{PREFIX}.sampai")
        self.again = QCheckBox(tr("Cetak ulang"))
        self.again.setObjectName(f"{PREFIX}.ulang")
        self.again.setAccessibleName(self.again.text())
        self.again.setToolTip(
            tr("Nomor yang sudah dicetak boleh dicetak lagi, bila lembarnya hilang atau rusak.")
        )
        self.wrong = Label("", "error", name=f"{PREFIX}.galat", wrap=True)
        self.note = Caption("", name=f"{PREFIX}.keterangan", wrap=True)
        self.closed = Label("", "small", tone="warning", name=f"{PREFIX}.halangan", wrap=True)
        ends = row(self.first_row, self.last_row, gap=12)
        self.setLayout(
            column(self.way, self.closed, ends, self.again, self.wrong, self.note, gap=10)
        )
        self.way.chosen.connect(lambda _: self._look())
        self.again.toggled.connect(lambda _: self._look())
        for field in (self.first, self.last):
            field.textEdited.connect(lambda _: self._edited())

    @property
    def numbers(self) -> Numbers | None:
        """The numbers that are typed; None for a sheet without. Raises InputError."""
        if self._state is None or self.way.current == _BLANK:
            return None
        given = self._state.given
        numbers = numbers_of(self.first.value, self.last.value, None, given)
        require_free(numbers, given, again=self.again.isChecked())
        return numbers

    @property
    def is_right(self) -> bool:
        """Say whether what is typed can be printed."""
        return self._state is not None and not self.wrong.text()

    def show_state(self, state: FormState, survey_id: int, *, read_only: bool) -> None:
        """Show what numbers are free; what was typed stays while it is the same survey."""
        if survey_id != self._survey_id:
            self._survey_id, self._typed = survey_id, False
            self.again.setChecked(False)
        self._state, self._may_number = state, not (read_only or state.closed)
        if not self._typed:
            self._propose(state)
        reason = state.closed
        if read_only and not reason:
            reason = tr("Berkas ini hanya dibuka untuk dibaca, jadi nomor tidak dapat dicatat.")
        self.closed.setText(reason)
        self.closed.setVisible(bool(reason))
        self.way.setVisible(self._may_number)
        if not self._may_number:
            self.way.choose(_BLANK)
        self._look()

    def forget(self) -> None:
        """Propose anew: what was typed is printed."""
        self._typed = False
        self.again.setChecked(False)

    def _propose(self, state: FormState) -> None:
        self.first.set_value(state.given.proposed.first)
        self.last.set_value(state.given.proposed.last)

    def _edited(self) -> None:
        self._typed = True
        self._look()

    def _look(self) -> None:
        """Say what would be printed, or why it cannot be."""
        numbered = self.way.current == _NUMBERED and self._may_number
        for part in (self.first_row, self.last_row):
            part.setVisible(numbered)
        printed = self._state.given.printed if self._state else ()
        self.again.setVisible(numbered and bool(printed))
        wrong, note = "", tr("Nomor ditulis dengan tangan di kotaknya; cocok untuk difotokopi.")
        if numbered:
            try:
                numbers = self.numbers
                note = tr("{n} lembar", n=indonesian(numbers.count if numbers else 0, 0))
            except InputError as error:
                wrong, note = f"{error.what} {error.next}", ""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.changed.emit()


class PrintedNote(QWidget):
    """Which numbers were printed before, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label(tr("Sudah dicetak"), "caption-strong")
        self.lines = Label("", "small", name=f"{PREFIX}.dicetak", wrap=True)
        self.setLayout(column(self.title, self.lines, gap=4))

    def show_state(self, state: FormState) -> None:
        """Show the register."""
        printed = state.given.printed[::-1]
        lines = [
            tr(
                "{nomor} · {tanggal} · {petugas}",
                nomor=one.numbers,
                tanggal=long_date(one.day),
                petugas=one.operator,
            )
            for one in printed[:_SHOWN]
        ]
        if len(printed) > _SHOWN:
            lines.append(tr("dan {n} kali sebelumnya", n=len(printed) - _SHOWN))
        self.lines.setText("\n".join(lines))
        self.setVisible(bool(lines))
