"""A folder that is watched for packages, such as the one that a mail program saves into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.services.consolidation.watched import remember_folder, remembered_folder, stamps_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.consolidation.watched import Stamp
    from app.views.shell.workspace import Workspace

_CALM = 700
"""Milliseconds that a folder has to be calm: a file that is still being copied is not looked at."""
_AGAIN = 30_000
"""Milliseconds after which a folder is looked at anyway: a network drive tells nobody."""


class FolderWatch(QObject):
    """Says which packages came into a folder; each file is told once."""

    came = Signal(object)
    """The paths of packages that are not merged yet."""
    changed = Signal()
    """Another folder is watched, or none, or it went away or came back."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._office = ""
        self._told: set[Stamp] = set()
        self._last: set[Stamp] = set()
        self.folder: Path | None = None
        self.is_there = False
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._calm.start())
        self._again = QTimer(self, interval=_AGAIN)
        self._again.timeout.connect(self.look)

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
                lambda: stamps_of(folder), self._seen, owner=self, replace_key="konsolidasi.folder"
            )

    def forget(self, paths: set[Path]) -> None:
        """Tell these files again when they are seen: they were not merged after all."""
        self._told = {stamp for stamp in self._told if stamp.path not in paths}

    def _watch(self, folder: Path | None) -> None:
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        self.folder, self._told, self._last = folder, set(), set()
        self.is_there = folder is not None
        if folder is None:
            self._again.stop()
        else:
            self._again.start()
            self.look()
        self.changed.emit()

    def _seen(self, found: tuple[frozenset[Stamp], tuple[str, ...]]) -> None:
        """Ask the file about packages that are new and no longer grow."""
        stamps, folders = found
        if self.is_there != bool(folders):
            self.is_there = bool(folders)
            self.changed.emit()
        missing = [one for one in folders if one not in self._watcher.directories()]
        if missing:
            self._watcher.addPaths(missing)
        fresh = stamps - self._told
        settled = {stamp for stamp in fresh if stamp in self._last}
        self._last = set(stamps)
        if settled != fresh:
            self._calm.start()
        if settled:
            self._told |= settled
            paths = sorted(stamp.path for stamp in settled)
            self._workspace.run(lambda session: session.merging.news(paths), self._tell, owner=self)

    def _tell(self, paths: list[Path]) -> None:
        if paths:
            self.came.emit(paths)
