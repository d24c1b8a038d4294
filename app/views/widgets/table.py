"""Tables: sticky header, figures at the right, sortable, copyable into a spreadsheet."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from app.views.theme import color, px
from app.views.widgets.clipboard import tab_separated
from app.views.widgets.column_widths import Wish, column_widths
from app.views.widgets.empty_note import EmptyNote
from app.views.widgets.labels import escaped
from app.views.widgets.table_model import (
    BADGE_ROLE,
    INDENT_ROLE,
    STRONG_ROLE,
    TONE_ROLE,
    Column,
    TableModel,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHelpEvent

Index = QModelIndex | QPersistentModelIndex
_PADDING = 8
_STEP = 16
_MANY, _LOOKED_AT = 100, 1000
"""Rows whose cells are all measured, and rows whose texts are looked at for the longest."""
_LEAST, _LEAST_STRETCH = 56, 140
"""Pixels a text column keeps where the table is crowded, and the one that takes the free width."""


class CellPainter(QStyledItemDelegate):
    """Paints a cell as plain text in its tone, on a badge where it has one, over a hairline."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, hairline and text of one cell."""
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, color("selected"))
        painter.setPen(color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        font = QFont(option.font)
        if index.data(STRONG_ROLE):
            font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        indent = px(_STEP) * int(index.data(INDENT_ROLE) or 0)
        place = option.rect.adjusted(px(_PADDING) + indent, 0, -px(_PADDING), 0)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if badge := index.data(BADGE_ROLE):
            _paint_badge(painter, place, align, text, str(badge))
        else:
            painter.setPen(color(str(index.data(TONE_ROLE) or "text")))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, align | Qt.TextFlag.TextSingleLine, cut)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show a text that was cut whole on hover."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if index.isValid() and self.sizeHint(option, index).width() > option.rect.width():
            QToolTip.showText(event.globalPos(), escaped(text), view)
        else:
            QToolTip.hideText()
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the width of the text with its padding."""
        font = QFont(option.font)
        font.setWeight(QFont.Weight.Bold)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        extra = px(16) if index.data(BADGE_ROLE) else 0
        extra += px(_STEP) * int(index.data(INDENT_ROLE) or 0)
        width = QFontMetrics(font).horizontalAdvance(text) + 2 * px(_PADDING) + extra + 2
        return QSize(width, px(32))


class DataTable(QTableView):
    """A read-only table of rows. Ctrl+C copies the selected rows, Enter opens one."""

    row_activated = Signal(object)
    selection_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        name: str,
        accessible: str,
        empty: str,
        fit_height: bool = False,
        row_height: int = 32,
        least_rows: int = 0,
    ) -> None:
        """Make a table; ``least_rows`` stay in sight where what surrounds it scrolls."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._fit, self._row_height, self._least_rows = fit_height, row_height, least_rows
        self._wishes: list[Wish] = []
        self._scrolls_aside = False
        self.rows_model = TableModel(columns, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellPainter(self))
        self._empty = EmptyNote(self, empty)
        self._configure()
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.set_rows(())

    def set_rows(self, rows: Sequence[object], foot: Sequence[object] = ()) -> None:
        """Show other rows; ``foot`` stays at the end whatever the order."""
        self.rows_model.set_rows(rows, foot)
        self._empty.setVisible(not rows)
        self._measure_columns()
        self.updateGeometry()
        self._empty.place(self.viewport().rect())

    def set_empty(self, text: str) -> None:
        """Say something else where there are no rows."""
        self._empty.setText(text)

    def selected_rows(self) -> list[object]:
        """Return the selected rows from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.row_at(place) for place in places]

    def select_row(self, row: object) -> None:
        """Select a row alone and bring it into sight; an unknown one clears the selection.

        Whatever keys are held: ``selectRow`` would add to the selection while Ctrl+S is down.
        """
        shown = self.rows_model.shown
        if row not in shown:
            self.clearSelection()
            return
        index = self.rows_model.index(shown.index(row), 0)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        whole = QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, alone | whole)
        self.scrollTo(index)

    def setColumnHidden(self, column: int, hide: bool) -> None:  # noqa: FBT001 - Qt's own
        """Hide or show a column; the others share the room anew."""
        super().setColumnHidden(column, hide)
        self._place_columns()

    def copy_selection(self) -> None:
        """Put the selected rows, or all where none is selected, on the clipboard."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        self._copy(places or range(self.rows_model.rowCount()))

    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        self._copy(range(self.rows_model.rowCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by Ctrl+C, open by Enter, else move."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns anew and keep the empty state in the middle."""
        super().resizeEvent(event)
        self._place_columns()
        self._empty.place(self.viewport().rect())

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_empty"):
            self._size_rows()
            self._measure_columns()

    def _configure(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsMovable(False)
        self.setSortingEnabled(True)
        self._size_rows()
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _size_rows(self) -> None:
        self.horizontalHeader().setFixedHeight(px(30))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(px(self._row_height))
        self.verticalHeader().setDefaultSectionSize(px(self._row_height))
        if self._least_rows:
            bar = self.horizontalScrollBar().sizeHint().height()
            self.setMinimumHeight(px(30) + self._least_rows * px(self._row_height) + bar)

    def sizeHintForColumn(self, column: int) -> int:
        """Return the width that shows the cells whole; of many rows the longest are measured."""
        model = self.rows_model
        one, rows = model.columns[column], min(model.rowCount(), _LOOKED_AT)
        if rows <= _MANY or one.indent:
            return super().sizeHintForColumn(column)
        longest = nlargest(_MANY, range(rows), key=lambda row: len(one.text(model.row_at(row))))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        painter = self.itemDelegate()
        return max(painter.sizeHint(option, model.index(row, column)).width() for row in longest)

    def _measure_columns(self) -> None:
        """Note what every column asks for; it costs a look at every cell in sight."""
        self._wishes = [self._wish(n, one) for n, one in enumerate(self.rows_model.columns)]
        self._place_columns()

    def _wish(self, number: int, column: Column[Any]) -> Wish:
        title = self.horizontalHeader().sectionSizeHint(number)
        content = max(self.sizeHintForColumn(number), title)
        if column.stretch:
            least = min(content, px(_LEAST_STRETCH))
            return Wish(content, least, least, stretch=True)
        if not column.width:
            return Wish(content, content, content, stretch=False)
        usual = px(column.width)
        return Wish(content, usual, min(usual, max(title, px(_LEAST))), stretch=False)

    def _place_columns(self) -> None:
        shown = [n for n in range(len(self._wishes)) if not self.isColumnHidden(n)]
        widths = column_widths([self._wishes[n] for n in shown], self.viewport().width())
        for number, width in zip(shown, widths, strict=True):
            self.setColumnWidth(number, width)
        self._scrolls_aside = sum(widths) > self.viewport().width()
        if self._fit:
            self.setFixedHeight(self._whole_height())

    def _whole_height(self) -> int:
        """Return the height that shows every row, above the bar where there is one."""
        rows = max(self.rows_model.rowCount(), 2)
        bar = self.horizontalScrollBar().sizeHint().height() if self._scrolls_aside else 0
        return int(px(30) + rows * px(self._row_height) + 2 + bar)

    def _open(self, index: QModelIndex) -> None:
        if not self.rows_model.is_foot(index.row()):
            self.row_activated.emit(self.rows_model.row_at(index.row()))

    def _copy(self, places: Sequence[int]) -> None:
        columns = self.rows_model.columns
        lines = [[column.title for column in columns]]
        lines += [
            [column.text(self.rows_model.row_at(place)) for column in columns] for place in places
        ]
        QGuiApplication.clipboard().setText(tab_separated(lines))


def _paint_badge(
    painter: QPainter, place: QRect, align: Qt.AlignmentFlag, text: str, tone: str
) -> None:
    font = QFont(painter.font())
    font.setPixelSize(px(12))
    font.setWeight(QFont.Weight.Bold)
    metrics = QFontMetrics(font)
    size = QSize(metrics.horizontalAdvance(text) + px(14), metrics.height() + px(2))
    left = place.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = place.right() - size.width()
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = place.center().x() - size.width() // 2
    box = QRect(left, place.center().y() - size.height() // 2, size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(f"{tone}_soft"))
    painter.drawRoundedRect(box, px(5), px(5))
    painter.setFont(font)
    painter.setPen(color(tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
