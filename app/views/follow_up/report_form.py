"""What became of one plan, as a form: realisasi, evidence, obstacle, day, photos."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal

from app.models.follow_up import FollowUp
from app.services.follow_up.progress import DONE
from app.texts import tr
from app.views.follow_up.page import press_by
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import DateField, FormRow
from app.views.widgets.inputs import LinesField, NumberField
from app.views.widgets.labels import Label
from app.views.widgets.layout import row, rule
from app.views.widgets.photo_strip import PhotoStrip

if TYPE_CHECKING:
    from app.models.survey import Survey
    from app.services.follow_up.overview import PlanLine
    from app.views.background import Background

_NAME = "tindak_lanjut.lapor"
WIDTH = 340


class ReportForm(Card):
    """Asks what became of a plan; ``submitted`` gives the FollowUp with the answers."""

    submitted = Signal(object)

    def __init__(self, background: Background) -> None:
        super().__init__(name=_NAME, gap=10)
        self._plan: FollowUp | None = None
        self._typed_from = FollowUp(0, "", 0, "")
        self._read_only = False
        self.action = Label("", "caption-strong", name=f"{_NAME}.rencana", wrap=True)
        self.realisasi = NumberField(digits=3)
        self.day = DateField()
        self.evidence, self.obstacle = LinesField(lines=2), LinesField(lines=2)
        self.photos = PhotoStrip(background, name="tindak_lanjut.foto", title=tr("Foto bukti"))
        self.save = PrimaryButton(tr("Simpan realisasi"), name=f"{_NAME}.simpan", hint="Ctrl+S")
        self._realisasi_row = FormRow(
            tr("Realisasi (%)"), self.realisasi, name=f"{_NAME}.realisasi"
        )
        self._lay_out()
        self._connect()

    @property
    def plan_id(self) -> int:
        """The plan that is shown; 0 for none."""
        return self._plan.id if self._plan else 0

    @property
    def is_touched(self) -> bool:
        """Say whether something was typed that is not saved."""
        return self._plan is not None and self._filled(self._plan) != self._typed_from

    def show_line(self, line: PlanLine, survey: Survey, *, read_only: bool) -> None:
        """Show a plan; what was typed for the same one and not saved yet stays."""
        self._read_only = read_only
        self.day.setMinimumDate(survey.period.start)  # type: ignore[arg-type] # PySide takes a date
        self.save.setEnabled(not read_only)
        is_same = self._plan is not None and self._plan.id == line.plan.id
        if not (is_same and self.is_touched and self._plan == line.plan):
            self.show_other(line)
        else:
            self.photos.show_photos(line.photos, read_only=read_only)

    def show_other(self, line: PlanLine) -> None:
        """Show another plan of the same survey."""
        plan = self._plan = line.plan
        self.action.setText(f"{line.number}. {plan.action}")
        with QSignalBlocker(self.realisasi):
            self.realisasi.set_value(plan.realisasi)
        self.evidence.setPlainText(plan.evidence)
        self.obstacle.setPlainText(plan.obstacle)
        self.day.set_day(plan.reported_on or date.today())  # noqa: DTZ011 - the office's own day
        self._realisasi_row.set_error("")
        self.photos.show_photos(line.photos, read_only=self._read_only)
        self._typed_from = self._filled(plan)

    def submit(self) -> None:
        """Hand over the answers, or say what is wrong with the percentage."""
        value = self.realisasi.value
        wrong = value is not None and value > DONE
        self._realisasi_row.set_error(tr("Isi 0 sampai 100, atau kosongkan.") if wrong else "")
        if wrong:
            self.realisasi.setFocus()
        elif self._plan is not None:
            self.submitted.emit(self._filled(self._plan))

    def _filled(self, plan: FollowUp) -> FollowUp:
        value = self.realisasi.value
        return replace(
            plan,
            realisasi=value,
            evidence=self.evidence.toPlainText().strip(),
            obstacle=self.obstacle.toPlainText().strip(),
            reported_on=None if value is None else self.day.day,
        )

    def _connect(self) -> None:
        self.save.clicked.connect(self.submit)
        self.realisasi.returnPressed.connect(self.submit)
        press_by("Ctrl+S", self.save, self)

    def _lay_out(self) -> None:
        first = row(
            self._realisasi_row,
            FormRow(tr("Diperiksa tanggal"), self.day, name=f"{_NAME}.tanggal"),
            gap=8,
        )
        first.setStretch(1, 1)
        self.body.addWidget(self.action)
        self.body.addLayout(first)
        for widget in (
            FormRow(tr("Bukti"), self.evidence, name=f"{_NAME}.bukti"),
            FormRow(tr("Kendala"), self.obstacle, name=f"{_NAME}.kendala"),
        ):
            self.body.addWidget(widget)
        self.body.addLayout(row(1, self.save))
        self.body.addWidget(rule())
        self.body.addWidget(self.photos)
        self.body.addStretch(1)
