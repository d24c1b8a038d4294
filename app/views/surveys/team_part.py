"""The team of a survey: who does what, in the order in which a report prints it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.models.planning import TeamMember
from app.texts import tr
from app.views.surveys.saving import on_keys
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SmallButton
from app.views.widgets.columns import Columns
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import FormRow
from app.views.widgets.labels import Heading
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from app.services.changes import Changes
    from app.services.planning.service import SurveyPlan
    from app.views.shell.workspace import Workspace


class TeamPart(QWidget):
    """A table, and the line that is selected in it beside it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._plan: SurveyPlan | None = None
        self._shown: TeamMember | None = None
        self._wanted = 0
        self._editable = False
        self._make()
        self._lay_out()
        self._connect()

    def show_plan(self, plan: SurveyPlan, *, editable: bool) -> None:
        """Show the team; what is typed stays while the stored one is the same."""
        before, self._plan, self._editable = self._plan, plan, editable
        same = before is not None and before.survey.id == plan.survey.id
        if not same or before is None or before.team != plan.team:
            chosen = self._wanted or (self._shown.id if same and self._shown else 0)
            self.table.set_rows(plan.team)
            wanted = [member for member in plan.team if member.id == chosen] or plan.team[:1]
            self.table.select_row(wanted[0] if wanted else None)
            self._show_selected()
        self._wanted = 0
        self._offer()

    def submit(self) -> None:
        """Keep the line that is typed."""
        if self._plan is None or not self._editable:
            return
        if not self.role.text().strip():
            self._role_row.set_error(tr("Isi kedudukannya, misalnya Ketua."))
            self.role.setFocus()
            return
        member = replace(
            self._shown or TeamMember(self._plan.survey.id, 0, ""),
            role=self.role.text(),
            jabatan=self.jabatan.text(),
            tasks=self.tasks.toPlainText(),
        )
        self._workspace.write(
            lambda session: session.planning.save_member(member), self._saved, owner=self
        )

    def begin_new(self) -> None:
        """Empty the fields for another line."""
        self.table.clearSelection()
        self._show(None)
        self.role.setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self) -> None:
        self.table = DataTable(
            [
                Column("nomor", tr("No."), lambda m: str(m.position + 1), align=Align.RIGHT),
                Column("peran", tr("Kedudukan"), lambda m: m.role, strong=lambda _: True),
                Column("jabatan", tr("Jabatan"), lambda m: m.jabatan or "–"),
                Column("tugas", tr("Tugas"), lambda m: m.tasks or "–", stretch=True),
            ],
            name="survei.rencana.tim",
            accessible=tr("Tim pelaksana"),
            empty=tr("Belum ada tim. Isi dengan susunan yang lazim, atau tambahkan sendiri."),
        )
        self.table.setSortingEnabled(False)
        self.heading = Heading("", small=True)
        self.role, self.jabatan, self.tasks = QLineEdit(), QLineEdit(), QPlainTextEdit()
        for field in (self.role, self.jabatan):
            field.setMaxLength(300)
        self.tasks.setTabChangesFocus(True)
        self.tasks.setFixedHeight(px(110))
        prefix = "survei.rencana.tim"
        self.save = PrimaryButton(tr("Simpan"), name=f"{prefix}.simpan", hint="Ctrl+S")
        self.propose = SmallButton(tr("Isi susunan yang lazim"), name=f"{prefix}.usul")
        self.new = SmallButton(tr("Baris baru"), name=f"{prefix}.baru", hint="Ins")
        self.up = SmallButton(tr("Naik"), name=f"{prefix}.naik", hint="Alt+↑")
        self.down = SmallButton(tr("Turun"), name=f"{prefix}.turun", hint="Alt+↓")
        self.remove = SmallButton(tr("Hapus"), name=f"{prefix}.hapus", hint="Del")

    def _lay_out(self) -> None:
        prefix = "survei.rencana.tim"
        self._role_row = FormRow(tr("Kedudukan dalam tim"), self.role, name=f"{prefix}.kedudukan")
        jabatan = FormRow(
            tr("Jabatan di kantor"),
            self.jabatan,
            name=f"{prefix}.jabatan",
            hint=tr("Nama orang tidak perlu dicatat."),
        )
        tasks = FormRow(tr("Tugas"), self.tasks, name=f"{prefix}.tugas")
        side = QWidget()
        side.setLayout(
            column(self.heading, self._role_row, jabatan, tasks, row(self.save, 1), 1, gap=10)
        )
        deeds = QWidget()
        deeds.setLayout(FlowLayout(self.propose, self.new, self.up, self.down, self.remove))
        left = QWidget()
        listed = column(self.table, deeds, gap=8)
        listed.setStretch(0, 1)
        left.setLayout(listed)
        self.table.setMinimumHeight(px(180))
        both = Columns((left, 3), (scrolled(side, name=f"{prefix}.gulir"), 2), gap=20)
        self.setLayout(column(both))

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._show_selected)
        self.table.row_activated.connect(lambda _: self.role.setFocus())
        self.save.clicked.connect(self.submit)
        self.propose.clicked.connect(self._propose)
        self.new.clicked.connect(self.begin_new)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        on_keys(self, "Ctrl+S", self.submit)
        on_keys(self, "Ins", self.new.click)
        on_keys(self, "Alt+Up", self.up.click)
        on_keys(self, "Alt+Down", self.down.click)
        on_keys(self.table, "Del", self.remove.click)

    def _show_selected(self) -> None:
        rows = self.table.selected_rows()
        members = self._plan.team if self._plan else ()
        self._show(next((m for m in members if rows and m == rows[0]), None))

    def _show(self, member: TeamMember | None) -> None:
        self._shown = member
        self.heading.setText(tr("Ubah baris") if member else tr("Baris baru"))
        self.role.setText(member.role if member else "")
        self.jabatan.setText(member.jabatan if member else "")
        self.tasks.setPlainText(member.tasks if member else "")
        self._offer()

    def _offer(self) -> None:
        team = self._plan.team if self._plan else ()
        place = team.index(self._shown) if self._shown in team else -1
        self.propose.setVisible(not team)
        for widget in (self.new, self.save, self.propose):
            widget.setEnabled(self._editable)
        for field in (self.role, self.jabatan, self.tasks):
            field.setReadOnly(not self._editable)
        self.remove.setEnabled(self._editable and place >= 0)
        self.up.setEnabled(self._editable and place > 0)
        self.down.setEnabled(self._editable and 0 <= place < len(team) - 1)

    def _saved(self, done: tuple[TeamMember, Changes]) -> None:
        self._wanted = done[0].id
        self._workspace.say(tr("{peran} tersimpan dalam tim.", peran=done[0].role))

    def _propose(self) -> None:
        if self._plan is not None:
            survey_id = self._plan.survey.id
            self._workspace.write(lambda s: s.planning.propose_team(survey_id), owner=self)

    def _move(self, steps: int) -> None:
        if self._shown is not None:
            member_id = self._wanted = self._shown.id
            self._workspace.write(lambda s: s.planning.move_member(member_id, steps), owner=self)

    def _remove(self) -> None:
        if self._shown is None or not self._editable:
            return
        member_id = self._shown.id
        self._workspace.write(
            lambda s: s.planning.delete_member(member_id), self._removed, owner=self
        )

    def _removed(self, done: tuple[TeamMember, Changes]) -> None:
        gone = done[0]

        def undo() -> None:
            self._workspace.write(lambda s: s.planning.restore_member(gone), owner=self)

        text = tr("{peran} dihapus dari tim.", peran=gone.role)
        self._workspace.say_with_undo(text, undo)
