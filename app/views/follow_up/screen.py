"""The screen Tindak lanjut: what is done about a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.texts import tr
from app.views.follow_up.library_page import LibraryPage
from app.views.follow_up.plan_page import PlanPage
from app.views.follow_up.previous_page import PreviousPage
from app.views.follow_up.public_page import PublicPage
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.empty import EmptyState
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.layout import column, page, row
from app.views.widgets.notice import Notice
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from app.services.changes import Changes
    from app.services.follow_up.overview import FollowUpOverview
    from app.views.follow_up.page import FollowUpPage
    from app.views.shell.workspace import Workspace


class FollowUpScreen(QWidget):
    """Plans, what became of the last ones, publicity, and the library, each under its tab."""

    key = "tindak_lanjut"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Tindak lanjut")
        self.setObjectName("tindak_lanjut")
        self._workspace = workspace
        self._previous_id = 0
        self.heading = ElidedLabel("", "title", name="tindak_lanjut.judul")
        self.subtitle = ElidedLabel("", "muted", name="tindak_lanjut.rincian")
        self.notice = Notice("tindak_lanjut.catatan")
        self.print_button = SecondaryButton(tr("Cetak laporan"), name="tindak_lanjut.cetak")
        self.plans = PlanPage(workspace)
        self.pages: dict[str, FollowUpPage] = {
            "rencana": self.plans,
            "hasil": PreviousPage(workspace),
            "publikasi": PublicPage(workspace),
            "pustaka": LibraryPage(workspace),
        }
        self.tabs = TabBar(
            [(key, _tab_title(key)) for key in self.pages],
            name="tindak_lanjut.tab",
            accessible=tr("Bagian tindak lanjut"),
        )
        self.empty = EmptyState(
            "clipboard-list",
            tr("Belum ada survei"),
            tr("Tindak lanjut disusun dari hasil satu survei. Buat survei dahulu."),
            name="tindak_lanjut.kosong",
            action=tr("Buat survei"),
        )
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: read everything anew."""
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Read anew when this survey, the one before or the library changed."""
        if changes.office or changes.surveys & {self._workspace.survey_id, self._previous_id}:
            self._ask()

    def open_target(self, target: object) -> None:
        """Show the tab with this key, such as ``hasil``."""
        if isinstance(target, str) and target in self.pages:
            self.tabs.choose(target)

    def _lay_out(self) -> None:
        words = column(self.heading, self.subtitle, gap=4)
        head = row(words, self.print_button, gap=16)
        head.setStretch(0, 1)
        stack = TabPages(self.tabs)
        for key, one in self.pages.items():
            stack.add_page(key, one)
        body = column(self.notice, self.tabs, stack, gap=12)
        body.setStretch(2, 1)
        self._body = QWidget()
        self._body.setLayout(body)
        self._stack = QStackedWidget()
        for state in (QWidget(), self._body, self.empty):
            self._stack.addWidget(state)
        page(self, head, self._stack).setStretch(1, 1)

    def _connect(self) -> None:
        self._workspace.survey_chosen.connect(self._survey_chosen)
        self.print_button.clicked.connect(lambda: self._workspace.go("laporan", "tindak-lanjut"))
        self.empty.acted.connect(lambda: self._workspace.go("survei"))

    def _survey_chosen(self, _survey_id: int) -> None:
        self.plans.close_form()
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        survey_id = self._workspace.survey_id
        self.print_button.setVisible(bool(survey_id))
        if not survey_id:
            self.heading.set_text(self.title)
            self.subtitle.set_text("")
            self._stack.setCurrentWidget(self.empty)
            return
        self._workspace.run(
            lambda session: session.follow_up.of(survey_id),
            self._show,
            replace_key="tindak_lanjut",
            owner=self,
        )

    def _show(self, shown: FollowUpOverview) -> None:
        if shown.survey.id != self._workspace.survey_id:
            return
        self._previous_id = shown.previous.survey.id if shown.previous else 0
        self.heading.set_text(tr("Tindak lanjut {survei}", survei=shown.name))
        self.subtitle.set_text(_subtitle(shown))
        self.notice.set_text(shown.survey.notice)
        self._count_in_tabs(shown)
        for one in self.pages.values():
            one.show_overview(shown, read_only=self._workspace.read_only)
        first = self._stack.currentWidget() is not self._body
        self._stack.setCurrentWidget(self._body)
        if first and (self.hasFocus() or self.focusWidget() is None):
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_in_tabs(self, shown: FollowUpOverview) -> None:
        counts = {
            "rencana": len(shown.lines),
            "hasil": len(shown.previous.lines) if shown.previous else 0,
            "publikasi": len(shown.publications) + len(shown.forums),
        }
        for key in self.pages:
            title, count = _tab_title(key), counts.get(key, 0)
            self.tabs.set_text(key, f"{title} ({count})" if count else title)


def _subtitle(shown: FollowUpOverview) -> str:
    parts = [shown.unit_name]
    if shown.lowest:
        names = ", ".join(row.unsur.short_name for row in shown.lowest)
        value = shown.lowest[0].konversi_text
        parts.append(tr("unsur terendah {daftar} ({nilai})", daftar=names, nilai=value))
    elif shown.result.answered:
        parts.append(tr("semua unsur bernilai sama"))
    else:
        parts.append(tr("belum ada jawaban yang dapat dihitung"))
    return " · ".join(parts)


def _tab_title(key: str) -> str:
    return {
        "rencana": tr("Rencana"),
        "hasil": tr("Hasil periode lalu"),
        "publikasi": tr("Publikasi dan forum"),
        "pustaka": tr("Pustaka usulan"),
    }[key]
