"""Rows of fields that are edited where they stand: unsur, choices, bands, mutu."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.texts import tr
from app.views.instruments.section import line_edit, mark, show_text
from app.views.theme import px
from app.views.theme.look import keep_scaled
from app.views.widgets.buttons import SmallButton
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Item = dict[str, Any]


class Holds(Enum):
    """What a column holds."""

    TEXT = "teks"
    NUMBER = "angka"
    KEYS = "tombol"


@dataclass(frozen=True, slots=True)
class Part:
    """A column of the rows; ``share`` of the free width, or ``width`` pixels at 100 %."""

    key: str
    title: str
    share: int = 0
    width: int = 0
    holds: Holds = Holds.TEXT

    def written(self, value: Any) -> str:  # noqa: ANN401 - a text, a number or a list of keys
        """Return a value as it stands in the field."""
        if self.holds is Holds.KEYS:
            return " ".join(value)
        return "" if self.holds is Holds.NUMBER and not value else str(value)

    def read(self, text: str) -> Any:  # noqa: ANN401 - as above
        """Return what a field says."""
        if self.holds is Holds.KEYS:
            return text.split()
        if self.holds is Holds.NUMBER:
            digits = "".join(sign for sign in text if sign in "0123456789")
            return int(digits[:9] or 0)
        return text


class RowsEditor(QWidget):
    """Edits a list of items in place. Alt+↑ and Alt+↓ move the row with the keyboard."""

    edited = Signal(int, str, object)
    """Place, key of the column and the value before; the item holds the new one."""
    added = Signal()
    removed = Signal(int)
    moved = Signal(int, int)

    def __init__(self, parts: Sequence[Part], *, name: str, title: str, add: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._parts, self._title = tuple(parts), title
        self._items: list[Item] = []
        self._rows: list[dict[str, QLineEdit]] = []
        self._numbers: list[Label] = []
        self._here = 0
        self._grid = QGridLayout()
        keep_scaled(self._grid, (0, 0, 0, 0), 6)
        self.add = SmallButton(add, name=f"{name}.tambah")
        self.take = SmallButton(tr("Hapus baris"), name=f"{name}.hapus")
        self.up = SmallButton(tr("Naik"), name=f"{name}.naik", hint="Alt+↑")
        self.down = SmallButton(tr("Turun"), name=f"{name}.turun", hint="Alt+↓")
        deeds = row(self.add, self.take, self.up, self.down, 1)
        self.setLayout(column(self._grid, deeds, gap=8))
        self._head()
        self._connect()

    @property
    def here(self) -> int:
        """The row that the keyboard was last in."""
        return min(self._here, len(self._items) - 1)

    def show_items(self, items: list[Item]) -> None:
        """Show the items of a list; edits go into them."""
        self._items = items
        while len(self._rows) < len(items):
            self._add_row()
        for place, fields in enumerate(self._rows):
            there = place < len(items)
            self._numbers[place].setVisible(there)
            for part in self._parts:
                field = fields[part.key]
                field.setVisible(there)
                if there and part.read(field.text()) != items[place][part.key]:
                    show_text(field, part.written(items[place][part.key]))
        self._offer()

    def show_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark the fields that do not fit, by place and key of the column."""
        for place, fields in enumerate(self._rows[: len(self._items)]):
            for key, field in fields.items():
                mark(field, problems.get((place, key), ""))

    def focus(self, place: int, key: str) -> None:
        """Put the keyboard into a field."""
        if 0 <= place < len(self._items):
            fields = self._rows[place]
            field = fields.get(key) or fields[self._parts[0].key]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note which row the keyboard is in."""
        if event.type() == QEvent.Type.FocusIn:
            place = watched.property("baris")
            if isinstance(place, int) and place != self._here:
                self._here = place
                self._offer()
        return super().eventFilter(watched, event)

    def _head(self) -> None:
        for number, part in enumerate(self._parts, 1):
            self._grid.addWidget(Caption(part.title), 0, number)
            self._grid.setColumnStretch(number, part.share)

    def _add_row(self) -> None:
        place = len(self._rows)
        number = Label(str(place + 1), "small-muted")
        self._grid.addWidget(number, place + 1, 0)
        self._numbers.append(number)
        fields = {}
        for column_number, part in enumerate(self._parts, 1):
            name = f"{self.objectName()}.{place + 1}.{part.key}"
            accessible = tr(
                "{bagian} {n}: {isian}", bagian=self._title, n=place + 1, isian=part.title
            )
            field = line_edit(name, accessible)
            field.setProperty("baris", place)
            if part.width:
                field.setFixedWidth(px(part.width))
            field.installEventFilter(self)
            field.textEdited.connect(lambda text, at=place, of=part: self._edit(at, of, text))
            self._grid.addWidget(field, place + 1, column_number)
            fields[part.key] = field
        self._rows.append(fields)

    def _edit(self, place: int, part: Part, text: str) -> None:
        before = self._items[place][part.key]
        self._items[place][part.key] = part.read(text)
        self.edited.emit(place, part.key, before)

    def _connect(self) -> None:
        self.add.clicked.connect(self.added)
        self.take.clicked.connect(self._take)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        for keys, button in (("Alt+Up", self.up), ("Alt+Down", self.down)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _take(self) -> None:
        if self._items:
            self.removed.emit(self.here)

    def _move(self, step: int) -> None:
        here = self.here
        if 0 <= here + step < len(self._items):
            key = next((k for k, f in self._rows[here].items() if f.hasFocus()), "")
            self.moved.emit(here, step)
            self._here = here + step
            self.focus(self._here, key)
            self._offer()

    def _offer(self) -> None:
        here, count = self.here, len(self._items)
        self.take.setEnabled(count > 0)
        self.up.setEnabled(here > 0)
        self.down.setEnabled(0 <= here < count - 1)
