"""A folder that is watched for packages, such as the one that a mail program saves into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.services.consolidation.watched import remember_folder, remembered_folder, stamps_of
from app.texts import tr
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.changes import Changes
    from app.services.consolidation.watched import Stamp
    from app.views.shell.workspace import Workspace

_CALM = 700
"""Milliseconds that a folder has to be calm: a file that is still being copied is not looked at."""
_AGAIN = 30_000
"""Milliseconds after which a folder is looked at anyway: a network drive tells nobody."""
_NAMED = 3
"""Files that a sentence about the folder names."""


class FolderWatch(QObject):
    """Says which packages came into a folder, whatever screen is shown; each file is told once."""

    came = Signal(object)
    """The paths of packages that are not merged yet."""
    changed = Signal()
    """Another folder is watched, or none, it went away or came back, or other packages wait."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._office = self._said = ""
        self._told: set[Stamp] = set()
        self._last: set[Stamp] = set()
        self.folder: Path | None = None
        self.is_there = False
        self.waiting: list[Path] = []
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._calm.start())
        self._again = QTimer(self, interval=_AGAIN)
        self._again.timeout.connect(self.look)
        workspace.leaving.connect(self._let_go)
        workspace.changed.connect(self._count_again)

    def know_office(self, office: str) -> None:
        """Take up the folder that was watched for this office."""
        if office and office != self._office:
            self._office = office
            self._watch(remembered_folder(office))

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none, and remember it."""
        remember_folder(self._office, folder)
        self._watch(folder)

    def look(self) -> None:
        """See what is in the folder, away from the window."""
        folder = self.folder
        if folder is not None:
            self._workspace.background.render(
                lambda: stamps_of(folder),
                lambda found: self._seen(folder, found),
                owner=self,
                replace_key="konsolidasi.folder",
            )

    def _let_go(self) -> None:
        """Watch nothing: the file whose folder it was is closed."""
        self._office = ""
        self._watch(None)

    def _watch(self, folder: Path | None) -> None:
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        was, self.folder = self.folder, folder
        self._told, self._last, self.waiting = set(), set(), []
        self.is_there = folder is not None
        if folder is None:
            self._again.stop()
        else:
            self._again.start()
            self.look()
        if folder != was:
            self.changed.emit()

    def _seen(self, folder: Path, found: tuple[frozenset[Stamp], tuple[str, ...]]) -> None:
        """Ask the file about packages that are new and no longer grow."""
        if folder != self.folder:
            return
        stamps, folders = found
        if self.is_there != bool(folders):
            self.is_there = bool(folders)
            self.changed.emit()
        missing = [one for one in folders if one not in self._watcher.directories()]
        if missing:
            self._watcher.addPaths(missing)
        there = {stamp.path for stamp in stamps}
        self._wait_for([path for path in self.waiting if path in there])
        fresh = stamps - self._told
        settled = {stamp for stamp in fresh if stamp in self._last}
        self._last = set(stamps)
        if settled != fresh:
            self._calm.start()
        if settled:
            self._told |= settled
            paths = sorted(stamp.path for stamp in settled)
            self._workspace.run(
                lambda session: session.merging.news(paths),
                lambda news: self._tell(folder, news),
                owner=self,
            )

    def _tell(self, folder: Path, paths: list[Path]) -> None:
        """Say what came, and offer to merge it; where nothing can be merged, nothing waits."""
        if not paths or folder != self.folder or self._workspace.read_only:
            return
        self._wait_for(sorted({*self.waiting, *paths}))
        self.came.emit(paths)
        names = ", ".join(path.name for path in paths[:_NAMED])
        more = len(paths) - _NAMED
        listed = tr("{daftar}, dan {n} lagi", daftar=names, n=more) if more > 0 else names
        said = tr("{n} paket masuk ke folder yang diawasi: {daftar}.", n=len(paths), daftar=listed)
        self._said = said
        self._workspace.say(
            said,
            Tone.WARNING,
            action=tr("Gabungkan"),
            act=lambda: self._workspace.go("konsolidasi", paths),
        )

    def _count_again(self, changes: Changes) -> None:
        """Let those no longer wait that were merged."""
        folder, waiting = self.folder, self.waiting
        if folder is None or not waiting or not (changes.surveys or changes.office):
            return

        def counted(news: list[Path]) -> None:
            if folder == self.folder:
                merged = {*waiting} - {*news}
                self._wait_for([path for path in self.waiting if path not in merged])

        self._workspace.run(
            lambda session: session.merging.news(waiting),
            counted,
            owner=self,
            replace_key="konsolidasi.menunggu",
        )

    def _wait_for(self, paths: list[Path]) -> None:
        if paths != self.waiting:
            self.waiting = paths
            self.changed.emit()
            if not paths:
                self._workspace.unsaid.emit(self._said)
