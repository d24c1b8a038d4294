"""The screen Pengaturan: office, people, appearance, backups, how is computed, report texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.offices.overview import overview_of
from app.texts import tr
from app.views.instruments.page import InstrumentsPage
from app.views.report_texts.page import ReportTextsPage
from app.views.settings.appearance_page import AppearancePage
from app.views.settings.backups_page import BackupsPage
from app.views.settings.city_package_page import CityPackagePage
from app.views.settings.office_page import OfficePage
from app.views.settings.officials_page import OfficialsPage
from app.views.settings.operators_page import OperatorsPage
from app.views.settings.weights_page import WeightsPage
from app.views.widgets.labels import Title
from app.views.widgets.layout import page, scrolled
from app.views.widgets.message import MessageLine
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import PuasError
    from app.services.changes import Changes
    from app.services.offices.backups import BackupItem
    from app.services.offices.overview import OfficeOverview
    from app.services.session import Session
    from app.views.settings.page import SettingsPage
    from app.views.shell.workspace import Workspace


class SettingsScreen(QWidget):
    """A page under each tab; all of them show one overview of the file."""

    key = "pengaturan"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Pengaturan")
        self.setObjectName("pengaturan")
        self._workspace = workspace
        self._overview: OfficeOverview | None = None
        self.backups = BackupsPage()
        self.pages: dict[str, SettingsPage] = {
            "kantor": OfficePage(),
            "pejabat": OfficialsPage(),
            "petugas": OperatorsPage(),
            "tampilan": AppearancePage(),
            "cadangan": self.backups,
            "instrumen": InstrumentsPage(workspace),
            "bobot": WeightsPage(),
            "teks": ReportTextsPage(workspace),
            "paket": CityPackagePage(workspace),
        }
        self.tabs = TabBar(
            [(key, _tab_title(key)) for key in self.pages],
            name="pengaturan.tab",
            accessible=tr("Bagian pengaturan"),
        )
        self.message = MessageLine(name="pengaturan.pesan")
        stack = TabPages(self.tabs)
        for key, one in self.pages.items():
            stack.add_page(key, one if one.scrolls_itself else _scrolled(key, one))
            one.write_wanted.connect(self._write)
        self.backups.restore_wanted.connect(self._restore)
        page(self, Title(self.title), self.tabs, self.message).addWidget(stack, 1)
        self.setFocusProxy(self.tabs)

    def activate(self) -> None:
        """Be shown: read the file anew."""
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Read anew when the office changed."""
        if changes.office:
            self._ask()

    def open_target(self, target: object) -> None:
        """Show the tab with this key, such as ``cadangan``."""
        if isinstance(target, str):
            self.tabs.choose(target)

    def _ask(self) -> None:
        self._workspace.run(overview_of, self._show, owner=self, replace_key="pengaturan")

    def _show(self, overview: OfficeOverview) -> None:
        first = self._overview is None
        self._overview = overview
        for one in self.pages.values():
            if first or not one.is_touched:
                one.show_overview(overview, read_only=self._workspace.read_only)

    def _write(self, work: Callable[[Session], Changes], said: str) -> None:
        def done(changes: Changes) -> None:
            self._workspace.say(said)
            if not changes.office:
                self._ask()

        self.message.hide()
        self._workspace.write(work, done, self._refused, owner=self)

    def _refused(self, error: PuasError) -> None:
        self.message.say_error(error)

    def _restore(self, item: BackupItem) -> None:
        if self._overview is not None:
            self._workspace.restore_wanted.emit(self._overview.file, item.backup)


def _scrolled(key: str, one: SettingsPage) -> QWidget:
    return scrolled(one, name=f"pengaturan.gulir.{key}")


def _tab_title(key: str) -> str:
    return {
        "kantor": tr("Kantor"),
        "pejabat": tr("Pejabat"),
        "petugas": tr("Petugas"),
        "tampilan": tr("Tampilan"),
        "cadangan": tr("Cadangan"),
        "instrumen": tr("Instrumen"),
        "bobot": tr("Bobot dan mutu"),
        "teks": tr("Teks laporan"),
        "paket": tr("Paket kantor"),
    }[key]
