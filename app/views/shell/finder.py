"""The search of Ctrl+K: any screen, unit, survey or sheet number, by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.texts import tr
from app.views.theme import icon, px
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its name, a word about what it is, its icon, and what choosing it does."""

    text: str
    note: str
    icon: str
    choose: Callable[[], object]


Deliver = Callable[[Sequence[Hit]], None]
Provider = Callable[[str, Deliver], None]
"""Looks for a text and delivers what it found, at once or later."""

_MOST = 12


class Finder(QFrame):
    """A field over the window with what was found below it."""

    closed = Signal()
    """Left by Esc, with nothing chosen: the keyboard is free."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setObjectName("cari")
        self.setProperty("kind", "float")
        self.field = QLineEdit()
        self.field.setObjectName("cari.teks")
        self.field.setPlaceholderText(tr("Cari layar, unit, survei, atau nomor lembar"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.list = QListWidget()
        self.list.setObjectName("cari.hasil")
        self.list.setAccessibleName(tr("Yang ditemukan"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = Caption(tr("↑ ↓ memilih · Enter membuka · Esc menutup"))
        self.setLayout(column(self.field, self.list, self.note, gap=8, margins=(12, 12, 12, 10)))
        self._providers: list[Provider] = []
        self._found: dict[int, Sequence[Hit]] = {}
        self._shown: list[Hit] = []
        self._round = 0
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._choose(self.list.row(item)))
        self.hide()

    def set_providers(self, providers: Sequence[Provider]) -> None:
        """Look in other places."""
        self._providers = list(providers)

    def open(self) -> None:
        """Show the search, empty and ready to be typed into."""
        self.place()
        self.show()
        self.raise_()
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search("")

    def place(self) -> None:
        """Stand in the upper middle of the window."""
        parent = self._area
        width = min(px(560), parent.width() - px(48))
        height = min(self.sizeHint().height(), parent.height() - px(96))
        self.setGeometry((parent.width() - width) // 2, px(64), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and choose from it while the field has the focus; leave with it."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if watched is self.field and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._shown:
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._shown))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            return False
        return True

    def _search(self, text: str) -> None:
        self._round += 1
        self._found = {}
        for place, provider in enumerate(self._providers):
            provider(text.strip(), self._deliverer(self._round, place))
        self._fill()

    def _deliverer(self, search_round: int, place: int) -> Deliver:
        def deliver(hits: Sequence[Hit]) -> None:
            if search_round == self._round:
                self._found[place] = hits
                self._fill()

        return deliver

    def _fill(self) -> None:
        self._shown = [hit for place in sorted(self._found) for hit in self._found[place][:_MOST]]
        self.list.clear()
        for hit in self._shown:
            self.list.addItem(QListWidgetItem(icon(hit.icon), f"{hit.text}   ·   {hit.note}"))
        if self._shown:
            self.list.setCurrentRow(0)
        self._fit()
        if not self._shown and self.field.text().strip():
            nothing = QListWidgetItem(tr("Tidak ada yang cocok. Coba kata lain."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)

    def _fit(self) -> None:
        lines = max(len(self._shown), 1)
        high = lines * max(self.list.sizeHintForRow(0), px(34)) + px(16)
        self.list.setFixedHeight(min(high, px(420)))
        self.adjustSize()
        self.place()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            hit = self._shown[row]
            self.hide()
            hit.choose()


def matches(text: str, *words: str) -> bool:
    """Say whether every word typed occurs in one of ``words``, whatever its case."""
    hay = " ".join(words).casefold()
    return all(part in hay for part in text.casefold().split())
