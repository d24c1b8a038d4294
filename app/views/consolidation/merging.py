"""Merging what somebody brought: one package after the other, told line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from app.services.consolidation.arrivals import Arrival, arrival_of
from app.services.consolidation.outcomes import Fate, fates_sentence
from app.services.consolidation.places import packages_of
from app.texts import tr
from app.views.consolidation.steps import StepQueue
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.errors import PuasError
    from app.services.session import Session
    from app.views.consolidation.screen import ConsolidationScreen


class Merging(QObject):
    """Runs the queue of packages and says what became of them."""

    def __init__(self, screen: ConsolidationScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._workspace = screen.workspace
        self._came: list[Arrival] = []
        self._queue = StepQueue(self._workspace, self)
        self._queue.began.connect(screen.strip.show_step)
        self._queue.stepped.connect(self._arrived)
        self._queue.ended.connect(self._ended)
        screen.strip.stop.clicked.connect(self.stop)
        screen.packages.mapping.map_wanted.connect(self._map)
        screen.packages.mapping.add_wanted.connect(self._add_unit)

    def merge(self, paths: Sequence[Path]) -> None:
        """Merge files, and all packages in and below folders."""
        if not paths or self._workspace.read_only:
            return
        self._screen.message.hide()
        self._workspace.background.render(
            lambda: packages_of(paths), self._begin, self._screen.message.say_error, owner=self
        )

    def stop(self) -> None:
        """Stop after the package that is being merged."""
        self._queue.stop()

    def _begin(self, paths: list[Path]) -> None:
        if not paths:
            self._screen.message.say(
                tr("Tidak ada paket di tempat itu. Pilih berkas paket, atau folder yang berisi."),
                Tone.WARNING,
            )
            return
        if not self._queue.is_running:
            self._came = []
        self._screen.tabs.choose("paket")
        self._screen.packages.begin()
        self._queue.add([(path.name, _merging(path)) for path in paths])
        self._screen.strip.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrived(self, arrival: Arrival) -> None:
        self._came.append(arrival)
        self._screen.packages.add(arrival)
        self._screen.show_body()

    def _ended(self, left: int, error: PuasError | None) -> None:
        screen = self._screen
        had_keyboard = screen.strip.stop.hasFocus()
        screen.strip.hide()
        screen.packages.settle()
        if had_keyboard:
            screen.packages.arrivals.setFocus(Qt.FocusReason.OtherFocusReason)
        if error is not None:
            screen.message.say_error(error)
            return
        new = [one.package_id for one in self._came if one.is_new]
        good = all(one.fate not in {Fate.WAITING, Fate.REFUSED} for one in self._came)
        screen.message.say(
            fates_sentence((one.fate for one in self._came), left),
            Tone.GOOD if good and not left else Tone.WARNING,
            action=tr("Urungkan") if new else "",
            act=lambda: screen.deeds.undo_many(new),
        )

    def _map(self, code: str, unit_id: int) -> None:
        """Remember what a code means, and go on with the packages that waited for it."""
        self._answer(lambda session: session.merging.units.map(code, unit_id), code)

    def _add_unit(self, arrival: Arrival) -> None:
        path = arrival.path
        self._answer(lambda session: session.merging.add_unit(path), arrival.code)

    def _answer(self, work: Callable[[Session], Any], code: str) -> None:
        """Do what answers the question about a code, and merge all that it kept waiting."""
        waiting = [one.path for one in self._screen.packages.waiting if one.code == code]

        def done(_: object) -> None:
            self.merge(waiting)

        self._workspace.write(work, done, self._screen.message.say_error, owner=self)


def _merging(path: Path) -> Callable[[Session], Arrival]:
    return lambda session: arrival_of(session.merging.merge(path))
