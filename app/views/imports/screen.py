"""The screen Impor: choose a file, see what it means, take it over whole, take it back whole."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import InputError
from app.paths import documents_folder
from app.services.ikm.rounding import indonesian
from app.services.imports.report import write_report
from app.services.imports.service import Imported, ImportPlan
from app.texts import tr
from app.views.imports.file_page import FilePage
from app.views.imports.start_page import StartPage
from app.views.imports.verdict import looked_through, verdict_of
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.labels import ElidedLabel, Label, Title
from app.views.widgets.layout import column, page, row, scrolled, stack
from app.views.widgets.message import MessageLine, Tone
from app.views.widgets.progress import Bar

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from app.errors import PuasError
    from app.services.changes import Changes
    from app.services.imports.checking import Checked
    from app.services.imports.mapping import AnswerMapping
    from app.services.imports.service import Inspected
    from app.services.plausibility.batch_findings import BatchFinding
    from app.services.session import Session
    from app.services.tables.reading import Reading
    from app.views.shell.workspace import Workspace


_LONG = 5_000
"""Rows from which looking through a file takes long enough to show how far it is."""


class ImportScreen(QWidget):
    """Two pages: the imports there were, and the file that is being looked at."""

    key = "impor"
    _progressed = Signal(int, int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Impor jawaban")
        self.setObjectName("impor")
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._survey_id = 0
        self._path: Path | None = None
        self._inspected: Inspected | None = None
        self._checked: Checked | None = None
        self._stop = threading.Event()
        self._make()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: speak of the chosen survey."""
        if self._workspace.survey_id != self._survey_id:
            self._survey_id = self._workspace.survey_id
            self.leave_file()
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Show the imports anew when the survey changed."""
        if changes.office or self._survey_id in changes.surveys:
            self._ask()

    def open_target(self, target: object) -> None:
        """Import into the survey with this id."""
        if isinstance(target, int) and target:
            self._workspace.choose_survey(target)
            self.activate()

    def choose_file(self) -> None:
        """Ask for a file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Pilih berkas jawaban"),
            str(documents_folder()),
            tr("Tabel (*.csv *.xlsx *.ods *.txt);;Semua berkas (*)"),
        )
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path, reading: Reading | None = None) -> None:
        """Read a file and show what it is taken for."""
        survey_id = self._survey_id
        self._path = path
        self.message.hide()

        def work(session: Session) -> Inspected:
            survey = session.store.surveys.get(survey_id)
            return session.imports.inspect(survey, path, reading)

        self._workspace.run(work, self._show_file, self._refused, owner=self)

    def leave_file(self) -> None:
        """Go back to the list of imports; nothing was stored."""
        self._inspected = self._checked = self._path = None
        self._pages.setCurrentWidget(self.start)
        self._show_state()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.load(Path(paths[0]))

    def _make(self) -> None:
        self.subtitle = ElidedLabel("", "muted", name="impor.berkas")
        self.verdict = Label("", "body", name="impor.putusan", wrap=True)
        self.unusual = Label("", "small", tone="warning", name="impor.tak_lazim", wrap=True)
        self.choose = SecondaryButton(tr("Pilih berkas…"), name="impor.pilih", hint="Ctrl+N")
        self.cancel = SecondaryButton(tr("Batal"), name="impor.batal", hint="Esc")
        self.accept = PrimaryButton(tr("Impor"), name="impor.terima", hint="Ctrl+S")
        self.bar = Bar()
        self.message = MessageLine(name="impor.pesan")
        self.start = StartPage()
        self.file = FilePage()
        self._file_area = scrolled(self.file, name="impor.gulir")

    def _lay_out(self) -> None:
        words = column(Title(self.title), self.subtitle, gap=4)
        head = row(words, self.choose, self.cancel, self.accept, gap=8)
        head.setStretch(0, 1)
        self._pages = stack(self, self.start, self._file_area)
        whole = page(self, head, self.message, self.verdict, self.unusual, self.bar)
        whole.addLayout(self._pages, 1)
        self.bar.hide()
        self.setFocusProxy(self.choose)
        self._show_state()

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_file)
        self.cancel.clicked.connect(self._cancel)
        self.accept.clicked.connect(self._accept)
        self.start.undo_wanted.connect(self._undo)
        self.file.mapping_changed.connect(self._check)
        self.file.reading_changed.connect(self._read_again)
        self.file.header_changed.connect(self._name_columns)
        self.file.report_wanted.connect(self._choose_report)
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        keys = (("Ctrl+S", self.accept), ("Esc", self.cancel), ("Ctrl+N", self.choose))
        for sequence, button in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _ask(self) -> None:
        survey_id = self._survey_id
        if survey_id:
            self._workspace.run(
                lambda session: session.imports.batches(survey_id),
                lambda found: self.start.show_batches(found, read_only=self._workspace.read_only),
                owner=self,
                replace_key="impor.dahulu",
            )

    def _show_file(self, inspected: Inspected) -> None:
        self._inspected = inspected
        self._checked = None
        grid = inspected.grid
        self._pages.setCurrentWidget(self._file_area)
        self.file.show_file(inspected, inspected.mapping)
        said = f"{grid.file_name} · {grid.source}"
        if inspected.mapping.remembered:
            said += tr(" · pemetaan terakhir untuk berkas seperti ini dipakai")
        self.subtitle.set_text(said)
        self._show_state()
        self.file.columns.setFocus(Qt.FocusReason.TabFocusReason)
        if inspected.already is not None:
            self.message.say(
                tr(
                    "Berkas {berkas} sudah pernah diimpor ke survei ini ({n} lembar).",
                    berkas=grid.file_name,
                    n=indonesian(inspected.already.present, 0),
                ),
                Tone.WARNING,
            )
        self._check(inspected.mapping)

    def _check(self, mapping: AnswerMapping) -> None:
        inspected = self._inspected
        if inspected is None:
            return
        self._checked = None
        self._stop.clear()
        self.bar.set_share(0)
        self.bar.setVisible(len(inspected.grid.rows) > _LONG)
        progress = self._progress
        self._workspace.run(
            lambda session: looked_through(session, inspected, mapping, progress),
            self._show_checked,
            self._refused,
            owner=self,
            replace_key="impor.periksa",
        )

    def _show_checked(self, outcome: tuple[Checked, tuple[BatchFinding, ...]]) -> None:
        if self._inspected is None:
            return
        self.bar.hide()
        self._checked = checked = outcome[0]
        self.unusual.setText(" ".join(finding.text for finding in outcome[1]))
        self.file.show_checked(checked)
        self._show_state()

    def _read_again(self, reading: Reading) -> None:
        if self._path is not None:
            self.load(self._path, reading)

    def _name_columns(self, header: int, header_rows: int) -> None:
        inspected = self._inspected
        if inspected is not None:
            self._workspace.run(
                lambda session: session.imports.with_header(inspected, header, header_rows),
                self._show_file,
                self._refused,
                owner=self,
                replace_key="impor.kepala",
            )

    def _accept(self) -> None:
        self._import()

    def _import(self, *, same_confirmed: bool = False) -> None:
        inspected, checked = self._inspected, self._checked
        if inspected is None or checked is None or not self.accept.isEnabled():
            return
        self._stop.clear()
        self._show_running(is_running=True)
        progress = self._progress

        def work(session: Session) -> Imported | ImportPlan:
            plan = session.imports.plan(inspected, checked)
            if plan.same_content is not None and not same_confirmed:
                return plan
            return session.imports.record(
                plan, progress, same_confirmed=same_confirmed, remember=True
            )

        self._workspace.run(work, self._done, self._refused, owner=self)

    def _progress(self, done: int, whole: int) -> None:
        """Tell the window how far it is, from the thread of the file."""
        if self._stop.is_set():
            raise InputError(
                tr("Impor dihentikan."),
                safe=tr("Tidak ada satu lembar pun yang diambil dari berkas itu."),
            )
        self._progressed.emit(done, whole)

    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.set_share(done / max(whole, 1))

    def _done(self, outcome: Imported | ImportPlan) -> None:
        self._show_running(is_running=False)
        if isinstance(outcome, ImportPlan):
            name = outcome.same_content.file_name if outcome.same_content else ""
            self.message.say(
                tr("Isi yang sama sudah diimpor dari berkas {berkas}.", berkas=name),
                Tone.WARNING,
                action=tr("Tetap impor"),
                act=lambda: self._import(same_confirmed=True),
            )
            return
        self.leave_file()
        self._ask()
        self._workspace.changed.emit(outcome.changes)
        batch_id = outcome.batch.id
        self.message.say(
            tr(
                "{n} lembar dari {berkas} masuk, nomor {dari} sampai {sampai}.",
                n=indonesian(outcome.sheets, 0),
                berkas=outcome.plan.file_name,
                dari=outcome.first_number,
                sampai=outcome.last_number,
            ),
            action=tr("Batalkan impor"),
            act=lambda: self._undo(batch_id, ""),
        )
        self.start.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _undo(self, batch_id: int, reason: str) -> None:
        def done(outcome: tuple[int, Changes]) -> None:
            self.start.reason.clear()
            self.start.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._ask()
            self.message.say(
                tr("Impor dibatalkan: {n} lembar dihapus.", n=indonesian(outcome[0], 0)), Tone.INFO
            )

        self._workspace.write(
            lambda session: session.imports.undo(batch_id, reason),
            done,
            self._refused,
            owner=self,
        )

    def _cancel(self) -> None:
        if self.bar.isVisible():
            self._stop.set()
        elif self._inspected is not None:
            self.message.hide()
            self.leave_file()
            self.choose.setFocus(Qt.FocusReason.TabFocusReason)

    def _refused(self, error: PuasError) -> None:
        self._show_running(is_running=False)
        self.message.say_error(error)

    def _choose_report(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Simpan daftar masalah"),
            str(documents_folder() / tr("masalah-impor.xlsx")),
            tr("Excel (*.xlsx);;CSV (*.csv)"),
        )
        if chosen and self._checked is not None:
            checked, path = self._checked, Path(chosen)
            self._workspace.background.render(
                lambda: write_report(path, checked.problems), self._reported, self._refused
            )

    def _reported(self, path: Path) -> None:
        self.message.say(tr("Daftar masalah tersimpan di {berkas}.", berkas=path))

    def _show_running(self, *, is_running: bool) -> None:
        self.bar.set_share(0)
        self.bar.setVisible(is_running)
        self.file.setEnabled(not is_running)
        self._show_state()
        if is_running:
            # The way to stop keeps the keyboard; what had it takes none while this runs.
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
            self.accept.setEnabled(False)
            self.choose.setEnabled(False)

    def _show_state(self) -> None:
        checked = self._checked
        writable = not self._workspace.read_only and self._survey_id > 0
        self.choose.setEnabled(writable)
        self.cancel.setVisible(self._inspected is not None)
        self.accept.setVisible(self._inspected is not None)
        already = self._inspected is not None and self._inspected.already is not None
        ready = checked is not None and checked.acceptable and not already
        self.accept.setEnabled(writable and ready)
        # The message says what becomes of a file that is in already: nothing.
        self.verdict.setVisible(self._inspected is not None and not already)
        self.unusual.setVisible(checked is not None and bool(self.unusual.text()))
        if self._inspected is None:
            self.subtitle.set_text(
                tr("Jawaban dari formulir web atau aplikasi lain: CSV, XLSX atau ODS.")
            )
        self.verdict.setText(verdict_of(checked) if checked else tr("Sedang diperiksa …"))
