"""A workspace over an office file, as screens get it; the session lives on its own thread."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from app.services.session import Session
from app.views.background import Background
from app.views.shell.workspace import Workspace
from app.views.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Part = TypeVar("Part", bound=QWidget)


@dataclass
class Desk:
    """A workspace, and what screens asked of the window."""

    qtbot: QtBot
    workspace: Workspace
    messages: list[str] = field(default_factory=list)
    acts: list[Callable[[], object] | None] = field(default_factory=list)
    wanted: list[tuple[str, object]] = field(default_factory=list)
    shown: list[QWidget] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything handed to the threads is delivered."""
        background = self.workspace.background
        self.qtbot.waitUntil(lambda: background.pending == 0, timeout=20_000)

    def show(self, screen: QWidget, width: int = 1072, height: int = 634) -> None:
        """Show a screen as the window would, and wait for its figures.

        qtbot remembers a widget weakly, so the desk holds it as the window would: a test that only
        keeps a page of the screen must not lose the screen to the next collection of garbage.
        """
        self.shown.append(screen)
        self.qtbot.addWidget(screen)
        screen.resize(width, height)
        screen.show()
        screen.activate()  # type: ignore[attr-defined] # a Screen
        self.settle()

    def do(self, work: Callable[[Session], object]) -> None:
        """Do something with the file on its own thread."""
        self.workspace.run(work)
        self.settle()


@contextmanager
def desk_over(
    qtbot: QtBot, path: Path, survey_id: int, *, read_only: bool = False
) -> Iterator[Desk]:
    """Open ``path`` for screens and close it afterwards."""
    apply_theme("terang")
    background = Background()
    workspace = Workspace(background)
    desk = Desk(qtbot, workspace)
    workspace.message.connect(lambda text, tone, action, act: _note(desk, text, act))
    workspace.screen_wanted.connect(lambda screen, target: desk.wanted.append((screen, target)))
    opened: list[Session] = []

    def open_file() -> None:
        session = Session.open(path, read_only=read_only, operator="Penguji")
        assert isinstance(session, Session)
        opened.append(session)

    background.run(open_file)
    desk.settle()
    workspace.attach(opened[0])
    workspace.choose_survey(survey_id)
    try:
        yield desk
    finally:
        session = workspace.detach()
        if session is not None:
            background.run(session.store.close)
        desk.settle()
        background.shut_down()


def find(screen: QWidget, kind: type[Part], name: str) -> Part:
    """Return the part of a screen with this objectName."""
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def clipboard() -> str:
    """Return what was copied."""
    return QApplication.clipboard().text()


def _note(desk: Desk, text: str, act: Callable[[], object] | None) -> None:
    desk.messages.append(text)
    desk.acts.append(act)
