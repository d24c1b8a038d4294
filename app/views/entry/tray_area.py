"""The place under the sheet where one tray at a time is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.views.entry.desk_state import Phase, Tray
from app.views.entry.keyboard import send
from app.views.entry.trays import (
    DayTray,
    DraftTray,
    FindTray,
    NumberTray,
    ReasonTray,
    SaranTray,
    ServiceTray,
)
from app.views.widgets.card import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.views.entry.desk import EntryDesk
    from app.views.entry.keyboard import Meaning

_KEPT = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class TrayArea(Card):
    """Opens the tray that the desk asks for and hands back what it gave."""

    closed = Signal()

    def __init__(self, desk: EntryDesk) -> None:
        super().__init__(name="entri.baki", margins=(12, 8, 12, 8))
        self._desk = desk
        self._open: Tray | None = None
        self.search, self.day, self.service = FindTray(), DayTray(), ServiceTray()
        self.saran, self.draft, self.reason = SaranTray(), DraftTray(), ReasonTray()
        self.number = NumberTray()
        self._trays: dict[Tray, QWidget] = {
            Tray.FIND: self.search,
            Tray.DAY: self.day,
            Tray.SERVICE: self.service,
            Tray.NUMBER: self.number,
            Tray.SARAN: self.saran,
            Tray.REASON: self.reason,
        }
        for tray in (*self._trays.values(), self.draft):
            self.body.addWidget(tray)
            tray.hide()
        self.search.found.connect(desk.find)
        self.day.chosen.connect(desk.choose_day)
        self.service.chosen.connect(desk.choose_service)
        self.number.chosen.connect(desk.choose_number)
        self.saran.written.connect(desk.write_saran)
        self.saran.closed.connect(self._close)
        self.reason.given.connect(desk.give_reason)
        self.hide()

    def show_desk(self) -> None:
        """Open and close what the desk says; what is open already keeps what is typed in it."""
        desk = self._desk
        asking = desk.phase is Phase.ASKING
        self.draft.setVisible(asking)
        if asking:
            self.draft.open(desk.sheet_on_desk.number)
        for tray, widget in self._trays.items():
            widget.setVisible(tray is desk.tray)
        self.setVisible(asking or desk.tray is not Tray.NONE)
        if desk.tray is not self._open:
            self._open = desk.tray
            self._begin(desk.tray)

    def type_ahead(self, meanings: Sequence[Meaning]) -> None:
        """Give the open tray the keys that were typed before it opened."""
        for meaning in meanings:
            focused = QApplication.focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                send(meaning, partial(QApplication.sendEvent, focused))
            else:
                self._desk.press(meaning)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc; keep the keys of the fields from reaching the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in _KEPT or (event.text() and event.text().isprintable()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _begin(self, tray: Tray) -> None:
        desk = self._desk
        match tray:
            case Tray.FIND:
                self.search.open()
            case Tray.DAY:
                self.day.open(desk.sheet_on_desk.day)
            case Tray.SERVICE:
                self.service.open(desk.survey_state.services, desk.sheet_on_desk.service_id)
            case Tray.NUMBER:
                self.number.open(desk.sheet_on_desk.number)
            case Tray.REASON:
                self.reason.open()
            case Tray.SARAN:
                self.saran.open(desk.sheet_on_desk.number, desk.sheet_on_desk.saran)

    def _close(self) -> None:
        self._desk.open_tray(Tray.NONE)
        self.closed.emit()
