"""A list of units from a spreadsheet, row by row, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.services.units.preview import RowStatus
from app.texts import tr
from app.views.units.list_columns import preview_columns
from app.views.widgets.badges import Badge
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import ElidedLabel, Label, Title
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable

if TYPE_CHECKING:
    from app.services.units.preview import UnitListPreview


class ImportPage(QWidget):
    """Shows a preview; it is accepted as a whole or left."""

    accepted = Signal(object)
    cancelled = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unit.impor")
        self._preview: UnitListPreview | None = None
        self.source = ElidedLabel("", "muted", name="unit.impor.sumber")
        self.note = Label("", "small", name="unit.impor.catatan", wrap=True)
        self.verdict = Label("", "body", name="unit.impor.putusan", wrap=True)
        self._counts = {
            RowStatus.NEW: Badge(tone="good", name="unit.impor.baru"),
            RowStatus.CHANGED: Badge(tone="fine", name="unit.impor.berubah"),
            RowStatus.SAME: Badge(tone="muted", name="unit.impor.sama"),
            RowStatus.REFUSED: Badge(tone="danger", name="unit.impor.ditolak"),
        }
        self.table = DataTable(
            preview_columns(),
            name="unit.impor.tabel",
            accessible=tr("Pratinjau daftar unit"),
            empty=tr("Tidak ada baris."),
        )
        self.cancel = SecondaryButton(tr("Batal"), name="unit.impor.batal", hint="Esc")
        self.other = SecondaryButton(tr("Pilih berkas lain…"), name="unit.impor.lain")
        self.accept = PrimaryButton(tr("Terima semua"), name="unit.impor.terima", hint="Ctrl+S")
        self._lay_out()
        self._connect()

    def show_preview(self, preview: UnitListPreview) -> None:
        """Show what a list would do."""
        self._preview = preview
        source = preview.source
        if preview.ignored:
            named = ", ".join(preview.ignored)
            source += tr(" · kolom yang tidak dipakai: {daftar}", daftar=named)
        self.source.set_text(f"{preview.file_name} · {source}")
        texts = {
            RowStatus.NEW: tr("{n} baru", n=preview.counts[RowStatus.NEW]),
            RowStatus.CHANGED: tr("{n} berubah", n=preview.counts[RowStatus.CHANGED]),
            RowStatus.SAME: tr("{n} sama", n=preview.counts[RowStatus.SAME]),
            RowStatus.REFUSED: tr("{n} ditolak", n=preview.counts[RowStatus.REFUSED]),
        }
        for status, badge in self._counts.items():
            badge.setText(texts[status])
            badge.setAccessibleName(texts[status])
            badge.setVisible(preview.counts[status] > 0)
        self.verdict.setText(_verdict(preview))
        accepted = [row for row in preview.rows if row.status is not RowStatus.REFUSED]
        rows = [*preview.refused, *accepted]
        self.table.set_rows(rows)
        self.table.select_row(rows[0] if rows else None)
        self._show_note()
        self.accept.setEnabled(preview.acceptable)
        (self.accept if preview.acceptable else self.table).setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        words = column(Title(tr("Impor daftar unit")), self.source, gap=4)
        head = row(words, self.cancel, self.other, self.accept, gap=8)
        head.setStretch(0, 1)
        counts = row(*self._counts.values(), self.verdict, gap=8)
        counts.setStretch(len(self._counts), 1)
        card = Card(counts, self.table, self.note, margins=(12, 12, 12, 12), gap=8)
        page = column(head, card, gap=12)
        page.setStretch(1, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.cancelled)
        self.other.clicked.connect(self.other_wanted)
        self.table.selection_changed.connect(self._show_note)
        self.accept.clicked.connect(lambda: self.accepted.emit(self._preview))
        for keys, button in (("Ctrl+S", self.accept), ("Esc", self.cancel)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _show_note(self) -> None:
        """Write out what is cut off in the row: every reason or change of it."""
        places = self.table.selectionModel().selectedRows()
        selected = self.table.rows_model.row_at(places[0].row()) if places else None
        self.note.setVisible(bool(selected and selected.note))
        if selected is not None:
            line = tr("Baris {baris}: {catatan}", baris=selected.line, catatan=selected.note)
            self.note.setText(line)


def _verdict(preview: UnitListPreview) -> str:
    if preview.refused:
        return tr("Perbaiki baris yang ditolak di berkasnya dahulu; belum ada yang diimpor.")
    if not preview.acceptable:
        return tr("Semua unit di daftar ini sudah ada dan sama.")
    return tr("Periksa sebentar, lalu terima semua. Isian kosong tidak menghapus apa pun.")
