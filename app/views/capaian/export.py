"""Writes a year of capaian to a workbook that can be changed and imported again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.paths import documents_folder
from app.services.files import write_whole
from app.texts import tr

if TYPE_CHECKING:
    from app.views.shell.workspace import Workspace


class Exporter(QObject):
    """Asks where to, and writes."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._window = workspace, parent

    def ask(self, year: int) -> None:
        """Ask for a file and write the year into it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Ekspor capaian"),
            str(documents_folder() / tr("capaian-{tahun}.xlsx", tahun=year)),
            tr("Excel (*.xlsx)"),
        )
        if chosen:
            self.write(year, Path(chosen))

    def write(self, year: int, path: Path) -> None:
        """Write a year away from the window."""
        self._workspace.run(
            lambda session: write_whole(path, session.capaian.as_xlsx(year)),
            lambda _: self._workspace.say(
                tr("Capaian {tahun} ditulis ke {berkas}.", tahun=year, berkas=path)
            ),
            owner=self,
        )
