"""The left side of Laporan: which report, of which survey, where, when and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QWidget

from app.services.reports.kinds import Options, ReportKind, Signing, Subject
from app.services.reports.registry import kinds_about
from app.texts import tr
from app.views.reports.choice_fields import ChoiceFields
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import DateField, FormRow
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from app.services.results.report_choices import ReportChoices

WIDTH = 264


class OptionsPanel(QWidget):
    """Everything that changes the report; ``changed`` tells of each change."""

    changed = Signal()
    survey_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.offered = kinds_about(Subject.SURVEY)
        self.kinds = _kind_list(self.offered)
        self.survey = _combo()
        self.place = QLineEdit()
        self.day = DateField()
        self.official = _combo()
        self.choices = ChoiceFields()
        self.print_button = PrimaryButton(tr("Cetak…"), name="laporan.cetak", hint="Ctrl+P")
        self.save_button = SecondaryButton(tr("Simpan PDF…"), name="laporan.pdf", hint="Ctrl+S")
        self.forms = QuietButton(
            tr("Cetak kuesioner kosong"), name="laporan.kuesioner", icon="file-text"
        )
        self.setLayout(
            column(
                Card(self.kinds, title=tr("Laporan"), name="laporan.pilihan"),
                Card(
                    FormRow(tr("Survei"), self.survey, name="laporan.survei"),
                    FormRow(tr("Tempat"), self.place, name="laporan.tempat"),
                    FormRow(tr("Tanggal"), self.day, name="laporan.tanggal"),
                    FormRow(tr("Penanda tangan"), self.official, name="laporan.pejabat"),
                    self.choices,
                    name="laporan.isian",
                    gap=10,
                ),
                row(self.forms, 1),
                1,
                gap=12,
            )
        )
        self._typed_place = False
        self.choices.show_kind(self.kind)
        self._connect()

    @property
    def kind(self) -> ReportKind[Any]:
        """The chosen report."""
        return self.offered[max(self.kinds.currentRow(), 0)]

    @property
    def options(self) -> Options:
        """What is chosen for the report."""
        chosen = self.official.currentData()
        signing = Signing(
            self.place.text().strip(),
            self.day.day,
            int(chosen) if chosen is not None else None,
        )
        return Options(signing, chosen=self.choices.chosen)

    def show_choices(self, choices: ReportChoices, survey_id: int) -> None:
        """Offer the surveys and officials of the file; what was filled in stays."""
        _fill(self.survey, choices.surveys, survey_id)
        kept = self.official.currentData()
        _fill(self.official, choices.officials, kept)
        if not self._typed_place:
            blocker = QSignalBlocker(self.place)
            self.place.setText(choices.place)
            blocker.unblock()

    def choose_kind(self, key: str) -> None:
        """Choose the report with this key, if there is one."""
        keys = [kind.key for kind in self.offered]
        if key in keys:
            self.kinds.setCurrentRow(keys.index(key))

    def set_ready(self, *, ready: bool) -> None:
        """Allow printing and saving once there is a report."""
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            _size_list(self.kinds)

    def _connect(self) -> None:
        self.kinds.currentRowChanged.connect(lambda _: self._kind_chosen())
        self.choices.changed.connect(self.changed)
        self.place.textEdited.connect(lambda _: self._place_typed())
        self.day.dateChanged.connect(lambda _: self.changed.emit())
        self.official.activated.connect(lambda _: self.changed.emit())
        self.survey.activated.connect(
            lambda _: self.survey_wanted.emit(int(self.survey.currentData() or 0))
        )

    def _kind_chosen(self) -> None:
        self.choices.show_kind(self.kind)
        self.changed.emit()

    def _place_typed(self) -> None:
        self._typed_place = True
        self.changed.emit()


def _kind_list(offered: tuple[ReportKind[Any], ...]) -> QListWidget:
    kinds = QListWidget()
    kinds.setObjectName("laporan.jenis")
    kinds.setAccessibleName(tr("Jenis laporan"))
    kinds.addItems([kind.label for kind in offered])
    kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    kinds.setCurrentRow(0)
    _size_list(kinds)
    return kinds


def _size_list(kinds: QListWidget) -> None:
    kinds.setFixedHeight(kinds.count() * kinds.sizeHintForRow(0) + px(14))


def _combo() -> QComboBox:
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    return combo


def _fill(combo: QComboBox, choices: tuple[tuple[int, str], ...], chosen: object) -> None:
    blocker = QSignalBlocker(combo)
    combo.clear()
    for key, words in choices:
        combo.addItem(words, key)
    combo.setCurrentIndex(max(combo.findData(chosen), 0) if chosen is not None else 0)
    blocker.unblock()
