"""Sections with a list at the left and the chosen item at the right: questions and profile."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.services.instruments import draft as drafts
from app.texts import tr
from app.views.instruments.section import NAME, Section
from app.views.theme import px
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.flow import FlowLayout
from app.views.widgets.layout import column
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.instruments.problems import Problem


class ItemSection(Section):
    """A table of the items by their places, and a form for the one that is chosen."""

    items_name = ""

    def __init__(self, word: str, title: str, empty: str, heads: tuple[str, str]) -> None:
        super().__init__()
        self._heads = heads
        self._problems: tuple[Problem, ...] = ()
        self._base = f"{NAME}.{word}"
        self.table = DataTable(
            self._columns(), name=f"{self._base}.tabel", accessible=title, empty=empty
        )
        self.table.setSortingEnabled(False)
        self.table.setMinimumHeight(px(220))
        self.take = SmallButton(tr("Hapus"), name=f"{self._base}.hapus", hint="Del")
        self.up = SmallButton(tr("Naik"), name=f"{self._base}.naik", hint="Alt+↑")
        self.down = SmallButton(tr("Turun"), name=f"{self._base}.turun", hint="Alt+↓")
        self.detail = QWidget()

    @property
    def items(self) -> list[dict[str, Any]]:
        """The list that is edited."""
        items: list[dict[str, Any]] = self.content[self.items_name]
        return items

    @property
    def here(self) -> int:
        """The place of the chosen item; -1 where there is none."""
        rows = self.table.selected_rows()
        place = rows[0] if rows and isinstance(rows[0], int) else -1
        return place if place < len(self.items) else -1

    @property
    def item(self) -> dict[str, Any]:
        """The chosen item."""
        return self.items[self.here]

    def fill(self) -> None:
        """Show the list; the chosen place stays chosen."""
        self._show_list(self.here)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the rows and the fields of the chosen item."""
        self._problems = tuple(problems)
        self.table.viewport().update()
        self._mark()

    def go_to(self, problem: Problem) -> None:
        """Choose the item of a problem and put the keyboard into its field."""
        if 0 <= problem.place < len(self.items):
            self.table.select_row(problem.place)
            self.focus_field(problem.field)
        else:
            self.table.setFocus()

    def focus_field(self, field: str) -> None:
        """Put the keyboard into a field of the chosen item."""
        raise NotImplementedError

    def show_item(self) -> None:
        """Put the chosen item into the fields."""
        raise NotImplementedError

    def mark_item(self, problems: dict[str, str]) -> None:
        """Say what is wrong with the chosen item, by field."""
        raise NotImplementedError

    def _lay_out(self, *adding: SmallButton) -> None:
        deeds = QWidget()
        deeds.setLayout(FlowLayout(*adding, self.take, self.up, self.down, gap=8))
        listed = Card(self.table, deeds, gap=8, margins=(8, 8, 8, 12))
        self.setLayout(column(Columns((listed, 5), (self.detail, 6), narrow=760), 1))
        self.table.selection_changed.connect(self._chosen)
        self.take.clicked.connect(self._remove)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        for keys, button in (("Alt+Up", self.up), ("Alt+Down", self.down), ("Del", self.take)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _columns(self) -> list[Column[int]]:
        return [
            Column("nomor", tr("No"), lambda place: str(place + 1), width=40),
            Column("nama", self._heads[0], self._text, stretch=True),
            Column("lain", self._heads[1], self._other, width=120),
            Column("masalah", "", self._mark_of, badge=self._tone_of, width=36),
        ]

    def _text(self, place: int) -> str:
        raise NotImplementedError

    def _other(self, place: int) -> str:
        raise NotImplementedError

    def _tone_of(self, place: int) -> str:
        return "danger" if self._mark_of(place) else ""

    def _mark_of(self, place: int) -> str:
        count = sum(problem.place == place for problem in self._problems)
        return str(count) if count else ""

    def _edited(self) -> None:
        self.table.viewport().update()
        self.changed.emit()

    def _chosen(self) -> None:
        place, count = self.here, len(self.items)
        self.detail.setVisible(place >= 0)
        if place >= 0:
            self.show_item()
            self._mark()
        self.take.setEnabled(place >= 0)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < count - 1)

    def _mark(self) -> None:
        here = self.here
        if here >= 0:
            own = [problem for problem in reversed(self._problems) if problem.place == here]
            self.mark_item({problem.field: problem.text for problem in own})

    def _show_list(self, place: int) -> None:
        self.table.set_rows(range(len(self.items)))
        if self.items:
            self.table.select_row(min(max(place, 0), len(self.items) - 1))
        self._chosen()

    def _show_added(self, place: int) -> None:
        self._show_list(place)
        self.changed.emit()
        self.focus_field("")

    def _remove(self) -> None:
        here = self.here
        if here < 0:
            return
        before = copy.deepcopy(self.items)
        there = drafts.remove(self.content, self.items_name, here)
        self._show_list(there)
        self.changed.emit()
        self.removed.emit(self._removed_sentence(here), (self.items_name, before))

    def _move(self, step: int) -> None:
        here = self.here
        if here >= 0:
            there = drafts.move(self.content, self.items_name, here, step)
            self._show_list(there)
            self.changed.emit()

    def _removed_sentence(self, place: int) -> str:
        raise NotImplementedError
