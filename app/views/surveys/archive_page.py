"""The tab Kunci dan arsip: lock, berita acara, how long sheets are kept, and destroying them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.models.minutes import Minutes, MinutesKind
from app.models.period import long_date
from app.services.archive.deeds import Destroying, Locking
from app.services.archive.words import destroyed_sentence
from app.services.files import write_whole
from app.services.reports.minutes import minutes_file_name
from app.texts import tr
from app.views.reports.dialogs import ask_where_to_save
from app.views.surveys.archive_fields import (
    PREFIX,
    DeedFields,
    DestroyFields,
    ElsewhereNote,
    RetentionFields,
)
from app.views.widgets.buttons import SmallButton
from app.views.widgets.columns import Columns
from app.views.widgets.labels import Heading, Label
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.message import Tone
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.archive.service import ArchiveState
    from app.services.changes import Changes
    from app.services.offices.backups import BackupItem
    from app.services.session import Session
    from app.services.surveys.new_survey import SurveyRow
    from app.views.shell.workspace import Workspace

_KINDS = {
    MinutesKind.VERIFICATION: "Verifikasi",
    MinutesKind.LOCKING: "Penguncian",
    MinutesKind.UNLOCKING: "Pembukaan kunci",
    MinutesKind.DESTRUCTION: "Pemusnahan",
}


class ArchivePage(QWidget):
    """The register at the left, what can be done at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName(PREFIX)
        self._workspace = workspace
        self._state: ArchiveState | None = None
        self._editable = False
        self._make()
        self._lay_out()
        self.table.row_activated.connect(self._save_pdf)
        self.pdf.clicked.connect(self._save_selected)
        self.deed.lock.clicked.connect(self._lock)
        self.deed.unlock.clicked.connect(self._unlock)
        self.retention.save.clicked.connect(self._retain)
        self.destruction.deed.clicked.connect(self._destroy)
        self.elsewhere.delete.clicked.connect(self._delete_copies)

    def show_row(self, shown: SurveyRow, *, read_only: bool) -> None:
        """Ask for lock and archive of a survey; what is typed stays while it is the same one."""
        self._editable = not read_only
        survey_id, uuid = shown.survey.id, shown.survey.uuid
        destroyed = shown.survey.destroyed_on is not None
        self._workspace.run(
            lambda session: (
                session.archive.state(survey_id),
                session.backups.holding_sheets(uuid) if destroyed else [],
            ),
            lambda found: self._show(*found),
            owner=self,
            replace_key=PREFIX,
        )

    def _make(self) -> None:
        self.heading = Heading("", name=f"{PREFIX}.keadaan", small=True)
        self.note = Label("", "small", name=f"{PREFIX}.keterangan", wrap=True)
        self.table = DataTable(
            [
                Column("tanggal", tr("Tanggal"), lambda m: long_date(m.day)),
                Column("jenis", tr("Berita acara"), lambda m: tr(_KINDS[m.kind]), strong=_always),
                Column("nomor", tr("Nomor"), lambda m: m.number or "–"),
                Column("oleh", tr("Oleh"), lambda m: m.operator, stretch=True),
            ],
            name=f"{PREFIX}.berita",
            accessible=tr("Daftar berita acara"),
            empty=tr("Belum ada berita acara. Mengunci survei membuat yang pertama."),
        )
        self.pdf = SmallButton(tr("Simpan sebagai PDF"), name=f"{PREFIX}.pdf", hint="Enter")
        self.deed, self.retention = DeedFields(), RetentionFields()
        self.destruction, self.elsewhere = DestroyFields(), ElsewhereNote()

    def _lay_out(self) -> None:
        left, side = QWidget(), QWidget()
        listed = column(self.heading, self.note, self.table, row(self.pdf, 1), gap=8)
        listed.setStretch(2, 1)
        left.setLayout(listed)
        side.setLayout(
            column(self.deed, self.retention, self.destruction, self.elsewhere, 1, gap=20)
        )
        body = Columns((left, 3), (scrolled(side, name=f"{PREFIX}.gulir"), 2), gap=20)
        self.setLayout(column(body))
        self.setFocusProxy(self.table)

    def _show(self, state: ArchiveState, backups: list[BackupItem]) -> None:
        before, self._state = self._state, state
        if before is None or before.survey.id != state.survey.id:
            self.deed.empty()
            self.destruction.code.clear()
        self.heading.setText(_state_text(state))
        self.note.setText(_note_text(state))
        self.note.setVisible(bool(self.note.text()))
        self.table.set_rows(state.minutes)
        self.pdf.setEnabled(bool(state.minutes))
        if state.minutes and not self.table.selected_rows():
            self.table.select_row(state.minutes[0])
        for part in (self.deed, self.retention, self.destruction):
            part.show_state(state, editable=self._editable)
        self.elsewhere.show_state(state, backups, editable=self._editable)

    def _lock(self) -> None:
        self._do(
            lambda session, survey_id, locking: session.archive.lock(survey_id, locking),
            tr("Survei terkunci; berita acaranya ada dalam daftar."),
        )

    def _unlock(self) -> None:
        self._do(
            lambda session, survey_id, locking: session.archive.unlock(survey_id, locking),
            tr("Kunci dibuka; berita acaranya ada dalam daftar."),
        )

    def _do(
        self, work: Callable[[Session, int, Locking], tuple[Minutes, Changes]], said: str
    ) -> None:
        if self._state is None or not self.deed.require_reason():
            return
        survey_id, fields = self._state.survey.id, self.deed
        locking = Locking(fields.reason.text(), fields.by.text(), fields.number.text())

        def done(_: object) -> None:
            self.deed.empty()
            self._workspace.say(said)

        self._workspace.write(lambda session: work(session, survey_id, locking), done, owner=self)

    def _retain(self) -> None:
        if self._state is None:
            return
        survey_id, until = self._state.survey.id, self.retention.until.day
        self._workspace.write(
            lambda session: session.archive.retain(survey_id, until),
            lambda _: self._workspace.say(tr("Tanggal simpan tersimpan.")),
            owner=self,
        )

    def _destroy(self) -> None:
        if self._state is None or not self.deed.require_reason():
            return
        survey, fields = self._state.survey, self.deed
        if self.destruction.code.text().strip().casefold() != survey.code.casefold():
            self.destruction.code_row.set_error(
                tr("Ketik {kode} tepat seperti itu.", kode=survey.code)
            )
            self.destruction.code.setFocus()
            return
        asked = Destroying(
            self.destruction.code.text(),
            fields.reason.text(),
            fields.by.text(),
            self.destruction.names,
            fields.number.text(),
        )

        def work(session: Session) -> tuple[bool, Changes]:
            destroyed = session.archive.destroy(survey.id, asked)
            return destroyed.compacted, destroyed.changes

        self._workspace.write(work, self._destroyed, owner=self)

    def _destroyed(self, outcome: tuple[bool, Changes]) -> None:
        self.deed.empty()
        self.destruction.code.clear()
        if outcome[0]:
            self._workspace.say(tr("Lembar dimusnahkan; berita acaranya ada dalam daftar."))
            return
        self._workspace.say(
            tr("Lembar dimusnahkan, tetapi berkas belum dipadatkan karena penyimpanannya penuh."),
            Tone.WARNING,
        )

    def _delete_copies(self) -> None:
        if self._state is None:
            return
        survey = self._state.survey

        def done(found: tuple[int, Changes]) -> None:
            text = tr("Cadangan baru dibuat, dan yang memuat lembarnya dihapus.")
            if found[0]:
                text = tr("{n} cadangan tidak dapat dihapus; hapus sendiri.", n=found[0])
            self._workspace.say(text, Tone.WARNING if found[0] else Tone.GOOD)

        def work(session: Session) -> tuple[int, Changes]:
            return session.archive.delete_copies(survey.id, session.backups)

        self._workspace.write(work, done, owner=self)

    def _save_selected(self) -> None:
        for minutes in self.table.selected_rows()[:1]:
            if isinstance(minutes, Minutes):
                self._save_pdf(minutes)

    def _save_pdf(self, minutes: Minutes) -> None:
        if self._state is None:
            return
        name = minutes_file_name(minutes, self._state.survey.code)
        target = ask_where_to_save(self, tr("Simpan berita acara"), name, tr("PDF (*.pdf)"))
        if target is None:
            return
        self._workspace.run(
            lambda session: write_whole(target, session.reports.minutes_pdf(minutes.id)),
            lambda written: self._workspace.say(
                tr("Berita acara tersimpan: {berkas}.", berkas=written.name)
            ),
            owner=self,
        )


def _always(_: object) -> bool:
    return True


def _state_text(state: ArchiveState) -> str:
    if state.survey.destroyed_on is not None:
        return tr("Lembar dimusnahkan")
    return tr("Terkunci") if state.is_locked else tr("Belum terkunci")


def _note_text(state: ArchiveState) -> str:
    if state.survey.destroyed_on is not None:
        return destroyed_sentence(state.survey)
    if not state.is_locked:
        return tr("Mengunci menutup survei bagi setiap perubahan dan membuat berita acaranya.")
    last = state.last_lock
    if last is None:
        return tr("Dikunci tanpa berita acara.")
    return tr(
        "Dikunci oleh {nama} pada {tanggal}.", nama=last.operator, tanggal=long_date(last.day)
    )
