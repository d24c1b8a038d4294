"""An office whose paper asks SKM, SPKP and SPAK, and sheets that follow from their numbers."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from app.services.papers.paper import PaperSheet
from app.services.surveys.new_survey import NewSurvey
from tests.support.instrument_office import value_of
from tests.support.office import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.papers.paper import Paper
    from app.services.session import Session

THREE = ("skm-9", "spkp-8", "spak-5-skala-6")


def office_with_paper(
    path: Path, keys: tuple[str, ...] = THREE, sheets: int = 0
) -> tuple[Session, Paper]:
    """Make an office file with the open surveys of one paper; it stays open."""
    session = open_office(path)
    new = NewSurvey(session.offices.unit().id, 2026, population=300)
    surveys, _ = session.paper_maker.create_paper(new, keys)
    paper = session.papers.of(surveys[0])
    for number in range(1, sheets + 1):
        session.entry.record(paper_sheet(paper, number))
    return session, paper


def paper_sheet(paper: Paper, number: int, survey: Survey | None = None) -> PaperSheet:
    """Return a complete sheet of a paper."""
    chance = random.Random(number)
    services = [service.service_id for service in paper.first.services]
    return PaperSheet(
        survey_id=(survey or paper.first).id,
        service_id=services[number % len(services)],
        number=number,
        day=date(2026, 3, 1 + number % 28),
        answers={
            question.key: chance.choice(question.options[1:]).score
            for question in paper.instrument.questions
        },
        profile={field.key: value_of(field, chance) for field in paper.instrument.profile},
        saran="Antrean agak lama." if number % 3 == 0 else "",
    )
