"""The screen Beranda: what is to be done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.period import long_date
from app.services.changes import survey_changed
from app.services.charts.builders import trend_chart, unsur_chart
from app.services.planning.reminders import reminders_of
from app.services.results.home import HomeSummary, SurveyCard, summarize
from app.texts import tr
from app.views.home.safety import SafetyCard
from app.views.home.sending import SendBox
from app.views.home.survey_box import SurveyBox
from app.views.home.waiting import Waiting, WaitingCard, came_of, reminded_of, waiting_of
from app.views.reports import dialogs
from app.views.shell.screens import screens
from app.views.widgets.beside import Beside
from app.views.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.chart_view import ChartView
from app.views.widgets.empty import EmptyState
from app.views.widgets.labels import Label, Title
from app.views.widgets.layout import clear, column, page, row
from app.views.widgets.notice import Notice

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from app.services.changes import Changes
    from app.services.charts.chart import Chart
    from app.services.checks.service import CheckReport
    from app.services.exports.service import Exported
    from app.services.planning.reminders import Reminder
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class HomeScreen(QWidget):
    """Open surveys and the main deeds at the left, what waits and the backups at the right."""

    key = "beranda"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Beranda")
        self.setObjectName("beranda")
        self._workspace = workspace
        self._home: HomeSummary | None = None
        self._checked = False
        self.today = Label("", "muted", name="beranda.tanggal")
        self.reminders = WaitingCard("beranda.pengingat")
        self.waiting, self.safety, self.sending = WaitingCard(), SafetyCard(), SendBox()
        self.enter = PrimaryButton(tr("Entri kuesioner"), name="beranda.entri", hint="F5")
        self.report = SecondaryButton(tr("Cetak laporan"), name="beranda.cetak")
        self.send = SecondaryButton(tr("Kirim ke kota"), name="beranda.kirim")
        self.more = QuietButton("", name="beranda.lainnya")
        self.chart = ChartView("beranda.grafik")
        self.notice = Notice("beranda.catatan")
        self.empty = EmptyState("clipboard-list", "", name="beranda.kosong")
        self._boxes = column(gap=12)
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: ask for the figures anew."""
        self.today.setText(day_text(_today()))
        survey_id = self._workspace.survey_id
        today = _today()
        self._workspace.run(
            lambda session: (summarize(session, survey_id), reminders_of(session, today)),
            lambda found: self._show(*found),
            replace_key="beranda",
            owner=self,
        )

    def refresh(self, changes: Changes) -> None:  # noqa: ARG002 - every change shows here
        """Ask for the figures anew."""
        self.activate()

    def open_target(self, target: object) -> None:
        """Open the box that writes a package when led to ``kirim``."""
        if target == "kirim":
            self._open_sending()

    def _lay_out(self) -> None:
        self._chart_card = Card(self.chart, margins=(16, 14, 16, 12))
        self._chart_card.hide()
        deeds = row(self.enter, self.report, self.send, 1, gap=10)
        main = QWidget()
        more = row(self.more, 1)
        main.setLayout(column(self._boxes, more, deeds, self.sending, self._chart_card, 1, gap=16))
        side = QWidget()
        side.setLayout(column(self.waiting, self.safety, 1, gap=12))
        self._body = Beside(main, side, name="beranda", shares=(2, 1), least=880)
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        self._nothing.setLayout(column(self.reminders, self.empty, gap=12))
        for state in (QWidget(), self._body, self._nothing):
            self._stack.addWidget(state)
        head = column(
            Title(tr("Apa yang perlu dikerjakan?"), name="beranda.judul"), self.today, gap=4
        )
        page(self, head, self.notice, self._stack).setStretch(2, 1)

    def _connect(self) -> None:
        self.enter.clicked.connect(lambda: self._workspace.go("entri"))
        self.report.clicked.connect(lambda: self._workspace.go("laporan"))
        self.send.clicked.connect(self._open_sending)
        self.more.clicked.connect(lambda: self._workspace.go("survei"))
        self.empty.acted.connect(lambda: self._workspace.go("survei"))
        for card in (self.waiting, self.reminders):
            card.wanted.connect(self._go_to)
        self.safety.backup_wanted.connect(self._back_up)
        self.safety.check_wanted.connect(self._check)
        self.sending.save_wanted.connect(self._save_package)
        self._workspace.survey_chosen.connect(self._survey_chosen)
        self._workspace.watch.changed.connect(self._other_packages)

    def _other_packages(self) -> None:
        if self.isVisible():
            self.activate()

    def _survey_chosen(self, _survey_id: int) -> None:
        self.sending.hide()
        if self.isVisible():
            self.activate()

    def _show(self, home: HomeSummary, reminders: tuple[Reminder, ...] = ()) -> None:
        self._home = home
        today = _today()
        came = came_of(len(self._workspace.watch.waiting), self._workspace.survey_id)
        reminded = came + reminded_of(reminders, {entry.key for entry in screens()})
        notices = dict.fromkeys(card.survey.notice for card in home.cards)
        self.notice.set_text(" ".join(filter(None, notices)))
        if not home.cards:
            self._show_nothing_open(home)
        else:
            self._show_cards(home)
            self._stack.setCurrentWidget(self._body)
        if self.hasFocus():
            self.enter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.waiting.show_waiting(waiting_of(home, today) + reminded)
        self.reminders.show_waiting(reminded)
        self.reminders.setVisible(bool(reminded))
        self.safety.show_backups(home.backup, today, read_only=home.read_only)
        if home.quick_to_check and not self._checked:
            self._check()

    def _show_cards(self, home: HomeSummary) -> None:
        clear(self._boxes)
        today, chosen = _today(), self._chosen()
        for card in home.cards:
            box = SurveyBox(card, marked=card is chosen, choosable=len(home.cards) > 1, today=today)
            box.chosen.connect(self._workspace.choose_survey)
            self._boxes.addWidget(box)
        self.more.setText(tr("{jumlah} survei terbuka lain", jumlah=home.more_open))
        self.more.setVisible(home.more_open > 0)
        self.enter.setVisible(not home.read_only)
        self.send.setVisible(not home.read_only)
        self.report.setEnabled(True)
        self._show_chart(home)

    def _show_chart(self, home: HomeSummary) -> None:
        """Show the trend, or the unsur of a survey that is the first of its kind."""
        chart, card = _trend(home), self._chosen()
        if chart is None and card is not None and card.result.ikm is not None:
            chart = unsur_chart(card.result)
        if chart is not None:
            self.chart.set_chart(chart)
        self._chart_card.setVisible(chart is not None)

    def _show_nothing_open(self, home: HomeSummary) -> None:
        if home.other_surveys:
            text = tr("Survei yang ada masih direncanakan atau sudah terkunci.")
            self.empty.set(tr("Tidak ada survei terbuka"), text, tr("Lihat survei"))
        else:
            text = tr("Buat survei pertama, lalu ketik kuesioner kertasnya.")
            action = "" if home.read_only else tr("Buat survei")
            self.empty.set(tr("Belum ada survei"), text, action)
        self._stack.setCurrentWidget(self._nothing)

    def _chosen(self) -> SurveyCard | None:
        cards = self._home.cards if self._home else ()
        wanted = (card for card in cards if card.survey.id == self._workspace.survey_id)
        return next(wanted, cards[0] if cards else None)

    def _check(self) -> None:
        self._checked = True
        self.safety.show_checking()
        self._workspace.run(lambda session: session.checks.run(), self._show_check, owner=self)

    def _show_check(self, report: CheckReport) -> None:
        self.safety.show_check(report.sentence, sound=report.is_sound)

    def _go_to(self, waiting: Waiting) -> None:
        self._workspace.choose_survey(waiting.survey_id)
        if waiting.screen == self.key:
            self.open_target(waiting.target)
        else:
            self._workspace.go(waiting.screen, waiting.target)

    def _back_up(self) -> None:
        self.safety.button.setEnabled(False)
        self._workspace.run(
            lambda session: session.backups.make(), self._backed_up, self._not_backed_up, owner=self
        )

    def _backed_up(self, _: object) -> None:
        self.safety.button.setEnabled(True)
        self._workspace.say(tr("Cadangan dibuat dan diperiksa."))
        self.activate()

    def _not_backed_up(self, error: object) -> None:
        self.safety.button.setEnabled(True)
        self._workspace.say_error(error)  # type: ignore[arg-type] # Background hands over PuasError
        self.activate()

    def _open_sending(self) -> None:
        card = self._chosen()
        if card is not None:
            self.sending.open_for(card)
            # Its place is known once the layout has made room for it.
            QTimer.singleShot(0, self, self._show_sending)

    def _show_sending(self) -> None:
        self._body.area.ensureWidgetVisible(self.sending)

    def _save_package(self, with_saran: bool) -> None:  # noqa: FBT001 - a signal hands it over
        card = self._chosen()
        if card is None:
            return
        kind = tr("Paket survei (*.sqlite)")
        target = dialogs.ask_where_to_save(self, tr("Simpan paket"), card.package_name, kind)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(".sqlite")
        survey = card.survey

        def export(session: Session) -> Exported:
            return session.exports.export_package(survey, target, with_saran=with_saran)

        self._workspace.run(export, lambda done: self._sent(done.path, card), owner=self)

    def _sent(self, path: Path, card: SurveyCard) -> None:
        self.sending.hide()
        self._workspace.changed.emit(survey_changed(card.survey.id))
        self._workspace.say(
            tr("{berkas} tersimpan dan terbaca utuh. Kirimkan ke kota.", berkas=path.name),
            action=tr("Buka folder"),
            act=lambda: dialogs.open_folder(path.parent),
        )


def _trend(home: HomeSummary) -> Chart | None:
    steps = [(step.label, step.result) for step in home.trend]
    if not steps:
        return None
    index = steps[-1][1].instrument.index_short
    title = tr("{indeks} {jumlah} periode terakhir", indeks=index, jumlah=len(steps))
    return trend_chart(title, steps)


def day_text(day: date) -> str:
    """Return ``Kamis, 12 Maret 2026``."""
    return f"{_DAYS[day.weekday()]}, {long_date(day)}"


def _today() -> date:
    return datetime.now().astimezone().date()
