"""The list of holidays of the office; every schedule leaves them out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.models.planning import Holiday
from app.paths import documents_folder
from app.services.planning.holidays import read_holiday_file
from app.services.planning.schedule import day_name, short_date
from app.texts import tr
from app.views.surveys.saving import on_keys
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SmallButton
from app.views.widgets.columns import Columns
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import DateField, FormRow
from app.views.widgets.inputs import LinesField
from app.views.widgets.labels import Caption, Heading
from app.views.widgets.layout import column, row, rule, scrolled
from app.views.widgets.message import MessageLine
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.services.changes import Changes
    from app.services.planning.service import SurveyPlan
    from app.views.shell.workspace import Workspace

Added = tuple[list[Holiday], "Changes"]


class HolidaysPart(QWidget):
    """A table, the day that is selected in it, and a field for a whole list."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._plan: SurveyPlan | None = None
        self._shown: Holiday | None = None
        self._wanted = 0
        self._editable = False
        self._make()
        self._lay_out()
        self._connect()

    def show_plan(self, plan: SurveyPlan, *, editable: bool) -> None:
        """Show the list; what is typed stays while the stored one is the same."""
        before, self._plan, self._editable = self._plan, plan, editable
        self.propose.setText(tr("Tambahkan libur bertanggal tetap {tahun}", tahun=plan.survey.year))
        if before is None or before.holidays != plan.holidays:
            self.table.set_rows(plan.holidays)
            wanted = [one for one in plan.holidays if one.id == self._wanted]
            self.table.select_row(wanted[0] if wanted else None)
            self._show_selected()
        if before is None:
            self.day.set_day(plan.survey.period.start)
        self._wanted = 0
        self._offer()

    def submit(self) -> None:
        """Keep the holiday that is typed."""
        if not self._editable:
            return
        if not self.name.text().strip():
            self._name_row.set_error(tr("Isi nama hari liburnya."))
            self.name.setFocus()
            return
        typed = Holiday(self.day.day, self.name.text())
        if self._shown is not None:
            typed = replace(self._shown, day=self.day.day, name=self.name.text())
        self._workspace.write(
            lambda session: session.planning.save_holiday(typed),
            self._saved,
            self.message.say_error,
            owner=self,
        )

    def begin_new(self) -> None:
        """Empty the fields for another holiday."""
        self.table.clearSelection()
        self._show(None)
        self.day.setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self) -> None:
        prefix = "survei.rencana.libur"
        self.table = DataTable(
            [
                Column("tanggal", tr("Tanggal"), lambda h: short_date(h.day), sort=lambda h: h.day),
                Column("hari", tr("Hari"), lambda h: day_name(h.day)),
                Column("nama", tr("Hari libur"), lambda h: h.name, stretch=True),
            ],
            name=prefix,
            accessible=tr("Daftar hari libur"),
            empty=tr("Belum ada hari libur. Sabtu dan Minggu selalu dilewati."),
        )
        self.heading = Heading("", small=True)
        self.day, self.name = DateField(), QLineEdit()
        self.name.setMaxLength(300)
        self.save = PrimaryButton(tr("Simpan"), name=f"{prefix}.simpan", hint="Ctrl+S")
        self.new = SmallButton(tr("Tanggal baru"), name=f"{prefix}.baru", hint="Ins")
        self.remove = SmallButton(tr("Hapus"), name=f"{prefix}.hapus", hint="Del")
        self.propose = SmallButton("", name=f"{prefix}.usul")
        self.propose.setAccessibleName(tr("Tambahkan libur bertanggal tetap"))
        self.list = LinesField(lines=4)
        self.list.setPlaceholderText(tr("2027-03-10;Nama hari libur"))
        self.take = SmallButton(tr("Tambahkan daftar"), name=f"{prefix}.tambah_daftar")
        self.file = SmallButton(
            tr("Ambil dari berkas…"), name=f"{prefix}.berkas", icon="folder-open"
        )
        self.message = MessageLine(name=f"{prefix}.pesan")

    def _lay_out(self) -> None:
        prefix = "survei.rencana.libur"
        day = FormRow(tr("Tanggal"), self.day, name=f"{prefix}.tanggal")
        self._name_row = FormRow(tr("Nama"), self.name, name=f"{prefix}.nama")
        lines = FormRow(
            tr("Daftar sekaligus"),
            self.list,
            name=f"{prefix}.daftar",
            hint=tr(
                "Satu hari setiap baris: tanggal;nama. Tempelkan di sini atau ambil berkasnya."
            ),
        )
        moving = Caption(
            tr(
                "Libur yang tanggalnya berpindah ditetapkan setiap tahun dengan keputusan bersama"
                " para menteri; tambahkan dari keputusan itu."
            ),
            wrap=True,
        )
        side = QWidget()
        side.setLayout(
            column(
                *(self.heading, day, self._name_row, row(self.save, 1), rule()),
                *(lines, row(self.take, self.file, 1), self.message, 1),
                gap=10,
            )
        )
        deeds = QWidget()
        deeds.setLayout(FlowLayout(self.new, self.remove, self.propose))
        left = QWidget()
        listed = column(self.table, deeds, moving, gap=8)
        listed.setStretch(0, 1)
        left.setLayout(listed)
        self.table.setMinimumHeight(px(180))
        both = Columns((left, 3), (scrolled(side, name=f"{prefix}.gulir"), 2), gap=20)
        self.setLayout(column(both))

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._show_selected)
        self.table.row_activated.connect(lambda _: self.name.setFocus())
        self.save.clicked.connect(self.submit)
        self.new.clicked.connect(self.begin_new)
        self.remove.clicked.connect(self._remove)
        self.propose.clicked.connect(self._propose)
        self.take.clicked.connect(self._take)
        self.file.clicked.connect(self._choose_file)
        on_keys(self, "Ctrl+S", self.submit)
        on_keys(self, "Ins", self.new.click)
        on_keys(self.table, "Del", self.remove.click)

    def _show_selected(self) -> None:
        rows = self.table.selected_rows()
        holidays = self._plan.holidays if self._plan else ()
        self._show(next((one for one in holidays if rows and one == rows[0]), None))

    def _show(self, holiday: Holiday | None) -> None:
        self._shown = holiday
        self.heading.setText(tr("Ubah hari libur") if holiday else tr("Hari libur baru"))
        if holiday:
            self.day.set_day(holiday.day)
        self.name.setText(holiday.name if holiday else "")
        self._offer()

    def _offer(self) -> None:
        for widget in (self.save, self.new, self.propose, self.take, self.file, self.day):
            widget.setEnabled(self._editable)
        self.remove.setEnabled(self._editable and self._shown is not None)
        self.name.setReadOnly(not self._editable)
        self.list.setReadOnly(not self._editable)

    def _saved(self, done: tuple[Holiday, Changes]) -> None:
        self._wanted = done[0].id
        self.message.hide()
        self._workspace.say(tr("{nama} tersimpan.", nama=done[0].name))

    def _remove(self) -> None:
        if self._shown is None or not self._editable:
            return
        holiday_id = self._shown.id
        self._workspace.write(
            lambda s: s.planning.delete_holiday(holiday_id), self._removed, owner=self
        )

    def _removed(self, done: tuple[Holiday, Changes]) -> None:
        gone = replace(done[0], id=0)

        def undo() -> None:
            self._workspace.write(lambda s: s.planning.save_holiday(gone), owner=self)

        text = tr("{nama} dihapus dari daftar hari libur.", nama=gone.name)
        self._workspace.say_with_undo(text, undo)

    def _propose(self) -> None:
        if self._plan is not None:
            year = self._plan.survey.year
            self._workspace.write(
                lambda s: s.planning.propose_holidays(year), self._added, owner=self
            )

    def _take(self) -> None:
        text = self.list.toPlainText()

        def added(done: Added) -> None:
            self.list.clear()
            self._added(done)

        self._workspace.write(
            lambda s: s.planning.take_holidays(text), added, self._refused, owner=self
        )

    def _added(self, done: Added) -> None:
        added = done[0]
        self.message.hide()
        if not added:
            self._workspace.say(tr("Semua hari itu sudah ada dalam daftar."))
            return
        text = tr("{jumlah} hari libur ditambahkan.", jumlah=len(added))

        def undo() -> None:
            self._workspace.write(lambda s: s.planning.remove_holidays(added), owner=self)

        self._workspace.say_with_undo(text, undo)

    def _refused(self, error: PuasError) -> None:
        self.message.say_error(error)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Daftar hari libur"),
            str(documents_folder()),
            tr("Daftar (*.csv *.txt);;Semua berkas (*)"),
        )
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Show the lines of a file in the field, where they can be mended."""
        self._workspace.run(
            lambda _: read_holiday_file(path), self._show_list, self._refused, owner=self
        )

    def _show_list(self, text: str) -> None:
        self.message.hide()
        self.list.setPlainText(text)
        self.take.setFocus(Qt.FocusReason.TabFocusReason)
