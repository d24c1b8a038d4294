"""The tab Instrumen of the settings: the list, and the editor in its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QStackedWidget

from app.paths import documents_folder
from app.services.blank_forms.content import form_head
from app.services.instruments.editor import FrozenError, file_name_of
from app.services.instruments.listing import InstrumentRow, Source
from app.texts import tr
from app.views.instruments.editor import InstrumentEditorView
from app.views.instruments.list_view import InstrumentList
from app.views.settings.page import SettingsPage
from app.views.widgets.layout import column
from app.views.widgets.message import MessageLine, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import PuasError
    from app.models.instrument_draft import InstrumentDraft
    from app.services.blank_forms.content import FormHead
    from app.services.changes import Changes
    from app.services.instruments.editor import Imported
    from app.services.offices.overview import OfficeOverview
    from app.services.session import Session
    from app.views.shell.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with what its editor has to know of the file."""

    draft: InstrumentDraft
    taken: set[tuple[str, int]]
    head: FormHead


class InstrumentsPage(SettingsPage):
    """Copies, edits, publishes and exchanges instruments."""

    scrolls_itself = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.message = MessageLine(name="pengaturan.instrumen.pesan")
        self.list = InstrumentList()
        self.editor = InstrumentEditorView(workspace)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.editor)
        whole = column(self.message, self._pages, gap=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:  # noqa: ARG002 - the list is asked for by itself
        """Show the instruments of the file."""
        self._ask()

    def _connect(self) -> None:
        self.list.copy_wanted.connect(self._copy)
        self.list.edit_wanted.connect(self._edit)
        self.list.publish_wanted.connect(lambda row: self._publish(row.draft))
        self.list.export_wanted.connect(self._export)
        self.list.import_wanted.connect(self._import)
        self.list.delete_wanted.connect(self._delete)
        self.editor.publish_wanted.connect(self._publish)
        self.editor.left.connect(self._show_list)

    def _ask(self) -> None:
        self._workspace.run(
            lambda session: session.instrument_editor.rows(),
            self._show_rows,
            owner=self,
            replace_key="pengaturan.instrumen",
        )

    def _show_rows(self, rows: tuple[InstrumentRow, ...]) -> None:
        self.list.show_rows(rows, read_only=self._workspace.read_only)

    def _show_list(self) -> None:
        self.message.hide()
        self._pages.setCurrentWidget(self.list)
        self.list.table.setFocus()
        self._ask()

    # ------------------------------------------------------------ drafts
    def _copy(self, row: InstrumentRow | None) -> None:
        if row is not None:
            self._open(lambda session: session.instrument_editor.copy(row)[0], row)

    def _edit(self, row: InstrumentRow | None) -> None:
        if row is not None:
            self._open(lambda session: session.instrument_editor.edit(row)[0], row)

    def _open(
        self, draft_of: Callable[[Session], InstrumentDraft], row: InstrumentRow | None = None
    ) -> None:
        def work(session: Session) -> Opened:
            draft = draft_of(session)
            taken = session.instrument_editor.taken_beside(draft.content)
            return Opened(draft, taken, form_head(session.store))

        self.message.hide()
        self._workspace.run(work, self._opened, lambda error: self._refused(error, row), owner=self)

    def _opened(self, opened: Opened) -> None:
        self.editor.show_draft(opened.draft, opened.taken, opened.head)
        self._pages.setCurrentWidget(self.editor)
        self.editor.tabs.setFocus()

    def _refused(self, error: PuasError, row: InstrumentRow | None) -> None:
        """Say a refusal; what is frozen or shipped can be copied at once."""
        may_copy = row is not None and row.source is not Source.DRAFT
        if may_copy and not self._workspace.read_only:
            self.message.say(
                error.sentence,
                Tone.DANGER,
                action=tr("Salin ke versi baru"),
                act=lambda: self._copy(row),
            )
            self.message.button.setFocus()
        else:
            self.message.say_error(error)

    # ------------------------------------------------------------ deeds
    def _publish(self, draft: InstrumentDraft) -> None:
        def done(_: tuple[int, Changes]) -> None:
            key, version = draft_content["key"], draft_content["version"]
            self._workspace.say(
                tr(
                    "Instrumen {kunci} versi {versi} terbit dan dapat dipilih survei baru.",
                    kunci=key,
                    versi=version,
                )
            )
            self._show_list()

        def failed(error: PuasError) -> None:
            self._publish_failed(error, draft)

        draft_content = (
            self.editor.content
            if self._pages.currentWidget() is self.editor
            else dict(draft.content)
        )
        self.message.hide()
        self._workspace.write(
            lambda session: session.instrument_editor.publish(draft), done, failed, owner=self
        )

    def _publish_failed(self, error: PuasError, draft: InstrumentDraft) -> None:
        if not isinstance(error, FrozenError):
            self.message.say_error(error)
            return
        self.message.say(
            error.sentence,
            Tone.DANGER,
            action=tr("Jadikan versi baru"),
            act=lambda: self._open(lambda session: session.instrument_editor.detach(draft)[0]),
        )

    def _delete(self, row: InstrumentRow | None) -> None:
        if row is None:
            return
        draft = row.draft
        name = {"kunci": row.key, "versi": str(row.version)}
        if draft is not None:
            self._do(
                lambda session: session.instrument_editor.delete_draft(draft),
                tr("Rancangan {kunci} versi {versi} dihapus.", **name),
                lambda session: session.instrument_editor.restore_draft(draft)[1],
            )
        else:
            self._do(
                lambda session: session.instrument_editor.withdraw(row),
                tr("Instrumen {kunci} versi {versi} ditarik kembali.", **name),
                lambda session: session.instrument_editor.put_back(row),
            )

    def _do(
        self, work: Callable[[Session], Changes], said: str, undo: Callable[[Session], Changes]
    ) -> None:
        """Do a deed and offer to take it back."""

        def write(deed: Callable[[Session], Changes], after: Callable[[Changes], None]) -> None:
            self._workspace.write(deed, after, self.message.say_error, owner=self)

        def done(_: Changes) -> None:
            self._ask()
            self._workspace.say_with_undo(said, lambda: write(undo, lambda _: self._ask()))

        self.message.hide()
        write(work, done)

    # ------------------------------------------------------------ files
    def _export(self, row: InstrumentRow | None) -> None:
        if row is None:
            return
        proposed = str(documents_folder() / file_name_of(row))
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Ekspor instrumen"), proposed, tr("Berkas instrumen (*.toml)")
        )
        if not chosen:
            return
        self._workspace.run(
            lambda session: session.instrument_editor.export(row, Path(chosen)),
            lambda target: self._workspace.say(
                tr("Instrumen ditulis ke {berkas}.", berkas=target.name)
            ),
            self.message.say_error,
            owner=self,
        )

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Impor instrumen"),
            str(documents_folder()),
            tr("Berkas instrumen (*.toml)"),
        )
        if chosen:
            self.message.hide()
            self._workspace.write(
                lambda session: session.instrument_editor.import_file(Path(chosen)),
                self._imported,
                self.message.say_error,
                owner=self,
            )

    def _imported(self, result: tuple[Imported, Changes]) -> None:
        made = result[0].instrument
        named = {"kunci": made.key, "versi": str(made.version)}
        if result[0].is_new:
            said = tr(
                "Instrumen {kunci} versi {versi} masuk dan dapat dipilih survei baru.", **named
            )
        else:
            said = tr("Instrumen {kunci} versi {versi} sudah ada, jadi dilewati.", **named)
        self._workspace.say(said)
        self._ask()
