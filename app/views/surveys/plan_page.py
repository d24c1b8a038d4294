"""The tab Rencana: sample, schedule, team and holidays of a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.services.surveys.new_survey import SurveyRow
    from app.views.shell.workspace import Workspace


class PlanPage(QWidget):
    """What is planned around a survey."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("survei.rencana")
        self._workspace = workspace

    def show_row(self, shown: SurveyRow, *, read_only: bool) -> None:
        """Show the plan of a survey."""
