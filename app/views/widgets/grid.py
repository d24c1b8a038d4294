"""An editable grid: typed like a spreadsheet, headings and first column always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from app.texts import tr
from app.views.widgets.clipboard import tab_separated
from app.views.widgets.grid_editor import CellEditor, Move
from app.views.widgets.grid_painting import GridPainter
from app.views.widgets.grid_view import GridView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex

    from app.views.widgets.grid_model import GridColumn, Line, Place

    Index = QModelIndex | QPersistentModelIndex

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_LEAVING = {
    Qt.Key.Key_Return: Move.DOWN,
    Qt.Key.Key_Enter: Move.DOWN,
    Qt.Key.Key_Tab: Move.NEXT,
    Qt.Key.Key_Backtab: Move.PREVIOUS,
}


class EditGrid(GridView):
    """Typing begins a cell, Enter and Tab take it and go on, Esc gives it up.

    ``check`` says why a text cannot stand in a cell, or nothing; it is asked before the cell is
    left, so that a refused text stays where it was typed.
    """

    edited = Signal(object, str)
    """A Place and what was typed there."""
    cleared = Signal(object)
    """A list of Places to be emptied."""
    paste_wanted = Signal(str)
    undo_wanted = Signal()
    refused = Signal(str)
    """Why a cell was not taken; an empty text when one is."""
    left = Signal()
    """Esc without a cell being typed: the keyboard wants to go elsewhere."""

    def __init__(
        self, columns: Sequence[GridColumn[Any]], *, name: str, accessible: str, empty: str
    ) -> None:
        super().__init__(columns, name=name, accessible=accessible, empty=empty)
        self.check: Callable[[Place, str], str] = lambda _place, _text: ""
        self.decimal = ","
        self._typed = ""
        self._editor: CellEditor | None = None
        self.setItemDelegate(_Typist(self))

    @property
    def editor(self) -> CellEditor | None:
        """The field of the cell that is being typed, if there is one."""
        return self._editor

    # ------------------------------------------------------------------ typing
    def begin(self, typed: str = "") -> None:
        """Type into the cell with the keyboard, or say why that cannot be."""
        index = self.currentIndex()
        if not index.isValid() or self.grid_model.line_at(index.row()).is_heading:
            return
        if not self.grid_model.can_type(index):
            self.refused.emit(self._why_not(index))
            return
        self.refused.emit("")
        self._typed = typed
        self.edit(index)
        self._typed = ""
        if typed and self._editor is not None:
            self._editor.end(False)  # Qt selects all of it, and the next letter would replace that

    def editor_of(self, parent: QWidget, index: Index) -> CellEditor:
        """Return the field for a cell; the delegate asks for it."""
        column = self.grid_model.columns[index.column()]
        spoken = tr(
            "{kolom}, {baris}",
            kolom=column.title,
            baris=self.grid_model.index(index.row(), 0).data() or "",
        )
        name = f"{self.objectName()}.isi"
        editor = self._editor = CellEditor(
            parent, name=name, accessible=spoken, decimal=self.decimal
        )
        editor.setAlignment(column.align.value | Qt.AlignmentFlag.AlignVCenter)
        editor.begin(self.grid_model.typed(index), self._typed)
        place = self.grid_model.place_of(index)
        editor.left.connect(lambda move: self._take(editor, place, move))
        editor.given_up.connect(lambda: self._give_up(editor))
        return editor

    def _take(self, editor: CellEditor, place: Place, move: Move) -> None:
        """Take what was typed and go on; what cannot stand there stays in the field."""
        text = editor.text().strip()
        reason = self.check(place, text) if text != editor.before else ""
        if reason and move is not Move.STAY:
            editor.set_invalid(reason)
            editor.selectAll()
            self.refused.emit(reason)
            return
        self._close(editor)
        self.refused.emit(reason)
        if not reason and text != editor.before:
            self.grid_model.hold({place: text})
            self.edited.emit(place, text)
        self.step(move)

    def _give_up(self, editor: CellEditor) -> None:
        self._close(editor)
        self.refused.emit("")

    def _close(self, editor: CellEditor) -> None:
        self._editor = None
        editor.blockSignals(True)  # closing takes the keyboard away, which would take the text
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _why_not(self, index: Index) -> str:
        column = self.grid_model.columns[index.column()]
        if self.grid_model.is_computed(index):
            return tr("{kolom} tidak diketik di sini.", kolom=column.title)
        return self.grid_model.why_closed(index)

    # ------------------------------------------------------------------ moving
    def step(self, move: Move) -> None:
        """Take the keyboard to another cell."""
        index = self.currentIndex()
        if move is Move.STAY or not index.isValid():
            return
        target = self._target(index, move)
        if target.isValid():
            self.go_to_index(target)
        elif move is Move.NEXT:
            self.focusNextChild()
        elif move is Move.PREVIOUS:
            self.focusPreviousChild()

    def go_to(self, place: Place) -> bool:
        """Take the keyboard to a cell; say whether it is shown."""
        index = self.grid_model.index_of(place)
        if index.isValid():
            self.go_to_index(index)
        return index.isValid()

    def go_to_index(self, index: QModelIndex) -> None:
        """Select a cell alone, whatever keys are held."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)

    def current_place(self) -> Place | None:
        """Return the cell with the keyboard."""
        index = self.currentIndex()
        return self.grid_model.place_of(index) if index.isValid() else None

    def current_line(self) -> Line[Any] | None:
        """Return the line with the keyboard."""
        index = self.currentIndex()
        return self.grid_model.line_at(index.row()) if index.isValid() else None

    def _target(self, index: QModelIndex, move: Move) -> QModelIndex:
        model, row, column = self.grid_model, index.row(), index.column()
        if move in (Move.DOWN, Move.UP):
            step = 1 if move is Move.DOWN else -1
            rows = range(row + step, model.rowCount() if step > 0 else -1, step)
            found = next((n for n in rows if not model.line_at(n).is_heading), -1)
            return model.index(found, column) if found >= 0 else QModelIndex()
        if move in (Move.LEFT, Move.RIGHT):
            step = 1 if move is Move.RIGHT else -1
            columns = range(column + step, model.columnCount() if step > 0 else -1, step)
            found = next((n for n in columns if not self.isColumnHidden(n)), -1)
            return model.index(row, found) if found >= 0 else QModelIndex()
        return self._next_typed(row, column, 1 if move is Move.NEXT else -1)

    def _next_typed(self, row: int, column: int, step: int) -> QModelIndex:
        model = self.grid_model
        width, end = model.columnCount(), model.rowCount() * model.columnCount()
        at = row * width + column + step
        while 0 <= at < end:
            index = model.index(at // width, at % width)
            if not self.isColumnHidden(index.column()) and model.can_type(index):
                return index
            at += step
        return QModelIndex()

    # ------------------------------------------------------------------ keys
    def event(self, event: QEvent) -> bool:
        """Take Tab for the next cell."""
        if isinstance(event, QKeyEvent) and _is_tab(event):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a cell, move, copy, paste, empty or undo."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.begin()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _CLEARING and self.currentIndex().isValid():
            self._clear()
        elif event.key() in _LEAVING:
            up = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            move = _LEAVING[Qt.Key(event.key())]
            self.step(Move.UP if up and move is Move.DOWN else move)
        elif _is_text(event):
            self.begin(self._first_letter(event))
        else:
            super().keyPressEvent(event)

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard; the whole grid with its titles."""
        model = self.grid_model
        places = sorted({(one.row(), one.column()) for one in self.selectedIndexes()})
        rows = sorted({row for row, _ in places})
        columns = sorted({c for _, c in places if not self.isColumnHidden(c)})
        lines = [[str(model.index(r, c).data() or "") for c in columns] for r in rows]
        if len(rows) > 1 and len(rows) == sum(not line.is_heading for line in model.lines):
            lines.insert(0, [model.columns[c].title for c in columns])
        if lines:
            QGuiApplication.clipboard().setText(tab_separated(lines))

    def _clear(self) -> None:
        model = self.grid_model
        indexes = [one for one in self.selectedIndexes() if not self.isColumnHidden(one.column())]
        places = [model.place_of(one) for one in indexes if model.can_type(one)]
        filled = [place for place in places if model.typed(model.index_of(place))]
        if filled:
            model.hold(dict.fromkeys(filled, ""))
            self.cleared.emit(filled)
        elif not places:
            self.refused.emit(self._why_not(self.currentIndex()))

    def _first_letter(self, event: QKeyEvent) -> str:
        on_pad = event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        return self.decimal if on_pad and event.text() in ".," else event.text()

    def mouseDoubleClickEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's event
        """Type into the cell that is clicked twice."""
        super().mouseDoubleClickEvent(event)
        self.begin()


class _Typist(GridPainter):
    """Makes the fields of a grid; what a field does with its keys is its own."""

    def __init__(self, grid: EditGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's own
        index: Index,
    ) -> QWidget:
        """Return the field for a cell."""
        return self._grid.editor_of(parent, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave what is typed: figures may come in meanwhile."""

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: Index,  # noqa: ARG002 - Qt's own
    ) -> None:
        """Let the field fill its cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's own
        """Leave every key to the field."""
        return False


def _is_tab(event: QKeyEvent) -> bool:
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    return event.type() == event.Type.KeyPress and event.key() in tabs and not held


def _is_text(event: QKeyEvent) -> bool:
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    return not held and bool(event.text()) and event.text().isprintable()
