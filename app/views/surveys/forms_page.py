"""The tab Kuesioner of a survey: see its questionnaire, and print it with numbers."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import InputError
from app.services.blank_forms.service import FormState, PrintedForms, PrintJob, print_forms
from app.services.reports.kinds import Format
from app.services.reports.preview import page_sizes
from app.texts import tr
from app.views.instruments.paper_preview import PaperPreview
from app.views.reports import dialogs
from app.views.surveys.forms_fields import PREFIX, NumberFields, PrintedNote
from app.views.surveys.saving import on_keys
from app.views.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from app.views.widgets.columns import Columns
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Heading
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.progress import Bar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from app.errors import PuasError
    from app.services.surveys.new_survey import SurveyRow
    from app.views.reports.printing import PrintJob as PagesJob
    from app.views.shell.workspace import Workspace


_NARROW = 620


@dataclass(frozen=True, slots=True)
class FormsDocument:
    """Printed sheets, as the printer takes them."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    file_name: str


class FormsPage(QWidget):
    """Numbers and deeds at the left, the sheet at the right."""

    _progressed = Signal(int, int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName(PREFIX)
        self._workspace = workspace
        self._row: SurveyRow | None = None
        self._state: FormState | None = None
        self._stop = threading.Event()
        self._running = self._read_only = False
        self.job: PagesJob | None = None
        self.fields, self.printed = NumberFields(), PrintedNote()
        self.preview = PaperPreview(workspace.background, name=f"{PREFIX}.halaman")
        self.save = PrimaryButton(tr("Simpan PDF…"), name=f"{PREFIX}.pdf", hint="Ctrl+S")
        self.to_printer = SecondaryButton(tr("Cetak…"), name=f"{PREFIX}.cetak", hint="Ctrl+P")
        self.bar = Bar()
        self.stop = SmallButton(tr("Hentikan"), name=f"{PREFIX}.hentikan")
        self._lay_out()
        self._connect()
        self._show_running(running=False)

    def show_row(self, shown: SurveyRow, *, read_only: bool) -> None:
        """Show the questionnaire of a survey, or of the paper on which it is asked."""
        self._row, self._read_only = shown, read_only
        self._ask()

    def _lay_out(self) -> None:
        side = QWidget()
        deeds = QWidget()
        deeds.setLayout(FlowLayout(self.save, self.to_printer, gap=8))
        running = row(self.bar, self.stop, gap=8)
        heading = Heading(tr("Kuesioner kosong"), name=f"{PREFIX}.judul", small=True)
        side.setLayout(column(heading, self.fields, deeds, running, self.printed, 1, gap=14))
        beside = ((scrolled(side, name=f"{PREFIX}.gulir"), 2), (self.preview, 3))
        self.setLayout(column(Columns(*beside, narrow=_NARROW, gap=20)))
        self.setFocusProxy(self.fields.way)

    def _connect(self) -> None:
        self.fields.changed.connect(self._look)
        self.save.clicked.connect(self.save_pdf)
        self.to_printer.clicked.connect(self.print_sheets)
        self.stop.clicked.connect(self._stop.set)
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        on_keys(self, "Ctrl+S", self.save.click)
        on_keys(self, "Ctrl+P", self.to_printer.click)

    def _ask(self) -> None:
        if self._row is None:
            return
        survey_id = self._row.survey.id
        self._workspace.run(
            lambda session: session.blank_forms.state(survey_id),
            self._show,
            owner=self,
            replace_key=PREFIX,
        )

    def _show(self, state: FormState) -> None:
        if self._row is None:
            return
        self._state = state
        self.printed.show_state(state)
        self.fields.show_state(state, self._row.survey.id, read_only=self._read_only)

    def _look(self) -> None:
        """Show the first sheet of what is typed."""
        ready = self.fields.is_right and not self._running
        self.save.setEnabled(ready)
        self.to_printer.setEnabled(ready)
        if self._state is not None and self.fields.is_right:
            numbers = self.fields.numbers
            self.preview.show_form(self._state.form, numbers.first if numbers else 0)

    # ------------------------------------------------------------ deeds
    def save_pdf(self) -> None:
        """Print the sheets into a file, once it is said where."""
        self._begin(self._ask_where)

    def print_sheets(self) -> None:
        """Print the sheets on paper, once it is said how."""
        self._begin(lambda job: self._print(job, self._ask_how))

    def _begin(self, go_on: Callable[[PrintJob], object]) -> None:
        if self._row is None or self._running or not self.fields.is_right:
            return
        survey_id, numbers = self._row.survey.id, self.fields.numbers
        again = self.fields.again.isChecked()
        self._show_running(running=True)
        self._workspace.run(
            lambda session: session.blank_forms.job(survey_id, numbers, again=again),
            go_on,
            self._refused,
            owner=self,
        )

    def _ask_where(self, job: PrintJob) -> None:
        title, kind = tr("Simpan kuesioner"), Format.PDF.filter
        target = dialogs.ask_where_to_save(self, title, job.file_name, kind)
        if target is None:
            self._show_running(running=False)
            return
        target = target if target.suffix else target.with_suffix(Format.PDF.suffix)
        self._print(
            job,
            lambda printed: self._keep(printed, target, lambda: self._saved(printed, target)),
        )

    def _print(self, job: PrintJob, go_on: Callable[[PrintedForms], object]) -> None:
        progress = self._progress
        self._workspace.background.render(
            lambda: print_forms(job, progress), go_on, self._refused, owner=self
        )

    def _keep(self, printed: PrintedForms, target: Path | None, done: Callable[[], object]) -> None:
        """Note the numbers, with the file where there is one."""

        def kept(_: object) -> None:
            self.fields.forget()
            self._ask()
            done()

        self._workspace.run(
            lambda session: session.blank_forms.keep(printed, target),
            kept,
            self._refused,
            owner=self,
        )

    def _saved(self, printed: PrintedForms, target: Path) -> None:
        self._show_running(running=False)
        self._workspace.say(
            tr("{isi} tersimpan sebagai {berkas}.", isi=printed.words, berkas=target.name),
            action=tr("Buka folder"),
            act=lambda: dialogs.open_folder(target.parent),
        )

    def _ask_how(self, printed: PrintedForms) -> None:
        from app.views.reports.printing import prepared_printer

        document = FormsDocument(printed.pdf, tuple(page_sizes(printed.pdf)), printed.job.file_name)
        printer = prepared_printer(document)
        if not dialogs.ask_how_to_print(self, printer, len(document.sizes)):
            self._show_running(running=False)
            return
        self._keep(printed, None, lambda: self._send(document, printer))

    def _send(self, document: FormsDocument, printer: QPrinter) -> None:
        from app.views.reports.printing import PrintJob as Pages

        self.stop.hide()
        self.job = Pages(self._workspace.background, printer, document)
        self.job.progressed.connect(self._show_progress)
        self.job.finished.connect(self._sent)
        self.job.failed.connect(self._refused)
        self.job.start()

    def _sent(self, pages: int) -> None:
        self._show_running(running=False)
        self._workspace.say(tr("{jumlah} halaman dikirim ke pencetak.", jumlah=pages))

    def _refused(self, error: PuasError) -> None:
        self._show_running(running=False)
        self._workspace.say_error(error)
        self._ask()

    # ------------------------------------------------------------ progress
    def _progress(self, done: int, whole: int) -> None:
        """Tell the window how far it is, from the thread that draws."""
        if self._stop.is_set():
            raise InputError(
                tr("Pencetakan kuesioner dihentikan."),
                safe=tr("Tidak ada nomor yang dipakai dan tidak ada berkas yang ditulis."),
            )
        self._progressed.emit(done, whole)

    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.set_share(done / max(whole, 1))

    def _show_running(self, *, running: bool) -> None:
        self._running = running
        self._stop.clear()
        self.bar.set_share(0)
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.fields.setEnabled(not running)
        if not running and self.job is not None:
            self.job.deleteLater()
            self.job = None
        self._look()
