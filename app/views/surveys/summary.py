"""What a survey is, in a few lines, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from app.models.period import long_date
from app.models.survey import SurveyState
from app.services.ikm.rounding import indonesian
from app.services.results.survey_results import weight_text
from app.texts import tr
from app.views.shell.screens import screens
from app.views.widgets.buttons import PrimaryButton, SmallButton
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.layout import column, row
from app.views.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from app.services.surveys.new_survey import SurveyRow


class SurveySummary(QWidget):
    """What a survey is and its deeds; locking asks for its reason in the same place."""

    screen_wanted = Signal(str)
    """A screen that speaks of this survey."""
    change_wanted = Signal()
    copy_wanted = Signal()
    open_wanted = Signal()
    lock_wanted = Signal(str)
    unlock_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row: SurveyRow | None = None
        self._read_only = False
        self.facts = ElidedLabel("", "small-muted", name="survei.rincian.fakta")
        self.notice = ElidedLabel("", "small", tone="warning", name="survei.rincian.catatan")
        self.progress = ProgressBar(name="survei.rincian.lembar")
        self._deeds = QStackedWidget()
        self._deeds.addWidget(self._make_deeds())
        self._deeds.addWidget(self._make_reason())
        self.setLayout(column(self.facts, self.notice, self.progress, self._deeds, gap=10))

    def show_row(self, shown: SurveyRow, *, read_only: bool) -> None:
        """Show another survey."""
        if self._row is None or shown.survey.id != self._row.survey.id:
            self._ask_no_reason()
        self._row, self._read_only = shown, read_only
        self.facts.set_text(_facts(shown))
        self.notice.set_text(shown.survey.notice)
        self.notice.setVisible(bool(shown.survey.notice))
        self.progress.set(shown.result.n, shown.minimum, _remark(shown))
        self._offer(shown.survey.state)

    def ask_reason(self) -> None:
        """Ask why the survey is locked or unlocked."""
        if self._row is None or self._read_only:
            return
        locked = self._row.survey.state is SurveyState.TERKUNCI
        self.confirm.setText(tr("Buka kunci") if locked else tr("Kunci survei"))
        self.confirm.setAccessibleName(self.confirm.text())
        self.reason.clear()
        self.reason.setPlaceholderText(
            tr("Mengapa dibuka lagi? Misalnya: dua lembar tertukar")
            if locked
            else tr("Mengapa dikunci? Misalnya: hasil sudah dilaporkan")
        )
        self._deeds.setCurrentIndex(1)
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _offer(self, state: SurveyState) -> None:
        known = {entry.key for entry in screens()}
        is_open = state is SurveyState.TERBUKA
        self.entry.setVisible(is_open and not self._read_only)
        self.imports.setVisible("impor" in known and is_open and not self._read_only)
        self.verify.setVisible("verifikasi" in known)
        self.open.setVisible(state is SurveyState.RENCANA)
        self.change.setVisible(state is not SurveyState.TERKUNCI)
        self.lock.setVisible(is_open)
        self.unlock.setVisible(state is SurveyState.TERKUNCI)
        for button in (self.open, self.change, self.copy, self.lock, self.unlock):
            button.setEnabled(not self._read_only)

    def _make_deeds(self) -> QWidget:
        self.entry = PrimaryButton(tr("Entri kuesioner"), name="survei.entri")
        self.open = PrimaryButton(tr("Buka untuk entri"), name="survei.buka")
        self.results = SmallButton(tr("Lihat hasil"), name="survei.hasil", icon="chart-column")
        self.imports = SmallButton(tr("Impor jawaban"), name="survei.impor", icon="folder-open")
        self.verify = SmallButton(tr("Verifikasi"), name="survei.verifikasi", icon="circle-check")
        self.change = SmallButton(tr("Ubah"), name="survei.ubah", icon="pencil")
        self.copy = SmallButton(tr("Salin"), name="survei.salin", icon="copy")
        self.lock = SmallButton(tr("Kunci"), name="survei.kunci", icon="lock")
        self.unlock = SmallButton(tr("Buka kunci"), name="survei.buka_kunci", icon="lock-open")
        self.copy.setToolTip(tr("Survei baru dengan pengaturan, jadwal, dan tim survei ini"))
        self.entry.clicked.connect(lambda: self.screen_wanted.emit("entri"))
        self.results.clicked.connect(lambda: self.screen_wanted.emit("hasil"))
        self.imports.clicked.connect(lambda: self.screen_wanted.emit("impor"))
        self.verify.clicked.connect(lambda: self.screen_wanted.emit("verifikasi"))
        self.open.clicked.connect(self.open_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.lock.clicked.connect(self.ask_reason)
        self.unlock.clicked.connect(self.ask_reason)
        small = (self.results, self.imports, self.verify, self.change, self.copy)
        deeds = QWidget()
        deeds.setLayout(FlowLayout(self.entry, self.open, *small, self.lock, self.unlock, gap=8))
        return deeds

    def _make_reason(self) -> QWidget:
        self.reason = QLineEdit()
        self.reason.setObjectName("survei.alasan")
        self.reason.setAccessibleName(tr("Alasan"))
        self.reason.setMaxLength(300)
        self.confirm = PrimaryButton("", name="survei.alasan.kirim")
        cancel = SmallButton(tr("Batal"), name="survei.alasan.batal")
        self.confirm.clicked.connect(self._confirm)
        self.reason.returnPressed.connect(self._confirm)
        cancel.clicked.connect(self._ask_no_reason)
        box = QWidget()
        line = row(self.reason, self.confirm, cancel, gap=8)
        line.setStretch(0, 1)
        box.setLayout(column(line))
        return box

    def _confirm(self) -> None:
        if self._row is None:
            return
        if not self.reason.text().strip():
            self.reason.setFocus()
            return
        locked = self._row.survey.state is SurveyState.TERKUNCI
        (self.unlock_wanted if locked else self.lock_wanted).emit(self.reason.text())
        self._ask_no_reason()

    def _ask_no_reason(self) -> None:
        self._deeds.setCurrentIndex(0)


def _facts(shown: SurveyRow) -> str:
    survey = shown.survey
    parts = [
        survey.code,
        shown.instrument.name,
        tr("bobot {bobot}", bobot=weight_text(survey, shown.instrument)),
        tr("{jumlah} layanan", jumlah=len(survey.services)),
    ]
    if survey.population is not None:
        parts.append(tr("{jumlah} pengguna", jumlah=indonesian(survey.population, 0)))
    parts.append(survey.method.value)
    if survey.collection_end:
        parts.append(tr("sampai {hari}", hari=long_date(survey.collection_end)))
    return " · ".join(parts)


def _remark(shown: SurveyRow) -> str:
    n, minimum = shown.result.n, shown.minimum
    if minimum is None:
        return tr("isi jumlah pengguna untuk mengetahui sampel minimal")
    if n >= minimum:
        return tr("sampel minimal terpenuhi")
    return tr("kurang {jumlah} lembar", jumlah=indonesian(minimum - n, 0))
