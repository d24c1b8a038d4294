"""The sheet that is keyed in again: the fields and keys of the entry, and nothing of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.models.period import long_date
from app.services.entry.form import Key
from app.services.verification.comparing import DAY, SERVICE
from app.services.verification.state import Stage
from app.settings import load_settings
from app.texts import tr
from app.views.entry.desk_state import Tray
from app.views.entry.fitting_scroll import MARGIN, FittingScroll
from app.views.entry.header import Carried
from app.views.entry.keyboard import Command, HeldKeys, meaning_of
from app.views.entry.sheet_area import SheetArea
from app.views.entry.trays import DayTray, FindTray, ServiceTray
from app.views.verification.decide_form import DecideForm
from app.views.verification.rekey_desk import Phase
from app.views.widgets.badges import Badge
from app.views.widgets.card import Card
from app.views.widgets.key_hints import KeyHints
from app.views.widgets.labels import Caption, Label, Title
from app.views.widgets.layout import column, row
from app.views.widgets.message import MessageLine, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.models.questionnaire import Instrument
    from app.services.verification.state import Task
    from app.views.verification.rekey_desk import RekeyDesk


class RekeyPage(QWidget):
    """Shows the desk and hands it every key."""

    def __init__(self, desk: RekeyDesk) -> None:
        super().__init__()
        self.setObjectName("verifikasi.lembar_ulang")
        self.setAccessibleName(tr("Ketik ulang lembar"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._desk = desk
        self._held = HeldKeys()
        self._sound = True
        self._task: Task | None = None
        self._open = Tray.NONE
        self._built: Instrument | None = None
        self._make_header()
        self._make_trays()
        self.sheet, self.decide = SheetArea(), DecideForm()
        self.keys = KeyHints([], name="verifikasi.tombol")
        self.refusal = Label("", "small-strong", tone="danger", name="verifikasi.salah_tombol")
        self.message = MessageLine(name="verifikasi.pesan")
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown again."""
        self._sound = load_settings().sound
        self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key that is meant for the sheet to the desk; Esc closes what is open."""
        desk, meaning = self._desk, meaning_of(event)
        if meaning is None or desk.phase not in {Phase.TYPING, Phase.SAVING}:
            super().keyPressEvent(event)
            return
        event.accept()
        if desk.tray is not Tray.NONE:
            self._key_of_tray(meaning is Key.CLEAR)
        elif not self._held.is_held(event) or isinstance(meaning, Key):
            desk.press(meaning)

    def _key_of_tray(self, is_escape: bool) -> None:  # noqa: FBT001 - one caller, beside it
        if not is_escape:
            return
        before = self._desk.tray
        self._desk.close_tray()
        if self._desk.tray is before:
            self._desk.leave()

    # ------------------------------------------------------------ building
    def _make_header(self) -> None:
        self.number = Title("", name="verifikasi.nomor")
        self.badge = Badge("", "fine", name="verifikasi.keadaan")
        self.progress = Caption("", name="verifikasi.sisa")
        self.day = Carried(tr("Tanggal"), "F6", name="verifikasi.tanggal")
        self.service = Carried(tr("Layanan"), "F7", name="verifikasi.layanan")

    def _make_trays(self) -> None:
        self.day_tray, self.service_tray, self.find_tray = DayTray(), ServiceTray(), FindTray()
        self.day_tray.field.setObjectName("verifikasi.tanggal.isi")
        self.service_tray.list.setObjectName("verifikasi.layanan.daftar")
        self.find_tray.field.setObjectName("verifikasi.cari")
        self._trays = {
            Tray.DAY: self.day_tray,
            Tray.SERVICE: self.service_tray,
            Tray.FIND: self.find_tray,
        }
        self._tray_card = Card(
            *self._trays.values(), name="verifikasi.baki", margins=(12, 8, 12, 8)
        )
        for tray in self._trays.values():
            tray.hide()
        self._tray_card.hide()

    def _lay_out(self) -> None:
        over = row(self.number, self.badge, self.progress, 1, self.day, self.service, gap=8)
        body = QWidget()
        body.setLayout(column(self.sheet, self.decide, gap=12, margins=(0, 0, MARGIN, 0)))
        scroll = FittingScroll(body, name="verifikasi.gulir")
        under = column(
            self._tray_card,
            self.message,
            self.keys,
            self.refusal,
            gap=10,
            margins=(0, 0, MARGIN, 0),
        )
        self.refusal.hide()
        self.setLayout(column(over, scroll, under, 1, gap=10))

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self._show)
        desk.refused.connect(self._refused)
        desk.said.connect(self._say)
        self.sheet.entered.connect(desk.go_to)
        self.sheet.strayed.connect(self._focus)
        self.sheet.chosen.connect(self._clicked)
        self.day.clicked.connect(lambda: desk.press(Command.DAY))
        self.service.clicked.connect(lambda: desk.press(Command.SERVICE))
        self.day_tray.chosen.connect(desk.choose_day)
        self.service_tray.chosen.connect(desk.choose_service)
        self.find_tray.found.connect(self._find)
        self.decide.decided.connect(desk.decide)
        self.decide.again_wanted.connect(desk.key_again)

    # ------------------------------------------------------------ showing
    def _show(self) -> None:
        desk = self._desk
        if desk.task is None or desk.phase is Phase.EMPTY:
            self._task = None
            return
        if desk.task is not self._task:
            self._begin(desk.task)
        self._show_header(desk.task)
        deciding = desk.task.stage is Stage.DECIDE
        self.decide.setVisible(deciding)
        self.decide.setEnabled(desk.phase is Phase.DECIDING)
        self.sheet.setVisible(desk.has_fields)
        if desk.form is not None and desk.has_fields:
            waits = desk.phase is Phase.TYPING and desk.tray is Tray.NONE
            self.sheet.show_form(desk.form, waits=waits, wrong=desk.wrong)
        self.refusal.setVisible(desk.wrong and bool(self.refusal.text()))
        self.keys.setVisible(not self.refusal.isVisible() and not deciding)
        self._show_tray()
        self._focus()

    def _begin(self, task: Task) -> None:
        self._task = task
        self.refusal.setText("")
        form = self._desk.form
        if form is not None and form.fields and form.instrument is not self._built:
            self._built = form.instrument
            self.sheet.build(form)
            for key, widget in self.sheet.widgets.items():
                widget.setObjectName(f"verifikasi.{key}")
            self.sheet.strip.setObjectName("verifikasi.petunjuk")
        if task.stage is Stage.DECIDE:
            self.decide.show_task(task)
        self.keys.set_hints(_hints(task, self._desk))

    def _show_header(self, task: Task) -> None:
        desk = self._desk
        self.number.setText(tr("Lembar {nomor}", nomor=task.number))
        self.badge.set(*_stage(task.stage))
        if desk.progress is not None:
            self.progress.setText(tr("sisa {n} lembar", n=desk.progress.open))
        asks = task.stage is not Stage.DECIDE
        self.day.setVisible(asks and desk.asks(DAY))
        self.service.setVisible(asks and desk.asks(SERVICE))
        waiting = tr("belum diisi")
        day = long_date(desk.day) if desk.day else waiting
        self.day.set_value(day, is_open=desk.tray is Tray.DAY)
        service = desk.state.service_name(desk.service_id) if desk.service_id else waiting
        self.service.set_value(service, is_open=desk.tray is Tray.SERVICE)

    def _show_tray(self) -> None:
        wanted = self._desk.tray
        for tray, widget in self._trays.items():
            widget.setVisible(tray is wanted)
        self._tray_card.setVisible(wanted is not Tray.NONE)
        if wanted is self._open:
            return
        self._open = wanted
        state = self._desk.state
        if wanted is Tray.DAY:
            self.day_tray.open(self._desk.day or state.survey.period.start)
        elif wanted is Tray.SERVICE:
            self.service_tray.open(state.services, self._desk.service_id or 0)
        elif wanted is Tray.FIND:
            self.find_tray.open()

    def _focus(self) -> None:
        desk = self._desk
        if not self.isVisible() or desk.tray is not Tray.NONE or desk.phase is Phase.DECIDING:
            return
        target: QWidget = self
        if desk.form is not None and desk.has_fields and self.sheet.widgets:
            target = self.sheet.widgets.get(desk.form.waiting_field.key, self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ what is told
    def _refused(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        self.keys.hide()
        if self._sound:
            QApplication.beep()

    def _say(self, text: str, tone: Tone) -> None:
        if text:
            self.message.say(text, tone)
        else:
            self.message.hide()

    def _find(self, number: int) -> None:
        self._desk.close_tray()
        self._desk.find(number)

    def _clicked(self, key: str, text: str) -> None:
        self._desk.go_to(key)
        self._desk.press(text)


def _stage(stage: Stage) -> tuple[str, str]:
    """Return the word beside the number, and its tone."""
    match stage:
        case Stage.SECOND:
            return tr("Ketik ulang"), "fine"
        case Stage.THIRD:
            return tr("Ketikan ketiga"), "warning"
        case Stage.DECIDE:
            return tr("Putuskan"), "warning"


def _hints(task: Task, desk: RekeyDesk) -> list[tuple[str, str]]:
    instrument = desk.state.instrument
    blank = tr("spasi") if instrument.lowest == 0 else "0"
    hints = [
        (f"{instrument.lowest}–{instrument.highest}", tr("jawab")),
        (blank, tr("kosong")),
        ("⌫", tr("mundur")),
    ]
    if task.stage is Stage.SECOND:
        hints += [("F6", tr("tanggal")), ("F7", tr("layanan"))]
    return [*hints, ("F3", tr("cari lembar")), ("Esc", tr("berhenti"))]
