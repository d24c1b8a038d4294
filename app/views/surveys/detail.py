"""The survey that is selected in the list: its summary below it, its other tabs in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal

from app.texts import tr
from app.views.surveys.pages import survey_pages
from app.views.surveys.summary import SurveySummary
from app.views.widgets.buttons import QuietButton
from app.views.widgets.card import Card
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.layout import row
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.services.surveys.new_survey import SurveyRow
    from app.views.shell.workspace import Workspace
    from app.views.surveys.pages import SurveyPage

SUMMARY = "ringkasan"


class SurveyDetail(Card):
    """Tabs of one survey. All but the first need the whole screen; Esc leads back to the list."""

    whole_screen_wanted = Signal(bool)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(name="survei.rincian", gap=10)
        self._workspace = workspace
        self._row: SurveyRow | None = None
        self._entries = {entry.key: entry for entry in survey_pages()}
        self._made: dict[str, QWidget] = {}
        self.name = ElidedLabel("", "heading", name="survei.rincian.nama")
        self.back = QuietButton(
            tr("Semua survei"), name="survei.rincian.kembali", icon="chevron-left", hint="Esc"
        )
        self.back.hide()
        titles = [(SUMMARY, tr("Ringkasan"))]
        titles += [(entry.key, entry.title) for entry in self._entries.values()]
        self.tabs = TabBar(titles, name="survei.tab", accessible=tr("Bagian survei"))
        self.pages = TabPages(self.tabs)
        self.summary = SurveySummary()
        self.pages.add_page(SUMMARY, self.summary)
        head = row(self.back, self.name, self.tabs, gap=12)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.pages, 1)
        self.tabs.chosen.connect(self._opened)
        self.back.clicked.connect(self.leave)

    @property
    def is_whole(self) -> bool:
        """Say whether a tab that takes the whole screen is open."""
        return self.tabs.current != SUMMARY

    def show_row(self, shown: SurveyRow, *, read_only: bool) -> None:
        """Show another survey, or this one with new figures."""
        self._row = shown
        self.name.set_text(f"{shown.name} · {shown.unit.name}")
        self.summary.show_row(shown, read_only=read_only)
        if self.is_whole:
            self._page(self.tabs.current).show_row(shown, read_only=read_only)

    def open_page(self, key: str, target: object = None) -> None:
        """Open a tab, and lead its page to ``target`` if it knows how."""
        if key not in self._entries:
            return
        self.tabs.choose(key)
        page = self._page(key)
        if target is not None and hasattr(page, "open_target"):
            page.open_target(target)

    def leave(self) -> None:
        """Go back to the summary, with the list above it."""
        self.tabs.choose(SUMMARY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list by Esc where no field has use for it."""
        if event.key() == Qt.Key.Key_Escape and self.is_whole:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _opened(self, key: str) -> None:
        if self.is_whole and self._row is not None:
            self._page(key).show_row(self._row, read_only=self._workspace.read_only)
            self.pages.show_page(key)
        self.back.setVisible(self.is_whole)
        self.whole_screen_wanted.emit(self.is_whole)

    def _page(self, key: str) -> SurveyPage:
        if key not in self._made:
            self._made[key] = self._entries[key].make(self._workspace)
            self.pages.add_page(key, self._made[key])
        return cast("SurveyPage", self._made[key])
