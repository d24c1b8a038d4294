"""The tab IKK: data elements typed in a grid, values computed by the formula of each IKK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.models.ikk import Ikk
from app.services.changes import capaian_changed
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.capaian.grid_page import GridPage
from app.views.capaian.ikk_form import IkkForm
from app.views.capaian.ikk_grid import enter_elements, ikk_columns, ikk_lines

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.models.ikk import IkkElement
    from app.services.changes import Changes
    from app.services.ikk.edits import IkkSaved
    from app.services.ikk.figures import IkkFigures
    from app.services.ikk.service import RemovedIkk
    from app.views.shell.workspace import Workspace

_NAME = "capaian.ikk"


class IkkPage(GridPage):
    """Ins adds an IKK, F4 changes the one with the keyboard, Ctrl+Del deletes it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace,
            [],
            enter_elements,
            name=_NAME,
            accessible=tr("Elemen data IKK tahun ini"),
            empty=tr("Belum ada IKK. Tekan IKK baru, lalu isi rumus dan elemen datanya."),
        )
        self._year = 0
        self._figures: tuple[IkkFigures, ...] = ()
        self.grid.set_columns(ikk_columns(self.gate))
        self.add, self.change, self.remove = self.row_deeds(
            _NAME, tr("IKK baru"), tr("Ubah IKK"), tr("Hapus IKK")
        )
        self.form = IkkForm()
        self.form.hide()
        self.beside.addWidget(self.form, 1)
        self.sentence.hide()
        self.add.clicked.connect(lambda: self._open(Ikk(0, "", "", ""), ()))
        self.change.clicked.connect(self._begin_change)
        self.remove.clicked.connect(self._remove)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self._close_form)

    def show_year(self, year: int) -> None:
        """Show a year when the tab is open."""
        self._year = year
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what came while the tab was closed."""
        super().showEvent(event)
        self._ask()

    def usual_note(self) -> str:
        """Return what is typed here."""
        return self.gate.reason or tr(
            "nilai dan sumber diketik langsung di tabel; yang muda adalah sumber yang biasa"
        )

    # ------------------------------------------------------------------ reading
    def _ask(self) -> None:
        year = self._year
        if year:
            self.workspace.run(
                lambda session: session.ikk.figures(year),
                self._show,
                replace_key=_NAME,
                owner=self,
            )

    def _show(self, figures: tuple[IkkFigures, ...]) -> None:
        self._figures = figures
        held = [one for ikk in figures for one in ikk.elements]
        self.desk.speak_of(self._year, {one.element.id: one.element.satuan for one in held})
        self.grid.set_lines(ikk_lines(figures))
        writable = not self.workspace.read_only
        self.add.setEnabled(writable)
        for button in (self.change, self.remove):
            button.setEnabled(writable and bool(figures))
        self._say("")

    def _current(self) -> IkkFigures | None:
        line = self.grid.current_line()
        key = line.key if line is not None else None
        for one in self._figures:
            if any(held.element.id == key for held in one.elements):
                return one
        return self._figures[0] if self._figures else None

    # ------------------------------------------------------------------ writing
    def _open(self, ikk: Ikk, elements: tuple[IkkElement, ...]) -> None:
        self.card.hide()
        self.form.show()
        self.form.ask(ikk, elements)

    def _begin_change(self) -> None:
        one = self._current()
        if one is not None:
            self._open(one.ikk, tuple(held.element for held in one.elements))

    def _save(self, ikk: Ikk, elements: list[IkkElement]) -> None:
        year = self._year  # an IKK without values belongs to no year, and is shown in this one

        def done(result: tuple[IkkSaved, Changes]) -> None:
            saved = result[0]
            self.taken.emit(
                tr("IKK dikembalikan."),
                lambda session: session.ikk.edits.undo_save(saved) | capaian_changed(year),
            )
            self._close_form()
            self._ask()

        self.workspace.write(
            lambda session: session.ikk.edits.save(ikk, elements),
            done,
            lambda error: self.form.show_error(error.sentence),
            owner=self,
        )

    def _remove(self) -> None:
        one = self._current()
        if one is None:
            return
        ikk, year = one.ikk, self._year

        def done(result: tuple[RemovedIkk, Changes]) -> None:
            removed = result[0]
            self.taken.emit(
                tr("IKK dikembalikan."),
                lambda session: session.ikk.put_back(removed) | capaian_changed(year),
            )
            n = indonesian(len(removed.elements), 0)
            self.workspace.say(tr("IKK dengan {n} elemen dihapus; Ctrl+Z mengembalikannya.", n=n))
            self._ask()

        self.workspace.write(
            lambda session: session.ikk.delete(ikk), done, self.workspace.say_error, owner=self
        )

    def _close_form(self) -> None:
        self.form.hide()
        self.card.show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
