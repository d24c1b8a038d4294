"""The last line of the screen: which key does what, or why the last key did nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.entry.fields import AnswerField
from app.services.papers.composing import PaperInstrument
from app.texts import tr
from app.views.entry.desk_state import Phase
from app.views.widgets.key_hints import KeyHints
from app.views.widgets.labels import Label
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.entry.form import Form
    from app.views.entry.desk import EntryDesk

Hints = list[tuple[str, str]]


class HintLine(QWidget):
    """Keys with their deeds; a refusal takes their place until the next good key."""

    def __init__(self) -> None:
        super().__init__()
        self._scale: Hints = []
        self._shown: Hints = []
        self.keys = KeyHints([], name="entri.tombol")
        self.refusal = Label("", "small-strong", tone="danger", name="entri.salah_tombol")
        self.refusal.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.refusal.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(self.keys, self.refusal, gap=0))
        self.refusal.hide()

    def set_scale(self, instrument: Instrument) -> None:
        """Name the keys of the instrument's scale."""
        self._set_keys(instrument.lowest, instrument.highest)

    def _set_keys(self, lowest: int, highest: int) -> None:
        blank = tr("spasi") if lowest == 0 else "0"
        scale = (f"{lowest}–{highest}", tr("jawab"))
        self._scale = [scale, (blank, tr("kosong")), ("⌫", tr("mundur"))]

    def show_keys(self, desk: EntryDesk) -> None:
        """Name the keys for what lies on the desk."""
        form = desk.sheet_on_desk
        if isinstance(form.instrument, PaperInstrument):
            self._set_keys(*_span(form))
        hints = _hints_of(desk, self._scale)
        if hints != self._shown:
            self._shown = hints
            self.keys.set_hints(hints)

    def say(self, sentence: str) -> None:
        """Say why the last key did nothing."""
        if self.keys.isVisible():
            self.refusal.setMinimumHeight(self.keys.height())
        self.refusal.setText(sentence)
        self.keys.hide()
        self.refusal.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.refusal, sentence))

    def clear(self) -> None:
        """Show the keys again."""
        self.refusal.hide()
        self.keys.show()


def _span(form: Form) -> tuple[int, int]:
    """Return the lowest and highest answer of the question that waits, or of the next one."""
    fields = (*form.fields[form.state.cursor :], *form.fields)
    options = next(f for f in fields if isinstance(f, AnswerField)).question.options
    return options[0].score, options[-1].score


def _hints_of(desk: EntryDesk, scale: Hints) -> Hints:
    if desk.phase is Phase.FAILED:
        return [("Enter", tr("simpan lagi")), ("Esc", tr("sunting"))]
    if desk.viewing:
        correct, delete = ("F4", tr("betulkan")), ("Delete", tr("hapus"))
        return [correct, delete, ("F3", tr("cari lembar")), ("Esc", tr("kembali"))]
    saran, pause = ("F2", tr("saran")), ("F8", tr("jeda"))
    if desk.sheet_on_desk.corrects is not None:
        save, leave = ("Enter", tr("simpan")), ("Esc", tr("batal"))
        return [*scale, save, leave, saran, ("Delete", tr("hapus")), pause]
    find, correct = ("F3", tr("cari lembar")), ("F4", tr("betulkan"))
    return [*scale, saran, find, correct, ("Ctrl Z", tr("ambil kembali")), pause]
