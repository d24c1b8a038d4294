"""A small read-only model for tables: columns say how a row is written, aligned and sorted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
TONE_ROLE = SORT_ROLE + 1
STRONG_ROLE = SORT_ROLE + 2
BADGE_ROLE = SORT_ROLE + 3
INDENT_ROLE = SORT_ROLE + 4


class Align(Enum):
    """Where a column's texts stand; figures stand at the right."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    CENTER = Qt.AlignmentFlag.AlignHCenter
    RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. ``text`` writes a cell, ``sort`` returns what is compared (None sorts last).

    ``tone`` and ``badge`` return a tone (good, fine, warning, danger, muted) or nothing, ``strong``
    whether the cell is bold, ``indent`` how many steps it stands to the right. ``width`` is in
    pixels at 100 %; ``stretch`` takes the free width.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    align: Align = Align.LEFT
    sort: Callable[[Row], Any] | None = None
    tone: Callable[[Row], str] | None = None
    strong: Callable[[Row], bool] | None = None
    badge: Callable[[Row], str] | None = None
    indent: Callable[[Row], int] | None = None
    width: int = 0
    stretch: bool = False
    tooltip: str = ""


def cell_data(column: Column[Any], row: Any, role: int, *, strong: bool = False) -> Any:  # noqa: ANN401 - a row of any kind; Qt's variant
    """Return what a view asks of a cell; ``strong`` is what its column does not decide."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return " ".join(column.text(row).split())
        case Qt.ItemDataRole.TextAlignmentRole:
            return column.align.value | Qt.AlignmentFlag.AlignVCenter
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}"
        case _ if role == TONE_ROLE:
            return column.tone(row) if column.tone else ""
        case _ if role == STRONG_ROLE:
            return column.strong(row) if column.strong else strong
        case _ if role == BADGE_ROLE:
            return column.badge(row) if column.badge else ""
        case _ if role == INDENT_ROLE:
            return column.indent(row) if column.indent else 0
    return None


def title_data(column: Column[Any], role: int) -> Any:  # noqa: ANN401 - Qt's variant
    """Return a column's title, aligned like its cells."""
    if role == Qt.ItemDataRole.DisplayRole:
        return column.title
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return column.align.value | Qt.AlignmentFlag.AlignVCenter
    if role == Qt.ItemDataRole.ToolTipRole:
        return column.tooltip or None
    return None


class TableModel(QAbstractTableModel):
    """Rows under columns, with rows at the foot that sorting leaves there."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._given: tuple[Any, ...] = ()
        self._shown: list[Any] = []
        self._foot: tuple[Any, ...] = ()
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def set_rows(self, rows: Sequence[Any], foot: Sequence[Any] = ()) -> None:
        """Show other rows in the order that is in force."""
        self.beginResetModel()
        self._given, self._foot = tuple(rows), tuple(foot)
        self._arrange()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show other columns; the order goes back to the one in which the rows came."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._order = (-1, Qt.SortOrder.AscendingOrder)
        self._arrange()
        self.endResetModel()

    def retitle(self, key: str, title: str) -> None:
        """Give a column another title; rows and order stay."""
        place = next(p for p, column in enumerate(self.columns) if column.key == key)
        if self.columns[place].title != title:
            changed = replace(self.columns[place], title=title)
            self.columns = (*self.columns[:place], changed, *self.columns[place + 1 :])
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)

    def row_at(self, row: int) -> Any:  # noqa: ANN401 - rows of any kind
        """Return the row shown at a place."""
        count = len(self._shown)
        return self._shown[row] if row < count else self._foot[row - count]

    @property
    def shown(self) -> list[Any]:
        """The rows as they stand, without the foot."""
        return list(self._shown)

    def is_foot(self, row: int) -> bool:
        """Say whether a place belongs to the foot."""
        return row >= len(self._shown)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count rows and foot."""
        return 0 if parent.isValid() else len(self._shown) + len(self._foot)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what the view asks for."""
        column, row = self.columns[index.column()], self.row_at(index.row())
        return cell_data(column, row, role, strong=self.is_foot(index.row()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a column's title, aligned like its cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        return title_data(self.columns[section], role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives back the order in which the rows came."""
        self.layoutAboutToBeChanged.emit()
        self._order = (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        number, order = self._order
        if not 0 <= number < len(self.columns):
            self._shown = list(self._given)
            return
        column = self.columns[number]
        key = column.sort or (lambda row: column.text(row).casefold())
        keyed = [(key(row), row) for row in self._given]
        known = sorted(
            (pair for pair in keyed if pair[0] is not None),
            key=lambda pair: pair[0],
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
        self._shown = [row for _, row in known] + [row for value, row in keyed if value is None]
