"""The entry screen: a pile of paper, one hand on the number pad."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QWidget

from app.services.entry.form import Key
from app.settings import load_settings
from app.texts import tr
from app.views.entry.desk import EntryDesk
from app.views.entry.desk_state import Phase, Tray
from app.views.entry.empty_states import nothing_because
from app.views.entry.fitting_scroll import MARGIN, FittingScroll
from app.views.entry.header import Header
from app.views.entry.hint_line import HintLine
from app.views.entry.keyboard import Command, HeldKeys, meaning_of
from app.views.entry.keying_recorder import KeyingRecorder
from app.views.entry.sheet_area import SheetArea
from app.views.entry.side_panel import WIDTH, SidePanel
from app.views.entry.tray_area import TrayArea
from app.views.theme import px
from app.views.theme.look import keep_scaled
from app.views.widgets.empty import EmptyState
from app.views.widgets.layout import column
from app.views.widgets.message import MessageLine, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.services.changes import Changes
    from app.views.shell.workspace import Workspace

_TAKES_KEYS = {Phase.TYPING, Phase.SAVING, Phase.LOADING}


class EntryScreen(QWidget):
    """Shows the desk and hands it every key."""

    key = "entri"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Entri")
        self.setObjectName("entri")
        self.setAccessibleName(self.title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._workspace = workspace
        self._instrument: Instrument | None = None
        self._sound = True
        self._held = HeldKeys()
        self.desk = EntryDesk(workspace, self)
        KeyingRecorder(self.desk, workspace, self)
        self.header, self.sheet, self.side = Header(), SheetArea(), SidePanel()
        self.tray, self.hints = TrayArea(self.desk), HintLine()
        self.message = MessageLine(name="entri.pesan")
        self._pages = QStackedWidget()
        self._work, self._empty, self._cover = QWidget(), self._nothing(), self._paused()
        self._blank = QWidget()
        self._lay_out()
        self._connect()
        self._show()

    # ------------------------------------------------------------ what the shell asks
    def activate(self) -> None:
        """Be shown: look again at the survey and wait for keys."""
        self._sound = load_settings().sound
        self._wants_keyboard = True
        self.desk.load(self._survey_id)
        self._focus()

    def refresh(self, changes: Changes) -> None:
        """Look again when somebody else changed the survey."""
        if changes is self.desk.own_changes:
            return
        if changes.office or self._survey_id in changes.surveys:
            self.desk.load(self._survey_id)

    def open_target(self, target: object) -> None:
        """Show the sheet with a number."""
        if isinstance(target, int):
            self._wanted_number = target
            self._open_wanted()

    # ------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key that is meant for the entry to the desk."""
        meaning = meaning_of(event)
        if meaning is None or self.desk.phase is Phase.EMPTY:
            super().keyPressEvent(event)
            return
        event.accept()
        self._wants_keyboard = False
        # Moving by a key that is held down is fine; filling a sheet by one is not.
        if not self._held.is_held(event) or isinstance(meaning, Key):
            self.desk.press(meaning)

    def event(self, event: QEvent) -> bool:
        """Take the keyboard when the window gets it: Qt may have given it to the first button."""
        if event.type() == QEvent.Type.WindowActivate:
            QTimer.singleShot(0, self, self._focus)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures beside or under the sheet, whichever leaves the options readable."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keyboard back from a message that leaves."""
        if watched is self.message and event.type() == QEvent.Type.Hide:
            QTimer.singleShot(0, self, self._focus)
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ building
    _wanted_number = 0
    _wants_keyboard = False

    @property
    def _survey_id(self) -> int:
        return self._workspace.survey_id if self._workspace.is_open else 0

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        keep_scaled(self._columns, (0, 0, MARGIN, 0), 16)
        self._columns.addWidget(self.sheet, 1)
        self._columns.addWidget(self.side)
        self._body.setLayout(self._columns)
        self._scroll = FittingScroll(self._body, name="entri.gulir")
        under = column(self.tray, self.message, self.hints, gap=10, margins=(0, 0, MARGIN, 0))
        over = column(self.header, margins=(0, 0, MARGIN, 0))
        margins = (24, 20, 24 - MARGIN, 24)
        self._work.setLayout(column(over, self._scroll, under, 1, gap=10, margins=margins))
        for each in (self._blank, self._work, self._empty, self._cover):
            self._pages.addWidget(each)
        self.setLayout(column(self._pages))

    def _nothing(self) -> EmptyState:
        state = EmptyState("keyboard", "", name="entri.belum")
        state.acted.connect(self._lead_on)
        return state

    def _paused(self) -> EmptyState:
        state = EmptyState(
            "pause",
            tr("Jeda"),
            tr("Lembar di meja tetap tersimpan. Jam lembar/jam berhenti."),
            name="entri.jeda",
            action=tr("Lanjutkan"),
            hint="F8",
        )
        state.acted.connect(lambda: self.desk.press(Command.PAUSE))
        return state

    def _connect(self) -> None:
        desk = self.desk
        self.message.installEventFilter(self)
        desk.changed.connect(self._show)
        desk.refused.connect(self._refused)
        desk.said.connect(self._say)
        desk.typed_ahead.connect(self.tray.type_ahead)
        self._workspace.survey_chosen.connect(self._survey_chosen)
        self.header.tray_wanted.connect(self._tray_clicked)
        self.header.save_wanted.connect(lambda: desk.press(Command.SAVE))
        self.sheet.entered.connect(desk.go_to)
        self.sheet.strayed.connect(self._focus)
        self.sheet.chosen.connect(self._clicked)
        self.side.opened.connect(self._sheet_clicked)
        self.tray.closed.connect(self._focus)
        self.tray.draft.answered.connect(
            lambda resume: desk.press(Key.ENTER if resume else Key.CLEAR)
        )

    # ------------------------------------------------------------ showing
    def _show(self) -> None:
        desk = self.desk
        if desk.phase is Phase.EMPTY:
            self._show_nothing()
        elif desk.form is None:
            self._pages.setCurrentWidget(self._blank)
        elif desk.phase is Phase.PAUSED:
            self._pages.setCurrentWidget(self._cover)
        else:
            self._pages.setCurrentWidget(self._work)
            self._show_work()
        self._focus()
        if desk.phase is Phase.TYPING and self._wanted_number:
            self._open_wanted()

    def _show_work(self) -> None:
        desk, form = self.desk, self.desk.sheet_on_desk
        if form.instrument is not self._instrument:
            self._instrument = form.instrument
            self.sheet.build(form)
            self.hints.set_scale(form.instrument)
            self._arrange()
        waits = desk.phase in _TAKES_KEYS and not desk.viewing
        self.sheet.show_form(form, waits=waits, wrong=desk.wrong)
        self.header.show_desk(desk)
        self._focus()  # before a tray is hidden: Qt would hand the keyboard on to any other field
        self.tray.show_desk()
        self.hints.show_keys(desk)
        self.hints.setVisible(desk.tray is Tray.NONE and desk.phase is not Phase.ASKING)
        if not desk.wrong:
            self.hints.clear()
        if desk.statistics is not None:
            self.side.show_figures(desk.survey_state, desk.statistics, desk.pace.per_hour)

    def _show_nothing(self) -> None:
        state = self.desk.state
        words = nothing_because(state.readiness if state and self._survey_id else None)
        closed = state.closed if state is not None else ""
        self._empty.set(words.title, closed or words.text, words.action)
        self._pages.setCurrentWidget(self._empty)

    def _arrange(self) -> None:
        room = self.width() - px(48 + 16 + WIDTH)
        beside = room >= self.sheet.wanted_width
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        if beside:
            self.side.setFixedWidth(px(WIDTH))
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)

    def _focus(self) -> None:
        """Let the keys come here: to the waiting field, or to what is open under the sheet.

        Somebody who has gone elsewhere meanwhile, such as to the search, is left there.
        """
        if not self.isVisible() or self.desk.tray is not Tray.NONE or self._is_elsewhere():
            return
        target = self._target()
        if target is None:
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._pages.currentWidget() is self._work:
            self._scroll.ensureWidgetVisible(target, 0, px(60))

    def _is_elsewhere(self) -> bool:
        focused = cast("QWidget | None", self.window().focusWidget())
        inside = focused is None or focused is self or self.isAncestorOf(focused)
        return not inside and not self._wants_keyboard

    def _target(self) -> QWidget | None:
        shown = self._pages.currentWidget()
        if shown is self._work and self.desk.form is not None:
            return self.sheet.widgets.get(self.desk.form.waiting_field.key)
        if shown is self._blank:
            return self
        return self._cover.button if shown is self._cover else self._empty.button

    # ------------------------------------------------------------ what is told
    def _refused(self, sentence: str) -> None:
        self.hints.say(sentence)
        if self._sound:
            QApplication.beep()

    def _say(self, text: str, tone: Tone) -> None:
        if text:
            self.message.say(text, tone)
        else:
            self.message.hide()

    def _survey_chosen(self, survey_id: int) -> None:
        if self.isVisible():
            self._wants_keyboard = True
            self.desk.load(survey_id)

    def _tray_clicked(self, tray: Tray) -> None:
        self.desk.press(Command.DAY if tray is Tray.DAY else Command.SERVICE)

    def _clicked(self, key: str, text: str) -> None:
        self.desk.go_to(key)
        self.desk.press(text)

    def _sheet_clicked(self, sheet: Sheet) -> None:
        self.desk.view(sheet)

    def _lead_on(self) -> None:
        state = self.desk.state
        words = nothing_because(state.readiness if state and self._survey_id else None)
        self._workspace.go(words.screen)

    def _open_wanted(self) -> None:
        if self.desk.phase is Phase.TYPING and self._wanted_number:
            number, self._wanted_number = self._wanted_number, 0
            self.desk.find(number)
