"""The screen Survei: which surveys there are, and in what state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.models.survey import SurveyState
from app.services.surveys.form_data import form_for_change, form_for_copy, form_for_new
from app.texts import tr
from app.views.surveys.detail import SurveyDetail
from app.views.surveys.form import SurveyForm
from app.views.surveys.list_columns import survey_columns
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.card import Card
from app.views.widgets.empty import EmptyState
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Label, Title
from app.views.widgets.layout import column, page, row, scrolled, stack
from app.views.widgets.message import Tone
from app.views.widgets.table import DataTable

if TYPE_CHECKING:
    from datetime import date

    from app.errors import PuasError
    from app.models.survey import Survey
    from app.services.changes import Changes
    from app.services.session import Session
    from app.services.surveys.form_data import SurveyFormData
    from app.services.surveys.new_survey import NewSurvey, SurveyRow
    from app.views.shell.workspace import Workspace

_TAKING_A_SURVEY = ("impor", "verifikasi")
"""Screens that are led to a survey by its id."""

Listed = tuple[list[int], list["SurveyRow"]]


class SurveysScreen(QWidget):
    """The list with the selected survey below it, or the form in their place."""

    key = "survei"
    today: date | None = None
    """The day that new surveys are proposed for; None is the present day."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Survei")
        self.setObjectName("survei")
        self._workspace = workspace
        self._rows: list[SurveyRow] = []
        self._wanted = 0
        self._wanted_page: tuple[Any, ...] = ()
        self._make()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: count anew, for sheets may have been keyed in."""
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Count anew when a survey, a unit or a service changed."""
        if changes.office or changes.surveys:
            self._ask()

    def open_target(self, target: object) -> None:
        """Select the survey with this id, or begin a new one for ``baru``.

        A tuple opens a tab of it, and a place in that tab: ``(7, "rencana", "jadwal")``.
        """
        if target == "baru":
            self.begin_new()
        elif isinstance(target, tuple) and target:
            self._wanted, self._wanted_page = target[0], target[1:]
            self._ask()
        elif isinstance(target, int):
            self._wanted = target
            self._ask()

    def begin_new(self) -> None:
        """Show the form of a new survey of the office itself."""
        self.begin_new_for(0)

    def begin_new_for(self, unit_id: int) -> None:
        """Show the form of a new survey of a unit; 0 is the office itself."""
        if self._workspace.read_only:
            self._workspace.say(tr("Berkas ini hanya dibuka untuk dibaca."), Tone.WARNING)
            return
        today = self.today
        self._workspace.run(lambda s: form_for_new(s, unit_id, today), self._show_form, owner=self)

    def begin_copy(self, survey_id: int) -> None:
        """Show the form of a new survey that takes over what another one has."""
        today = self.today
        self._workspace.run(
            lambda s: form_for_copy(s, survey_id, today), self._show_form, owner=self
        )

    def begin_change(self) -> None:
        """Show the form of the selected survey."""
        survey_id = self._selected_id()
        self._workspace.run(lambda s: form_for_change(s, survey_id), self._show_form, owner=self)

    def _make(self) -> None:
        self.year = ChoiceBox(name="survei.tahun", accessible=tr("Tahun yang ditampilkan"))
        self.year.setSizePolicy(
            self.year.sizePolicy().Policy.Maximum, self.year.sizePolicy().verticalPolicy()
        )
        self.new = PrimaryButton(tr("Survei baru"), name="survei.baru", hint="Ctrl+N")
        self.subtitle = Label("", "muted", name="survei.ringkas")
        self.table = DataTable(
            survey_columns(),
            name="survei.tabel",
            accessible=tr("Daftar survei"),
            empty=tr("Tidak ada survei di tahun ini."),
            least_rows=3,
        )
        self.detail = SurveyDetail(self._workspace)
        self.form = SurveyForm()
        self.empty = EmptyState(
            "clipboard-list",
            tr("Belum ada survei"),
            tr("Survei adalah satu periode penilaian satu unit, misalnya SKM tahun ini."),
            name="survei.kosong",
            action=tr("Survei baru"),
            hint="Ctrl+N",
        )

    def _lay_out(self) -> None:
        words = column(Title(self.title), self.subtitle, gap=4)
        self._head = QWidget()
        self._head.setLayout(row(words, 1, self.year, self.new, gap=8))
        self._card = Card(self.table, margins=(12, 8, 12, 12), name="survei.daftar")
        self._list = QWidget()
        self._listed = column(self._head, self._card, self.detail, gap=12)
        self._listed.setStretch(1, 1)
        self._list.setLayout(self._listed)
        self._area = scrolled(self._list, name="survei.gulir")
        self._stack = stack(self, self._area, self.empty, self.form)
        page(self).addLayout(self._stack, 1)
        self.detail.hide()
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.year.picked.connect(lambda _: self._ask())
        self.new.clicked.connect(self.begin_new)
        self.empty.acted.connect(self.begin_new)
        self.table.selection_changed.connect(self._show_detail)
        self.table.row_activated.connect(self._open_row)
        self.detail.whole_screen_wanted.connect(self._make_room)
        summary = self.detail.summary
        summary.screen_wanted.connect(self._go)
        summary.change_wanted.connect(self.begin_change)
        summary.copy_wanted.connect(lambda: self.begin_copy(self._selected_id()))
        summary.open_wanted.connect(self._open_planned)
        summary.lock_wanted.connect(self._lock)
        summary.unlock_wanted.connect(self._unlock)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self._show_list)
        self.form.unit_wanted.connect(self.begin_new_for)
        self.form.copy_wanted.connect(self.begin_copy)
        self.form.services_wanted.connect(self._change_services)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.begin_new)

    def _ask(self) -> None:
        year = int(self.year.key) if self.year.key else None

        def listed(session: Session) -> Listed:
            return session.surveys.years(), session.surveys.overview(year)

        self._workspace.run(listed, self._show_rows, owner=self, replace_key="survei")

    def _show_rows(self, listed: Listed) -> None:
        chosen = self._wanted or self._selected_id() or self._workspace.survey_id
        years, self._rows = listed
        self._wanted = 0
        self.year.set_choices([("", tr("Semua tahun")), *((str(y), str(y)) for y in years)])
        self.year.setVisible(len(years) > 1)
        self.new.setEnabled(not self._workspace.read_only)
        self.subtitle.setText(_summary(self._rows))
        self.table.set_rows(self._rows)
        wanted = next((row for row in self._rows if row.survey.id == chosen), None)
        if wanted or self._rows:
            self.table.select_row(wanted or self._rows[0])
        self._show_detail()
        if self._stack.currentWidget() is not self.form or self._wanted_page:
            self._stack.setCurrentWidget(self._area if years else self.empty)
        if self._wanted_page and wanted is not None:
            self.detail.open_page(*self._wanted_page)
        self._wanted_page = ()

    def _make_room(self, whole: bool) -> None:  # noqa: FBT001 - a signal hands it over
        """Give a tab the place of the list, or the list its place back."""
        self._head.setHidden(whole)
        self._card.setHidden(whole)
        self._listed.setStretch(2, 1 if whole else 0)
        if not whole:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_detail(self) -> None:
        selected = self._selected()
        self.detail.setVisible(selected is not None)
        if selected is not None:
            self.detail.show_row(selected, read_only=self._workspace.read_only)

    def _selected(self) -> SurveyRow | None:
        rows = self.table.selected_rows()
        return next((row for row in self._rows if rows and row is rows[0]), None)

    def _selected_id(self) -> int:
        selected = self._selected()
        return selected.survey.id if selected else 0

    def _open_row(self, activated: SurveyRow) -> None:
        is_open = activated.survey.state is SurveyState.TERBUKA
        self._go("entri" if is_open and not self._workspace.read_only else "hasil")

    def _go(self, screen: str) -> None:
        survey_id = self._selected_id()
        self._workspace.choose_survey(survey_id)
        self._workspace.go(screen, survey_id if screen in _TAKING_A_SURVEY else None)

    def _show_form(self, data: SurveyFormData) -> None:
        self.form.show_data(data)
        self._stack.setCurrentWidget(self.form)
        self.form.begin()

    def _show_list(self) -> None:
        self._stack.setCurrentWidget(
            self._area if self._rows or self.year.count() > 1 else self.empty
        )
        self._ask()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _change_services(self, unit_id: int) -> None:
        self._show_list()
        self._workspace.go("unit", unit_id)

    def _save(self, new: NewSurvey) -> None:
        survey_id, together = self.form.survey_id, self.form.paper.keys

        def work(session: Session) -> tuple[Survey, Changes] | Survey:
            if survey_id:
                return session.surveys.revise(survey_id, new)
            same = session.surveys.similar(new)
            if same and not new.again:
                return same[0]
            made, changes = session.paper_maker.create_paper(new, (new.instrument, *together))
            return made[0], changes

        self._workspace.run(work, self._saved, self._refused, owner=self)

    def _saved(self, done: tuple[Survey, Changes] | Survey) -> None:
        if not isinstance(done, tuple):
            self.form.message.say(
                tr("Survei {kode} sudah ada untuk unit dan periode ini.", kode=done.code),
                Tone.WARNING,
                action=tr("Tetap buat survei kedua"),
                act=self.form.submit_again,
            )
            return
        survey, changes = done
        is_new = not self.form.survey_id
        self._wanted = survey.id
        if is_new and survey.state is SurveyState.TERBUKA:
            self._workspace.choose_survey(survey.id)
        self._stack.setCurrentWidget(self._area)
        self._workspace.changed.emit(changes)
        self._workspace.say(
            tr("Survei {kode} dibuat.", kode=survey.code)
            if is_new
            else tr("Survei {kode} diubah.", kode=survey.code)
        )
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _refused(self, error: PuasError) -> None:
        self.form.message.say_error(error)

    def _open_planned(self) -> None:
        survey_id = self._selected_id()
        self._workspace.write(
            lambda session: session.surveys.open(survey_id)[1],
            lambda _: self._workspace.say(tr("Survei dibuka; kuesionernya dapat dientri.")),
            owner=self,
        )

    def _lock(self, reason: str) -> None:
        survey_id = self._selected_id()
        self._workspace.write(
            lambda session: session.surveys.lock(survey_id, reason)[1],
            lambda _: self._workspace.say(tr("Survei dikunci; lembarnya tidak dapat diubah lagi.")),
            owner=self,
        )

    def _unlock(self, reason: str) -> None:
        survey_id = self._selected_id()
        self._workspace.write(
            lambda session: session.surveys.unlock(survey_id, reason)[1],
            lambda _: self._workspace.say(tr("Kunci dibuka; alasannya tercatat.")),
            owner=self,
        )


def _summary(rows: list[SurveyRow]) -> str:
    open_ = sum(row.survey.state is SurveyState.TERBUKA for row in rows)
    return tr("{jumlah} survei · {terbuka} terbuka untuk entri", jumlah=len(rows), terbuka=open_)
