"""The screen Hasil: what the survey says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.results.survey_results import EVERYTHING, Choice
from app.texts import tr
from app.views.results.crosstab_page import CrossTabPage
from app.views.results.deeds import ResultDeeds
from app.views.results.export_box import ExportBox
from app.views.results.figures import WIDTH, Figures
from app.views.results.findings_page import FindingsPage
from app.views.results.groups_page import GroupsPage
from app.views.results.header import Header
from app.views.results.reliability_page import ReliabilityPage
from app.views.results.respondents_page import RespondentsPage
from app.views.results.saran_page import SaranPage
from app.views.results.spread_page import SpreadPage
from app.views.results.trend_page import TrendPage
from app.views.results.unsur_page import UnsurPage
from app.views.widgets.empty import EmptyState
from app.views.widgets.layout import column, page, row
from app.views.widgets.side_column import SideColumn
from app.views.widgets.tab_scroller import TabScroller
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from app.services.changes import Changes
    from app.services.results.depth import Depth
    from app.services.results.survey_results import SurveyResults
    from app.views.results.page import ResultPage
    from app.views.shell.workspace import Workspace


class ResultsScreen(QWidget):
    """Index, sample and findings at the left, the tabs with everything else at the right."""

    key = "hasil"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Hasil")
        self.setObjectName("hasil")
        self._workspace = workspace
        self._choice = EVERYTHING
        self._target = ""
        self.header = Header()
        self.export = ExportBox()
        self.figures = Figures()
        self.crosstab, self.saran = CrossTabPage(), SaranPage()
        self.pages = self._make_pages()
        self.tabs = TabBar(
            [(key, _tab_title(key)) for key in self.pages if key != "temuan"],
            name="hasil.tab",
            accessible=tr("Bagian hasil"),
        )
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: compute anew, for sheets may have been keyed in."""
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Compute anew when the survey changed while it is shown."""
        if changes.office or self._workspace.survey_id in changes.surveys:
            self._ask()

    def open_target(self, target: object) -> None:
        """Show the tab with this key, such as ``saran``."""
        if isinstance(target, str) and target in self.pages:
            self._target = target
            self.tabs.choose(target)

    def choose(self, choice: Choice) -> None:
        """Show one part of the survey, or all of it."""
        if choice != self._choice:
            self._choice = choice
            self._ask()

    def copy_table(self) -> None:
        """Put the table of the open tab on the clipboard."""
        self.pages[self.tabs.current].copy()
        self._workspace.say(tr("Tabel disalin. Tempelkan ke lembar kerja dengan Ctrl+V."))

    def _make_pages(self) -> dict[str, ResultPage]:
        return {
            "unsur": UnsurPage(),
            "sebaran": SpreadPage(),
            "responden": RespondentsPage(),
            "kelompok": GroupsPage(),
            "silang": self.crosstab,
            "tren": TrendPage(),
            "reliabilitas": ReliabilityPage(),
            "saran": self.saran,
            "temuan": FindingsPage(),
        }

    def _lay_out(self) -> None:
        self._stacked_pages = TabPages(self.tabs)
        for key, one in self.pages.items():
            self._stacked_pages.add_page(key, one)
        right = column(TabScroller(self.tabs), self._stacked_pages, gap=12)
        right.setStretch(1, 1)
        left = SideColumn(self.figures, width=WIDTH, name="hasil.angka")
        body = row(left, right, gap=2)
        body.setStretch(1, 1)
        self._body = QWidget()
        self._body.setLayout(body)
        self.empty = EmptyState("chart-column", "", name="hasil.kosong")
        self._stack = QStackedWidget()
        for state in (QWidget(), self._body, self.empty):
            self._stack.addWidget(state)
        page(self, self.header, self.export, self._stack).setStretch(2, 1)
        self.header.hide()

    def _connect(self) -> None:
        self.deeds = ResultDeeds(self._workspace, self.saran, self.export)
        self.header.export_button.clicked.connect(self.export.open)
        self.crosstab.table_wanted.connect(self._ask_crosstab)
        self.saran.sheet_wanted.connect(lambda number: self._workspace.go("entri", number))
        self._workspace.survey_chosen.connect(self._survey_chosen)
        self.header.choice_wanted.connect(self.choose)
        self.header.copy_button.clicked.connect(self.copy_table)
        self.header.print_button.clicked.connect(lambda: self._workspace.go("laporan"))
        self.figures.findings_wanted.connect(lambda: self.tabs.choose("temuan"))
        self.empty.acted.connect(self._act)
        for one in self.pages.values():
            one.choice_wanted.connect(self.choose)
            if isinstance(one, TrendPage):
                one.survey_wanted.connect(self._workspace.choose_survey)
            if isinstance(one, FindingsPage):
                one.mark_wanted.connect(self._mark)
                one.unmark_wanted.connect(self._unmark)

    def _mark(self, finding: str, reason: str) -> None:
        survey_id = self._workspace.survey_id
        self._workspace.write(
            lambda session: session.marks.mark(survey_id, finding, reason),
            lambda _: self._workspace.say_with_undo(
                tr("Ditandai: diperiksa, benar."), lambda: self._unmark(finding)
            ),
            owner=self,
        )

    def _unmark(self, finding: str) -> None:
        survey_id = self._workspace.survey_id
        self._workspace.write(lambda session: session.marks.unmark(survey_id, finding), owner=self)

    def _survey_chosen(self, _survey_id: int) -> None:
        self._choice = EVERYTHING
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        survey_id, choice = self._workspace.survey_id, self._choice
        if not survey_id:
            self._show_nothing(tr("Belum ada survei"), tr("Buat survei dahulu."), tr("Buat survei"))
            return
        self._workspace.run(
            lambda session: session.results.of(survey_id, choice),
            self._show,
            replace_key="hasil",
            owner=self,
        )

    def _ask_depth(self) -> None:
        """Ask for trend and reliability, which take longer than the figures."""
        survey_id, choice = self._workspace.survey_id, self._choice
        self._workspace.run(
            lambda session: session.depth.of(survey_id, choice),
            self._show_depth,
            replace_key="hasil.lanjut",
            owner=self,
        )

    def _show_depth(self, depth: Depth) -> None:
        if (depth.survey_id, depth.choice) == (self._workspace.survey_id, self._choice):
            for one in self.pages.values():
                one.show_depth(depth)

    def _ask_crosstab(self, rows: str, columns: str) -> None:
        survey_id, choice = self._workspace.survey_id, self._choice
        self._workspace.run(
            lambda session: session.depth.crosstab(survey_id, rows, columns, choice),
            self.crosstab.show_table,
            replace_key="hasil.silang",
            owner=self,
        )

    def _show(self, results: SurveyResults) -> None:
        if results.survey.id != self._workspace.survey_id:
            return
        self._choice = results.choice
        self.header.show()
        self.header.show_results(results)
        if not results.result.n and not results.result.left_out and results.choice.is_everything:
            self._show_no_sheets()
            return
        self._set_tabs(results)
        self.figures.show_results(results)
        self.deeds.know(results)
        for one in self.pages.values():
            one.show_results(results)
        self.saran.set_read_only(read_only=self._workspace.read_only)
        self._ask_depth()
        self._stack.setCurrentWidget(self._body)
        if self.hasFocus():
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_tabs(self, results: SurveyResults) -> None:
        shown = [key for key in self.pages if key != "temuan" or results.findings]
        before = self.tabs.current
        titles = {key: _tab_title(key) for key in shown}
        titles["saran"] = tr("Saran ({jumlah})", jumlah=len(results.saran))
        if results.findings:
            waiting = sum(not finding.checked for finding in results.findings)
            titles["temuan"] = tr("Perlu diperiksa ({jumlah})", jumlah=waiting)
        self.tabs.set_choices(list(titles.items()))
        if self.tabs.current != before:
            self._stacked_pages.show_page(self.tabs.current)
        self.tabs.choose(self._target)
        self._target = ""

    def _show_no_sheets(self) -> None:
        can_enter = not self._workspace.read_only
        self._show_nothing(
            tr("Belum ada lembar"),
            tr("Hasil muncul di sini begitu lembar pertama tersimpan."),
            tr("Entri kuesioner") if can_enter else "",
        )

    def _show_nothing(self, title: str, text: str, action: str) -> None:
        self.empty.set(title, text, action)
        self.header.setVisible(bool(self._workspace.survey_id))
        self._stack.setCurrentWidget(self.empty)

    def _act(self) -> None:
        self._workspace.go("entri" if self._workspace.survey_id else "survei")


def _tab_title(key: str) -> str:
    return {
        "unsur": tr("Unsur"),
        "sebaran": tr("Sebaran"),
        "responden": tr("Responden"),
        "kelompok": tr("Kelompok"),
        "silang": tr("Silang"),
        "tren": tr("Tren"),
        "reliabilitas": tr("Reliabilitas"),
        "saran": tr("Saran"),
        "temuan": tr("Perlu diperiksa"),
    }[key]
