"""Every way to the same figures: from the counts, from the raw answers, and worked out here."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.models.selection import Selection
from app.models.survey import BlankRule, WeightRule
from tests.offices import make_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from app.models.response import Sheet
    from app.models.survey import Survey
    from tests.offices import SmallOffice

SHEETS = 40
RULES = pytest.mark.parametrize("rule", BlankRule)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """Return an office whose sheets leave answers and profile fields blank here and there."""
    made = make_office(tmp_path / "kantor.puas")
    chance = random.Random(7)
    for number in range(1, SHEETS + 1):
        sheet = made.sheet(number)
        answers = {key: score for key, score in sheet.answers.items() if chance.random() > 0.05}
        profile = {key: value for key, value in sheet.profile.items() if chance.random() > 0.2}
        made.store.sheets.add(replace(sheet, answers=answers, profile=profile), made.questions)
    yield made
    made.store.close()


def ruled(office: SmallOffice, rule: BlankRule) -> Survey:
    return office.store.surveys.save(replace(office.survey, blank_rule=rule))


def counted(office: SmallOffice, rule: BlankRule) -> list[Sheet]:
    every = office.store.sheets.all_of(office.survey.id)
    whole = [sheet for sheet in every if len(sheet.answers) == len(office.questions)]
    return whole if rule is BlankRule.LEAVE_OUT else every


def worked_out(office: SmallOffice, sheets: Iterable[Sheet]) -> Fraction:
    """Return the IKM as rules/skm.md §3 writes it, with exact weights."""
    given = {key: [s.answers[key] for s in sheets if key in s.answers] for key in office.questions}
    nrr = [Fraction(sum(scores), len(scores)) for scores in given.values()]
    return sum(nrr, Fraction(0)) / len(nrr) * 25


@RULES
def test_a_survey_is_worked_out_from_its_valid_answers(
    office: SmallOffice, rule: BlankRule
) -> None:
    survey, sheets = ruled(office, rule), counted(office, rule)
    result = office.session.ikm.of_survey(survey)
    assert result.ikm == worked_out(office, sheets)
    assert (result.n, result.left_out) == (len(sheets), SHEETS - len(sheets))
    assert result.blank_rule is rule
    assert [row.n for row in result.unsur] == [
        sum(key in sheet.answers for sheet in sheets) for key in office.questions
    ]


@RULES
def test_the_recap_and_the_raw_answers_say_the_same_as_the_counts(
    office: SmallOffice, rule: BlankRule
) -> None:
    survey = ruled(office, rule)
    result = office.session.ikm.of_survey(survey)
    assert office.session.ikm.recap() == [(survey, result)]
    assert office.session.ikm.recap(survey.year + 1) == []
    everybody = Selection(field="jenis_kelamin", values=("L", "P", None))
    assert office.session.ikm.of_survey(survey, everybody) == result


@RULES
def test_each_service_has_its_own_figures(office: SmallOffice, rule: BlankRule) -> None:
    survey, sheets = ruled(office, rule), counted(office, rule)
    groups = office.session.ikm.by_service(survey)
    assert [group.label for group in groups] == ["KTP", "KK"]
    assert sum(group.n for group in groups) == len(sheets)
    for group, service_id in zip(groups, office.services, strict=True):
        own = [sheet for sheet in sheets if sheet.service_id == service_id]
        assert (group.n, group.result.ikm) == (len(own), worked_out(office, own))
        only = Selection(service_id=service_id)
        assert office.session.ikm.of_survey(survey, only).ikm == group.result.ikm


@RULES
def test_each_group_has_its_own_figures_and_the_silent_ones_come_last(
    office: SmallOffice, rule: BlankRule
) -> None:
    survey, sheets = ruled(office, rule), counted(office, rule)
    field = office.instrument.field("jenis_kelamin")
    labels = {choice.value: choice.label for choice in field.choices}
    groups = office.session.ikm.by_field(survey, field)
    assert [group.label for group in groups] == [*labels.values(), ""]
    for group in groups:
        own = [s for s in sheets if labels.get(str(s.profile.get(field.key)), "") == group.label]
        assert (group.n, group.result.ikm) == (len(own), worked_out(office, own))
        chosen = office.session.ikm.group(survey, field, group.label)
        assert office.session.ikm.of_survey(survey, chosen).ikm == group.result.ikm


def test_every_group_of_the_form_is_counted(office: SmallOffice) -> None:
    field = office.instrument.field("usia")
    table = office.session.ikm.respondents_by(office.survey, field)
    assert [label for label, _ in table.rows][: len(field.groups)] == list(field.groups)
    assert sum(n for _, n in table.rows) == SHEETS
    assert table == office.session.ikm.cross(office.survey).respondents_by(field)
    assert [t.field for t in office.session.ikm.respondents(office.survey)] == list(
        office.instrument.profile
    )


def test_a_rounded_weight_keeps_the_exact_result_beside_it(office: SmallOffice) -> None:
    rounded = office.store.surveys.save(replace(office.survey, weight_rule=WeightRule.TWO_DECIMALS))
    result = office.session.ikm.of_survey(rounded)
    assert result.exact_ikm == worked_out(office, counted(office, BlankRule.PER_UNSUR))
    assert result.exact_ikm is not None
    assert result.ikm == result.exact_ikm * 9 * Fraction("0.11")


def test_the_minimum_follows_the_population(office: SmallOffice) -> None:
    assert office.session.ikm.minimum_of(office.survey) is None
    assert office.session.ikm.minimum_of(replace(office.survey, population=1000)) == 278
