"""Declaring a period final, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.models.period import long_date
from app.texts import tr
from app.views.consolidation.reason_line import ReasonLine
from app.views.widgets.buttons import QuietButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Label
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.consolidation import Finalisation


class FinalBox(Card):
    """Says that a period is final, or what keeps it from being so; hidden where nobody asks."""

    declare_wanted = Signal(str)
    reopen_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="konsolidasi.final.kotak", margins=(16, 10, 16, 10))
        self.text = Label("", "small", name="konsolidasi.final.keadaan", wrap=True)
        self.declare = ReasonLine(
            tr("Nyatakan final"),
            tr("Alasan, misalnya: disepakati dalam rapat tanggal …"),
            name="konsolidasi.final.simpan",
            field="konsolidasi.final.alasan",
        )
        self.reopen = ReasonLine(
            tr("Buka lagi"),
            tr("Alasan membuka lagi"),
            name="konsolidasi.final.buka",
            field="konsolidasi.final.buka.alasan",
        )
        self.close_button = QuietButton(tr("Tutup"), name="konsolidasi.final.tutup", hint="Esc")
        line = row(self.text, self.declare, self.reopen, self.close_button, gap=12)
        line.setStretch(0, 2)
        line.setStretch(1, 3)
        line.setStretch(2, 3)
        self.body.addLayout(line)
        self.declare.given.connect(self.declare_wanted)
        self.reopen.given.connect(self.reopen_wanted)
        self.close_button.clicked.connect(self.hide)
        self._final: Finalisation | None = None
        self._read_only = False
        self.hide()

    def set_read_only(self, *, read_only: bool) -> None:
        """Show what is final without the means to change it."""
        self._read_only = read_only

    def show_state(self, final: Finalisation | None) -> None:
        """Show a final period; the question goes away where the period is another one."""
        was, self._final = self._final, final
        if final is not None:
            self.text.setText(
                tr(
                    "Final sejak {tanggal} oleh {orang}: {alasan}. {survei} survei, {lembar}"
                    " lembar. Paket untuk periode ini tidak diterima lagi.",
                    tanggal=long_date(final.day),
                    orang=final.operator or tr("petugas tanpa nama"),
                    alasan=final.reason.rstrip("."),
                    survei=final.surveys,
                    lembar=final.sheets,
                )
            )
            self.declare.hide()
            self.close_button.hide()
            self.reopen.setVisible(not self._read_only)
            self.reopen.reason.clear()
            self.show()
        elif was is not None or not self.declare.isVisible():
            self.hide()

    def ask(self, blockers: Sequence[str]) -> None:
        """Ask for the reason, or say what has to be done first."""
        self.text.setText(
            tr("Belum dapat final. {sebab}", sebab=" ".join(blockers))
            if blockers
            else tr("Sesudah final, paket untuk periode ini ditolak sampai dibuka lagi.")
        )
        self.reopen.hide()
        self.declare.show()
        self.declare.reason.clear()
        self.declare.allow(allowed=not blockers)
        self.close_button.show()
        self.show()
        target = self.close_button if blockers else self.declare.reason
        target.setFocus(Qt.FocusReason.OtherFocusReason)
