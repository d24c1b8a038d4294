"""The schedule of a survey: four stages with their days and working days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.models.planning import Stage
from app.models.survey import SurveyState
from app.services.ikm.rounding import indonesian
from app.services.planning.schedule import ORDER, schedule_warnings, stage_name
from app.services.planning.workdays import working_days
from app.texts import tr
from app.views.surveys.saving import on_keys
from app.views.theme.look import keep_scaled, px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.form import DateField
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.message import Tone

if TYPE_CHECKING:
    from datetime import date

    from app.models.planning import StageKind
    from app.services.planning.service import SurveyPlan
    from app.views.shell.workspace import Workspace


class _StageRow:
    """The widgets of one stage."""

    def __init__(self, kind: StageKind) -> None:
        key = kind.name.lower()
        name = stage_name(kind)
        self.kind = kind
        self.used = QCheckBox(name)
        self.used.setObjectName(f"survei.rencana.tahap.{key}")
        self.used.setAccessibleName(name)
        self.start, self.end = DateField(), DateField()
        words = ((self.start, "mulai", tr("Mulai")), (self.end, "selesai", tr("Selesai")))
        for field, part, word in words:
            field.setDisplayFormat("ddd, d MMM yyyy")
            field.setMinimumWidth(px(170))
            field.setObjectName(f"survei.rencana.{part}.{key}")
            field.setAccessibleName(f"{name}: {word}")
        self.days = Label("", name=f"survei.rencana.hari.{key}")
        self.days.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @property
    def span(self) -> tuple[date, date]:
        """First and last day."""
        return self.start.day, self.end.day

    def show_stage(self, stage: Stage | None, day: date) -> None:
        """Show a stage, or that there is none."""
        self.used.setChecked(stage is not None)
        self.start.set_day(stage.start if stage else day)
        self.end.set_day(stage.end if stage else day)


class SchedulePart(QWidget):
    """Working days and warnings follow what is typed; Ctrl+S keeps the stages."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._plan: SurveyPlan | None = None
        self._editable = self._filling = False
        self.rows = {kind: _StageRow(kind) for kind in ORDER}
        self.propose = SecondaryButton(
            tr("Usulkan dari periode"), name="survei.rencana.jadwal.usul"
        )
        self.save = PrimaryButton(tr("Simpan"), name="survei.rencana.jadwal.simpan", hint="Ctrl+S")
        self.state = Caption("", name="survei.rencana.jadwal.keadaan", wrap=True)
        self.warnings = Label(
            "", "small", tone="warning", name="survei.rencana.jadwal.peringatan", wrap=True
        )
        self._lay_out()
        self._connect()

    def show_plan(self, plan: SurveyPlan, *, editable: bool) -> None:
        """Show the stored stages; what is typed stays while they are the same."""
        before, self._plan, self._editable = self._plan, plan, editable
        if before is None or _stored(before) != _stored(plan):
            self._fill(plan.stages)
        for widget in (self.propose, self.save):
            widget.setEnabled(editable)
        for line in self.rows.values():
            line.used.setEnabled(editable)
        self._count()

    def submit(self) -> None:
        """Keep the stages that are ticked."""
        if self._plan is None:
            return
        survey_id = self._plan.survey.id
        days = {kind: line.span for kind, line in self.rows.items() if line.used.isChecked()}
        self._workspace.write(
            lambda session: session.planning.set_schedule(survey_id, days),
            lambda _: self._workspace.say(tr("Jadwal tersimpan.")),
            owner=self,
        )

    def _lay_out(self) -> None:
        grid = QGridLayout()
        keep_scaled(grid, (0, 0, 0, 0), 10)
        titles = (tr("Tahap"), tr("Mulai"), tr("Selesai"), tr("Hari kerja"))
        for place, title in enumerate(titles):
            grid.addWidget(Label(title, "caption-strong"), 0, place)
        for number, line in enumerate(self.rows.values(), 1):
            for place, widget in enumerate((line.used, line.start, line.end, line.days)):
                grid.addWidget(widget, number, place)
        grid.setColumnStretch(4, 1)
        content = QWidget()
        hint = Caption(
            tr("Hari kerja: selain Sabtu, Minggu, dan hari pada daftar hari libur."), wrap=True
        )
        buttons = row(self.save, self.propose, 1)
        content.setLayout(column(grid, hint, self.state, self.warnings, buttons, 1, gap=12))
        self.setLayout(column(scrolled(content, name="survei.rencana.jadwal.gulir")))

    def _connect(self) -> None:
        for line in self.rows.values():
            line.used.toggled.connect(lambda _: self._count())
            line.start.dateChanged.connect(lambda _, line=line: self._follow(line))
            line.end.dateChanged.connect(lambda _: self._count())
        self.propose.clicked.connect(self._ask_proposal)
        self.save.clicked.connect(self.submit)
        on_keys(self, "Ctrl+S", self.save.click)

    def _fill(self, stages: tuple[Stage, ...]) -> None:
        if self._plan is None:
            return
        found = {stage.kind: stage for stage in stages}
        self._filling = True
        for kind, line in self.rows.items():
            line.show_stage(found.get(kind), self._plan.survey.period.start)
        self._filling = False

    def _follow(self, line: _StageRow) -> None:
        """Keep the last day of a stage from lying before its first."""
        if not self._filling and line.end.day < line.start.day:
            line.end.set_day(line.start.day)
        self._count()

    def _count(self) -> None:
        if self._plan is None or self._filling:
            return
        off = self._plan.days_off
        for line in self.rows.values():
            used = line.used.isChecked()
            line.start.setEnabled(used and self._editable)
            line.end.setEnabled(used and self._editable)
            line.days.setText(indonesian(working_days(*line.span, off), 0) if used else "–")
        stages = self._stages()
        found = schedule_warnings(self._plan.survey, stages, off)
        self.warnings.setText("\n".join(found))
        self.warnings.setVisible(bool(found))
        self.state.setText(self._state(stages))

    def _stages(self) -> list[Stage]:
        survey_id = self._plan.survey.id if self._plan else 0
        return [
            Stage(survey_id, kind, *line.span)
            for kind, line in self.rows.items()
            if line.used.isChecked()
        ]

    def _state(self, stages: list[Stage]) -> str:
        typed = [(stage.kind, stage.start, stage.end) for stage in stages]
        stored = self._plan.stages if self._plan else ()
        if typed == [(stage.kind, stage.start, stage.end) for stage in stored]:
            none = tr("Belum ada jadwal. Usulkan dari periode, lalu ubah bila perlu.")
            return tr("Jadwal ini tersimpan.") if stored else none
        return tr("Belum disimpan; ubah bila perlu, lalu simpan.")

    def _ask_proposal(self) -> None:
        if self._plan is None or self._plan.survey.state is SurveyState.TERKUNCI:
            return
        survey_id = self._plan.survey.id
        self._workspace.run(
            lambda session: session.planning.propose_schedule(survey_id),
            self._show_proposal,
            owner=self,
        )

    def _show_proposal(self, stages: tuple[Stage, ...]) -> None:
        self._fill(stages)
        self._count()
        self._workspace.say(tr("Usulan jadwal diisikan dan belum disimpan."), Tone.INFO)


def _stored(plan: SurveyPlan) -> tuple[object, ...]:
    return (plan.survey.id, plan.survey.period, plan.stages)
