"""The strip over a grid that asks how a pasted block was typed, and shows what it would set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from app.services.capaian.edits import Typing
from app.services.capaian.pasting import plan_paste
from app.services.capaian.typed import Separator
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Label
from app.views.widgets.layout import row
from app.views.widgets.tabs import Switcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.services.capaian.pasting import Over, PastePlan, Read

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHOWN = 3


class PasteBar(Card):
    """Shown while a block waits. Enter takes it, Esc gives it up; what was stated is remembered."""

    planned = Signal(object)
    """A PastePlan whenever another reading was stated; the grid shows it."""
    accepted = Signal(object)
    given_up = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name=f"{name}.tempel", margins=(12, 8, 12, 8), gap=6)
        self._cells: Sequence[Over] = ()
        self._read: Read | None = None
        self._plan: PastePlan | None = None
        self._left_out = ""
        self.words = Label("", "small-strong", name=f"{name}.tempel.isi")
        self.signs = Switcher(
            [
                (Separator.COMMA.value, tr("Koma: 82,50")),
                (Separator.POINT.value, tr("Titik: 82.50")),
            ],
            name=f"{name}.tempel.desimal",
            accessible=tr("Tanda desimal blok yang ditempel"),
        )
        self.grouped = QCheckBox(tr("ribuan dipisah"))
        self.grouped.setObjectName(f"{name}.tempel.ribuan")
        self.grouped.setAccessibleName(tr("Ribuan dipisah dengan tanda yang lain"))
        self.accept = PrimaryButton(tr("Tempel"), name=f"{name}.tempel.terima", hint="Enter")
        self.cancel = SecondaryButton(tr("Batal"), name=f"{name}.tempel.batal", hint="Esc")
        self.verdict = Label("", "small", name=f"{name}.tempel.putusan", wrap=True)
        asked = Label(tr("Tanda desimal"), "small")
        asked.setBuddy(self.signs)
        line = row(self.words, 1, asked, self.signs, self.grouped, self.cancel, self.accept, gap=8)
        self.body.addLayout(line)
        self.body.addWidget(self.verdict)
        self.signs.chosen.connect(lambda _: self._plan_anew())
        self.grouped.toggled.connect(lambda _: self._plan_anew())
        self.accept.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.give_up)
        self.hide()

    @property
    def typing(self) -> Typing:
        """What is stated now."""
        return Typing(Separator(self.signs.current), self.grouped.isChecked())

    def offer(self, cells: Sequence[Over], read: Read, left_out: str = "") -> None:
        """Ask about a block; where every sign means the same it is taken at once."""
        self._cells, self._read, self._left_out = cells, read, left_out
        plan = self._plan_anew()
        if plan is not None and plan.acceptable and plan.fit.is_needless:
            self._accept()
            return
        if plan is not None and plan.fit.proposed:
            self.signs.choose(plan.fit.proposed.value)
        self.show()
        self.signs.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Take nothing."""
        self.hide()
        self._cells, self._read, self._plan = (), None, None
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take by Enter, give up by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in _ENTER:
            self._accept()
        else:
            super().keyPressEvent(event)

    def _plan_anew(self) -> PastePlan | None:
        if self._read is None:
            return None
        self._plan = plan = plan_paste(self._cells, self._read, self.typing)
        self.words.setText(tr("Tempel {n} sel", n=indonesian(len(plan.cells), 0)))
        self.verdict.setText(f"{_verdict(plan)} {self._left_out}".rstrip())
        self.verdict.set_tone("danger" if plan.problems else "muted")
        self.accept.setEnabled(plan.acceptable)
        self.planned.emit(plan)
        return plan

    def _accept(self) -> None:
        if self._plan is not None and self._plan.acceptable:
            plan = self._plan
            self.hide()
            self._cells, self._read, self._plan = (), None, None
            self.accepted.emit(plan)


def _verdict(plan: PastePlan) -> str:
    problems = plan.problems
    if not plan.cells:
        return tr("Tidak ada isi yang jatuh pada kolom yang dapat diketik.")
    if not problems:
        said = tr("Semua sel dapat dibaca; pratinjaunya ada di tabel.")
        if plan.fit.is_open:
            said += " " + tr(
                "Koma dan titik sama-sama mungkin dan artinya berbeda: pilih yang benar."
            )
        return said
    listed = "; ".join(
        tr(
            "baris {baris} kolom {kolom} “{isi}”: {sebab}",
            baris=one.over.line,
            kolom=one.over.column,
            isi=one.over.text,
            sebab=one.reason,
        )
        for one in problems[:_SHOWN]
    )
    n = indonesian(len(problems), 0)
    return tr("{n} sel tidak dapat dipakai: {daftar}.", n=n, daftar=listed)
