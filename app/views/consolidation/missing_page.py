"""The tab Belum mengirim: the units that are reminded, as a letter, a message and a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.services.consolidation.unsent import Unsent, summary_sentence
from app.texts import tr
from app.views.consolidation.unit_columns import TONES
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.clipboard import tab_separated
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.consolidation.unsent import UnsentList


class MissingPage(QWidget):
    """The list and what can be done with it."""

    letter_wanted = Signal()
    message_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Unsent, ...] = ()
        self.summary = Label("", "body", name="konsolidasi.belum.ringkas", wrap=True)
        self.copy = SecondaryButton(tr("Salin daftar"), name="konsolidasi.belum.salin")
        self.message = SecondaryButton(tr("Salin pesan"), name="konsolidasi.belum.pesan")
        self.letter = SecondaryButton(tr("Buat surat"), name="konsolidasi.belum.surat")
        self.table = DataTable(
            _COLUMNS,
            name="konsolidasi.belum.tabel",
            accessible=tr("Unit yang belum mengirim"),
            empty=tr("Semua unit sudah mengirim."),
        )
        card = Card(self.table, margins=(12, 8, 12, 12))
        line = row(self.summary, self.copy, self.message, self.letter, gap=8)
        line.setStretch(0, 1)
        whole = column(line, card, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.copy.clicked.connect(self.copy_list)
        self.message.clicked.connect(self.message_wanted)
        self.letter.clicked.connect(self.letter_wanted)

    def show_unsent(self, found: UnsentList) -> None:
        """Show who has not sent, then who has not sent enough."""
        order = list(TONES)
        self._entries = tuple(sorted(found.entries, key=lambda one: order.index(one.state)))
        self.table.set_rows(self._entries)
        for button in (self.copy, self.message, self.letter):
            button.setEnabled(bool(self._entries))
        self.summary.setText(f"{found.period_text}. {summary_sentence(found)}")

    def copy_list(self) -> None:
        """Put the list on the clipboard, in the form every spreadsheet takes."""
        head = [one.title for one in _COLUMNS]
        lines = [[one.text(entry) for one in _COLUMNS] for entry in self._entries]
        QGuiApplication.clipboard().setText(tab_separated([head, *lines]))


_COLUMNS: tuple[Column[Unsent], ...] = (
    Column("unit", tr("Unit"), lambda one: one.unit.name, stretch=True),
    Column("kode", tr("Kode"), lambda one: one.unit.code, tone=lambda _: "muted", width=180),
    Column("jenis", tr("Jenis"), lambda one: one.unit.type.label, width=110),
    Column("induk", tr("Induk"), lambda one: one.parent.name if one.parent else "", width=190),
    Column(
        "keadaan", tr("Keadaan"), lambda one: one.state.value, badge=lambda one: TONES[one.state]
    ),
    Column("kurang", tr("Yang kurang"), lambda one: one.lacking, width=260),
)
