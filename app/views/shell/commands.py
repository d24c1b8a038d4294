"""The keys of the whole window, and what the search looks through."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from app.texts import tr
from app.views.shell.screens import in_rail, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.frame import Found
    from app.services.session import Session
    from app.views.shell.finder import Deliver, Hit, Provider
    from app.views.shell.screens import ScreenEntry
    from app.views.shell.window import MainWindow

_ICONS = {"survei": "clipboard-list", "unit": "building-2", "entri": "file-text"}


def add_shortcuts(window: MainWindow) -> None:
    """Give the window its keys."""
    _key(window, "Ctrl+K", _when_open(window, window.open_finder))
    _key(window, "F1", window.open_manual)
    _key(window, "Ctrl+O", window.choose_file)
    _key(window, "Ctrl+Q", window.close)
    digits = numbers(window.entries)
    for entry in in_rail(window.entries):
        go = _when_open(window, partial(window.host.go, entry.key))
        if entry.key in digits:
            _key(window, f"Alt+{digits[entry.key]}", go)
        if entry.shortcut:
            _key(window, entry.shortcut, go)


def providers_of(window: MainWindow) -> list[Provider]:
    """Return where the search looks: the screens, then the office file."""
    return [_screens(window), _stored(window)]


def _key(window: MainWindow, sequence: str, act: Callable[[], object]) -> None:
    QShortcut(QKeySequence(sequence), window).activated.connect(act)


def _when_open(window: MainWindow, act: Callable[[], object]) -> Callable[[], None]:
    def guarded() -> None:
        if window.workspace.is_open:
            act()

    return guarded


def _screens(window: MainWindow) -> Provider:
    from app.views.shell.finder import matches

    def provide(text: str, deliver: Deliver) -> None:
        deliver(
            [_screen_hit(window, entry) for entry in window.entries if matches(text, entry.title)]
        )

    return provide


def _screen_hit(window: MainWindow, entry: ScreenEntry) -> Hit:
    note = tr("layar · {tombol}", tombol=entry.shortcut) if entry.shortcut else tr("layar")
    from app.views.shell.finder import Hit

    return Hit(entry.title, note, entry.icon, lambda: window.host.go(entry.key))


def _stored(window: MainWindow) -> Provider:
    def provide(text: str, deliver: Deliver) -> None:
        if not text or not window.workspace.is_open:
            return
        survey_id = window.workspace.survey_id

        def done(found: Sequence[Found]) -> None:
            deliver([_hit(window, item) for item in found])

        def work(session: Session) -> Sequence[Found]:
            from app.services.frame import search

            return search(session, text, survey_id)

        window.workspace.run(work, done, replace_key="cari", owner=window)

    return provide


def _hit(window: MainWindow, found: Found) -> Hit:
    from app.views.shell.finder import Hit

    def choose() -> None:
        if found.survey_id:
            window.workspace.choose_survey(found.survey_id)
        window.host.go(found.screen, found.target)

    return Hit(found.text, found.note, _ICONS[found.screen], choose)
