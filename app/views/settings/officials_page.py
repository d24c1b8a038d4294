"""Who signs: jabatan, name, pangkat and NIP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.models.unit import Official
from app.texts import tr
from app.views.settings.page import SettingsPage, press_by
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.form import FormRow
from app.views.widgets.labels import Heading
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.offices.overview import OfficeOverview


class OfficialsPage(SettingsPage):
    """The officials as a table, and beside it one of them as a form."""

    def __init__(self) -> None:
        super().__init__()
        self._officials: tuple[Official, ...] = ()
        self._official = Official("")
        self._make()
        self._lay_out()
        self._connect()

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:
        """Show the officials; the one in the form stays."""
        self._officials = overview.officials
        self.table.set_rows(self._officials)
        shown = next((o for o in self._officials if o.id == self._official.id), None)
        first = self._officials[0] if self._officials else Official("")
        self._show(shown or first)
        self.table.select_row(shown or first)
        for button in (self.save, self.new):
            button.setEnabled(not read_only)

    @property
    def is_touched(self) -> bool:
        """Say whether something was typed that is not saved."""
        return self._filled() != self._official

    def submit(self) -> None:
        """Have the official written, or go to the field that must be filled."""
        missing = not self.jabatan.text().strip()
        self._jabatan_row.set_error(tr("Isi jabatannya dahulu.") if missing else "")
        if missing:
            self.jabatan.setFocus()
            return
        official = self._filled()
        self._official = official
        self.write(
            lambda session: session.offices.save_official(official)[1],
            tr("{jabatan} tersimpan.", jabatan=official.jabatan),
        )

    def begin_new(self) -> None:
        """Empty the form for another official."""
        self.table.clearSelection()
        self._show(Official(""))
        self.jabatan.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, official: Official) -> None:
        self._official = official
        self.heading.setText(official.jabatan or tr("Pejabat baru"))
        self.jabatan.setText(official.jabatan)
        self.name.setText(official.name)
        self.pangkat.setText(official.pangkat)
        self.nip.setText(official.nip)
        self.active.setChecked(official.active)
        self.active.setVisible(official.id > 0)
        self._jabatan_row.set_error("")

    def _filled(self) -> Official:
        old = self._official
        return Official(
            self.jabatan.text().strip(),
            self.name.text().strip(),
            self.pangkat.text().strip(),
            self.nip.text().strip(),
            self.active.isChecked(),
            old.id,
            old.uuid,
            old.revision,
        )

    def _make(self) -> None:
        self.table = DataTable(
            _columns(),
            name="pengaturan.pejabat.tabel",
            accessible=tr("Daftar pejabat penanda tangan"),
            empty=tr("Belum ada pejabat. Isi formulir di samping, lalu simpan."),
        )
        self.heading = Heading(name="pengaturan.pejabat.judul")
        self.jabatan, self.name = QLineEdit(), QLineEdit()
        self.pangkat, self.nip = QLineEdit(), QLineEdit()
        for field in (self.jabatan, self.name, self.pangkat):
            field.setMaxLength(300)
        self.nip.setMaxLength(60)
        self.active = QCheckBox(tr("Masih menjabat"))
        self.active.setObjectName("pengaturan.pejabat.aktif")
        self.active.setAccessibleName(self.active.text())
        self.new = SecondaryButton(tr("Pejabat baru"), name="pengaturan.pejabat.baru")
        self.save = PrimaryButton(tr("Simpan"), name="pengaturan.pejabat.simpan", hint="Ctrl+S")

    def _lay_out(self) -> None:
        name = "pengaturan.pejabat"
        self._jabatan_row = FormRow(tr("Jabatan"), self.jabatan, name=f"{name}.jabatan")
        hint = tr("Boleh kosong: laporan mencetak garis untuk diisi tangan.")
        form = Card(
            self.heading,
            self._jabatan_row,
            FormRow(tr("Nama"), self.name, name=f"{name}.nama", hint=hint),
            FormRow(tr("Pangkat"), self.pangkat, name=f"{name}.pangkat"),
            FormRow(tr("NIP"), self.nip, name=f"{name}.nip"),
            self.active,
            1,
            row(self.new, 1, self.save, gap=8),
            gap=12,
        )
        listed = Card(self.table, margins=(12, 8, 12, 12))
        self.table.setMinimumHeight(px(150))
        self.setLayout(column(Columns((listed, 3), (form, 2))))

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._follow)
        self.table.row_activated.connect(lambda _: self.jabatan.setFocus())
        self.new.clicked.connect(self.begin_new)
        self.save.clicked.connect(self.submit)
        press_by("Ctrl+S", self.save, self)

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        chosen = next((o for o in self._officials if rows and o is rows[0]), None)
        if chosen is not None and chosen != self._official:
            self._show(chosen)


def _columns() -> list[Column[Official]]:
    def tone(official: Official) -> str:
        return "" if official.active else "muted"

    return [
        Column("jabatan", tr("Jabatan"), lambda o: o.jabatan, tone=tone, stretch=True),
        Column("nama", tr("Nama"), lambda o: o.name or "–", tone=tone, width=130),
        Column("nip", tr("NIP"), lambda o: o.nip or "–", tone=tone, width=190),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda o: tr("menjabat") if o.active else tr("tidak lagi"),
            badge=lambda o: "good" if o.active else "muted",
            width=100,
        ),
    ]
