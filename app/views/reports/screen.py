"""The screen Laporan: choose a report, see its pages, print or save it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.files import write_whole
from app.services.reports.kinds import Format, Subject
from app.services.results.report_choices import ReportChoices, report_choices
from app.texts import tr
from app.views.reports import dialogs
from app.views.reports.document import Document, make_document
from app.views.reports.making import Making, MakingLine
from app.views.reports.options import WIDTH, OptionsPanel
from app.views.reports.page_view import PageView
from app.views.reports.toolbar import PageBar
from app.views.widgets.buttons import IconButton
from app.views.widgets.card import Card
from app.views.widgets.empty import EmptyState
from app.views.widgets.labels import Label, Title
from app.views.widgets.layout import page, row
from app.views.widgets.side_column import SideColumn

if TYPE_CHECKING:
    from pathlib import Path

    from app.errors import PuasError
    from app.services.changes import Changes
    from app.services.reports.kinds import About
    from app.services.reports.service import Collected
    from app.views.reports.printing import PrintJob
    from app.views.shell.workspace import Workspace

_PAUSE = 350
"""Milliseconds without a change before the report is made anew."""


class ReportsScreen(QWidget):
    """Choices at the left, the real pages at the right."""

    key = "laporan"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Laporan")
        self.setObjectName("laporan")
        self._workspace = workspace
        self.document: Document | None = None
        self.job: PrintJob | None = None
        self._making: Making | None = None
        self._saving: Making | None = None
        self.options = OptionsPanel()
        self.pages = PageView(workspace.background, name="laporan.halaman")
        self.bar = PageBar(self.pages)
        self.line = MakingLine()
        self.folder = IconButton(
            "folder-open", name="laporan.folder", accessible=tr("Buka folder laporan")
        )
        self.waiting = Label(tr("Menyusun laporan…"), "muted", name="laporan.menunggu")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState(
            "file-text",
            tr("Belum ada survei"),
            tr("Laporan ini dibuat dari satu survei. Buat survei dahulu."),
            name="laporan.kosong",
            action=tr("Buat survei"),
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: read the choices and make the report anew."""
        survey_id = self._workspace.survey_id
        self._stack.setCurrentWidget(self.pages if self.document else self.waiting)
        self._workspace.run(
            lambda session: report_choices(session, survey_id),
            self._show_choices,
            replace_key="laporan.pilihan",
            owner=self,
        )

    def refresh(self, changes: Changes) -> None:
        """Make the report anew when what it is about or the office changed while it is shown."""
        if changes.office or changes.surveys or changes.capaian:
            self.activate()

    def open_target(self, target: object) -> None:
        """Show the report with this key, such as ``publikasi``.

        A tuple states its year and choices too: ``("rekap", 2026, {"kelompok": "induk"})``.
        """
        if isinstance(target, str):
            self.options.choose_kind(target)
        elif isinstance(target, tuple):
            self.options.choose_kind(*target)

    def save(self, form: Format) -> None:
        """Ask where to save the report, and write it whole or not at all."""
        document = self.document
        is_possible = self.options.save_buttons[form].isEnabled() and self._saving is None
        if document is None or not is_possible:
            return
        name, folder = document.collected.file_name(form), self.options.folder
        proposed = str(folder / name) if folder else name
        target = dialogs.ask_where_to_save(self, tr("Simpan laporan"), proposed, form.filter)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(form.suffix)
        if form is Format.PDF:
            self._write(target, document.pdf)
            return
        saving = self._saving = self._begin(tr("Menulis {berkas}…", berkas=target.name))
        self._workspace.background.render(
            lambda: document.collected.render(form, saving),
            lambda content: self._rendered(target, content),
            self._not_rendered,
            owner=self,
        )

    def print_report(self) -> None:
        """Ask how to print, and print the pages that are shown."""
        from app.views.reports.printing import PrintJob, prepared_printer

        document = self.document
        if document is None or self.job is not None:
            return
        printer = prepared_printer(document)
        if not dialogs.ask_how_to_print(self, printer, len(document.sizes)):
            return
        self.job = PrintJob(self._workspace.background, printer, document)
        self.job.finished.connect(self._printed)
        self.job.failed.connect(self._not_printed)
        self.options.set_ready(ready=False)
        self.job.start()

    def stop(self) -> None:
        """Stop what is being made; the pages that are shown stay."""
        for making in (self._making, self._saving):
            if making is not None:
                making.stop()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for one in (self.waiting, self.pages, self.empty):
            self._stack.addWidget(one)
        right = Card(self.bar, self.line, self._stack, margins=(8, 8, 8, 8), gap=6)
        right.body.setStretch(2, 1)
        left = SideColumn(self.options, width=WIDTH, name="laporan.kiri")
        body = row(left, right, gap=2)
        body.setStretch(1, 1)
        deeds = (*reversed(self.options.save_buttons.values()), self.options.print_button)
        head = row(Title(tr("Laporan"), name="laporan.judul"), 1, self.folder, *deeds, gap=8)
        layout = page(self, head, body)
        layout.setStretch(1, 1)
        self.options.set_ready(ready=False)
        self.folder.setEnabled(False)
        self.bar.setEnabled(False)

    def _connect(self) -> None:
        self.options.changed.connect(self._pause.start)
        self.options.survey_wanted.connect(self._workspace.choose_survey)
        self.options.print_button.clicked.connect(self.print_report)
        for form, button in self.options.save_buttons.items():
            button.clicked.connect(lambda _=False, form=form: self.save(form))
        self.options.forms.clicked.connect(self._go_to_forms)
        self.folder.clicked.connect(self._open_folder)
        self.empty.acted.connect(lambda: self._workspace.go("survei"))
        self.line.stopped.connect(self.stop)
        self._pause.timeout.connect(self._make)
        self._workspace.survey_chosen.connect(self._survey_chosen)
        for keys, deed in (
            (QKeySequence(QKeySequence.StandardKey.Print), self.print_report),
            (QKeySequence(QKeySequence.StandardKey.Save), lambda: self.save(Format.PDF)),
            (QKeySequence(Qt.Key.Key_Escape), self.stop),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _open_folder(self) -> None:
        folder = self.options.folder
        if folder is not None:
            dialogs.open_folder(folder)
        self._show_folder()

    def _show_folder(self) -> None:
        folder = self.options.folder
        self.folder.setEnabled(folder is not None)
        self.folder.setToolTip(str(folder) if folder else tr("Belum ada laporan yang disimpan"))

    def _go_to_forms(self) -> None:
        self._workspace.go("survei", (self._workspace.survey_id, "kuesioner"))

    def _survey_chosen(self, _survey_id: int) -> None:
        if self.isVisible():
            self.activate()

    def _show_choices(self, choices: ReportChoices) -> None:
        self.options.show_choices(choices, self._workspace.survey_id)
        self._show_folder()
        self._make()

    def _about(self) -> About | None:
        """Return what the report is about, or None where there is nothing of that kind."""
        about, subject = self.options.about, self.options.kind.subject
        if subject is Subject.SURVEY:
            about = replace(about, survey_id=self._workspace.survey_id)
        return about if any((about.survey_id, about.year, about.minutes_id)) else None

    def _make(self) -> None:
        if self._making is not None:
            self._making.stop()
        about, options, kind = self._about(), self.options.options, self.options.kind
        if about is None:
            self._show_nothing()
            return
        making = self._making = self._begin(tr("Menyusun laporan…"))
        self._workspace.run(
            lambda session: session.reports.collect(kind, about, options),
            lambda collected: self._render(collected, making),
            lambda error: self._not_made(error, making),
            replace_key="laporan.data",
            owner=self,
        )

    def _render(self, collected: Collected, making: Making) -> None:
        if making is not self._making:
            return
        self._workspace.background.render(
            lambda: make_document(collected, making),
            lambda document: self._made(document, making),
            lambda error: self._not_made(error, making),
            replace_key="laporan.dokumen",
            owner=self,
        )

    def _begin(self, text: str) -> Making:
        making = Making(self)
        self.line.begin(making, text)
        return making

    def _end(self, making: Making) -> bool:
        """Say whether ``making`` was still waited for, and wait no longer."""
        is_present = making is self._making
        if is_present:
            self._making = None
            self.line.end()
        making.deleteLater()
        return is_present

    def _made(self, document: Document, making: Making) -> None:
        if self._end(making):
            self._set_document(document)

    def _not_made(self, error: PuasError, making: Making) -> None:
        """Say why there is no report; one that was stopped leaves the last one where it is."""
        if not self._end(making):
            return
        if making.is_stopped:
            self._workspace.say_error(error)
            self.waiting.setText(error.what)
            return
        self._set_document(None)
        self.waiting.setText(error.what)
        self._stack.setCurrentWidget(self.waiting)
        self._workspace.say_error(error)

    def _show_nothing(self) -> None:
        self._set_document(None)
        if self.options.kind.subject is Subject.SURVEY:
            self._stack.setCurrentWidget(self.empty)
            return
        self.waiting.setText(tr("Belum ada yang dapat dilaporkan di sini."))
        self._stack.setCurrentWidget(self.waiting)

    def _set_document(self, document: Document | None) -> None:
        self.document = document
        self.pages.show_document(document)
        self.bar.show_count(len(document.sizes) if document else 0)
        self.options.set_ready(ready=document is not None and self.job is None)
        if document is not None:
            self._stack.setCurrentWidget(self.pages)

    def _rendered(self, target: Path, content: bytes) -> None:
        self._end_saving()
        self._write(target, content)

    def _not_rendered(self, error: PuasError) -> None:
        self._end_saving()
        self._workspace.say_error(error)

    def _end_saving(self) -> None:
        if self._saving is not None:
            self._saving.deleteLater()
            self._saving = None
        self.line.end()

    def _write(self, target: Path, content: bytes) -> None:
        self._workspace.background.render(
            lambda: write_whole(target, content), self._saved, owner=self
        )

    def _saved(self, target: Path) -> None:
        self.options.note_folder(target.parent)
        self._show_folder()
        self._workspace.say(
            tr("Laporan tersimpan sebagai {berkas}.", berkas=target),
            action=tr("Buka folder"),
            act=lambda: dialogs.open_folder(target.parent),
        )

    def _printed(self, pages: int) -> None:
        self._end_job()
        self._workspace.say(tr("{jumlah} halaman dikirim ke pencetak.", jumlah=pages))

    def _not_printed(self, error: PuasError) -> None:
        self._end_job()
        self._workspace.say_error(error)

    def _end_job(self) -> None:
        if self.job is not None:
            self.job.deleteLater()
            self.job = None
        self.options.set_ready(ready=self.document is not None)
