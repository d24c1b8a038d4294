"""The left side of Laporan: which report, of whom and when, who signs, and what is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QWidget

from app.services.reports.kinds import About, Format, Options, Signing, Subject
from app.services.reports.registry import report_kinds
from app.services.reports.remembered import (
    Habits,
    habits_of,
    keep_habits,
    remember,
    remembered,
)
from app.services.results.report_choices import ReportChoices
from app.texts import tr
from app.views.reports.parts import PartsPanel
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import DateField, FormRow
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.reports.kinds import ReportKind


WIDTH = 304
_WITH_SURVEY = frozenset({Subject.SURVEY, Subject.MINUTES})
_WITH_YEAR = frozenset({Subject.UNIT_YEAR, Subject.YEAR})
_OF_CAPAIAN = frozenset({Subject.CAPAIAN, Subject.CAPAIAN_UNIT})


class OptionsPanel(QWidget):
    """Everything that changes the report; ``changed`` tells of each change."""

    changed = Signal()
    survey_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.offered = report_kinds()
        self.kinds = _kind_list(self.offered)
        self.survey, self.unit, self.year, self.minutes = (_combo() for _ in range(4))
        self.capaian_year, self.perangkat = _combo(), _combo()
        self._choices = ReportChoices((), (), "")
        self.place = QLineEdit()
        self.day = DateField()
        self.official = _combo()
        self.parts = PartsPanel()
        self._parts_box = Card(self.parts, name="laporan.bagian")
        self.print_button = PrimaryButton(tr("Cetak…"), name="laporan.cetak", hint="Ctrl+P")
        self.save_buttons = {
            form: SecondaryButton(
                tr("{jenis}…", jenis=form.label),
                name=f"laporan.{_NAMES[form]}",
                hint="Ctrl+S" if form is Format.PDF else "",
            )
            for form in Format
        }
        self.forms = QuietButton(
            tr("Cetak kuesioner kosong"), name="laporan.kuesioner", icon="file-text"
        )
        self._about_rows = {
            FormRow(tr("Survei"), self.survey, name="laporan.survei"): _WITH_SURVEY,
            FormRow(tr("Unit"), self.unit, name="laporan.unit"): {Subject.UNIT_YEAR},
            FormRow(tr("Tahun"), self.year, name="laporan.tahun"): _WITH_YEAR,
            FormRow(tr("Tahun"), self.capaian_year, name="laporan.tahun_capaian"): _OF_CAPAIAN,
            FormRow(tr("Perangkat daerah"), self.perangkat, name="laporan.perangkat"): {
                Subject.CAPAIAN_UNIT
            },
            FormRow(tr("Berita acara"), self.minutes, name="laporan.berita"): {Subject.MINUTES},
        }
        self._signing_rows = (
            FormRow(tr("Tempat"), self.place, name="laporan.tempat"),
            FormRow(tr("Tanggal"), self.day, name="laporan.tanggal"),
            FormRow(tr("Penanda tangan"), self.official, name="laporan.pejabat"),
        )
        self._office, self._office_place, self._habits = "", "", Habits()
        self._survey_id = 0
        self._wanted_year, self._wanted = 0, dict[str, str]()
        self._lay_out()
        self._connect()
        self._show_kind()
        self._offer_kinds()

    @property
    def kind(self) -> ReportKind[Any]:
        """The chosen report."""
        return self.offered[max(self.kinds.currentRow(), 0)]

    @property
    def about(self) -> About:
        """Of whom and when the chosen report speaks, without the survey that screens share."""
        subject = self.kind.subject
        if subject in _OF_CAPAIAN:
            with_office = subject is Subject.CAPAIAN_UNIT
            office = str(self.perangkat.currentData() or "") if with_office else ""
            return About(year=_chosen(self.capaian_year), perangkat_daerah=office)
        return About(
            unit_id=_chosen(self.unit) if subject is Subject.UNIT_YEAR else 0,
            year=_chosen(self.year) if subject in _WITH_YEAR else 0,
            minutes_id=_chosen(self.minutes) if subject is Subject.MINUTES else 0,
        )

    @property
    def options(self) -> Options:
        """What is chosen for the report."""
        chosen = self.official.currentData()
        official = int(chosen) if chosen is not None else None
        signing = Signing(self.place.text().strip(), self.day.day, official)
        return self.parts.options(signing)

    def show_choices(self, choices: ReportChoices, survey_id: int) -> None:
        """Offer what the file holds; what was filled in stays, also from the last time."""
        is_first = choices.office != self._office
        if is_first:
            self._office, self._habits = choices.office, habits_of(choices.office)
        _fill(self.survey, choices.surveys, survey_id)
        lists = (
            (self.official, choices.officials),
            (self.unit, choices.units),
            (self.year, choices.years),
            (self.minutes, choices.minutes),
            (self.capaian_year, choices.capaian_years),
        )
        self._choices = choices
        for combo, offered in lists:
            _fill(combo, offered, combo.currentData())
        self._offer_perangkat()
        self._offer_kinds()
        if is_first:
            self._choose(self.official, self.official.findText(self._habits.official))
            self._show_kind()
        if survey_id != self._survey_id:
            self._survey_id = survey_id
            self._choose(self.year, self.year.findData(choices.year))
        self._take_wanted()
        self._office_place = choices.place
        if not self.place.hasFocus():
            place = self._habits.place
            self.place.setText(choices.place if place is None else place)

    @property
    def folder(self) -> Path | None:
        """Where the last report of the office was saved; None while there is none."""
        folder = Path(self._habits.folder) if self._habits.folder else None
        return folder if folder is not None and folder.is_dir() else None

    def note_folder(self, folder: Path) -> None:
        """Remember where a report was saved."""
        self._keep(replace(self._habits, folder=str(folder)))

    def choose_kind(self, key: str, year: int = 0, chosen: Mapping[str, str] | None = None) -> None:
        """Choose the report with this key, if there is one, and what else is stated of it."""
        keys = [kind.key for kind in self.offered]
        if key in keys:
            self._wanted_year, self._wanted = year, dict(chosen or {})
            self.kinds.setCurrentRow(keys.index(key))
            self._take_wanted()
            self.changed.emit()

    def _take_wanted(self) -> None:
        """Choose what was asked for; the year once it is among the choices."""
        self.parts.choose(self._wanted)
        of_capaian = self.kind.subject in _OF_CAPAIAN
        years = self.capaian_year if of_capaian else self.year
        place = years.findData(self._wanted_year)
        if place >= 0:
            years.setCurrentIndex(place)
            self._offer_perangkat()
        if place >= 0 or not self._wanted_year:
            self._wanted_year, self._wanted = 0, {}

    def set_ready(self, *, ready: bool) -> None:
        """Allow printing and saving once there is a report."""
        self.print_button.setEnabled(ready)
        for form, button in self.save_buttons.items():
            button.setEnabled(ready and form in self.kind.formats)

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            _size_list(self.kinds)

    def _lay_out(self) -> None:
        filled = Card(*self._about_rows, *self._signing_rows, name="laporan.isian", gap=10)
        self.setLayout(
            column(
                Card(self.kinds, title=tr("Laporan"), name="laporan.pilihan"),
                filled,
                self._parts_box,
                row(self.forms, 1),
                1,
                gap=12,
            )
        )

    def _connect(self) -> None:
        self.kinds.currentRowChanged.connect(lambda _: self._kind_chosen())
        self.place.textEdited.connect(lambda _: self.changed.emit())
        self.place.editingFinished.connect(self._place_typed)
        self.day.dateChanged.connect(lambda _: self.changed.emit())
        self.official.activated.connect(lambda _: self._official_chosen())
        self.capaian_year.activated.connect(lambda _: self._offer_perangkat())
        combos = (self.official, self.unit, self.year, self.minutes)
        for combo in (*combos, self.capaian_year, self.perangkat):
            combo.activated.connect(lambda _: self.changed.emit())
        self.survey.activated.connect(
            lambda _: self.survey_wanted.emit(int(self.survey.currentData() or 0))
        )
        self.parts.changed.connect(self._parts_chosen)

    def _offer_perangkat(self) -> None:
        """Offer the perangkat daerah of the chosen year."""
        names = self._choices.perangkat_daerah.get(_chosen(self.capaian_year), ())
        _fill(self.perangkat, [(name, name) for name in names], self.perangkat.currentData())

    def _offer_kinds(self) -> None:
        """Offer reports on capaian only where there is any."""
        has = {
            Subject.CAPAIAN: bool(self._choices.capaian_years),
            Subject.CAPAIAN_UNIT: any(self._choices.perangkat_daerah.values()),
        }
        for place, kind in enumerate(self.offered):
            self.kinds.item(place).setHidden(not has.get(kind.subject, True))
        if self.kinds.currentItem() is not None and self.kinds.currentItem().isHidden():
            self.kinds.setCurrentRow(0)
        _size_list(self.kinds)

    def _kind_chosen(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        """Show the fields that the chosen kind needs."""
        kind = self.kind
        for line, subjects in self._about_rows.items():
            line.setVisible(kind.subject in subjects)
        for line in self._signing_rows:
            line.setVisible(kind.is_signed)
        self.parts.show_kind(kind, remembered(kind, self._office))
        self._parts_box.setVisible(bool(kind.parts or kind.choices))

    def _parts_chosen(self) -> None:
        remember(self.kind, self._office, self.options)
        self.changed.emit()

    def _place_typed(self) -> None:
        typed = self.place.text().strip()
        place = None if typed == self._office_place else typed
        self._keep(replace(self._habits, place=place))

    def _official_chosen(self) -> None:
        words = self.official.currentText() if self.official.currentIndex() > 0 else ""
        self._keep(replace(self._habits, official=words))

    def _keep(self, habits: Habits) -> None:
        self._habits = habits
        keep_habits(self._office, habits)

    @staticmethod
    def _choose(combo: QComboBox, place: int) -> None:
        """Choose an entry, where there is one, as if it had stood there from the beginning."""
        if place >= 0:
            combo.setCurrentIndex(place)


_NAMES = {Format.PDF: "pdf", Format.DOCX: "word", Format.XLSX: "excel"}


def _kind_list(offered: tuple[ReportKind[Any], ...]) -> QListWidget:
    kinds = QListWidget()
    kinds.setObjectName("laporan.jenis")
    kinds.setAccessibleName(tr("Jenis laporan"))
    kinds.addItems([kind.label for kind in offered])
    for place, kind in enumerate(offered):
        kinds.item(place).setToolTip(kind.label)
    kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    kinds.setCurrentRow(0)
    _size_list(kinds)
    return kinds


def _size_list(kinds: QListWidget) -> None:
    """Let the list be as high as its entries; one too long for it is cut with …."""
    for place in range(kinds.count()):
        kinds.item(place).setSizeHint(QSize())
    high = kinds.sizeHintForRow(0)
    for place in range(kinds.count()):
        kinds.item(place).setSizeHint(QSize(0, high))
    shown = sum(not kinds.item(place).isHidden() for place in range(kinds.count()))
    kinds.setFixedHeight(shown * high + px(14))


def _combo() -> QComboBox:
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    return combo


def _fill(combo: QComboBox, choices: Sequence[tuple[object, str]], chosen: object) -> None:
    blocker = QSignalBlocker(combo)
    combo.clear()
    for key, words in choices:
        combo.addItem(words, key)
    combo.setCurrentIndex(max(combo.findData(chosen), 0) if chosen is not None else 0)
    blocker.unblock()


def _chosen(combo: QComboBox) -> int:
    return int(combo.currentData() or 0)
