"""Ties a grid to the file: what is typed, emptied, pasted and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import InputError
from app.services.capaian.pasting import block_of, is_heading, laid_over
from app.services.capaian.texts import typed_text
from app.services.capaian.typed import NotAValue
from app.services.capaian.values import DEFAULT_TYPING
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.capaian.cells import read_place
from app.views.widgets.grid_model import Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from app.errors import PuasError
    from app.models.entered import Entered
    from app.services.capaian.edits import Typing
    from app.services.capaian.pasting import PastePlan
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.capaian.cells import Typed, Undo
    from app.views.capaian.paste_bar import PasteBar
    from app.views.shell.workspace import Workspace
    from app.views.widgets.grid import EditGrid
    from app.views.widgets.grid_model import Place


class GridDesk(QObject):
    """Speaks of one year. ``taken`` tells a deed with the way back, ``refused`` why one is none."""

    taken = Signal(str, object)
    """What is said when it is taken back, and the Undo."""
    refused = Signal(str)

    def __init__(
        self,
        grid: EditGrid,
        paste: PasteBar,
        workspace: Workspace,
        enter: Callable[[Session, int, Sequence[Typed], Typing], tuple[Undo | None, Changes]],
    ) -> None:
        super().__init__(grid)
        self._grid, self._paste, self._workspace, self._enter = grid, paste, workspace, enter
        self._year = 0
        self._satuan: Mapping[Hashable, str] = {}
        grid.check = self._why_refused
        grid.edited.connect(self._take_one)
        grid.cleared.connect(self._clear)
        grid.paste_wanted.connect(self.paste)
        grid.refused.connect(self.refused)
        paste.planned.connect(self._preview)
        paste.accepted.connect(self._take_block)
        paste.given_up.connect(self._leave_paste)

    def speak_of(self, year: int, satuan: Mapping[Hashable, str]) -> None:
        """Write into this year; ``satuan`` says what the rows are measured in."""
        if year != self._year and self._paste.isVisible():
            self._paste.give_up()
        self._year, self._satuan = year, satuan

    def paste(self, text: str) -> None:
        """Lay a block from the clipboard over the cells from the one with the keyboard on."""
        grid, model = self._grid, self._grid.grid_model
        start = self._start()
        if start is None:
            return
        row, column = start
        lines = [line for line in model.lines[row:] if not line.is_heading]
        shown = [n for n in range(column, len(model.columns)) if not grid.isColumnHidden(n)]
        columns = [model.columns[n].key if model.columns[n].edit else None for n in shown]
        try:
            block = block_of(text)
        except InputError as error:
            self.refused.emit(error.sentence)
            return
        keys = [line.key for line in lines]
        heading = len(block) > 1 and is_heading(laid_over(block[:1], keys, columns), self._read)
        block = block[1:] if heading else block
        if lost := _lost(block, len(lines), columns):
            self.refused.emit(lost)
            return
        over = laid_over(block, keys, columns)
        shut = {one: model.why_closed(model.index_of(one.target)) for one in over}  # type: ignore[arg-type] # a Place
        free = [one for one in over if not shut[one]]
        if over and not free:
            reason = shut[over[0]]
            self.refused.emit(tr("Blok ini tidak dapat ditempel di sini. {sebab}", sebab=reason))
            return
        self.refused.emit("")
        self._paste.offer(free, self._read, _left_out(len(over) - len(free), heading=heading))

    # ------------------------------------------------------------------ parts
    def _start(self) -> tuple[int, int] | None:
        """Return the upper left cell of what is selected."""
        chosen = self._grid.selectedIndexes() or [self._grid.currentIndex()]
        chosen = [one for one in chosen if one.isValid()]
        if not chosen:
            self.refused.emit(tr("Pilih dahulu sel tempat blok itu mulai."))
            return None
        return min(one.row() for one in chosen), min(one.column() for one in chosen)

    def _read(self, target: Hashable, text: str, typing: Typing) -> Entered | NotAValue:
        place: Place = target  # type: ignore[assignment] # laid over the cells of the grid
        return read_place(place, text, self._satuan.get(place[0], ""), typing)

    def _why_refused(self, place: Place, text: str) -> str:
        found = self._read(place, text, DEFAULT_TYPING)
        if not isinstance(found, NotAValue):
            return ""
        return tr("“{isi}” tidak dapat dipakai: {sebab}.", isi=text, sebab=found.reason)

    def _take_one(self, place: Place, text: str) -> None:
        self._write([(place, text)], DEFAULT_TYPING, tr("Isian itu dikembalikan."))

    def _clear(self, places: Sequence[Place]) -> None:
        said = tr("{n} sel dikembalikan.", n=indonesian(len(places), 0))
        self._write([(place, "") for place in places], DEFAULT_TYPING, said)

    def _take_block(self, plan: PastePlan) -> None:
        self._grid.grid_model.set_previews({})
        typed: list[Typed] = [(one.target, one.text) for one in plan.cells]  # type: ignore[misc] # Places
        self._grid.grid_model.hold(dict(typed))
        n = indonesian(len(typed), 0)
        self._write(
            typed,
            plan.typing,
            tr("Tempelan {n} sel dikembalikan.", n=n),
            tr("{n} sel ditempel.", n=n),
        )
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, typed: Sequence[Typed], typing: Typing, back: str, said: str = "") -> None:
        year, enter, model = self._year, self._enter, self._grid.grid_model
        places = [place for place, _ in typed]

        def done(result: tuple[Undo | None, Changes]) -> None:
            undo = result[0]
            if undo is None:
                model.release(places, at_once=True)
                return
            model.release(places)
            self.taken.emit(back, undo)
            if said:
                self._workspace.say(said)

        def failed(error: PuasError) -> None:
            model.release(places, at_once=True)
            self.refused.emit(error.sentence)

        self._workspace.write(
            lambda session: enter(session, year, typed, typing), done, failed, owner=self
        )

    def _preview(self, plan: PastePlan) -> None:
        shown: dict[Place, Preview] = {}
        for over, value in zip(plan.cells, plan.values, strict=True):
            place: Place = over.target  # type: ignore[assignment] # as above
            if isinstance(value, NotAValue):
                shown[place] = Preview(over.text, "danger", value.reason)
            else:
                shown[place] = Preview(typed_text(value), "accent")
        self._grid.grid_model.set_previews(shown)

    def _leave_paste(self) -> None:
        self._grid.grid_model.set_previews({})
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)


def _lost(block: Sequence[Sequence[str]], rows: int, columns: Sequence[str | None]) -> str:
    """Say which part of a block would fall beside the table or on computed columns."""
    if len(block) > rows:
        return tr(
            "Blok ini {n} baris, tetapi dari sel ini ke bawah hanya ada {ada} baris.",
            n=len(block),
            ada=rows,
        )
    widest = max(map(len, block))
    if widest > len(columns):
        return tr(
            "Blok ini {n} kolom, tetapi dari sel ini ke kanan hanya ada {ada} kolom.",
            n=widest,
            ada=len(columns),
        )
    return ""


def _left_out(closed: int, *, heading: bool) -> str:
    """Say what of a block is not taken."""
    said = [tr("Baris judul dilewati.")] if heading else []
    if closed:
        said.append(tr("{n} sel yang mengikuti survei dilewati.", n=closed))
    return " ".join(said)
