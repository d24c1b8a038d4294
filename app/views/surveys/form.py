"""The form of a survey, new or to be changed, in the place of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.models.planning import SampleRule
from app.models.survey import BlankRule, Method, SurveyState, WeightRule
from app.services.surveys.explaining import (
    blank_explanation,
    instrument_explanation,
    instrument_label,
    weight_choices,
)
from app.services.surveys.new_survey import NewSurvey
from app.texts import tr
from app.views.surveys.choices_field import ExplainedChoice
from app.views.surveys.paper_field import PaperField
from app.views.surveys.period_field import PeriodField
from app.views.surveys.services_field import ServicesField
from app.views.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.form import DateField, FormRow
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Title
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.message import MessageLine, Tone

if TYPE_CHECKING:
    from app.services.surveys.form_data import SurveyFormData


class SurveyForm(QWidget):
    """Asks for the settings of a survey. ``submitted`` gives a NewSurvey."""

    submitted = Signal(object)
    cancelled = Signal()
    unit_wanted = Signal(int)
    """Another unit was chosen: its services and last survey are needed."""
    copy_wanted = Signal(int)
    """Another survey was chosen to be copied."""
    services_wanted = Signal(int)
    """The list of services of this unit is to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("survei.form")
        self._data: SurveyFormData | None = None
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self._connect()

    def show_data(self, data: SurveyFormData) -> None:
        """Show what can be chosen and what is chosen at first."""
        self._data = data
        new = data.defaults
        changing = data.survey is not None
        self.title.setText(tr("Ubah survei") if changing else tr("Survei baru"))
        self.subtitle.setText(data.survey.code if data.survey else _hint())
        self.unit.set_choices([(str(u.id), u.name) for u in data.units])
        self.unit.choose(str(new.unit_id))
        self.copy.set_choices(
            [("0", tr("Tidak menyalin")), *((str(key), name) for key, name in data.sources)]
        )
        self.copy.choose(str(new.copy_from))
        self._copy_row.setVisible(not changing and bool(data.sources))
        self.instrument.set_choices([(i.key, instrument_label(i)) for i in data.instruments])
        self.instrument.choose(new.instrument)
        self.paper.setVisible(not changing)
        self.paper.show_instruments(() if changing else data.instruments)
        for field in (self.unit, self.instrument):
            field.setEnabled(not changing and field.count() > 1)
        self.plan.setVisible(not changing)
        self.plan.setChecked(new.state is SurveyState.RENCANA)
        self.period.set(new.year, new.period)
        self.method.choose(new.method.name)
        self._show_deadline()
        self.services.show_data(data)
        self._offer_weights()
        self.weight.choose(new.weight_rule.value)
        self.blank.choose(new.blank_rule.name)
        self.notice.setText(new.notice)
        self.message.hide()

    def begin(self) -> None:
        """Put the keyboard into the first field that can be changed."""
        field = self.unit if self.unit.isEnabled() else self.period.year
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def new_survey(self, *, again: bool = False) -> NewSurvey:
        """Return what the form says."""
        return NewSurvey(
            unit_id=int(self.unit.key),
            year=self.period.year.value(),
            period=self.period.code,
            instrument=self.instrument.key,
            services=self.services.services,
            population=self.services.total.value,
            service_populations=self.services.populations,
            method=Method[self.method.key],
            weight_rule=WeightRule(self.weight.key),
            blank_rule=BlankRule[self.blank.key],
            collection_end=self.deadline.day if self.has_deadline.isChecked() else None,
            state=SurveyState.RENCANA if self.plan.isChecked() else SurveyState.TERBUKA,
            notice=self.notice.text(),
            copy_from=int(self.copy.key or 0),
            sample_rule=SampleRule(self.services.rule.key),
            again=again,
        )

    @property
    def survey_id(self) -> int:
        """The survey that is changed; 0 for a new one."""
        return self._data.survey.id if self._data and self._data.survey else 0

    def submit(self) -> None:
        """Hand over what the form says, if anything is chosen at all."""
        self._submit(again=False)

    def submit_again(self) -> None:
        """Hand it over although there is a survey like it: a second one is meant."""
        self._submit(again=True)

    def _submit(self, *, again: bool) -> None:
        if not self.services.services:
            self.message.say(tr("Pilih paling sedikit satu layanan."), Tone.DANGER)
            return
        self.submitted.emit(self.new_survey(again=again))

    def _make_fields(self) -> None:
        self.title = Title(name="survei.form.judul")
        self.subtitle = Caption(name="survei.form.rincian")
        self.unit = ChoiceBox(name="survei.form.unit", accessible=tr("Unit"))
        self.instrument = ChoiceBox(name="survei.form.instrumen", accessible=tr("Instrumen"))
        self.copy = ChoiceBox(name="survei.form.salin", accessible=tr("Salin dari"))
        self._copy_row = FormRow(
            tr("Salin dari"),
            self.copy,
            name="survei.form.salin",
            hint=tr("Pengaturan, pengguna layanan, jadwal, dan tim; lembar dan hasil tidak."),
        )
        self.explained = Caption("", name="survei.form.instrumen.keterangan", wrap=True)
        self.paper = PaperField()
        self.period = PeriodField()
        self.method = ChoiceBox(
            [(method.name, method.value.capitalize()) for method in Method],
            name="survei.form.metode",
            accessible=tr("Cara pengumpulan"),
        )
        self.has_deadline = QCheckBox(tr("Pengumpulan data berakhir pada"))
        self.has_deadline.setObjectName("survei.form.ada_batas")
        self.has_deadline.setAccessibleName(self.has_deadline.text())
        self.deadline = DateField()
        self.deadline.setObjectName("survei.form.batas")
        self.deadline.setAccessibleName(tr("Tanggal akhir pengumpulan data"))
        self.plan = QCheckBox(tr("Simpan sebagai rencana dahulu"))
        self.plan.setObjectName("survei.form.rencana")
        self.plan.setAccessibleName(self.plan.text())
        self.services = ServicesField()
        self.weight = ExplainedChoice(tr("Bobot unsur"), name="survei.form.bobot")
        self.blank = ExplainedChoice(tr("Jawaban kosong"), name="survei.form.kosong")
        names = {
            BlankRule.PER_UNSUR: tr("Hitung per unsur"),
            BlankRule.LEAVE_OUT: tr("Keluarkan lembar tidak lengkap"),
        }
        self.blank.set_choices([(r.name, names[r], blank_explanation(r)) for r in BlankRule])
        self.notice = QLineEdit()
        self.message = MessageLine(name="survei.form.pesan")

    def _make_buttons(self) -> None:
        self.edit_services = QuietButton(
            tr("Ubah daftar layanan unit"), name="survei.form.ubah_layanan", icon="pencil"
        )
        self.cancel = SecondaryButton(tr("Batal"), name="survei.form.batal", hint="Esc")
        self.save = PrimaryButton(tr("Simpan"), name="survei.form.simpan", hint="Ctrl+S")

    def _lay_out(self) -> None:
        deadline = column(self.has_deadline, self.deadline, gap=4)
        what = Card(
            FormRow(tr("Unit"), self.unit, name="survei.form.unit"),
            self._copy_row,
            column(
                FormRow(tr("Instrumen"), self.instrument, name="survei.form.instrumen"),
                self.explained,
                gap=4,
            ),
            self.period,
            FormRow(tr("Cara pengumpulan"), self.method, name="survei.form.metode"),
            deadline,
            self.plan,
            self.paper,
            1,
            gap=12,
        )
        who = Card(self.services, row(self.edit_services, 1), 1, gap=12)
        notice = FormRow(
            tr("Catatan"),
            self.notice,
            name="survei.form.catatan",
            hint=tr("Bila diisi, tampil di setiap layar dan laporan survei ini."),
        )
        how = Card(self.weight, self.blank, notice, 1, gap=16)
        content = Columns((what, 1), (who, 1), (how, 1), narrow=960)
        words = column(self.title, self.subtitle, gap=4)
        head = row(words, 1, self.cancel, self.save, gap=8)
        self.setLayout(
            column(head, self.message, scrolled(content, name="survei.form.gulir"), gap=12)
        )

    def _connect(self) -> None:
        self.unit.picked.connect(lambda key: self.unit_wanted.emit(int(key)))
        self.copy.picked.connect(lambda key: self.copy_wanted.emit(int(key)) if key != "0" else 0)
        self.instrument.picked.connect(lambda _: self._offer_weights())
        self.period.changed.connect(self._keep_deadline_fitting)
        self.has_deadline.toggled.connect(self.deadline.setEnabled)
        self.edit_services.clicked.connect(lambda: self.services_wanted.emit(int(self.unit.key)))
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        for keys, act in (("Ctrl+S", self.save.click), ("Esc", self.cancel.click)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_deadline(self) -> None:
        end = self._data.defaults.collection_end if self._data else None
        self.has_deadline.setChecked(end is not None)
        self.deadline.setEnabled(end is not None)
        self.deadline.set_day(end or self.period.last_day())

    def _keep_deadline_fitting(self) -> None:
        if not self.has_deadline.isChecked():
            self.deadline.set_day(self.period.last_day())

    def _offer_weights(self) -> None:
        instruments = self._data.instruments if self._data else ()
        chosen = next((i for i in instruments if i.key == self.instrument.key), None)
        if chosen is not None:
            self.explained.setText(instrument_explanation(chosen))
            self.paper.leave_out(chosen.key)
            self.instrument.setAccessibleDescription(self.explained.text())
            self.weight.set_choices(
                [(c.rule.value, c.label, c.explanation) for c in weight_choices(chosen)]
            )


def _hint() -> str:
    return tr("Diisi seperti survei terakhir unit ini; ubah yang perlu saja.")
