"""The box under the list of saran: the whole text, what is printed, and the unsur it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.models.review import SaranDecision
from app.services.results.saran import masked, proposed_tags
from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import SecondaryButton, SmallButton
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Caption
from app.views.widgets.layout import clear, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument
    from app.services.results.survey_results import Saran

_KEYS = 9
"""Unsur that have a key of their own."""
CHOSEN, PROPOSED = "✓", "?"


class ReviewBox(QWidget):
    """Shows one saran; with several chosen, decides about all of them as they were written."""

    decided = Signal(object)
    toggled = Signal(str)
    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.full = _text("hasil.saran.isi", tr("Isi saran yang dipilih"))
        self.full.setReadOnly(True)
        self.printed = _text("hasil.saran.cetak", tr("Teks yang dicetak"))
        self.hint = Caption(name="hasil.saran.petunjuk", wrap=True)
        self.accept = SmallButton(
            tr("Terima usulan"), name="hasil.saran.usulan", hint="U", accessible=tr("Terima usulan")
        )
        self._flow = FlowLayout(gap=6)
        self._tags = QWidget()
        self._tags.setLayout(self._flow)
        self._buttons: dict[str, SmallButton] = {}
        self._names: dict[str, str] = {}
        self.proposed: tuple[str, ...] = ()
        self._given = ""
        self._shown = ""
        self.deeds = {
            SaranDecision.PRINT: SecondaryButton(tr("Cetak"), name="hasil.saran.dicetak", hint="C"),
            SaranDecision.HIDE: SecondaryButton(
                tr("Jangan cetak"), name="hasil.saran.tidak", hint="T"
            ),
            SaranDecision.OPEN: SecondaryButton(
                tr("Belum ditinjau"), name="hasil.saran.belum", hint="B"
            ),
        }
        self._lay_out()
        for decision, button in self.deeds.items():
            button.clicked.connect(lambda _=False, one=decision: self.decided.emit(one))
        self.accept.clicked.connect(self.accepted)

    @property
    def printed_text(self) -> str:
        """The text to be printed, where it was changed or blanked; else empty."""
        text = self.printed.toPlainText().strip()
        return "" if text == self._given else text

    def show_instrument(self, instrument: Instrument) -> None:
        """Offer the unsur of an instrument."""
        names = {unsur.key: unsur.short_name for unsur in instrument.unsur}
        if names == self._names:
            return
        self._names = names
        clear(self._flow)
        self._buttons = {}
        for place, key in enumerate(names):
            button = SmallButton("", name=f"hasil.saran.unsur.{key}")
            button.clicked.connect(lambda _=False, one=key: self.toggled.emit(one))
            self._buttons[key] = button
            self._flow.addWidget(button)
            self._write(key, place, "")

    def show_saran(self, instrument: Instrument, chosen: Sequence[Saran]) -> None:
        """Show the chosen saran; what is being typed for it stays."""
        one = chosen[0] if len(chosen) == 1 else None
        self.full.setPlainText(one.text if one else "")
        self.proposed = ()
        if one is not None:
            wanted = proposed_tags(instrument, one.text) if not one.tags else ()
            self.proposed = wanted
        approved = (one.review.printed if one.review else "") or masked(one.text) if one else ""
        state = f"{one.uuid} {approved}" if one else ""
        if state != self._shown:
            self._shown = state
            self._given = one.text.strip() if one else ""
            self.printed.setPlainText(approved)
        self.printed.setEnabled(one is not None)
        self._show_tags(one)
        self.hint.setText(self._hint(one, chosen))

    def press(self, place: int) -> None:
        """Toggle the unsur with this key, counted from 0."""
        keys = list(self._buttons)
        if place < len(keys):
            self.toggled.emit(keys[place])

    def _lay_out(self) -> None:
        left = column(Caption(tr("Yang ditulis responden")), self.full, gap=4)
        right = column(Caption(tr("Yang dicetak")), self.printed, gap=4)
        texts = row(left, right, gap=12)
        texts.setStretch(0, 1)
        texts.setStretch(1, 1)
        deeds = row(*self.deeds.values(), self.accept, self.hint, gap=8)
        deeds.setStretch(len(self.deeds) + 1, 1)
        self.setMinimumHeight(px(200))
        self.setLayout(column(texts, deeds, self._tags, gap=8))

    def _show_tags(self, one: Saran | None) -> None:
        for place, key in enumerate(self._buttons):
            sign = PROPOSED if key in self.proposed else ""
            if one is not None and key in one.tags:
                sign = CHOSEN
            self._write(key, place, sign)
            self._buttons[key].setEnabled(one is not None)
        self.accept.setVisible(bool(self.proposed))

    def _write(self, key: str, place: int, sign: str) -> None:
        number = f"{place + 1} " if place < _KEYS else ""
        name = self._names[key]
        button = self._buttons[key]
        button.setText(f"{number}{name} {sign}".strip())
        states = {CHOSEN: tr("ditandai"), PROPOSED: tr("diusulkan"), "": tr("tidak ditandai")}
        button.setAccessibleName(tr("{unsur}, {keadaan}", unsur=name, keadaan=states[sign]))
        button.updateGeometry()

    def _hint(self, one: Saran | None, chosen: Sequence[Saran]) -> str:
        if one is None:
            return tr(
                "{jumlah} saran dipilih: keputusan berlaku untuk semuanya.", jumlah=len(chosen)
            )
        parts = []
        if masked(one.text) != one.text and not (one.review and one.review.printed):
            parts.append(tr("Nomor atau surel diusulkan dikosongkan."))
        if self.proposed:
            parts.append(tr("{tanda} unsur usulan.", tanda=PROPOSED))
        parts.append(tr("Hapus nama orang dahulu."))
        return " ".join(parts)


def _text(name: str, accessible: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setTabChangesFocus(True)
    made.setMinimumHeight(px(40))
    made.setMaximumHeight(px(64))
    return made
