"""The same rules over the surveys of an office file, and over single sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.response import Sheet
from app.services.plausibility.finding import Rule
from app.services.plausibility.own_surveys import recap_of_surveys
from app.services.plausibility.service import findings_of
from app.services.plausibility.sheets import all_answers_equal, same_answers
from app.services.sample.service import create_sample
from app.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = create_sample(tmp_path / "contoh.sqlite")
    assert isinstance(session, Session)
    yield session
    session.store.close()


def test_a_computed_survey_raises_nothing(session: Session) -> None:
    assert findings_of(recap_of_surveys(session.recaps.rows())) == ()


def test_two_surveys_with_the_same_figures_are_twins(session: Session) -> None:
    (surveyed,) = session.recaps.rows()
    other = replace(surveyed, unit=replace(surveyed.unit, code="lain", name="Lain"))
    found = findings_of(recap_of_surveys([surveyed, other]))
    assert {finding.aturan for finding in found} == {Rule.BARIS_KEMBAR}
    assert [finding.baris for finding in found] == [1, 2]


def test_sheets_are_compared_by_answers_and_respondent(session: Session) -> None:
    (surveyed,) = session.recaps.rows()
    instrument = surveyed.result.instrument
    day = surveyed.survey.period.start
    threes = dict.fromkeys(instrument.question_keys, 3)
    sheet = Sheet(1, 1, 1, day, threes, uuid="a")
    assert all_answers_equal(instrument, sheet)
    assert not all_answers_equal(instrument, replace(sheet, answers=threes | {"waktu": 4}))
    assert not all_answers_equal(instrument, replace(sheet, answers={"waktu": 4}))
    assert same_answers(sheet, replace(sheet, uuid="b"))
    assert not same_answers(sheet, sheet)
    assert not same_answers(sheet, replace(sheet, uuid="b", profile={"usia": 30}))
