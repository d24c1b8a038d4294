"""The tab Belum mengirim: the units that are waited for, as a list that can be passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.services.consolidation.unit_lines import missing_table, types_text
from app.texts import tr
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.clipboard import tab_separated
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.consolidation.unit_lines import UnitLine


class MissingPage(QWidget):
    """The list and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[UnitLine] = ()
        self.summary = Label("", "body", name="konsolidasi.belum.ringkas", wrap=True)
        self.copy = SecondaryButton(tr("Salin daftar"), name="konsolidasi.belum.salin")
        self.table = DataTable(
            _COLUMNS,
            name="konsolidasi.belum.tabel",
            accessible=tr("Unit yang belum mengirim"),
            empty=tr("Semua unit sudah mengirim."),
        )
        card = Card(self.table, margins=(12, 8, 12, 12))
        self.deeds = row(self.summary, self.copy, gap=8)
        self.deeds.setStretch(0, 1)
        whole = column(self.deeds, card, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.copy.clicked.connect(self.copy_list)

    def show_lines(self, lines: Sequence[UnitLine], period: str) -> None:
        """Show the units that have not sent a period."""
        self._lines = lines
        self.table.set_rows(lines)
        self.copy.setEnabled(bool(lines))
        self.summary.setText(
            tr(
                "{n} unit belum mengirim paket {periode}: {jenis}.",
                n=len(lines),
                periode=period,
                jenis=types_text([one.unit for one in lines]),
            )
            if lines
            else tr("Semua unit sudah mengirim paket {periode}.", periode=period)
        )

    def copy_list(self) -> None:
        """Put the list on the clipboard, in the form every spreadsheet takes."""
        head = [tr("Kode"), tr("Unit"), tr("Jenis"), tr("Induk")]
        lines = [head, *map(list, missing_table(self._lines))]
        QGuiApplication.clipboard().setText(tab_separated(lines))


_COLUMNS: tuple[Column[UnitLine], ...] = (
    Column("unit", tr("Unit"), lambda one: one.unit.name, stretch=True),
    Column("kode", tr("Kode"), lambda one: one.unit.code, tone=lambda _: "muted", width=200),
    Column("jenis", tr("Jenis"), lambda one: one.unit.type.label, width=180),
    Column("induk", tr("Induk"), lambda one: one.parent.name if one.parent else "", width=240),
)
