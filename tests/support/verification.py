"""A survey of sheets keyed in by one clerk, to be verified by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.verification import PlanMethod
from app.services.verification.service import VerificationService
from app.services.verification.state import Choice
from tests.support.entry_office import add_survey, new_session, sheet_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.response import Sheet
    from app.models.survey import Survey
    from app.models.verification import Verification
    from app.services.session import Session

FIRST, SECOND = "Ani", "Budi"
TODAY = date(2026, 4, 2)
PROFILE: dict[str, str | int] = {
    "jenis_kelamin": "P",
    "usia": 34,
    "pendidikan": "SMA",
    "pekerjaan": "Swasta",
}
ALL = Choice(PlanMethod.ALL)


@dataclass
class VerificationOffice:
    """The office with its survey and the sheets on paper: number → what is written there."""

    session: Session
    survey: Survey
    paper: dict[int, Sheet]

    @property
    def service(self) -> VerificationService:
        return self.session.verification

    def stored(self, number: int) -> Sheet:
        sheet = self.session.store.sheets.by_number(self.survey.id, number)
        assert sheet is not None
        return sheet

    def plan(self, choice: Choice = ALL) -> Verification:
        return self.service.plans.make(self.survey.id, choice)[0]

    def typed(self, number: int, **answers: int) -> Sheet:
        """Return the sheet as a clerk keys it in from the paper, with slips."""
        sheet = self.paper[number]
        return replace(sheet, answers={**sheet.answers, **answers})


def verification_office(path: Path, sheets: int) -> VerificationOffice:
    """Make the file; its sheets were keyed in by ``FIRST``, and ``SECOND`` works now."""
    session = new_session(path)
    session.verification = VerificationService(  # a fixed day
        session.store, session.papers, session.entry, today=lambda: TODAY
    )
    survey = add_survey(session)
    session.store.operator = FIRST
    paper = {
        number: session.entry.save(sheet_of(survey, number, "343434334", **PROFILE))
        for number in range(1, sheets + 1)
    }
    session.store.operator = SECOND
    return VerificationOffice(session, survey, paper)
