"""The look of a grid: widths, wrapped names, headings and first column that stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from app.views.theme import color, px
from app.views.widgets.column_widths import Wish, column_widths
from app.views.widgets.empty_note import EmptyNote
from app.views.widgets.grid_header import GridHeader
from app.views.widgets.grid_model import GridModel, Line, longest_texts
from app.views.widgets.grid_painting import (
    PADDING,
    ROW,
    STEP,
    TEXT,
    name_height,
    paint_heading,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QEvent, QPersistentModelIndex
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.views.widgets.grid_model import GridColumn

    Index = QModelIndex | QPersistentModelIndex

HEADING = ROW
"""As high as a row, so that none of thousands of headings has to be resized."""
_LEAST_NAME, _USUAL_NAME, _SPARE = 190, 300, 28


class GridView(QTableView):
    """Shows the lines of a grid. Nothing of it is cut: names wrap, and what is wider scrolls."""

    current_changed = Signal(object)
    """The Line with the keyboard, or None."""

    def __init__(
        self, columns: Sequence[GridColumn[Any]], *, name: str, accessible: str, empty: str
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.grid_model = GridModel(columns, self)
        self._longest: Mapping[str, Sequence[str]] = {}
        self._above: list[tuple[int, ...]] = []
        self._tall: dict[int, int] = {}
        self._laid_out: tuple[int, int] = (0, 0)
        self.setHorizontalHeader(GridHeader(self))
        self.setModel(self.grid_model)
        self._empty = EmptyNote(self, empty)
        self._configure()
        self.selectionModel().currentChanged.connect(self._follow)

    # ------------------------------------------------------------------ content
    def set_lines(
        self,
        lines: Sequence[Line[Any]],
        longest: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Show lines; ``longest`` are the longest texts of the columns where they were looked for.

        The keyboard stays in its cell while the cell is there.
        """
        before = self.currentIndex()
        place = self.grid_model.place_of(before) if before.isValid() else None
        others = self.grid_model.set_lines(lines)
        self._empty.setVisible(not lines)
        self._empty.place(self.viewport().rect())
        if others:
            self._above = _headings_over(self.grid_model.lines)
        if others or longest is not None:
            self._longest = longest or longest_texts(self.grid_model.columns, lines)
            self.place_columns()
        if others and place is not None:
            index = self.grid_model.index_of(place)
            if index.isValid():
                self.selectionModel().setCurrentIndex(
                    index, self.selectionModel().SelectionFlag.ClearAndSelect
                )
        elif not others:
            self.current_changed.emit(self._line(self.currentIndex()))

    def set_columns(self, columns: Sequence[GridColumn[Any]]) -> None:
        """Show other columns."""
        self.grid_model.set_columns(columns)
        self._longest = longest_texts(columns, self.grid_model.lines)
        self.place_columns()

    def set_empty(self, text: str) -> None:
        """Say something else where there are no lines."""
        self._empty.setText(text)

    def place_columns(self) -> None:
        """Share the width among the columns and fit the rows to the names."""
        shown = [n for n in range(len(self.grid_model.columns)) if not self.isColumnHidden(n)]
        if not shown:
            return
        widths = column_widths([self._wish(n) for n in shown], self.viewport().width())
        _share_spare(widths, self._natural(shown[0]))
        for number, width in zip(shown, widths, strict=True):
            self.setColumnWidth(number, width)
        self._header.fit_height()
        self._fit_rows()
        self.updateGeometries()

    def setColumnHidden(self, column: int, hide: bool) -> None:  # noqa: FBT001 - Qt's own
        """Hide or show a column; the others share the room anew."""
        if self.isColumnHidden(column) != hide:
            super().setColumnHidden(column, hide)
            self.place_columns()

    # ------------------------------------------------------------------ Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns anew."""
        super().resizeEvent(event)
        self._empty.place(self.viewport().rect())
        size = (self.viewport().width(), px(100))
        if size != self._laid_out:
            self._laid_out = size
            self.place_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange and hasattr(self, "_empty"):
            self._size_rows()
            self.place_columns()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint all of it: what stays in sight must not move along."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._header.viewport().update()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, from under the headings and the first column too."""
        super().scrollTo(index, hint)
        if not index.isValid() or index.row() >= len(self._above):
            return
        place = self.visualRect(index)
        covered = len(self._above[index.row()]) * px(HEADING)
        if place.top() < covered:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - (covered - place.top()))
        frozen = self._frozen
        if frozen and index.column() > 0 and place.left() < frozen:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (frozen - place.left()))

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Return the cell at a place as it is seen."""
        if pos.y() < self._covered_height():
            return QModelIndex()
        found = super().indexAt(pos)
        if pos.x() < self._frozen:
            row = self.rowAt(pos.y())
            return self.grid_model.index(row, 0) if row >= 0 else QModelIndex()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then what stays in sight over them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._frozen:
            self._paint_first_column(painter)
        for row in self._rows_in_sight():
            line = self.grid_model.line_at(row)
            if line.is_heading:
                self._paint_heading(painter, row, self.rowViewportPosition(row))
        for level, row in enumerate(self._sticky()):
            self._paint_heading(painter, row, level * px(HEADING))

    # ------------------------------------------------------------------ parts
    @property
    def _header(self) -> GridHeader:
        header = self.horizontalHeader()
        if not isinstance(header, GridHeader):
            raise TypeError(header)
        return header

    @property
    def _frozen(self) -> int:
        """The width of the first column where the others have moved under it."""
        return self.columnWidth(0) if self.horizontalScrollBar().value() else 0

    def _configure(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._size_rows()

    def _size_rows(self) -> None:
        self._tall = {}
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        bar = self.verticalScrollBar()
        bar.setSingleStep(px(ROW))
        self.horizontalScrollBar().setSingleStep(px(40))

    def _follow(self, current: QModelIndex) -> None:
        self.current_changed.emit(self._line(current))

    def _line(self, index: QModelIndex) -> Line[Any] | None:
        return self.grid_model.line_at(index.row()) if index.isValid() else None

    def _wish(self, number: int) -> Wish:
        column = self.grid_model.columns[number]
        least = self._header.least_width(number)
        if column.wrap:
            natural = max(self._natural(number), px(_LEAST_NAME))
            return Wish(natural, min(natural, px(_USUAL_NAME)), px(_LEAST_NAME), stretch=True)
        content = max(self._natural(number), least, px(column.width))
        return Wish(content, content, content, stretch=False)

    def _natural(self, number: int) -> int:
        texts = self._longest.get(self.grid_model.columns[number].key, ())
        return max((text_width(text) for text in texts), default=0) + 2 * px(PADDING)

    def _fit_rows(self) -> None:
        """Give each row the height of its name; one more line costs one more call."""
        wanted = self._heights()
        header = self.verticalHeader()
        for row in self._tall.keys() - wanted.keys():
            if row < header.count():
                header.resizeSection(row, px(ROW))
        for row, height in wanted.items():
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
        self._tall = wanted

    def _heights(self) -> dict[int, int]:
        """Return the rows that are higher than one line, without a call of Qt for each."""
        found: dict[int, int] = {}
        columns = self.grid_model.columns
        for number, column in enumerate(columns):
            if not column.wrap:
                continue
            room, step = self.columnWidth(number) - 2 * px(PADDING), px(STEP)
            fits = room // px(TEXT)
            for row, line in enumerate(self.grid_model.lines):
                if line.row is None:
                    continue
                text = column.text(line.row)
                soft = column.soft(line.row) if column.soft else ""
                indent = step * (column.indent(line.row) if column.indent else 0)
                if len(text) + len(soft) + 2 >= fits - indent // px(TEXT) - 1:
                    height = name_height(text, soft, room - indent)
                    if height > px(ROW):
                        found[row] = max(height, found.get(row, 0))
        return found

    def _rows_in_sight(self) -> range:
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self.grid_model.rowCount() - 1) + 1)

    def _sticky(self) -> list[int]:
        """Return the headings that have left the window while rows below them are in it."""
        found: list[int] = []
        while True:
            row = self.rowAt(len(found) * px(HEADING))
            over = self._above[row] if 0 <= row < len(self._above) else ()
            line = self.grid_model.line_at(row) if row >= 0 else None
            if line is None or len(over) <= len(found):
                return found
            if line.is_heading and line.level <= len(found):
                return found
            found.append(over[len(found)])

    def _covered_height(self) -> int:
        return len(self._sticky()) * px(HEADING)

    def _paint_heading(self, painter: QPainter, row: int, top: int) -> None:
        line = self.grid_model.line_at(row)
        place = QRect(0, top, self.viewport().width(), px(HEADING))
        paint_heading(painter, place, line.heading, line.note, line.level)

    def _paint_first_column(self, painter: QPainter) -> None:
        width = self._frozen
        painter.fillRect(QRect(0, 0, width, self.viewport().height()), color("surface"))
        current = self.currentIndex()
        for row in self._rows_in_sight():
            index = self.grid_model.index(row, 0)
            if self.grid_model.line_at(row).is_heading:
                continue
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == current and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
        painter.setPen(color("field_line"))
        painter.drawLine(width - 1, 0, width - 1, self.viewport().height())


def _headings_over(lines: Sequence[Line[Any]]) -> list[tuple[int, ...]]:
    """Return for every line the places of the headings that it stands under, the widest first."""
    found: list[tuple[int, ...]] = []
    over: tuple[int, ...] = ()
    for place, line in enumerate(lines):
        if line.is_heading:
            over = over[: line.level]
            found.append(over)
            over = (*over, place)
        else:
            found.append(over)
    return found


def _share_spare(widths: list[int], natural: int) -> None:
    """Give the columns of figures some of what the names do not need."""
    spare = widths[0] - natural
    if spare > 0 and len(widths) > 1:
        share = min(px(_SPARE), spare // (len(widths) - 1))
        for place in range(1, len(widths)):
            widths[place] += share
            widths[0] -= share
