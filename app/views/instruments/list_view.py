"""All instruments: shipped, the office's own and drafts, with what can be done to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.services.ikm.rounding import indonesian
from app.services.instruments.listing import InstrumentRow, Source
from app.texts import tr
from app.views.instruments.section import NAME
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

_TONES = {Source.SHIPPED: "muted", Source.OFFICE: "good", Source.DRAFT: "warning"}


class InstrumentList(QWidget):
    """A table and the deeds; each signal gives the chosen InstrumentRow."""

    copy_wanted = Signal(object)
    edit_wanted = Signal(object)
    publish_wanted = Signal(object)
    export_wanted = Signal(object)
    import_wanted = Signal()
    delete_wanted = Signal(object)
    """A draft is to be deleted, or a version to be withdrawn."""

    def __init__(self) -> None:
        super().__init__()
        self._read_only = False
        self.table = DataTable(
            _columns(),
            name=f"{NAME}.tabel",
            accessible=tr("Daftar instrumen"),
            empty=tr("Tidak ada instrumen."),
        )
        self.table.setMinimumHeight(px(120))
        self.copy = PrimaryButton(tr("Salin ke versi baru"), name=f"{NAME}.salin", icon="copy")
        self.edit = SecondaryButton(tr("Ubah"), name=f"{NAME}.ubah", icon="pencil")
        self.publish = SecondaryButton(tr("Terbitkan"), name=f"{NAME}.terbitkan")
        self.export = SecondaryButton(tr("Ekspor…"), name=f"{NAME}.ekspor")
        self.take = SecondaryButton(tr("Impor…"), name=f"{NAME}.impor", icon="folder-open")
        self.delete = SecondaryButton(tr("Hapus rancangan"), name=f"{NAME}.hapus")
        self.why = Caption("", name=f"{NAME}.keterangan", wrap=True)
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> InstrumentRow | None:
        """The chosen line."""
        rows = self.table.selected_rows()
        return rows[0] if rows and isinstance(rows[0], InstrumentRow) else None

    def show_rows(self, rows: Sequence[InstrumentRow], *, read_only: bool) -> None:
        """Show the instruments; the chosen one stays chosen."""
        self._read_only = read_only
        before = self.chosen
        self.table.set_rows(rows)
        same = [row for row in rows if before is not None and _is_same(row, before)]
        if rows:
            self.table.select_row(same[0] if same else rows[0])
        self._offer()

    def select(self, key: str, version: int) -> None:
        """Choose a version."""
        shown = self.table.rows_model.shown
        found = [row for row in shown if (row.key, row.version) == (key, version)]
        if found:
            self.table.select_row(found[0])

    def _lay_out(self) -> None:
        deeds = QWidget()
        buttons = (self.copy, self.edit, self.publish, self.export, self.take, self.delete)
        deeds.setLayout(FlowLayout(*buttons, gap=8))
        card = Card(self.table, self.why, deeds, gap=8, margins=(12, 8, 12, 12))
        card.body.setStretch(0, 1)
        self.setLayout(column(card))

    def _connect(self) -> None:
        for button, signal in (
            (self.copy, self.copy_wanted),
            (self.edit, self.edit_wanted),
            (self.publish, self.publish_wanted),
            (self.export, self.export_wanted),
            (self.delete, self.delete_wanted),
        ):
            button.clicked.connect(lambda _=False, wanted=signal: wanted.emit(self.chosen))
        self.take.clicked.connect(self.import_wanted)
        self.table.selection_changed.connect(self._offer)
        self.table.row_activated.connect(self._opened)
        shortcut = QShortcut(QKeySequence("Del"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.delete.click)

    def _opened(self, row: InstrumentRow) -> None:
        if not self._read_only:
            self.edit_wanted.emit(row)

    def _offer(self) -> None:
        row, may = self.chosen, not self._read_only
        draft = row is not None and row.source is Source.DRAFT
        self.copy.setEnabled(row is not None and may)
        self.edit.setEnabled(row is not None and may and row.source is not Source.SHIPPED)
        self.publish.setVisible(draft)
        self.publish.setEnabled(row is not None and may and not row.problems)
        self.export.setEnabled(row is not None)
        self.take.setEnabled(may)
        self.delete.setVisible(row is not None and (draft or row.may_withdraw))
        self.delete.setText(tr("Hapus rancangan") if draft else tr("Tarik kembali"))
        self.delete.setAccessibleName(self.delete.text())
        self.delete.setEnabled(may)
        self.why.setText(_explained(row) if row is not None else "")


def _explained(row: InstrumentRow) -> str:
    if row.source is Source.DRAFT:
        if row.problems:
            return tr("Rancangan ini belum dapat diterbitkan: {n} masalah.", n=row.problems)
        return tr("Rancangan ini siap diterbitkan.")
    if row.source is Source.SHIPPED:
        return tr("Instrumen bawaan tidak diubah; salin ke versi baru untuk menyesuaikannya.")
    if row.use.is_frozen:
        return tr("Sudah punya jawaban atau survei terkunci, jadi dibekukan; salin ke versi baru.")
    return tr("Belum punya jawaban, jadi masih dapat diubah.")


def _is_same(one: InstrumentRow, other: InstrumentRow) -> bool:
    if one.draft is not None and other.draft is not None:
        return one.draft.id == other.draft.id
    same = (one.source, one.key, one.version) == (other.source, other.key, other.version)
    return same and (one.draft is None) == (other.draft is None)


def _columns() -> list[Column[InstrumentRow]]:
    return [
        Column("nama", tr("Nama"), lambda row: row.name, stretch=True),
        Column("kunci", tr("Kunci"), lambda row: row.key, width=150),
        Column(
            "versi",
            tr("Versi"),
            lambda row: str(row.version),
            align=Align.RIGHT,
            sort=lambda row: row.version,
            width=64,
        ),
        Column(
            "sumber",
            tr("Sumber"),
            lambda row: row.source.label,
            badge=lambda row: _TONES[row.source],
            width=130,
        ),
        Column(
            "survei",
            tr("Survei"),
            lambda row: indonesian(row.use.surveys, 0),
            align=Align.RIGHT,
            sort=lambda row: row.use.surveys,
            width=72,
        ),
        Column(
            "lembar",
            tr("Lembar"),
            lambda row: indonesian(row.use.sheets, 0),
            align=Align.RIGHT,
            sort=lambda row: row.use.sheets,
            width=80,
        ),
    ]
