"""The screen Capaian: a year of performance, typed into its grid, compared under its tabs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.capaian.overview import summary_text
from app.texts import tr
from app.views.capaian.chart_page import ChartPage
from app.views.capaian.columns import TABS
from app.views.capaian.export import Exporter
from app.views.capaian.findings_page import FindingsPage
from app.views.capaian.grid_page import GridPage, IndikatorPage
from app.views.capaian.ikk_page import IkkPage
from app.views.capaian.import_page import ImportPage
from app.views.capaian.import_verdict import outcome_of
from app.views.capaian.narrative_page import NarrativePage
from app.views.capaian.program_page import ProgramPage
from app.views.capaian.structure_page import StructurePage
from app.views.capaian.undo import UndoStack
from app.views.capaian.year_page import YearPage
from app.views.theme import px
from app.views.widgets.badges import Badge
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.empty import EmptyState
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import ElidedLabel, Title
from app.views.widgets.layout import column, page, row
from app.views.widgets.tabs import TabBar

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.services.capaian.checks.finding import Place
    from app.services.capaian.imports.service import CapaianImported
    from app.services.capaian.overview import YearOverview
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.capaian.lines import GridContent
    from app.views.shell.workspace import Workspace

REPORT = "capaian"
_OTHERS = ("program", "grafik", "uraian", "ikk", "temuan", "susunan", "setelan")
_ROOM_FOR_HEAD = 960
"""Below this width, in pixels at 100 %, the title and the summary give way to the deeds."""
_WITHOUT_FIGURES = {"susunan", "ikk"}
"""Tabs that an office without indikator begins with."""


class CapaianScreen(QWidget):
    """Asks for a year when it is shown and after every deed; a deed can be taken back by Ctrl+Z."""

    key = "capaian"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Capaian")
        self.setObjectName("capaian")
        self._workspace = workspace
        self._year = 0
        self._shown: YearOverview | None = None
        self._is_empty = False
        self.undo = UndoStack(workspace, self)
        self.exporter = Exporter(workspace, self)
        self._make()
        self._lay_out()
        self._connect()

    @property
    def year(self) -> int:
        """The year that is shown; 0 before the first."""
        return self._year

    def activate(self) -> None:
        """Be shown: read everything anew."""
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Read anew when a year changed, or a survey that an indikator may follow."""
        if changes.office or changes.surveys or changes.capaian:
            self._ask()

    def open_target(self, target: object) -> None:
        """Show a tab by its key, a year, or ``impor``."""
        if target == "impor":
            self.begin_import()
        elif isinstance(target, int):
            self._choose_year(target)
        elif isinstance(target, str):
            self.tabs.choose(target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what also stands elsewhere where the window is small or the letters large."""
        super().resizeEvent(event)
        self._choose_head()

    def changeEvent(self, event: QEvent) -> None:
        """Decide anew under another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._choose_head()

    def _choose_head(self) -> None:
        has_room = self.width() >= px(_ROOM_FOR_HEAD)
        for one in (self.heading, self.subtitle):
            one.setVisible(has_room)

    # ------------------------------------------------------------------ making
    def _make(self) -> None:
        self.heading = Title(tr("Capaian kinerja"), name="capaian.judul")
        self.years = ChoiceBox(name="capaian.tahun", accessible=tr("Tahun capaian"))
        self.locked = Badge(tone="muted", name="capaian.terkunci")
        self.locked.set(tr("terkunci"), "muted")
        self.subtitle = ElidedLabel("", "muted", name="capaian.rincian")
        self.paste = SecondaryButton(tr("Tempel"), name="capaian.tempel", hint="Ctrl+V")
        self.bring = SecondaryButton(tr("Impor…"), name="capaian.impor_berkas", hint="Ctrl+I")
        self.export = SecondaryButton(tr("Ekspor"), name="capaian.ekspor", hint="Ctrl+E")
        self.print_button = PrimaryButton(tr("Cetak bab kinerja"), name="capaian.cetak")
        self.tabs = TabBar(
            [(key, _tab_title(key)) for key in (*TABS, *_OTHERS)],
            name="capaian.tab",
            accessible=tr("Bagian capaian"),
        )
        self.indikator = IndikatorPage(self._workspace)
        self.programs = ProgramPage(self._workspace)
        self.charts = ChartPage()
        self.narratives = NarrativePage(self._workspace)
        self.structure = StructurePage(self._workspace)
        self.ikk = IkkPage(self._workspace)
        self.findings = FindingsPage(self._workspace)
        self.settings = YearPage(self._workspace)
        self.others: dict[str, QWidget] = {
            "program": self.programs,
            "grafik": self.charts,
            "uraian": self.narratives,
            "ikk": self.ikk,
            "temuan": self.findings,
            "susunan": self.structure,
            "setelan": self.settings,
        }
        self.importing = ImportPage(self._workspace)
        self.empty = EmptyState(
            "target",
            tr("Belum ada indikator kinerja"),
            tr(
                "Impor tabel target dan realisasi dari lembar kerja: sasaran dan indikatornya"
                " dibuat dari tabel itu. Atau susun sendiri di tab Susunan."
            ),
            name="capaian.kosong",
            action=tr("Impor tabel…"),
        )

    def _lay_out(self) -> None:
        title = row(self.heading, self.years, self.locked, 1, gap=10)
        deeds = row(title, self.paste, self.bring, self.export, self.print_button, gap=8)
        deeds.setStretch(0, 1)
        head = column(deeds, self.subtitle, gap=4)
        self._pages = QStackedWidget()
        for shown in (self.indikator, *self.others.values(), self.empty):
            self._pages.addWidget(shown)
        body = column(self.tabs, self._pages, gap=10)
        body.setStretch(1, 1)
        self._body = QWidget()
        self._body.setLayout(body)
        year = column(head, self._body, gap=12)
        self._one_year = QWidget()
        self._one_year.setLayout(year)
        year.setStretch(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._one_year)
        self._stack.addWidget(self.importing)
        page(self, self._stack)
        self.years.setFixedWidth(self.years.sizeHint().width())
        self.locked.hide()

    def _connect(self) -> None:
        self.years.picked.connect(lambda key: self._choose_year(int(key)))
        self.tabs.chosen.connect(self._show_tab)
        self.paste.clicked.connect(self._paste)
        self.bring.clicked.connect(self.begin_import)
        self.export.clicked.connect(lambda: self.exporter.ask(self._year))
        self.print_button.clicked.connect(self._print)
        self.empty.acted.connect(self.begin_import)
        self.indikator.current_changed.connect(self.charts.show_indikator)
        self.indikator.current_changed.connect(self.narratives.choose)
        for writer in (self.narratives, self.structure, self.settings):
            writer.taken.connect(self.undo.remember)
        self.findings.counted.connect(self._count_findings)
        self.findings.place_wanted.connect(self._go_to)
        self.charts.chosen.connect(self._follow_bar)
        self.importing.left.connect(self._leave_import)
        self.importing.taken.connect(self._import_taken)
        grids: tuple[GridPage, ...] = (self.indikator, self.programs, self.ikk)
        for one in grids:
            one.taken.connect(self.undo.remember)
            one.undo_wanted.connect(self.undo.take_back)
            one.left.connect(lambda: self.tabs.setFocus(Qt.FocusReason.OtherFocusReason))
        deeds = {
            "Ctrl+Z": self.undo.take_back,
            "Ctrl+I": self.begin_import,
            "Ctrl+E": self.export.click,
            "Ctrl+PgUp": lambda: self._step_year(1),
            "Ctrl+PgDown": lambda: self._step_year(-1),
        }
        for keys, deed in deeds.items():
            shortcut = QShortcut(QKeySequence(keys), self._one_year)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    # ------------------------------------------------------------------ reading
    def _ask(self) -> None:
        year, indikator = self._year, self.indikator

        def work(session: Session) -> tuple[YearOverview, GridContent]:
            shown = session.capaian.overview(year or _latest(session))
            return shown, indikator.content_of(shown)

        self._workspace.run(work, self._show, replace_key="capaian", owner=self)
        if year and self._pages.currentWidget() is self.programs:
            self.programs.ask(year)

    def _show(self, found: tuple[YearOverview, GridContent]) -> None:
        shown, content = found
        first = self._shown is None
        figures = shown.figures
        self._shown, self._year = shown, figures.number
        self.years.set_choices([(str(year), str(year)) for year in shown.years])
        self.years.choose(str(self._year))
        self.subtitle.set_text(summary_text(figures))
        self.locked.setVisible(figures.year.locked)
        for gate in (self.indikator.gate, self.programs.gate, self.ikk.gate):
            gate.reason = self._why_closed(shown)
        self.indikator.show_year(shown, content)
        self.charts.show_year(shown)
        self.narratives.show_year(shown)
        self.structure.show_year(self._year)
        self.settings.show_year(shown)
        self.ikk.show_year(self._year)
        self.findings.show_year(self._year)
        self._is_empty = not shown.lines and not figures.programs
        self._show_page()
        self._offer()
        if first and self._holds_keyboard():
            self._give_keyboard()

    def _why_closed(self, shown: YearOverview) -> str:
        if self._workspace.read_only:
            return tr("Berkas ini hanya dibaca, jadi angkanya tidak dapat diubah.")
        if shown.figures.year.locked:
            return tr("Capaian tahun {tahun} terkunci.", tahun=shown.figures.number)
        return ""

    def _offer(self) -> None:
        is_empty = self._is_empty
        closed = bool(self.indikator.gate.reason)
        self.paste.setEnabled(
            not closed and self.tabs.current in {*TABS, "program", "ikk"} and not is_empty
        )
        self.bring.setEnabled(not closed)
        self.empty.button.setEnabled(not closed)
        self.export.setEnabled(not is_empty)
        self.print_button.setEnabled(not is_empty)

    # ------------------------------------------------------------------ deeds
    def begin_import(self) -> None:
        """Show the page that takes a table over."""
        if self.bring.isEnabled():
            self._stack.setCurrentWidget(self.importing)
            self.importing.begin(self._year)

    def _leave_import(self) -> None:
        self._stack.setCurrentWidget(self._one_year)
        self._give_keyboard()

    def _import_taken(self, done: CapaianImported) -> None:
        self.undo.forget()
        self.undo.offer(
            outcome_of(done),
            tr("Impor {berkas} diurungkan.", berkas=done.preview.file_name),
            lambda session: session.capaian.imports.undo(done),
        )
        self._year = done.preview.year
        self._leave_import()
        self._ask()

    def _paste(self) -> None:
        one = self._pages.currentWidget()
        if isinstance(one, GridPage):
            one.begin_at_first()
            one.desk.paste(QGuiApplication.clipboard().text())

    def _print(self) -> None:
        self._workspace.go("laporan", (REPORT, self._year))

    def _choose_year(self, year: int) -> None:
        if year != self._year:
            self._year = year
            self._ask()

    def _step_year(self, by: int) -> None:
        years = sorted(self._shown.years) if self._shown else []
        if self._year in years:
            place = years.index(self._year) + by
            if 0 <= place < len(years):
                self._choose_year(years[place])

    def _show_tab(self, tab: str) -> None:
        if tab in TABS:
            self.indikator.show_tab(tab)
        self._show_page()
        if tab == "program" and self._year:
            self.programs.ask(self._year)
        self._offer()

    def _page_of(self, tab: str) -> QWidget:
        shown = self.others.get(tab, self.indikator)
        return self.empty if self._is_empty and tab not in _WITHOUT_FIGURES else shown

    def _show_page(self) -> None:
        self._pages.setCurrentWidget(self._page_of(self.tabs.current))

    def _count_findings(self, waiting: int) -> None:
        title = _tab_title("temuan")
        self.tabs.set_text("temuan", f"{title} ({waiting})" if waiting else title)

    def _go_to(self, place: Place) -> None:
        """Show the cell that a finding is about."""
        if place.indikator_id is not None:
            self.tabs.choose("target")
            self.indikator.grid.go_to((place.indikator_id, "realisasi"))
            self.indikator.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place.program_id is not None:
            self.tabs.choose("program")
            self.programs.go_when_shown((place.program_id, "realisasi"))

    def _follow_bar(self, indikator_id: int) -> None:
        self.charts.show_indikator(indikator_id)
        column_key = self.indikator.grid.grid_model.columns[-1].key
        self.indikator.grid.go_to((indikator_id, column_key))

    def _holds_keyboard(self) -> bool:
        return self.isVisible() and self.focusWidget() in {None, self}

    def _give_keyboard(self) -> None:
        shown = self._pages.currentWidget()
        if shown is self.empty:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if isinstance(shown, GridPage):
            shown.begin_at_first()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)


def _latest(session: Session) -> int:
    """Return the last year with values, else the present one if it is planned."""
    years = session.capaian.years()
    today = date.today().year  # noqa: DTZ011 - the office's own calendar
    return years[0] if years else today


def _tab_title(key: str) -> str:
    return {
        "target": tr("Target dan realisasi"),
        "sebelumnya": tr("Tahun lalu"),
        "rpjmd": tr("RPJMD"),
        "nasional": tr("Nasional"),
        "efisiensi": tr("Efisiensi"),
        "program": tr("Program"),
        "grafik": tr("Grafik"),
        "uraian": tr("Uraian"),
        "ikk": tr("IKK"),
        "temuan": tr("Temuan"),
        "susunan": tr("Susunan"),
        "setelan": tr("Tahun"),
    }[key]
