"""The entry screen over a real office file, with a clerk who types on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from app.views.background import Background
from app.views.entry.desk_state import Phase, Tray
from app.views.entry.screen import EntryScreen
from app.views.shell.workspace import Workspace
from app.views.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.models.response import Draft, Sheet
    from app.services.session import Session

_TOKEN = re.compile(r"<([^>]+)>|(.)", re.DOTALL)


class Clerk:
    """Opens the file on the thread of the file, shows the screen, types, and looks."""

    def __init__(self, qtbot: QtBot, make: Callable[[], Session]) -> None:
        self.qtbot = qtbot
        apply_theme("terang")
        self.background = Background()
        self.workspace = Workspace(self.background)
        self.session = self._on_the_lane(make)
        self.workspace.attach(self.session)
        self.changes: list[Any] = []
        self.workspace.changed.connect(self.changes.append)
        self.elsewhere = QLineEdit()
        self.host = QStackedWidget()
        self.host.resize(1072, 634)
        self.host.addWidget(self.elsewhere)
        qtbot.addWidget(self.host)
        self.open_screen()
        with qtbot.waitActive(self.host):
            self.host.show()
            self.host.activateWindow()

    def open_screen(self) -> None:
        """Show a new screen that knows nothing yet, as after a crash."""
        self.screen = EntryScreen(self.workspace)
        self.workspace.changed.connect(self.screen.refresh)
        self.host.addWidget(self.screen)
        self.host.setCurrentWidget(self.screen)

    def phase(self) -> Phase:
        """What the desk is doing."""
        return self.screen.desk.phase

    def tray(self) -> Tray:
        """What is open under the sheet."""
        return self.screen.desk.tray

    @property
    def desk(self) -> Any:
        return self.screen.desk

    def begin(self, survey_id: int) -> None:
        """Choose a survey and wait until it is there."""
        self.workspace.choose_survey(survey_id)
        self.screen.activate()
        self.settle()

    def settle(self) -> None:
        """Wait until the file has nothing left to do."""
        self.qtbot.waitUntil(lambda: self.background.pending == 0)

    def type(self, keys: str, *, pad: bool = False) -> None:
        """Press keys one after another without waiting; <F3> and <C-Z> name other keys."""
        modifier = Qt.KeyboardModifier.KeypadModifier if pad else Qt.KeyboardModifier.NoModifier
        for name, character in _TOKEN.findall(keys):
            target = QApplication.focusWidget()
            assert target is not None
            if not name:
                QTest.keyClick(target, character, modifier)
            elif name.startswith("C-"):
                key = Qt.Key[f"Key_{name[2:]}"]
                QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
            else:
                QTest.keyClick(target, Qt.Key[f"Key_{name}"])

    def key_in(self, keys: str, *, pad: bool = False) -> None:
        """Press keys and wait until everything is kept."""
        self.type(keys, pad=pad)
        self.settle()

    def read(self, work: Callable[[Session], Any]) -> Any:
        """Ask the file on its own thread."""
        return self._on_the_lane(lambda: work(self.session))

    def find(self, name: str) -> Any:
        """Return the widget with this name."""
        widget = self.screen.findChild(QWidget, name)
        assert widget is not None, name
        return widget

    @property
    def waiting(self) -> str:
        """The key of the field that the next key is for; it has the keyboard focus."""
        form = self.desk.form
        assert form is not None
        key = str(form.waiting_field.key)
        if self.phase() is Phase.TYPING:
            assert self.find(f"entri.{key}").hasFocus()
        return key

    def close(self) -> None:
        """Close the file on its own thread."""
        self.read(lambda session: session.store.close())
        self.background.shut_down()

    def _on_the_lane(self, work: Callable[[], Any]) -> Any:
        results: list[Any] = []
        self.background.run(work, results.append, results.append)
        self.qtbot.waitUntil(lambda: bool(results))
        if isinstance(results[0], Exception):
            raise results[0]
        return results[0]


SHEET = "2344534343433" + "4"
"""Fourteen keys: one whole sheet of skm-9."""


def kept(clerk: Clerk, survey_id: int = 1) -> list[Sheet]:
    """Return the sheets that are in the file."""
    found: list[Sheet] = clerk.read(lambda session: session.store.sheets.all_of(survey_id))
    return found


def draft(clerk: Clerk, survey_id: int = 1) -> Draft | None:
    """Return the half-typed sheet that is in the file."""
    found: list[Draft | None] = clerk.read(lambda session: [session.store.drafts.get(survey_id)])
    return found[0]
