"""A grid with the strip for pasting over it and the line that explains its cells under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.capaian.sentences import Topic
from app.texts import tr
from app.views.capaian.cells import enter_indikator
from app.views.capaian.column_kinds import Gate
from app.views.capaian.columns import Sheet, columns_of
from app.views.capaian.grid_desk import GridDesk
from app.views.capaian.lines import GridContent, indikator_content
from app.views.capaian.link_panel import LinkPanel
from app.views.capaian.paste_bar import PasteBar
from app.views.follow_up.page import press_by
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.grid import EditGrid
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from typing import Any

    from app.services.capaian.edits import Typing
    from app.services.capaian.overview import IndikatorLine, YearOverview
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.capaian.cells import Typed, Undo
    from app.views.shell.workspace import Workspace
    from app.views.widgets.grid_model import GridColumn

_TOPICS = {
    "target": Topic.CAPAIAN,
    "sebelumnya": Topic.EARLIER,
    "rpjmd": Topic.RPJMD,
    "nasional": Topic.NATIONAL,
    "efisiensi": Topic.EFISIENSI,
}


class GridPage(QWidget):
    """What both grids have in common."""

    taken = Signal(str, object)
    """What is said when a deed is taken back, and its Undo."""
    left = Signal()
    undo_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        columns: Sequence[GridColumn[Any]],
        enter: Callable[[Session, int, Sequence[Typed], Typing], tuple[Undo | None, Changes]],
        *,
        name: str,
        accessible: str,
        empty: str,
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.gate = Gate()
        self.grid = EditGrid(columns, name=name, accessible=accessible, empty=empty)
        self.paste_bar = PasteBar(name)
        self.status = Label("", "caption", name=f"{name}.keterangan", wrap=True)
        self.sentence = Label("", "small", name=f"{name}.kalimat", wrap=True)
        self.desk = GridDesk(self.grid, self.paste_bar, workspace, enter)
        self.deeds = QWidget()
        self.card = card = Card(self.grid, margins=(12, 6, 12, 10))
        self.beside = row(card, gap=12)
        self.beside.setStretch(0, 1)
        foot = row(self.status, self.deeds, gap=12)
        foot.setStretch(0, 1)
        self.body = column(self.paste_bar, self.beside, foot, self.sentence, gap=6)
        self.body.setStretch(1, 1)
        self.deeds.hide()
        self.setLayout(self.body)
        self.setFocusProxy(self.grid)
        self.desk.taken.connect(self.taken)
        self.desk.refused.connect(self._say)
        self.grid.undo_wanted.connect(self.undo_wanted)
        self.grid.left.connect(self.left)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._say(""))

    def begin_at_first(self) -> None:
        """Put the keyboard on the first cell that can be typed where it is on none."""
        grid, model = self.grid, self.grid.grid_model
        if grid.currentIndex().isValid():
            return
        found = (
            model.index(row, place)
            for row in range(min(model.rowCount(), 40))
            for place in range(1, model.columnCount())
        )
        first = next((one for one in found if model.can_type(one)), None)
        if first is not None:
            grid.go_to_index(first)

    def row_deeds(
        self, name: str, new: str, change: str, remove: str
    ) -> tuple[SmallButton, SmallButton, SmallButton]:
        """Return the buttons under the grid that add, change and delete, with their keys."""
        made = (
            SmallButton(new, name=f"{name}.tambah", hint="Ins"),
            SmallButton(change, name=f"{name}.ubah", hint="F4"),
            SmallButton(remove, name=f"{name}.hapus", hint="Ctrl+Del"),
        )
        for keys, button in zip(("Ins", "F4", "Ctrl+Del"), made, strict=True):
            press_by(keys, button, self)
        self.deeds.setLayout(row(*made, gap=6))
        self.deeds.show()
        return made

    def usual_note(self) -> str:
        """Return what stands under the grid where the cell needs no explanation."""
        raise NotImplementedError

    def _say(self, refused: str) -> None:
        """Explain the cell with the keyboard, or say why something is refused."""
        self.status.setText(refused or self._about_cell() or self.usual_note())
        self.status.set_tone("danger" if refused else "")

    def _about_cell(self) -> str:
        index = self.grid.currentIndex()
        if not index.isValid():
            return ""
        model = self.grid.grid_model
        line, shown = model.line_at(index.row()), model.columns[index.column()]
        return shown.tip(line.row) if shown.tip and line.row is not None else ""


class IndikatorPage(GridPage):
    """The grid of indikator; its columns are those of the tab."""

    current_changed = Signal(int)
    """The id of the indikator with the keyboard."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace,
            [],
            enter_indikator,
            name="capaian.tabel",
            accessible=tr("Indikator tahun ini"),
            empty=tr("Belum ada indikator untuk tahun ini."),
        )
        self._tab = "target"
        self._sheet: Sheet | None = None
        self._shown: YearOverview | None = None
        self.link_button = SmallButton(
            tr("Asal realisasi"), name="capaian.tautan.buka", hint="Ctrl+L"
        )
        self.links = LinkPanel(workspace)
        self.deeds.setLayout(row(self.link_button))
        self.deeds.show()
        self.beside.addWidget(self.links)
        self.link_button.clicked.connect(self.open_links)
        self.links.taken.connect(self.taken)
        self.links.closed.connect(lambda: self.grid.setFocus(Qt.FocusReason.OtherFocusReason))
        press_by("Ctrl+L", self.link_button, self)
        self.grid.current_changed.connect(self._follow)

    def show_year(self, shown: YearOverview, content: GridContent) -> None:
        """Show a year; only its changed cells are painted anew."""
        first = self._shown is None
        self._shown = shown
        self._take_sheet(Sheet.of(shown, self.gate))
        satuan: Mapping[Hashable, str] = {
            line.id: line.figures.indikator.satuan for line in shown.lines
        }
        self.desk.speak_of(shown.figures.number, satuan)
        self.grid.set_lines(content.lines, content.longest if first else None)
        self._show_sentence()
        self.link_button.setEnabled(bool(shown.lines) and not self.gate.reason)
        self.links.follow(self.current_line(), shown.figures.number)
        self._say("")

    def open_links(self) -> None:
        """Show where the realisasi of the indikator with the keyboard comes from."""
        self.begin_at_first()
        line = self.current_line()
        if line is not None and self._shown is not None and not self.gate.reason:
            self.links.open_for(line, self._shown.figures.number)

    def show_tab(self, tab: str) -> None:
        """Show the columns of another tab; the keyboard stays with its indikator."""
        if tab == self._tab or self.paste_bar.isVisible():
            self.paste_bar.give_up()
        self._tab = tab
        if self._sheet is not None:
            place = self.grid.currentIndex()
            self.grid.set_columns(columns_of(tab, self._sheet))
            index = self.grid.grid_model.index(place.row(), min(place.column(), 2))
            if index.isValid():
                self.grid.go_to_index(index)
        self._show_sentence()
        self._say("")

    def content_of(self, shown: YearOverview) -> GridContent:
        """Return what the grid shows of a year; not for the window's thread."""
        return indikator_content(shown, self._tab, Sheet.of(shown, self.gate))

    def current_line(self) -> IndikatorLine | None:
        """Return the indikator with the keyboard."""
        line = self.grid.current_line()
        return line.row if line is not None else None

    def usual_note(self) -> str:
        """Return what the signs in the table mean."""
        parts = [tr("↓ turun lebih baik"), tr("* angka sementara")]
        closed = self.gate.reason
        parts.append(closed or tr("angka dapat diketik langsung di tabel; F2 mengubah isi sel"))
        return " · ".join(parts)

    def _take_sheet(self, sheet: Sheet) -> None:
        if sheet != self._sheet:
            self._sheet = sheet
            self.grid.set_columns(columns_of(self._tab, sheet))

    def _show_sentence(self) -> None:
        found = self._shown.sentences.get(_TOPICS[self._tab]) if self._shown else None
        self.sentence.setText(found.text if found and self._shown and self._shown.lines else "")
        self.sentence.setVisible(bool(self.sentence.text()))

    def _follow(self, line: object) -> None:
        row = getattr(line, "row", None)
        if row is not None:
            self.current_changed.emit(row.id)
            if self._shown is not None:
                self.links.follow(row, self._shown.figures.number)
