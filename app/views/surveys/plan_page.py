"""The tab Rencana: sample, schedule, team, holidays and photos of a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from app.models.survey import SurveyState
from app.texts import tr
from app.views.surveys.holidays_part import HolidaysPart
from app.views.surveys.photos_part import PhotosPart
from app.views.surveys.sample_part import SamplePart
from app.views.surveys.schedule_part import SchedulePart
from app.views.surveys.team_part import TeamPart
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column, row
from app.views.widgets.tabs import Switcher, TabPages

if TYPE_CHECKING:
    from app.services.planning.service import SurveyPlan
    from app.services.surveys.new_survey import SurveyRow
    from app.views.shell.workspace import Workspace


class PlanPart(Protocol):
    """What the page asks of its parts, besides being a QWidget."""

    def show_plan(self, plan: SurveyPlan, *, editable: bool) -> None:
        """Show a plan; what is typed stays while the stored plan is the same."""


class PlanPage(QWidget):
    """What is planned around a survey, in five parts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("survei.rencana")
        self._workspace = workspace
        self._editable = self._read_only = False
        self.sample, self.schedule = SamplePart(workspace), SchedulePart(workspace)
        self.team, self.holidays = TeamPart(workspace), HolidaysPart(workspace)
        self.photos = PhotosPart(workspace)
        parts = (
            ("sampel", tr("Sampel"), self.sample),
            ("jadwal", tr("Jadwal"), self.schedule),
            ("tim", tr("Tim"), self.team),
            ("libur", tr("Hari libur"), self.holidays),
            ("foto", tr("Foto"), self.photos),
        )
        self.parts = Switcher(
            [(key, title) for key, title, _ in parts],
            name="survei.rencana.bagian",
            accessible=tr("Bagian rencana"),
        )
        self.pages = TabPages(self.parts)
        for key, _, part in parts:
            self.pages.add_page(key, part)
        self.locked = Caption(tr("Survei terkunci; sampel, jadwal, dan timnya hanya dapat dibaca."))
        self.locked.hide()
        body = column(row(self.parts, self.locked, 1, gap=12), self.pages, gap=12)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.setFocusProxy(self.parts)

    def show_row(self, shown: SurveyRow, *, read_only: bool) -> None:
        """Ask for the plan of a survey."""
        locked = shown.survey.state is SurveyState.TERKUNCI
        self.locked.setVisible(locked)
        self._editable, self._read_only = not (read_only or locked), read_only
        survey_id = shown.survey.id
        self._workspace.run(
            lambda session: session.planning.plan(survey_id),
            self._show,
            owner=self,
            replace_key="survei.rencana",
        )

    def open_target(self, target: object) -> None:
        """Open a part: sampel, jadwal, tim, libur or foto."""
        self.parts.choose(str(target))

    def _show(self, plan: SurveyPlan) -> None:
        for part in (self.sample, self.schedule, self.team):
            part.show_plan(plan, editable=self._editable)
        self.holidays.show_plan(plan, editable=not self._read_only)
        self.photos.show_plan(plan, editable=not self._read_only)
