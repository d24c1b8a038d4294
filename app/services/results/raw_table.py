"""The sheets of a survey as data: every answer as its score and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument, ProfileField, Question
    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.services.results.survey_results import SurveyResults
    from app.services.results.tables_of_results import Rows
    from app.services.tables.writing import Cell


def raw_table(store: Store, results: SurveyResults) -> Rows:
    """Return one row per sheet of the whole survey, without what respondents wrote by hand.

    Codes stand beside their labels; a blank answer is a blank cell, not 0.
    """
    instrument = results.instrument
    names = {service.id: service.name for service in store.units.services(results.survey.unit_id)}
    labels = {q.key: {o.score: o.label for o in q.options} for q in instrument.questions}
    rows: Rows = [_head(instrument)]
    rows += [
        _row(instrument, sheet, names.get(sheet.service_id, ""), labels)
        for sheet in store.sheets.all_of(results.survey.id)
    ]
    return rows


def _head(instrument: Instrument) -> list[Cell]:
    head: list[Cell] = [tr("nomor"), tr("tanggal"), tr("layanan")]
    for field in instrument.profile:
        head += [field.key, tr("{isian} (label)", isian=field.key)]
    for question in instrument.questions:
        head += [question.key, tr("{isian} (label)", isian=question.key)]
    return head


def _row(
    instrument: Instrument, sheet: Sheet, service: str, labels: dict[str, dict[int, str]]
) -> list[Cell]:
    row: list[Cell] = [sheet.number, sheet.day, service]
    for field in instrument.profile:
        row += _profile(field, sheet)
    for question in instrument.questions:
        row += _answer(question, sheet, labels[question.key])
    return row


def _profile(field: ProfileField, sheet: Sheet) -> list[Cell]:
    value = sheet.profile.get(field.key)
    return [value, field.group_of(value)]


def _answer(question: Question, sheet: Sheet, labels: dict[int, str]) -> list[Cell]:
    score = sheet.answers.get(question.key)
    return [score, "" if score is None else labels.get(score, "")]
