"""The screen Verifikasi: a plan, its pile, the second keying, and what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.changes import NOTHING
from app.services.files import write_whole
from app.services.reports.minutes import minutes_file_name
from app.texts import tr
from app.views.reports import dialogs
from app.views.verification.pile_page import PilePage
from app.views.verification.plan_page import PlanPage
from app.views.verification.rekey_desk import Phase, RekeyDesk
from app.views.verification.rekey_page import RekeyPage
from app.views.widgets.empty import EmptyState
from app.views.widgets.labels import Caption, Title
from app.views.widgets.layout import column, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.minutes import Minutes
    from app.services.changes import Changes
    from app.services.entry.state import EntryState
    from app.services.session import Session
    from app.services.verification.figures import Figures
    from app.services.verification.state import Choice, Overview, Task
    from app.views.shell.workspace import Workspace

Shown = tuple["Overview", "Figures | None"]


class VerificationScreen(QWidget):
    """Shows one of: nothing yet, a new plan, the pile, the sheet that is keyed in again."""

    key = "verifikasi"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Verifikasi")
        self.setObjectName("verifikasi")
        self.setAccessibleName(self.title)
        self._workspace = workspace
        self._overview: Overview | None = None
        self._wants_new = False
        self.desk = RekeyDesk(workspace, self)
        self.head = Title(self.title, name="verifikasi.judul")
        self.about = Caption("", name="verifikasi.survei", wrap=True)
        self.plan, self.pile, self.rekey = PlanPage(), PilePage(), RekeyPage(self.desk)
        self.empty = EmptyState("copy", "", name="verifikasi.kosong")
        self._pages = QStackedWidget()
        for each in (self.empty, self.plan, self.pile, self.rekey):
            self._pages.addWidget(each)
        self._heading = QWidget()
        self._heading.setLayout(column(self.head, self.about, gap=2))
        page(self, self._heading, self._pages).setStretch(1, 1)
        self._connect()

    # ------------------------------------------------------------ what the shell asks
    def activate(self) -> None:
        """Be shown: look again, unless a sheet is being keyed in."""
        if self.desk.phase is Phase.EMPTY or not self._is_same_survey():
            self._load()
        else:
            self.rekey.activate()

    def refresh(self, changes: Changes) -> None:
        """Look again when the survey changed."""
        mine = self._overview is not None and self._overview.survey.id in changes.surveys
        if (changes.office or mine or self._survey_id in changes.surveys) and not self._is_busy:
            self._load()

    # ------------------------------------------------------------ loading
    @property
    def _survey_id(self) -> int:
        return self._workspace.survey_id if self._workspace.is_open else 0

    @property
    def _is_busy(self) -> bool:
        return self.desk.phase is not Phase.EMPTY

    def _is_same_survey(self) -> bool:
        return self._overview is not None and self._loaded_for == self._survey_id

    _loaded_for = 0

    def _load(self) -> None:
        survey_id = self._survey_id
        if not survey_id:
            self._show_nothing(
                tr("Belum ada survei yang dipilih"),
                tr("Buat survei atau pilih salah satu, lalu verifikasi lembarnya di sini."),
            )
            return

        def work(session: Session) -> Shown:
            service = session.verification
            return service.plans.overview(survey_id), service.figures(survey_id)

        self._workspace.run(
            work, lambda shown: self._loaded(survey_id, shown), replace_key=self.key, owner=self
        )

    def _loaded(self, survey_id: int, shown: Shown) -> None:
        overview, figures = shown
        if survey_id != self._survey_id:
            return
        if self._is_busy and not self._is_same_survey():
            self.desk.leave()
        self._overview, self._loaded_for = overview, survey_id
        self.about.setText(overview.title)
        read_only = self._workspace.read_only
        self._heading.show()
        if overview.plan is None and not overview.sheets:
            self._show_nothing(
                tr("Belum ada lembar yang dapat diverifikasi"),
                tr("Entri lembarnya lebih dahulu, lalu petugas lain mengetik ulang di sini."),
            )
        elif overview.plan is None or self._wants_new:
            self.plan.show_overview(overview, read_only=read_only)
            self._pages.setCurrentWidget(self.plan)
        else:
            self.pile.show_pile(overview, figures, read_only=read_only)
            self._turn_to_pile()

    def _turn_to_pile(self) -> None:
        """Show the pile; the keyboard goes along when the page before had it."""
        before = self._pages.currentWidget()
        held = before is not None and before.isAncestorOf(self.window().focusWidget())
        self._pages.setCurrentWidget(self.pile)
        if held and before is not self.pile:
            self.pile.take_keyboard()

    def _show_nothing(self, title: str, text: str) -> None:
        self._overview = None
        self.about.setText("")
        self.empty.set(title, text, tr("Ke layar Entri"))
        self._pages.setCurrentWidget(self.empty)

    def _connect(self) -> None:
        self.empty.acted.connect(lambda: self._workspace.go("entri"))
        self.plan.wanted.connect(self._plan)
        self.pile.rekey_wanted.connect(self._next)
        self.pile.sheet_wanted.connect(self._sheet)
        self.pile.extend_wanted.connect(self._extend)
        self.pile.withdraw_wanted.connect(self._withdraw)
        self.pile.finish_wanted.connect(self._finish)
        self.pile.minutes_wanted.connect(self._save_minutes)
        self.pile.new_wanted.connect(self._new_plan)
        self.desk.finished.connect(self._load)
        self.desk.compared.connect(self._tell)
        self._workspace.survey_chosen.connect(self._survey_chosen)

    def _survey_chosen(self, _survey_id: int) -> None:
        self._wants_new = False
        if self.isVisible():
            self.desk.leave() if self._is_busy else self._load()

    def _tell(self, changes: Changes) -> None:
        if changes != NOTHING:
            self._workspace.changed.emit(changes)

    # ------------------------------------------------------------ plans
    @property
    def _plan_id(self) -> int:
        plan = self._overview.plan if self._overview else None
        return plan.id if plan else 0

    def _plan(self, choice: Choice) -> None:
        survey_id = self._survey_id
        self._wants_new = False
        self._workspace.write(
            lambda s: s.verification.plans.make(survey_id, choice),
            lambda _: self._load(),
            owner=self,
        )

    def _new_plan(self) -> None:
        self._wants_new = True
        self._load()

    def _extend(self) -> None:
        plan_id = self._plan_id

        def done(outcome: tuple[int, Changes]) -> None:
            self._workspace.say(tr("{n} lembar ditambahkan ke rencana.", n=outcome[0]))
            self._load()

        self._workspace.write(lambda s: s.verification.plans.extend(plan_id), done, owner=self)

    def _withdraw(self) -> None:
        plan_id = self._plan_id
        self._workspace.write(
            lambda s: s.verification.plans.withdraw(plan_id), lambda _: self._load(), owner=self
        )

    def _finish(self) -> None:
        plan_id = self._plan_id

        def done(_: tuple[Minutes, Changes]) -> None:
            self._workspace.say(tr("Verifikasi selesai. Berita acaranya dapat disimpan."))
            self._load()

        self._workspace.write(lambda s: s.verification.finish(plan_id), done, owner=self)

    # ------------------------------------------------------------ keying in
    def _next(self) -> None:
        plan_id = self._plan_id
        self._start(lambda s: s.verification.next(plan_id))

    def _sheet(self, number: int) -> None:
        plan_id = self._plan_id
        self._start(lambda s: s.verification.find(plan_id, number))

    def _start(self, find: Callable[[Session], Task | None]) -> None:
        survey_id = self._survey_id

        def work(session: Session) -> tuple[EntryState, Task | None]:
            return session.entry.start(survey_id), find(session)

        self._workspace.run(work, self._started, owner=self)

    def _started(self, found: tuple[EntryState, Task | None]) -> None:
        state, task = found
        if task is None or self._overview is None:
            self._load()
            return
        self._heading.hide()
        self._pages.setCurrentWidget(self.rekey)
        self.desk.begin(state, task, self._overview.progress)
        self.rekey.activate()

    # ------------------------------------------------------------ the minutes
    def _save_minutes(self) -> None:
        minutes_id = self._overview.minutes_id if self._overview else 0

        def work(session: Session) -> tuple[str, bytes]:
            minutes = session.store.minutes.get(minutes_id)
            code = session.store.surveys.get(minutes.survey_id).code
            return minutes_file_name(minutes, code), session.reports.minutes_pdf(minutes_id)

        self._workspace.run(work, self._ask_where, owner=self)

    def _ask_where(self, made: tuple[str, bytes]) -> None:
        name, pdf = made
        title = tr("Simpan berita acara")
        target = dialogs.ask_where_to_save(self, title, name, tr("Dokumen PDF (*.pdf)"))
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(".pdf")
        self._workspace.background.render(
            lambda: write_whole(target, pdf),
            lambda _: self._workspace.say(
                tr("Berita acara disimpan: {berkas}.", berkas=target.name),
                action=tr("Buka folder"),
                act=lambda: dialogs.open_folder(target.parent),
            ),
            owner=self,
        )
