"""An office with a survey of any instrument, and sheets that follow from their numbers."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.models.response import Sheet
from app.services.instruments.reading import shipped_instruments
from app.services.surveys.new_survey import NewSurvey
from tests.support.office import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.survey import Survey
    from app.services.session import Session

SHIPPED = {instrument.key: instrument for instrument in shipped_instruments()}


def office_with(path: Path, key: str, sheets: int = 0) -> tuple[Session, Survey]:
    """Make an office file with an open survey of an instrument; it stays open."""
    session = open_office(path)
    return session, add_survey(session, key, sheets)


def add_survey(
    session: Session, key: str, sheets: int = 0, period: str = "tahunan", better: float = 0.0
) -> Survey:
    """Add a survey of 2026; ``better`` is the share of answers that are the highest for sure."""
    new = NewSurvey(session.offices.unit().id, 2026, period, key, population=300)
    survey, _ = session.surveys.create(new)
    instrument = session.instruments.of(survey.instrument_id)
    for number in range(1, sheets + 1):
        session.entry.save(made_sheet(survey, instrument, number, better))
    return survey


def made_sheet(survey: Survey, instrument: Instrument, number: int, better: float = 0.0) -> Sheet:
    """Return a sheet that follows from its number; it is mostly content and always complete."""
    chance = random.Random(number)
    good = [*instrument.scores[1:], *instrument.scores[-2:]]
    top = instrument.highest
    services = [service.service_id for service in survey.services]
    return Sheet(
        survey_id=survey.id,
        service_id=services[number % len(services)],
        number=number,
        day=date(2026, 3, 1 + number % 28),
        answers={
            key: top if chance.random() < better else chance.choice(good)
            for key in instrument.question_keys
        },
        profile={field.key: value_of(field, chance) for field in instrument.profile},
        saran="Antrean agak lama." if number % 9 == 0 else "",
    )


def value_of(field: ProfileField, chance: random.Random) -> str | int:
    """Return a value that a form may hold."""
    if field.kind is FieldKind.CHOICE:
        return chance.choice(field.choices).value
    return chance.randint(max(field.lowest, 17), min(field.highest, 80))


def keys_of(instrument: Instrument) -> str:
    """Return the keys of one whole sheet: the last choices, and the highest answers."""
    profile = (
        field.choices[-1].keys[0] if field.kind is FieldKind.CHOICE else "34"
        for field in instrument.profile
    )
    return "".join(profile) + str(instrument.highest) * len(instrument.questions)
