"""The tab Program: rows of programs under their offices, thousands of them if need be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.models.capaian import ProgramRow
from app.services.capaian.edits import Edited
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.capaian.cells import enter_programs
from app.views.capaian.grid_page import GridPage
from app.views.capaian.lines import GridContent, program_content
from app.views.capaian.program_columns import program_columns
from app.views.capaian.program_form import ProgramForm

if TYPE_CHECKING:
    from collections.abc import Hashable

    from app.services.capaian.figures import ProgramFigures
    from app.services.capaian.year import YearFigures
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.workspace import Workspace
    from app.views.widgets.grid_model import Place

_NAME = "capaian.program"


class ProgramPage(GridPage):
    """The grid of program rows, read only while its tab is open: it may hold thousands."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace,
            [],
            enter_programs,
            name="capaian.program",
            accessible=tr("Baris program tahun ini"),
            empty=tr(
                "Belum ada baris program tahun ini. Impor tabelnya, atau tambah satu per satu."
            ),
        )
        self.grid.set_columns(program_columns(self.gate))
        self.add, self.change, self.remove = self.row_deeds(
            _NAME, tr("Tambah baris"), tr("Ubah baris"), tr("Hapus baris")
        )
        self.form = ProgramForm()
        self.beside.addWidget(self.form)
        self._connect_deeds()
        self._indikator: list[tuple[str, str]] = []
        self._year = 0
        self._keys: tuple[Hashable, ...] = ()
        self._wanted: Place | None = None

    def ask(self, year: int) -> None:
        """Ask for the rows of a year."""
        known = self._keys
        self.workspace.run(
            lambda session: program_content(session, year, known),
            self._show,
            replace_key="capaian.program",
            owner=self,
        )

    def go_when_shown(self, place: Place) -> None:
        """Take the keyboard to a cell as soon as its row is there."""
        self._wanted = place
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def usual_note(self) -> str:
        """Return what the signs in the table mean."""
        closed = self.gate.reason
        return closed or tr(
            "↓ turun lebih baik · pagu milik baris, bukan milik program · angka dapat diketik"
            " langsung di tabel"
        )

    # ------------------------------------------------------------------ rows
    def _connect_deeds(self) -> None:
        self.add.clicked.connect(self._begin_new)
        self.change.clicked.connect(self._begin_change)
        self.remove.clicked.connect(self._remove)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self._close_form)

    def _offer(self) -> None:
        for button in (self.add, self.change, self.remove):
            button.setEnabled(not self.gate.reason)

    def _current(self) -> ProgramFigures | None:
        line = self.grid.current_line()
        return line.row if line is not None else None

    def _begin_new(self) -> None:
        """Ask for a row like the one with the keyboard: most of it is the same."""
        like = self._current()
        if like is None:
            made = ProgramRow(self._year, 0, "", "", "")
        else:
            one = like.row
            made = ProgramRow(
                self._year,
                0,
                one.perangkat_daerah,
                one.program,
                one.indikator,
                indikator_id=one.indikator_id,
                satuan=one.satuan,
                arah=one.arah,
                rumus=one.rumus,
            )
        if self._year:
            self.form.ask(made, self._indikator)

    def _begin_change(self) -> None:
        figures = self._current()
        if figures is not None:
            self.form.ask(figures.row, self._indikator)

    def _save(self, wanted: ProgramRow) -> None:
        before = self.form.asked

        def work(session: Session) -> tuple[ProgramRow, Changes]:
            return session.capaian.values.save_program(wanted)

        def back(session: Session, saved: ProgramRow) -> Changes:
            old = before if before is not None and before.id else replace(saved, id=0)
            return session.capaian.values.undo(Edited((old,), (saved,)))

        def done(result: tuple[ProgramRow, Changes]) -> None:
            saved = result[0]
            self.taken.emit(tr("Baris program dikembalikan."), lambda session: back(session, saved))
            self._close_form()
            self.go_when_shown((saved.id, "target"))

        self.workspace.write(
            work, done, lambda error: self.form.show_error(error.sentence), owner=self
        )

    def _remove(self) -> None:
        model = self.grid.grid_model
        lines = {index.row() for index in self.grid.selectedIndexes()}
        rows = [model.line_at(n).row.row for n in sorted(lines) if model.line_at(n).row is not None]  # type: ignore[union-attr] # rows, not headings
        if not rows:
            return

        def done(result: tuple[tuple[ProgramRow, ...], Changes]) -> None:
            gone = result[0]
            self.taken.emit(
                tr("Baris program dikembalikan."),
                lambda session: session.capaian.values.put_programs_back(gone),
            )
            n = indonesian(len(gone), 0)
            self.workspace.say(tr("{n} baris dihapus; Ctrl+Z mengembalikannya.", n=n))

        self.workspace.write(
            lambda session: session.capaian.values.delete_programs(rows),
            done,
            self.workspace.say_error,
            owner=self,
        )

    def _close_form(self) -> None:
        self.form.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ reading
    def _show(self, found: tuple[YearFigures, GridContent]) -> None:
        figures, content = found
        self._year = figures.number
        self._indikator = [(str(one.indikator.id), one.indikator.name) for one in figures.indikator]
        self._offer()
        self.desk.speak_of(figures.number, {one.row.id: one.row.satuan for one in figures.programs})
        self.grid.set_lines(content.lines, content.longest)
        self._keys = content.keys
        if self._wanted is not None:
            self.grid.go_to(self._wanted)
            self._wanted = None
        self._say("")
        self.sentence.hide()
