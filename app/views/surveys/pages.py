"""The tabs of a survey besides its Ringkasan, in their order. A new tab is one line here.

A page is a QWidget whose class takes the Workspace, with ``show_row(row, read_only=…)``: called
when its tab is opened, when another survey is selected and after every change of figures, always
with the newest SurveyRow. What is typed and not saved yet should outlive it while the survey and
its revision stay the same. It may have ``open_target(target)``.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from app.texts import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.surveys.new_survey import SurveyRow
    from app.views.shell.workspace import Workspace


class SurveyPage(Protocol):
    """What the screen asks of a page, besides being a QWidget."""

    def show_row(self, shown: SurveyRow, *, read_only: bool) -> None:
        """Show a survey, or the one that is shown with its newest figures."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One tab; its module is imported when it is first opened."""

    key: str
    title: str
    place: str
    """``module:Class``"""

    def make(self, workspace: Workspace) -> QWidget:
        """Import the module of the page and make the page."""
        module, _, name = self.place.partition(":")
        made = getattr(importlib.import_module(module), name)(workspace)
        return cast("QWidget", made)


def survey_pages() -> tuple[PageEntry, ...]:
    """Return the tabs; each takes the whole screen while it is open."""
    return (
        PageEntry("rencana", tr("Rencana"), "app.views.surveys.plan_page:PlanPage"),
        PageEntry("kuesioner", tr("Kuesioner"), "app.views.surveys.forms_page:FormsPage"),
        PageEntry("arsip", tr("Kunci dan arsip"), "app.views.surveys.archive_page:ArchivePage"),
    )
