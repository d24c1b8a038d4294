"""The unsur that ask for action, each with what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.views.widgets.badges import MutuBadge
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, ElidedLabel, Heading, Label
from app.views.widgets.layout import clear, column, row

if TYPE_CHECKING:
    from app.services.follow_up.overview import FollowUpOverview
    from app.services.follow_up.priorities import Priority

_SARAN_SHOWN = 2
_SARAN_LENGTH = 140


class Priorities(QWidget):
    """A card per unsur; ``plan_wanted`` gives the key of the one to plan for."""

    plan_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.note = Caption("", name="tindak_lanjut.prioritas", wrap=True)
        self._cards = column(gap=8)
        heading = Heading(tr("Unsur prioritas"), small=True)
        self.setLayout(column(heading, self.note, self._cards, 1, gap=8))

    def show_overview(self, shown: FollowUpOverview, *, read_only: bool) -> None:
        """Show the unsur of a survey."""
        self.note.setText(_note(shown))
        clear(self._cards)
        for one in shown.priorities:
            self._cards.addWidget(self._card(one, read_only=read_only))

    def _card(self, one: Priority, *, read_only: bool) -> Card:
        mutu = one.row.mutu
        badge = MutuBadge(mutu.letter if mutu else "", mutu.word if mutu else "")
        head = row(ElidedLabel(one.name, "caption-strong"), badge, gap=8)
        head.setStretch(0, 1)
        add = SmallButton(
            tr("Tambah rencana"),
            name=f"tindak_lanjut.prioritas.{one.key}.tambah",
            accessible=tr("Tambah rencana untuk {unsur}", unsur=one.name),
        )
        add.setEnabled(not read_only)
        add.clicked.connect(lambda: self.plan_wanted.emit(one.key))
        plans = tr("{n} rencana", n=one.plans) if one.plans else tr("belum ada rencana")
        state = Label(plans, "caption", tone="good" if one.plans else "warning")
        lines = [
            Caption(_reason(one), wrap=True),
            *(Caption(text, wrap=True) for text in _first(one)),
        ]
        return Card(head, *lines, row(state, 1, add, gap=8), gap=6, margins=(12, 10, 12, 10))


def _note(shown: FollowUpOverview) -> str:
    if shown.priorities:
        return tr("Tiga nilai terendah, juga yang sama, dan unsur bermutu di bawah B.")
    if shown.result.answered:
        return tr(
            "Semua unsur bernilai sama, jadi tidak ada yang terendah. Pilih sendiri unsurnya."
        )
    return tr("Unsur prioritas muncul setelah ada lembar. Rencana sudah dapat ditambahkan.")


def _reason(one: Priority) -> str:
    reasons = [one.row.konversi_text]
    if one.change_text:
        reasons.append(tr("{ubah} sejak periode lalu", ubah=one.change_text))
    if one.lowest:
        reasons.append(tr("termasuk terendah"))
    if one.below_good:
        reasons.append(tr("di bawah mutu B"))
    return " · ".join(reasons)


def _first(one: Priority) -> list[str]:
    shown = list(one.saran[:_SARAN_SHOWN])
    rest = len(one.saran) - len(shown)
    return [
        *(_quoted(text) for text in shown),
        *([tr("dan {n} saran lain", n=rest)] if rest else []),
    ]


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    cut = flat if len(flat) <= _SARAN_LENGTH else flat[: _SARAN_LENGTH - 1].rstrip() + "…"
    return f"“{cut}”"
