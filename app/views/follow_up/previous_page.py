"""The tab Hasil periode lalu: what became of the plans of the survey before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.follow_up.due import due_short
from app.services.follow_up.progress import Progress
from app.texts import tr
from app.views.follow_up.narrow import NarrowTable
from app.views.follow_up.page import FollowUpPage
from app.views.follow_up.report_form import WIDTH, ReportForm
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.card import Card
from app.views.widgets.empty import EmptyState
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Heading, Label
from app.views.widgets.layout import column, row, scrolled, stack
from app.views.widgets.side_column import SideColumn
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from pathlib import Path

    from app.errors import PuasError
    from app.models.follow_up import FollowUp, Photo
    from app.services.follow_up.overview import FollowUpOverview, PlanLine, Previous
    from app.services.photos import Picture
    from app.views.shell.workspace import Workspace

_NAME = "tindak_lanjut.hasil"
_TONES = {
    Progress.DONE: "good",
    Progress.RUNNING: "fine",
    Progress.NOT_BEGUN: "warning",
    Progress.SILENT: "muted",
}


class PreviousPage(FollowUpPage):
    """A table of the plans, and beside it the report on one of them with its photos."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._lines: tuple[PlanLine, ...] = ()
        self._survey_id = 0
        self.heading = Heading("", small=True)
        self.summary = Label("", name=f"{_NAME}.ringkas", wrap=True)
        self.carry = PrimaryButton(tr("Bawa ke rencana baru"), name=f"{_NAME}.bawa")
        self.table = NarrowTable(
            _columns(),
            wide_only=("waktu",),
            name=_NAME,
            accessible=tr("Hasil rencana periode lalu"),
            empty="",
        )
        self.form = ReportForm(workspace.background)
        self.empty = EmptyState("clipboard-list", "", name=f"{_NAME}.kosong")
        self._lay_out()
        self._connect()

    def show_overview(self, shown: FollowUpOverview, *, read_only: bool) -> None:
        """Show the plans of the period before; the chosen one stays chosen."""
        self._survey_id = shown.survey.id
        previous = shown.previous
        self._lines = previous.lines if previous else ()
        if previous is None or not previous.lines:
            self.empty.set(*_nothing(previous))
            self._stack.setCurrentWidget(self.empty)
            return
        self.heading.setText(tr("Rencana dari {survei}", survei=previous.name))
        self.summary.setText(previous.summary.sentence)
        chosen = self.form.plan_id
        self.table.set_rows(self._lines)
        kept = next((n for n in self._lines if n.plan.id == chosen), self._lines[0])
        self.table.select_row(kept)
        self.form.show_line(kept, previous.survey, read_only=read_only)
        waiting = [n for n in self._lines if not n.is_carried and n.progress is not Progress.DONE]
        self.carry.setEnabled(bool(waiting) and not read_only)
        self._stack.setCurrentWidget(self._body)

    def add_photos(self, plan_id: int, paths: list[Path]) -> None:
        """Draw photos anew away from the window, then keep them."""
        from app.services.photos import photos_from

        self.form.photos.rest()
        self.workspace.background.render(
            lambda: photos_from(paths),
            lambda pictures: self._keep(plan_id, pictures),
            self._not_added,
            owner=self,
        )

    def _keep(self, plan_id: int, pictures: list[Picture]) -> None:
        self.do(
            lambda session: session.follow_up.add_photos(plan_id, pictures),
            lambda result: tr("{n} foto ditambahkan tanpa data lokasinya.", n=result[0]),
            on_done=lambda _: self.form.photos.wake(),
            on_failed=self._not_added,
        )

    def _not_added(self, error: PuasError) -> None:
        self.form.photos.wake()
        self.workspace.say_error(error)

    def _lay_out(self) -> None:
        over = QWidget()
        over.setLayout(FlowLayout(self.heading, self.carry, gap=16))
        head = column(over, self.summary, gap=4)
        listed = Card(head, self.table, margins=(12, 10, 12, 12))
        listed.body.setStretch(1, 1)
        side = SideColumn(self.form, width=WIDTH, name=f"{_NAME}.samping")
        body = row(scrolled(listed, name=f"{_NAME}.daftar"), side, gap=12)
        body.setStretch(0, 1)
        self._body = QWidget()
        self._body.setLayout(body)
        self._stack = stack(self, QWidget(), self._body, self.empty)
        self.setLayout(self._stack)

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._follow)
        self.table.row_activated.connect(lambda _: self.form.realisasi.setFocus())
        self.form.submitted.connect(self._save)
        self.form.photos.added.connect(lambda paths: self.add_photos(self.form.plan_id, paths))
        self.form.photos.deleted.connect(self._delete_photo)
        self.form.photos.captioned.connect(self._caption)
        self.carry.clicked.connect(self._carry)

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        line = next((n for n in self._lines if rows and n is rows[0]), None)
        if line is not None and line.plan.id != self.form.plan_id:
            self.form.show_other(line)

    def _save(self, plan: FollowUp) -> None:
        today = date.today()  # noqa: DTZ011 - the office's own calendar day
        self.do(
            lambda session: session.follow_up.report(plan, today=today),
            lambda _: tr("Realisasi tersimpan."),
            on_done=lambda _: self.table.setFocus(),
        )

    def _delete_photo(self, photo: Photo) -> None:
        self.do(
            lambda session: session.follow_up.delete_photo(photo),
            lambda _: tr("Foto dihapus."),
            undo=lambda session, _: session.follow_up.put_photo_back(photo),
        )

    def _caption(self, photo: Photo, text: str) -> None:
        self.do(lambda session: session.follow_up.caption(photo, text), lambda _: "")

    def _carry(self) -> None:
        survey_id = self._survey_id
        self.do(
            lambda session: session.follow_up.carry_over(survey_id),
            lambda result: tr(
                "{n} rencana yang belum selesai disalin ke tab Rencana.", n=result[0]
            ),
        )


def _nothing(previous: Previous | None) -> tuple[str, str]:
    if previous is None:
        return (
            tr("Belum ada periode sebelumnya"),
            tr("Pada survei berikutnya, rencana yang disusun sekarang dilaporkan di sini."),
        )
    return (
        tr("{survei} tidak punya rencana tindak lanjut", survei=previous.name),
        tr("Bila rencananya ada di kertas, pilih survei itu di atas dan catat di tab Rencana."),
    )


def _columns() -> list[Column[PlanLine]]:
    return [
        Column(
            "nomor", tr("No."), lambda n: str(n.number), Align.RIGHT, lambda n: n.number, width=44
        ),
        Column("unsur", tr("Unsur"), lambda n: n.unsur_short, width=104),
        Column("kegiatan", tr("Kegiatan"), lambda n: n.plan.action, stretch=True),
        Column("waktu", tr("Waktu"), lambda n: due_short(n.plan.due), width=96),
        Column(
            "realisasi",
            tr("Realisasi"),
            lambda n: n.realisasi_text,
            Align.RIGHT,
            lambda n: n.plan.realisasi,
            width=82,
        ),
        Column("foto", tr("Foto"), lambda n: str(len(n.photos) or "–"), Align.RIGHT, width=50),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda n: n.progress.value,
            badge=lambda n: _TONES[n.progress],
            width=128,
        ),
        Column("lanjut", tr("Lanjut"), lambda n: tr("ya") if n.is_carried else "–", width=66),
    ]
