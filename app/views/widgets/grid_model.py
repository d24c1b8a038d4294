"""The model of an editable grid: rows under headings, cells that are typed, cells that follow."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.views.widgets.table_model import BADGE_ROLE, TONE_ROLE, Column, cell_data, title_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
Place = tuple[Hashable, str]
"""A cell: the key of its line and the key of its column."""
SOFT_ROLE = BADGE_ROLE + 20
GROUND_ROLE = SOFT_ROLE + 1
WRAP_ROLE = SOFT_ROLE + 2


@dataclass(frozen=True, slots=True)
class GridColumn(Column[Row]):
    """A column of a grid. ``edit`` gives the text that typing begins with; a computed one has none.

    ``closed`` says why a cell of an editable column cannot be typed into, or nothing. ``tip`` is
    what hovering shows, ``soft`` a quiet word behind the text. A column that wraps takes the free
    width and stays in sight; there is one, the first.
    """

    edit: Callable[[Row], str] | None = None
    closed: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    soft: Callable[[Row], str] | None = None
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Line(Generic[Row]):
    """A line of a grid: a row, or a heading over the rows below it with ``note`` at its end."""

    key: Hashable
    row: Row | None = None
    heading: str = ""
    level: int = 0
    note: str = ""

    @property
    def is_heading(self) -> bool:
        """Say whether it is no row."""
        return self.row is None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a cell would hold; ``tone`` is accent, danger or muted."""

    text: str
    tone: str
    tip: str = ""


class GridModel(QAbstractTableModel):
    """Lines under columns. What is typed shows at once and gives way to what the file holds."""

    def __init__(self, columns: Sequence[GridColumn[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: tuple[Line[Any], ...] = ()
        self._rows: dict[Hashable, int] = {}
        self._held: dict[Place, str] = {}
        self._done: set[Place] = set()
        self._previews: dict[Place, Preview] = {}

    # ------------------------------------------------------------------ content
    def set_columns(self, columns: Sequence[GridColumn[Any]]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def set_lines(self, lines: Sequence[Line[Any]]) -> bool:
        """Show other lines; say whether they are others and not only their content.

        Where the lines are the same, only the cells that changed are painted anew.
        """
        new = tuple(lines)
        for place in self._done:
            self._held.pop(place, None)
        self._done.clear()
        if [line.key for line in new] == [line.key for line in self.lines]:
            self._replace(new)
            return False
        self.beginResetModel()
        self.lines = new
        self._rows = {line.key: place for place, line in enumerate(new)}
        self.endResetModel()
        return True

    def line_at(self, row: int) -> Line[Any]:
        """Return the line at a place."""
        return self.lines[row]

    def row_of(self, key: Hashable) -> int:
        """Return the place of a line; -1 where there is none."""
        return self._rows.get(key, -1)

    def column_of(self, key: str) -> int:
        """Return the place of a column; -1 where there is none."""
        return next((n for n, column in enumerate(self.columns) if column.key == key), -1)

    def place_of(self, index: Index) -> Place:
        """Return the cell at an index."""
        return self.lines[index.row()].key, self.columns[index.column()].key

    def index_of(self, place: Place) -> QModelIndex:
        """Return the index of a cell; an invalid one where it is not shown."""
        row, column = self.row_of(place[0]), self.column_of(place[1])
        return self.index(row, column) if min(row, column) >= 0 else QModelIndex()

    # ------------------------------------------------------------------ typing
    def is_computed(self, index: Index) -> bool:
        """Say whether a cell is never typed."""
        return self.columns[index.column()].edit is None

    def why_closed(self, index: Index) -> str:
        """Return why an editable cell cannot be typed into now; empty where it can."""
        closed, row = self.columns[index.column()].closed, self.lines[index.row()].row
        return closed(row) if closed and row is not None else ""

    def can_type(self, index: Index) -> bool:
        """Say whether a cell can be typed into."""
        is_row = index.isValid() and not self.lines[index.row()].is_heading
        return is_row and not self.is_computed(index) and not self.why_closed(index)

    def typed(self, index: Index) -> str:
        """Return the text that typing begins with."""
        place, column = self.place_of(index), self.columns[index.column()]
        if place in self._held:
            return self._held[place]
        row = self.lines[index.row()].row
        return column.edit(row) if column.edit and row is not None else ""

    def hold(self, texts: Mapping[Place, str]) -> None:
        """Show what was typed until the file has it."""
        self._held.update(texts)
        self._done.difference_update(texts)
        self._repaint(texts)

    def release(self, places: Iterable[Place], *, at_once: bool = False) -> None:
        """Let cells show the file's content again: with the next lines, or now."""
        if at_once:
            known = [place for place in places if self._held.pop(place, None) is not None]
            self._repaint(known)
        else:
            self._done.update(places)

    def set_previews(self, previews: Mapping[Place, Preview]) -> None:
        """Show what cells would hold; none takes that away."""
        touched = {*self._previews, *previews}
        self._previews = dict(previews)
        self._repaint(touched)

    # ------------------------------------------------------------------ Qt
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings alone; cells that can be typed say so."""
        if not index.isValid() or self.lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_type(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what the view asks for."""
        line, column = self.lines[index.row()], self.columns[index.column()]
        if line.row is None:
            return self._heading(line, index.column(), role)
        if self._held or self._previews:
            shown = self._shown(self.place_of(index), column, role)
            if shown is not None:
                return shown
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(line.row) if column.tip else ""
            case _ if role == SOFT_ROLE:
                return column.soft(line.row) if column.soft else ""
            case _ if role == GROUND_ROLE:
                return ""
            case _ if role == WRAP_ROLE:
                return column.wrap
        return cell_data(column, line.row, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a column's title, aligned like its cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        return title_data(self.columns[section], role)

    # ------------------------------------------------------------------ parts
    def _heading(self, line: Line[Any], column: int, role: int) -> Any:  # noqa: ANN401 - as above
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return line.heading if role in spoken and column == 0 else None

    def _shown(self, place: Place, column: GridColumn[Any], role: int) -> str | None:
        preview = self._previews.get(place)
        text = preview.text if preview else self._held.get(place)
        if text is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {text}"
            case _ if role == GROUND_ROLE:
                return preview.tone if preview else ""
            case _ if role == TONE_ROLE:
                return preview.tone if preview else "text"
            case Qt.ItemDataRole.ToolTipRole if preview:
                return preview.tip
        return None

    def _replace(self, new: tuple[Line[Any], ...]) -> None:
        old, self.lines = self.lines, new
        changed = [n for n, line in enumerate(new) if line is not old[n] and line != old[n]]
        if changed:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def _repaint(self, places: Iterable[Place]) -> None:
        for place in places:
            index = self.index_of(place)
            if index.isValid():
                self.dataChanged.emit(index, index)


def longest_texts(
    columns: Sequence[GridColumn[Any]], lines: Sequence[Line[Any]]
) -> dict[str, tuple[str, ...]]:
    """Return the longest texts of every column; what it asks for in width is theirs.

    It looks at every cell and belongs beside the reading of the rows, not on the window's thread.
    """
    rows = [line.row for line in lines if line.row is not None]
    found: dict[str, tuple[str, ...]] = {}
    for column in columns:
        soft = column.soft
        texts = {f"{column.text(row)}  {soft(row)}" if soft else column.text(row) for row in rows}
        found[column.key] = tuple(sorted(texts, key=len)[-_MEASURED:])
    return found


_MEASURED = 6
"""So many of the longest texts are measured: the one with most letters need not be the widest."""
