"""The rules that speak of single sheets, for entry and import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.plausibility.recap import FEWEST_UNSUR

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.response import Sheet


def all_answers_equal(instrument: Instrument, sheet: Sheet) -> bool:
    """Say whether every question has the same answer: ``jawaban_seragam`` of one sheet."""
    answered = len(sheet.answers)
    whole = answered == len(instrument.questions) >= FEWEST_UNSUR
    return whole and len(set(sheet.answers.values())) == 1


def same_answers(sheet: Sheet, other: Sheet) -> bool:
    """Say whether two sheets have the same answers and respondent: ``baris_kembar`` of sheets."""
    if sheet.uuid == other.uuid:
        return False
    return dict(sheet.answers) == dict(other.answers) and dict(sheet.profile) == dict(other.profile)
