"""Choose which sheets are keyed in a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.verification import PlanMethod
from app.services.verification.state import Choice
from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow, NumberField
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row
from app.views.widgets.tabs import Switcher

if TYPE_CHECKING:
    from app.services.verification.state import Overview

_PERCENT = "persen"
_FIELD = 150


class PlanPage(QWidget):
    """Three methods, each with its explanation; the fields follow the method."""

    wanted = Signal(object)
    """The Choice."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets = 0
        self.count = Label("", "body", name="verifikasi.lembar", wrap=True)
        self.method = Switcher(
            [
                (PlanMethod.ALL.value, tr("Semua lembar")),
                (PlanMethod.EVERY.value, tr("Setiap lembar ke-n")),
                (PlanMethod.RANDOM.value, tr("Acak")),
            ],
            name="verifikasi.cara",
            accessible=tr("Lembar yang diketik ulang"),
        )
        self.about = Caption("", name="verifikasi.cara.arti", wrap=True)
        self.every = NumberField(2, 1000, 10)
        self.start = NumberField(1, 1000, 1)
        self.unit = Switcher(
            [(_PERCENT, tr("Persen")), ("lembar", tr("Lembar"))],
            name="verifikasi.satuan",
            accessible=tr("Satuan bagian yang diundi"),
        )
        self.amount = NumberField(1, 100, 10)
        self.button = PrimaryButton(tr("Buat rencana"), name="verifikasi.buat")
        self._lay_out()
        self.method.chosen.connect(lambda _: self._show_fields())
        self.unit.chosen.connect(lambda _: self._show_fields())
        for field in (self.every, self.start, self.amount):
            field.valueChanged.connect(lambda _: self._explain())
        self.button.clicked.connect(lambda: self.wanted.emit(self.choice()))
        self._show_fields()

    def show_overview(self, overview: Overview, *, read_only: bool) -> None:
        """Show for how many sheets a plan would be made."""
        self._sheets = overview.sheets
        self.count.setText(
            tr(
                "Survei ini punya {n} lembar. Petugas kedua mengetik ulang lembarnya dari kertas"
                " tanpa melihat isian semula; Puas membandingkan keduanya.",
                n=overview.sheets,
            )
        )
        self.button.setEnabled(not read_only and not overview.is_locked and overview.sheets > 0)
        self._show_fields()

    def choice(self) -> Choice:
        """Return what is chosen."""
        method, amount = PlanMethod(self.method.current), self.amount.value()
        percent = amount if self.unit.current == _PERCENT else 0
        return Choice(
            method,
            every=self.every.value(),
            start=self.start.value(),
            percent=percent,
            number=0 if percent else amount,
        )

    def _lay_out(self) -> None:
        self._every = QWidget()
        every = FormRow(tr("Setiap lembar ke-"), self.every, name="verifikasi.setiap")
        start = FormRow(tr("Mulai dari lembar ke-"), self.start, name="verifikasi.mulai_dari")
        self._every.setLayout(row(every, start, 1, gap=16))
        self._random = QWidget()
        amount = FormRow(tr("Bagian yang diundi"), self.amount, name="verifikasi.bagian")
        self._random.setLayout(row(amount, column(1, self.unit), 1, gap=16))
        for field in (self.every, self.start, self.amount):
            field.setFixedWidth(px(_FIELD))
        card = Card(
            self.count,
            row(self.method, 1),
            self._every,
            self._random,
            self.about,
            row(self.button, 1),
            title=tr("Rencana baru"),
            name="verifikasi.rencana",
            gap=14,
        )
        self.setLayout(column(card, 1))

    def _show_fields(self) -> None:
        method = self.method.current
        self._every.setVisible(method == PlanMethod.EVERY)
        self._random.setVisible(method == PlanMethod.RANDOM)
        most = 100 if self.unit.current == _PERCENT else max(self._sheets, 1)
        self.amount.setRange(1, most)
        self._explain()

    def _explain(self) -> None:
        self.about.setText(self._meaning())

    def _meaning(self) -> str:
        match PlanMethod(self.method.current):
            case PlanMethod.ALL:
                return tr("Setiap lembar diketik ulang: {n} lembar.", n=self._sheets)
            case PlanMethod.EVERY:
                step, start = self.every.value(), self.start.value()
                n = max(0, -(-(self._sheets - start + 1) // step))
                return tr("Menurut nomor lembar: {n} dari {semua} lembar.", n=n, semua=self._sheets)
            case PlanMethod.RANDOM:
                whole = self.unit.current == _PERCENT
                n = -(-self.amount.value() * self._sheets // 100) if whole else self.amount.value()
                return tr(
                    "Puas mengundi {n} dari {semua} lembar. Benih undian disimpan dan dicetak di"
                    " berita acara, sehingga undiannya dapat dibuktikan.",
                    n=n,
                    semua=self._sheets,
                )
