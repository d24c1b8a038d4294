"""Who keys in, and who is working now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.unit import Operator
from app.texts import tr
from app.views.settings.page import SettingsPage
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.offices.overview import OfficeOverview


class OperatorsPage(SettingsPage):
    """The clerks as a table; one of them is working now and signs every change in the log."""

    def __init__(self) -> None:
        super().__init__()
        self._operators: tuple[Operator, ...] = ()
        self._now = ""
        self._make()
        self._lay_out()
        self._connect()

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:
        """Show the clerks."""
        self._operators, self._now = overview.operators, overview.operator
        active = [operator for operator in self._operators if operator.active]
        names = [(operator.name, operator.name) for operator in active]
        if self._now and self._now not in dict(names):
            names.append((self._now, self._now))
        self.now.set_choices([("", tr("Tidak disebutkan")), *names])
        self.now.choose(self._now)
        self.table.set_rows(self._operators)
        if self._operators:
            self.table.select_row(self._operators[0])
        for widget in (self.now, self.add, self.retire):
            widget.setEnabled(not read_only)
        self._offer()

    def submit(self) -> None:
        """Have another clerk written."""
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        self.name.clear()
        self.write(
            lambda session: session.offices.save_operator(Operator(name))[1],
            tr("Petugas {nama} ditambahkan.", nama=name),
        )

    def _make(self) -> None:
        self.now = ChoiceBox(
            name="pengaturan.petugas.sekarang", accessible=tr("Siapa yang bekerja sekarang")
        )
        self.table = DataTable(
            self._columns(),
            name="pengaturan.petugas.tabel",
            accessible=tr("Daftar petugas entri"),
            empty=tr("Belum ada petugas. Tambahkan nama di samping."),
        )
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.add = PrimaryButton(tr("Tambah petugas"), name="pengaturan.petugas.tambah")
        self.retire = SmallButton(tr("Hentikan"), name="pengaturan.petugas.hentikan")

    def _lay_out(self) -> None:
        now = FormRow(
            tr("Yang bekerja sekarang"),
            self.now,
            name="pengaturan.petugas.sekarang",
            hint=tr("Setiap lembar dan perubahan dicatat atas nama ini."),
        )
        new = FormRow(tr("Petugas lain"), self.name, name="pengaturan.petugas.nama")
        side = QWidget()
        whole = column(
            Card(now, gap=12),
            Card(new, row(1, self.add), gap=12),
            Caption(
                tr("Petugas tidak pernah dihapus, sebab namanya ada di catatan perubahan."),
                wrap=True,
            ),
            1,
            gap=12,
        )
        card = Card(self.table, row(self.retire, 1), margins=(12, 8, 12, 12))
        side.setLayout(whole)
        self.table.setMinimumHeight(px(150))
        self.setLayout(column(Columns((card, 3), (side, 2))))

    def _connect(self) -> None:
        self.now.picked.connect(self._use)
        self.name.returnPressed.connect(self.submit)
        self.add.clicked.connect(self.submit)
        self.retire.clicked.connect(self._retire)
        self.table.selection_changed.connect(self._offer)
        self.table.row_activated.connect(lambda operator: self._use(operator.name))

    def _use(self, name: str) -> None:
        said = (
            tr("Sekarang {nama} yang bekerja.", nama=name) if name else tr("Petugas dikosongkan.")
        )
        self.write(lambda session: session.offices.use_operator(name), said)

    def _retire(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        wanted = replace(chosen, active=not chosen.active)
        said = (
            tr("Petugas {nama} dipakai lagi.", nama=chosen.name)
            if wanted.active
            else tr("Petugas {nama} dihentikan.", nama=chosen.name)
        )
        self.write(lambda session: session.offices.save_operator(wanted)[1], said)

    def _chosen(self) -> Operator | None:
        rows = self.table.selected_rows()
        return next((o for o in self._operators if rows and o is rows[0]), None)

    def _offer(self) -> None:
        chosen = self._chosen()
        self.retire.setVisible(chosen is not None and chosen.name != self._now)
        again = chosen is not None and not chosen.active
        self.retire.setText(tr("Pakai lagi") if again else tr("Hentikan"))
        self.retire.setAccessibleName(self.retire.text())

    def _columns(self) -> list[Column[Operator]]:
        return [
            Column("nama", tr("Nama"), lambda o: o.name, stretch=True),
            Column("keadaan", tr("Keadaan"), self._state, badge=self._tone, width=150),
        ]

    def _state(self, operator: Operator) -> str:
        if operator.name == self._now:
            return tr("bekerja sekarang")
        return tr("aktif") if operator.active else tr("tidak lagi")

    def _tone(self, operator: Operator) -> str:
        if operator.name == self._now:
            return "good"
        return "fine" if operator.active else "muted"
