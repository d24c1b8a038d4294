"""The tab Rencana: the plans as a table, beside it the unsur that ask for one, or the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.follow_up import Horizon
from app.services.follow_up.due import due_period, due_short
from app.texts import tr
from app.views.follow_up.narrow import NarrowTable
from app.views.follow_up.page import FollowUpPage, press_by
from app.views.follow_up.plan_form import WIDTH, PlanForm
from app.views.follow_up.priorities import Priorities
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Heading
from app.views.widgets.layout import row, scrolled
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.models.follow_up import FollowUp
    from app.services.changes import Changes
    from app.services.follow_up.overview import FollowUpOverview, PlanLine
    from app.views.shell.workspace import Workspace

_NAME = "tindak_lanjut.rencana"


class PlanPage(FollowUpPage):
    """Adds, changes, orders and deletes the plans of the survey."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._shown: FollowUpOverview | None = None
        self._wanted = 0
        self.table = NarrowTable(
            _columns(),
            wide_only=("penanggung",),
            name=_NAME,
            accessible=tr("Rencana tindak lanjut"),
            empty=tr("Belum ada rencana. Pilih unsur prioritas di samping, lalu Tambah rencana."),
        )
        self.add = PrimaryButton(tr("Tambah rencana"), name=f"{_NAME}.tambah", hint="Ctrl+N")
        self.up = SmallButton(tr("Naik"), name=f"{_NAME}.naik", hint="Alt+↑")
        self.down = SmallButton(tr("Turun"), name=f"{_NAME}.turun", hint="Alt+↓")
        self.change = SmallButton(tr("Ubah"), name=f"{_NAME}.ubah", hint="Enter")
        self.remove = SmallButton(tr("Hapus"), name=f"{_NAME}.hapus", hint="Del")
        self.priorities, self.form = Priorities(), PlanForm()
        self._lay_out()
        self._connect()

    def show_overview(self, shown: FollowUpOverview, *, read_only: bool) -> None:
        """Show the plans; the chosen one stays chosen."""
        chosen = self._selected()
        chosen_id = self._wanted or (chosen.plan.id if chosen else 0)
        self._wanted = 0
        self._shown = shown
        self.table.set_rows(shown.lines)
        kept = next((line for line in shown.lines if line.plan.id == chosen_id), None)
        if kept or shown.lines:
            self.table.select_row(kept or shown.lines[0])
        self.priorities.show_overview(shown, read_only=read_only)
        if self._form_is_open:
            self.form.show_overview(shown)
            if self.form.plan_id and all(n.plan.id != self.form.plan_id for n in shown.lines):
                self.close_form()
        self.add.setEnabled(not read_only)
        self._offer()

    def close_form(self) -> None:
        """Go back to the unsur that ask for a plan."""
        self._side.setCurrentIndex(0)

    def begin_new(self, unsur: str = "") -> None:
        """Open the form for a new plan."""
        if self._shown is not None and not self.workspace.read_only:
            self._side.setCurrentWidget(self.form)
            self.form.show_new(self._shown, unsur)

    def begin_change(self) -> None:
        """Open the form of the chosen plan."""
        line = self._selected()
        if self._shown is not None and line is not None and not self.workspace.read_only:
            self._side.setCurrentWidget(self.form)
            self.form.show_plan(self._shown, line.plan)

    @property
    def _form_is_open(self) -> bool:
        return self._side.currentWidget() is self.form

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_side"):
            self._side.setFixedWidth(px(WIDTH))

    def _lay_out(self) -> None:
        heading = Heading(tr("Rencana tindak lanjut"), small=True)
        deeds = QWidget()
        deeds.setLayout(FlowLayout(self.up, self.down, self.change, self.remove, gap=6))
        head = QWidget()
        head.setLayout(FlowLayout(heading, self.add, gap=16))
        listed = Card(head, self.table, deeds, margins=(12, 10, 12, 12))
        listed.body.setStretch(1, 1)
        self._side = QStackedWidget()
        self._side.addWidget(scrolled(self.priorities, name=f"{_NAME}.gulir"))
        self._side.addWidget(self.form)
        self._side.setFixedWidth(px(WIDTH))
        body = row(scrolled(listed, name=f"{_NAME}.daftar"), self._side, gap=12)
        body.setStretch(0, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.add.clicked.connect(self._begin_any)
        self.change.clicked.connect(self.begin_change)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.table.row_activated.connect(lambda _: self.begin_change())
        self.table.selection_changed.connect(self._offer)
        self.priorities.plan_wanted.connect(self.begin_new)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self._cancel)
        self.form.proposals_wanted.connect(self._ask_proposals)
        press_by("Ctrl+N", self.add, self)
        press_by("Del", self.remove, self.table)
        press_by("Alt+Up", self.up, self.table)
        press_by("Alt+Down", self.down, self.table)

    def _ask_proposals(self, unsur: str) -> None:
        self.workspace.run(
            lambda session: session.follow_up.library.offered(unsur),
            lambda texts: self.form.show_proposals(unsur, texts),
            owner=self,
        )

    def _save(self, plan: FollowUp) -> None:
        self.form.save.setEnabled(False)

        def saved(result: tuple[FollowUp, Changes]) -> None:
            self._choose(result[0].id)
            self.form.save.setEnabled(True)
            self.close_form()
            self.table.setFocus()

        self.do(
            lambda session: session.follow_up.save(plan),
            lambda _: tr("Rencana tersimpan."),
            on_done=saved,
            on_failed=self._refused,
        )

    def _choose(self, plan_id: int) -> None:
        """Choose a plan now if it is shown already, else when it is."""
        lines = self._shown.lines if self._shown else ()
        line = next((one for one in lines if one.plan.id == plan_id), None)
        self._wanted = plan_id
        if line is not None:
            self.table.select_row(line)

    def _begin_any(self) -> None:
        self.begin_new()

    def _refused(self, error: PuasError) -> None:
        self.form.save.setEnabled(True)
        self.workspace.say_error(error)

    def _cancel(self) -> None:
        self.close_form()
        self.table.setFocus()

    def _move(self, by: int) -> None:
        line = self._selected()
        if line is not None:
            self.do(lambda session: session.follow_up.move(line.plan, by), lambda _: "")

    def _remove(self) -> None:
        line = self._selected()
        if line is not None:
            self.do(
                lambda session: session.follow_up.delete(line.plan),
                lambda _: tr("Rencana nomor {n} dihapus.", n=line.number),
                undo=lambda session, result: session.follow_up.put_back(result[0]),
            )

    def _selected(self) -> PlanLine | None:
        rows = self.table.selected_rows()
        lines = self._shown.lines if self._shown else ()
        return next((line for line in lines if rows and line is rows[0]), None)

    def _offer(self) -> None:
        line = self._selected()
        writable = line is not None and not self.workspace.read_only
        count = len(self._shown.lines) if self._shown else 0
        for button in (self.change, self.remove):
            button.setEnabled(writable)
        self.up.setEnabled(writable and line is not None and line.number > 1)
        self.down.setEnabled(writable and line is not None and line.number < count)


def _columns() -> list[Column[PlanLine]]:
    horizons = list(Horizon)
    return [
        Column(
            "nomor", tr("No."), lambda n: str(n.number), Align.RIGHT, lambda n: n.number, width=44
        ),
        Column("unsur", tr("Unsur"), lambda n: n.unsur_short, width=112),
        Column("kegiatan", tr("Kegiatan"), lambda n: n.plan.action, stretch=True),
        Column("waktu", tr("Waktu"), lambda n: due_short(n.plan.due), sort=_due_end, width=96),
        Column(
            "penanggung", tr("Penanggung jawab"), lambda n: n.plan.responsible or "–", width=130
        ),
        Column(
            "jangka",
            tr("Jangka"),
            lambda n: n.plan.horizon.value,
            sort=lambda n: horizons.index(n.plan.horizon),
            width=100,
        ),
    ]


def _due_end(line: PlanLine) -> str | None:
    period = due_period(line.plan.due)
    return period.end.isoformat() if period else None
