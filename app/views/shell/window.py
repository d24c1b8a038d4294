"""The one window: frame, screens, and the opening and closing of the office file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QMainWindow, QStackedWidget, QWidget

from app.paths import documents_folder
from app.settings import update_settings
from app.texts import tr
from app.views.background import Background
from app.views.shell.commands import add_shortcuts
from app.views.shell.host import ScreenHost
from app.views.shell.rail import Rail
from app.views.shell.screens import screens
from app.views.shell.start import StartArea
from app.views.shell.statusbar import StatusBar
from app.views.shell.topbar import SurveyChoice, TopBar
from app.views.shell.workspace import Workspace
from app.views.theme import px
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row
from app.views.widgets.message import MessageLine, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from app.errors import PuasError
    from app.services.frame import Frame
    from app.services.opening import Backup, Refusal
    from app.services.session import Session
    from app.views.shell.finder import Finder
    from app.views.shell.manual import Manual

_WIDE = 1100
"""Below this width at 100 % text size the rail shows icons alone."""


class MainWindow(QMainWindow):
    """Shows the frame at once; everything else is loaded after the first paint."""

    painted = Signal()
    """The window was painted for the first time."""
    opened = Signal()
    """An office file is open and its first screen is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("jendela")
        self.setWindowTitle("Puas")
        self.entries = screens()
        self.background = Background(self)
        self.workspace = Workspace(self.background, self)
        self.rail = Rail(self.entries)
        self.topbar = TopBar()
        self.statusbar = StatusBar()
        self.start = StartArea()
        self.host = ScreenHost(self.entries, self.workspace)
        self.message = MessageLine(name="pesan")
        self._banner = _Banner()
        self._lay_out()
        self._finder: Finder | None = None
        self._manual: Manual | None = None
        self._first_screen = self._said_on = ""
        self._is_painted = self._may_close = False
        self._connect()
        add_shortcuts(self)
        self._show_start()

    def open_file(self, path: Path, screen: str = "", *, read_only: bool = False) -> None:
        """Open an office file on its own thread; the one that is open is closed first."""
        self._first_screen = screen or self._first_screen
        self._show_start()
        self.start.show_opening(path)

        def work() -> Session | Refusal:
            from app.services.opening import open_office

            return open_office(path, read_only=read_only)

        self._close_session()
        self.background.run(work, self._opened, self._not_opened, owner=self)

    def start_first(self) -> None:
        """Show the three steps of the first start."""
        from app.views.shell.first_start import FirstStart

        self._close_session()
        self._show_start()
        page = FirstStart(self.background)
        page.ready.connect(self._opened)
        page.open_wanted.connect(self.choose_file)
        self.start.show_first_start(page)

    def choose_file(self) -> None:
        """Ask for another office file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Buka berkas kantor"),
            str(documents_folder()),
            tr("Berkas kantor Puas (*.puas *.sqlite *.db);;Semua berkas (*)"),
        )
        if chosen:
            self.open_file(Path(chosen))

    @property
    def finder(self) -> Finder:
        """The search; made when it is first wanted."""
        from app.views.shell.commands import providers_of
        from app.views.shell.finder import Finder

        if self._finder is None:
            self._finder = Finder(self)
            self._finder.set_providers(providers_of(self))
            self._finder.closed.connect(self.host.take_keyboard)
        return self._finder

    @property
    def manual(self) -> Manual:
        """The manual; made when it is first wanted."""
        from app.views.shell.manual import Manual

        if self._manual is None:
            self._manual = Manual(self._areas)
            self._manual.closed.connect(self.host.take_keyboard)
        return self._manual

    def open_finder(self) -> None:
        """Show the search."""
        self.finder.open()

    def open_manual(self) -> None:
        """Show the page of the manual for the screen that is shown."""
        self.manual.open(self.host.current_key or "index")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when there is something to see; loading begins then."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats in its place."""
        super().resizeEvent(event)
        self._fit_width()
        for floating in (self._finder, self._manual):
            if floating is not None:
                floating.place()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._is_painted:
            self._fit_width()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the file on its own thread first, with a backup where something changed."""
        session = self.workspace.detach()
        if session is None or self._may_close:
            self.background.shut_down()
            event.accept()
            return
        event.ignore()
        self._show_start()
        self.start.show_closing()
        self.background.run(session.close, lambda _: self._leave(), self._backup_refused)

    def finish(self) -> None:
        """Close what is still open when the program ends without its window being closed."""
        self._close_session()
        self.background.shut_down()

    def _fit_width(self) -> None:
        narrow = self.width() < px(_WIDE)
        self.rail.set_narrow(narrow=narrow)
        self.topbar.set_narrow(narrow=narrow)

    def _leave(self) -> None:
        self._may_close = True
        self.close()

    def _backup_refused(self, error: PuasError) -> None:
        self._may_close = True
        self.start.show_error(error, [("tutup", tr("Tutup Puas"), self._leave)])

    def _close_session(self) -> None:
        session = self.workspace.detach()
        if session is not None:
            self.background.run(session.close)

    def _opened(self, opened: Session | Refusal) -> None:
        from app.services.frame import frame_of
        from app.services.opening import Refusal

        if isinstance(opened, Refusal):
            self.start.show_refusal(opened)
            return
        self.workspace.attach(opened)
        self.workspace.run(frame_of, self._show_file, owner=self)

    def _not_opened(self, error: PuasError) -> None:
        other = ("lain", tr("Buka berkas lain…"), self.choose_file)
        self.start.show_error(error, [other, ("baru", tr("Mulai baru"), self.start_first)])

    def _show_file(self, frame: Frame) -> None:
        update_settings(last_file=str(frame.path))
        self.host.forget()
        self._show_frame(frame)
        self.workspace.choose_survey(frame.first_survey)
        self._show_frame(frame)
        self._banner.setVisible(frame.read_only)
        self.statusbar.say(tr("Hanya dibaca") if frame.read_only else tr("Semua tersimpan"))
        for part in (self.rail, self.statusbar):
            part.show()
        self.topbar.show_file(open_=True)
        self._areas.setCurrentWidget(self._work)
        keys = [entry.key for entry in self.entries]
        self.host.go(self._first_screen if self._first_screen in keys else keys[0])
        self._first_screen = ""
        self.workspace.watch.know_office(frame.installation_id)
        self.opened.emit()

    def _show_frame(self, frame: Frame) -> None:
        self.setWindowTitle(tr("{kantor} · Puas", kantor=frame.office))
        self.topbar.office.set_text(frame.office)
        choices = [SurveyChoice(line.id, line.text) for line in frame.surveys]
        if self.workspace.survey_id not in [choice.id for choice in choices]:
            self.workspace.choose_survey(frame.first_survey)
        self.topbar.surveys.set_surveys(choices, self.workspace.survey_id)
        now = datetime.now().astimezone()
        self.statusbar.say_backup(frame.last_backup, now.date())

    def _show_start(self) -> None:
        self._banner.hide()
        self.message.hide()
        self.topbar.show_file(open_=False)
        for part in (self.rail, self.statusbar):
            part.hide()
        self._areas.setCurrentWidget(self.start)

    def _changed(self, _changes: object) -> None:
        from app.services.frame import frame_of

        self.statusbar.say_saved(datetime.now().astimezone())
        self.workspace.run(frame_of, self._show_frame, owner=self, replace_key="bingkai")

    def _survey_chosen(self, _survey_id: int) -> None:
        from app.services.frame import frame_of

        if self.workspace.is_open:
            self.workspace.run(frame_of, self._show_frame, owner=self, replace_key="bingkai")

    def _leave_message(self, key: str) -> None:
        """Take the message away when another screen is shown than the one it was said on."""
        if key != self._said_on:
            self.message.hide()

    def _say(self, text: str, tone: Tone, action: str, act: Callable[[], object] | None) -> None:
        self._said_on = self.host.current_key
        self.message.say(text, tone, action=action, act=act)

    def _unsay(self, text: str) -> None:
        if self.message.text.text() == text:
            self.message.hide()

    def _leave_manual(self) -> None:
        if self._manual is not None:
            self._manual.hide()

    def _restore(self, path: Path, backup: Backup) -> None:
        def work() -> Session | Refusal:
            from app.services.opening import restore_office

            return restore_office(path, backup)

        self.start.show_opening(path)
        self.background.run(work, self._opened, self._not_opened, owner=self)

    def _restore_open(self, path: Path, backup: Backup) -> None:
        session = self.workspace.detach()
        if session is None:
            return

        def work() -> Session | Refusal:
            from app.services.opening import restore_open_office

            return restore_open_office(session, backup)

        def failed(error: PuasError) -> None:
            text = tr("Buka berkas kantor lagi")
            self.start.show_error(error, [("lagi", text, lambda: self.open_file(path))])

        self._show_start()
        self.start.show_opening(path)
        self.background.run(work, self._opened, failed, owner=self)

    def _lay_out(self) -> None:
        self._stage = QWidget()
        message = row(self.message, margins=(24, 0, 24, 0))
        self._stage.setLayout(column(self.host, message, gap=0))
        self._work = QWidget()
        self._work.setLayout(row(self.rail, self._stage, gap=0))
        self._areas = QStackedWidget()
        self._areas.addWidget(self._work)
        self._areas.addWidget(self.start)
        central = QWidget()
        central.setLayout(column(self.topbar, self._banner, self._areas, self.statusbar, gap=0))
        self.setCentralWidget(central)
        self.setMinimumSize(960, 600)
        self.resize(1280, 720)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.host.go)
        self.host.shown.connect(self.rail.mark)
        self.host.shown.connect(self._leave_manual)
        self.host.shown.connect(self._leave_message)
        self.topbar.search.clicked.connect(self.open_finder)
        self.topbar.surveys.chosen.connect(self.workspace.choose_survey)
        self.statusbar.manual.clicked.connect(self.open_manual)
        self.workspace.screen_wanted.connect(self.host.go)
        self.workspace.message.connect(self._say)
        self.workspace.unsaid.connect(self._unsay)
        self.workspace.changed.connect(self._changed)
        self.workspace.survey_chosen.connect(self._survey_chosen)
        self.start.open_wanted.connect(lambda path, ro: self.open_file(path, read_only=ro))
        self.start.restore_wanted.connect(self._restore)
        self.workspace.restore_wanted.connect(self._restore_open)
        self.start.other_wanted.connect(self.choose_file)
        self.start.new_wanted.connect(self.start_first)


class _Banner(QFrame):
    """Says all the time that nothing can be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        text = tr(
            "Berkas ini dibuka hanya untuk dibaca: tidak ada yang dapat diubah. "
            "Tutup Puas lain yang membukanya, atau salin berkas ke folder yang dapat ditulisi."
        )
        self.setLayout(row(Label(text, "small", name="spanduk.teks"), 1, margins=(24, 6, 24, 6)))
