"""The screen Konsolidasi: packages come in, and what they say together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.paths import documents_folder
from app.services.city.picture import picture_of
from app.services.consolidation.overview import conflicts_of, overview_of
from app.texts import tr
from app.views.consolidation.city_page import CityPage
from app.views.consolidation.conflicts_page import ConflictsPage
from app.views.consolidation.deeds import Deeds
from app.views.consolidation.findings_page import FindingsPage
from app.views.consolidation.header import Header, RunStrip
from app.views.consolidation.merging import Merging
from app.views.consolidation.missing_page import MissingPage
from app.views.consolidation.packages_page import PackagesPage
from app.views.consolidation.unit_page import UnitPage
from app.views.widgets.empty import EmptyState
from app.views.widgets.layout import column, page
from app.views.widgets.message import MessageLine
from app.views.widgets.tab_scroller import TabScroller
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from app.services.changes import Changes
    from app.services.city.picture import CityPicture
    from app.services.consolidation.overview import Overview
    from app.services.consolidation.sides import Conflict
    from app.services.consolidation.unit_lines import UnitLine
    from app.services.plausibility.across_surveys import AcrossFinding
    from app.views.shell.workspace import Workspace


class ConsolidationScreen(QWidget):
    """Tabs under the way in; every figure is asked for anew when something was written."""

    key = "konsolidasi"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Konsolidasi")
        self.setObjectName("konsolidasi")
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._year, self._index, self._instrument = 0, "", ""
        self._overview: Overview | None = None
        self._waiting = {"perbedaan": 0, "temuan": 0}
        self._make()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: something may have come in."""
        self._ask()
        self.watch.look()

    def refresh(self, changes: Changes) -> None:
        """Ask anew when surveys, units or packages changed."""
        if changes.office or changes.surveys:
            self._ask()

    def open_target(self, target: object) -> None:
        """Show the tab with this key, such as ``perbedaan``; paths are merged.

        A tuple leads to a part of a tab: ``("kota", "peta")``.
        """
        if isinstance(target, Path):
            self.merging.merge([target])
        elif isinstance(target, list):
            self.merging.merge(target)
        elif isinstance(target, tuple):
            tab, part = target
            self.tabs.choose(tab)
            if tab == "kota":
                self.city.parts.choose(part)
        elif isinstance(target, str):
            self.tabs.choose(target)

    def choose_files(self) -> None:
        """Ask for packages."""
        if not self.header.merge.isEnabled():
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Pilih paket"),
            str(documents_folder()),
            tr("Paket Puas (*.sqlite);;Semua berkas (*)"),
        )
        self.merging.merge([Path(one) for one in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder of packages."""
        if not self.header.merge.isEnabled():
            return
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Pilih folder yang berisi paket"), str(documents_folder())
        )
        if chosen:
            self.merging.merge([Path(chosen)])

    def choose_watched(self) -> None:
        """Ask for the folder that is watched from now on."""
        start = self.watch.folder or documents_folder()
        chosen = QFileDialog.getExistingDirectory(self, tr("Pilih folder yang diawasi"), str(start))
        if chosen:
            self.watch.watch(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders that are dropped."""
        if event.mimeData().hasUrls() and self.header.merge.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Merge what was dropped."""
        urls = event.mimeData().urls()
        self.merging.merge([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _make(self) -> None:
        self.header, self.strip = Header(self.title), RunStrip()
        self.message = MessageLine(name="konsolidasi.pesan")
        self.units, self.packages = UnitPage(), PackagesPage()
        self.conflicts, self.findings = ConflictsPage(), FindingsPage()
        self.city, self.missing = CityPage(), MissingPage()
        self.pages: dict[str, QWidget] = {
            "unit": self.units,
            "paket": self.packages,
            "perbedaan": self.conflicts,
            "temuan": self.findings,
            "kota": self.city,
            "belum": self.missing,
        }
        self.tabs = TabBar(
            [(key, _tab_title(key)) for key in self.pages],
            name="konsolidasi.tab",
            accessible=tr("Bagian konsolidasi"),
        )
        self.watch = self._workspace.watch
        self.merging = Merging(self)
        self.deeds = Deeds(self)

    @property
    def workspace(self) -> Workspace:
        """The open file, for the parts of the screen."""
        return self._workspace

    @property
    def index(self) -> str:
        """The index that is shown."""
        return self._index

    @property
    def year(self) -> int:
        """The year that is shown; 0 where there is none."""
        return self._year

    def _lay_out(self) -> None:
        stacked = TabPages(self.tabs)
        for key, one in self.pages.items():
            stacked.add_page(key, one)
        body = QWidget()
        inner = column(TabScroller(self.tabs), stacked, gap=12)
        inner.setStretch(1, 1)
        body.setLayout(inner)
        self._body = body
        self.empty = EmptyState(
            "combine",
            tr("Belum ada paket"),
            tr(
                "Jatuhkan paket dari unit atau satu folder di sini. Yang datang digabungkan satu"
                " demi satu; tidak ada lembar yang hilang atau terhitung dua kali."
            ),
            name="konsolidasi.kosong",
            action=tr("Gabungkan paket…"),
        )
        self._stack = QStackedWidget()
        for state in (QWidget(), body, self.empty):
            self._stack.addWidget(state)
        page(self, self.header, self.strip, self.message, self._stack).setStretch(3, 1)
        self.setFocusProxy(self.tabs)

    def _connect(self) -> None:
        self.header.merge.clicked.connect(self.choose_files)
        self.empty.acted.connect(self.choose_files)
        self.header.folder.clicked.connect(self.choose_folder)
        self.header.remind.clicked.connect(lambda: self.tabs.choose("belum"))
        self.header.year.picked.connect(self._choose_year)
        self.header.index.picked.connect(self._choose_index)
        self.city.instrument_chosen.connect(self._choose_instrument)
        self.conflicts.scope_chosen.connect(lambda _: self._ask_conflicts())
        self.units.side.conflict.wanted.connect(lambda: self.tabs.choose("perbedaan"))
        self.units.unit_wanted.connect(self._open_unit)
        self.units.periods.picked.connect(lambda _: self._show_missing())
        self.findings.survey_wanted.connect(self._open_survey)
        self.packages.folder_wanted.connect(self.choose_watched)
        self.packages.send_down.clicked.connect(lambda: self._workspace.go("pengaturan", "paket"))
        self.packages.take.clicked.connect(lambda: self.merging.merge(self.watch.waiting))
        self.packages.forget_wanted.connect(lambda: self.watch.watch(None))
        self.watch.changed.connect(self._show_folder)
        self._show_folder()
        for keys, act in (
            ("Ctrl+N", self.choose_files),
            ("Ctrl+Shift+N", self.choose_folder),
            ("Ctrl+F", self._search),
            ("Esc", self._escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _escape(self) -> None:
        """Stop what runs, else put a question away."""
        if self.strip.isVisible():
            self.strip.stop.click()
        elif self.units.final.close_button.isVisible():
            self.units.final.close_button.click()

    def _search(self) -> None:
        self.tabs.choose("unit")
        self.units.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------------ asking
    def _ask(self) -> None:
        year, index = self._year, self._index
        self._workspace.run(
            lambda session: overview_of(session, year, index),
            self._show,
            owner=self,
            replace_key="konsolidasi",
        )

    def _ask_more(self) -> None:
        """Ask for what takes longer than the matrix."""
        year, instrument = self._year, self._instrument
        self._ask_conflicts()
        self._workspace.run(
            lambda session: picture_of(session.city, year, instrument),
            self._show_city,
            owner=self,
            replace_key="konsolidasi.kota",
        )
        self._workspace.run(
            lambda session: session.across.of_year(year),
            self._show_findings,
            owner=self,
            replace_key="konsolidasi.temuan",
        )

    def _ask_conflicts(self) -> None:
        year, open_only = self._year, self.conflicts.open_only
        self._workspace.run(
            lambda session: conflicts_of(session, year, open_only=open_only),
            self._show_conflicts,
            owner=self,
            replace_key="konsolidasi.perbedaan",
        )

    # ------------------------------------------------------------------ showing
    def _show(self, overview: Overview) -> None:
        self._overview = overview
        matrix = overview.matrix
        self._year = matrix.year if matrix else 0
        self._index = matrix.index if matrix else ""
        self.watch.know_office(overview.installation_id)
        read_only = self._workspace.read_only
        for one in (self.packages, self.conflicts, self.findings, self.units.final):
            one.set_read_only(read_only=read_only)
        self.header.merge.setEnabled(not read_only)
        self.header.folder.setEnabled(not read_only)
        self.units.declare.setEnabled(not read_only)
        self.units.show_overview(overview)
        self.packages.show_overview(overview)
        self._waiting["perbedaan"] = overview.open_conflicts
        self._show_missing()
        if self._year:
            self._ask_more()
        self.show_body()

    def show_body(self) -> None:
        """Show the tabs, or in a file without anything the way to the first package."""
        overview = self._overview
        has_any = overview is not None and (overview.matrix or overview.packages)
        came = self.packages.arrivals.rows_model.rowCount() > 0
        self._stack.setCurrentWidget(self._body if has_any or came else self.empty)

    def _show_missing(self) -> None:
        overview = self._overview
        if overview is None:
            return
        self.header.show_overview(overview, len(self.units.missing))
        self._count_tabs()
        year, period, index = self._year, self.units.period, self._index
        if year:
            self._workspace.run(
                lambda session: session.unsent.of(year, period, index),
                self.missing.show_unsent,
                owner=self,
                replace_key="konsolidasi.belum",
            )

    def _show_city(self, picture: CityPicture) -> None:
        if picture.figures.year == self._year:
            self.units.cards.show_figures(picture.figures)
            self.units.side.lowest.show_figures(picture.figures)
            self.city.show_picture(picture)

    def _show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        self.units.side.conflict.show_conflicts(conflicts)
        self.conflicts.show_conflicts(conflicts)

    def _show_findings(self, findings: Sequence[AcrossFinding]) -> None:
        self._waiting["temuan"] = sum(one.finding.waits for one in findings)
        self.units.show_findings(findings)
        self.findings.show_findings(findings)
        self._count_tabs()

    def _show_folder(self) -> None:
        watch = self.watch
        self.packages.show_folder(watch.folder, is_there=watch.is_there, waiting=len(watch.waiting))

    def _count_tabs(self) -> None:
        counted = {**self._waiting, "belum": len(self.units.missing)}
        for key, n in counted.items():
            self.tabs.set_text(key, f"{_tab_title(key)} ({n})" if n else _tab_title(key))

    # ------------------------------------------------------------------ choosing
    def _choose_year(self, key: str) -> None:
        self._year, self._index, self._instrument = int(key), "", ""
        self._ask()

    def _choose_index(self, key: str) -> None:
        self._index = key
        self._ask()

    def _choose_instrument(self, key: str) -> None:
        self._instrument = key
        self._ask_more()

    def _open_unit(self, line: UnitLine) -> None:
        """Show what is behind a unit: its conflict, its finding, or else its result."""
        if any(cell.conflicts for cell in line.cells):
            self.conflicts.select_unit(line.unit.id)
            self.tabs.choose("perbedaan")
        elif line.findings:
            self.findings.select(line.findings[0])
            self.tabs.choose("temuan")
        else:
            surveys = [one for cell in line.cells for one in cell.surveys]
            if surveys:
                self._open_survey(surveys[-1].survey.id)

    def _open_survey(self, survey_id: int) -> None:
        self._workspace.choose_survey(survey_id)
        self._workspace.go("hasil")


def _tab_title(key: str) -> str:
    return {
        "unit": tr("Unit"),
        "paket": tr("Paket"),
        "perbedaan": tr("Perbedaan"),
        "temuan": tr("Temuan"),
        "kota": tr("Angka kota"),
        "belum": tr("Belum mengirim"),
    }[key]
