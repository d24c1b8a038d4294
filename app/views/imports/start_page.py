"""Before a file is chosen: the way to one, and the imports of this survey with their undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.ikm.rounding import indonesian
from app.services.text import LINE_LIMIT
from app.texts import tr
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.importing import ImportBatch


class StartPage(QWidget):
    """The list of earlier imports; one of them can be undone, with a reason where one is due."""

    undo_wanted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._read_only = False
        self.table = DataTable(
            _columns(),
            name="impor.dahulu",
            accessible=tr("Impor survei ini"),
            empty=tr("Belum ada berkas yang diimpor ke survei ini."),
        )
        self.reason = QLineEdit()
        self.reason.setMaxLength(LINE_LIMIT)
        self.reason.setPlaceholderText(
            tr("Perlu bila lembarnya sudah dibetulkan atau diverifikasi")
        )
        self.undo = SecondaryButton(tr("Batalkan impor"), name="impor.batalkan")
        self.undo.setEnabled(False)
        reason = FormRow(tr("Alasan pembatalan"), self.reason, name="impor.alasan")
        note = Caption(
            tr("Membatalkan menghapus semua lembar dari berkas itu; layanan barunya tetap ada."),
            wrap=True,
        )
        foot = row(reason, column(1, self.undo), gap=12)
        foot.setStretch(0, 1)
        card = Card(self.table, foot, note, title=tr("Berkas yang sudah diimpor"))
        card.body.setStretch(1, 1)
        self.setLayout(column(card))
        self.table.selection_changed.connect(self._follow)
        self.undo.clicked.connect(self._undo)

    def show_batches(self, batches: Sequence[ImportBatch], *, read_only: bool = False) -> None:
        """Show the imports of a survey; nothing of a file that is only read is undone."""
        self._read_only = read_only
        self.reason.setEnabled(not read_only)
        self.table.set_rows(batches)
        if batches:
            self.table.select_row(batches[0])
        self._follow()

    def _selected(self) -> ImportBatch | None:
        rows = self.table.selected_rows()
        return rows[0] if rows else None  # type: ignore[return-value] # the table holds batches

    def _follow(self) -> None:
        selected = self._selected()
        is_there = selected is not None and selected.undone_at is None
        self.undo.setEnabled(is_there and not self._read_only)

    def _undo(self) -> None:
        selected = self._selected()
        if selected is not None:
            self.undo_wanted.emit(selected.id, self.reason.text())


def _columns() -> list[Column[ImportBatch]]:
    return [
        Column("berkas", tr("Berkas"), lambda b: b.file_name, stretch=True),
        Column(
            "waktu",
            tr("Diimpor"),
            lambda b: f"{b.imported_at.astimezone():%d/%m/%Y %H.%M}" if b.imported_at else "",
            sort=lambda b: b.imported_at,
        ),
        Column("petugas", tr("Petugas"), lambda b: b.operator),
        Column(
            "lembar",
            tr("Lembar yang ada"),
            lambda b: indonesian(b.present, 0),
            align=Align.RIGHT,
            sort=lambda b: b.present,
        ),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda b: tr("dibatalkan") if b.undone_at else tr("masuk"),
            badge=lambda b: "muted" if b.undone_at else "good",
        ),
    ]
