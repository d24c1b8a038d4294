"""Surveys of one paper are opened together, and the paper changes only while it is empty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.survey import SurveyState, WeightRule
from app.services.surveys.new_survey import NewSurvey
from tests.support.office import open_office
from tests.support.paper_office import THREE, office_with_paper, paper_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_office(tmp_path / "kantor.puas")
    yield opened
    opened.store.close()


def new(session: Session) -> NewSurvey:
    return NewSurvey(session.offices.unit().id, 2026, "triwulan-2", population=300)


def test_the_surveys_of_a_paper_are_alike_but_for_their_instrument(session: Session) -> None:
    wanted = replace(new(session), weight_rule=WeightRule.THREE_DECIMALS)
    surveys, changes = session.paper_maker.create_paper(wanted, THREE)
    assert len({survey.code for survey in surveys}) == 3
    assert len({survey.paper for survey in surveys} - {""}) == 1
    assert [survey.paper_place for survey in surveys] == [0, 1, 2]
    assert len({(s.unit_id, s.period, s.services, s.population) for s in surveys}) == 1
    assert [session.instruments.of(s.instrument_id).key for s in surveys] == list(THREE)
    rules = [survey.weight_rule for survey in surveys]
    assert rules == [WeightRule.THREE_DECIMALS, WeightRule.EXACT, WeightRule.EXACT]
    assert changes.surveys == {survey.id for survey in surveys}
    assert session.papers.of(surveys[2]).surveys == surveys


def test_one_instrument_makes_an_ordinary_survey(session: Session) -> None:
    (survey,), _ = session.paper_maker.create_paper(new(session), ["skm-9"])
    assert (survey.paper, survey.paper_place) == ("", 0)
    assert not session.papers.of(survey).is_shared


@pytest.mark.parametrize(
    ("keys", "word"), [(("skm-9", "skm-9"), "skm-9"), (("skm-9", "tidak-ada"), "tidak-ada")]
)
def test_what_does_not_fit_makes_no_survey_at_all(
    session: Session, keys: tuple[str, ...], word: str
) -> None:
    with pytest.raises(InputError, match=word):
        session.paper_maker.create_paper(new(session), keys)
    assert session.surveys.all() == []


def test_an_instrument_is_put_on_the_paper_and_taken_off(session: Session) -> None:
    first, _ = session.surveys.create(new(session))
    second, changes = session.paper_maker.attach(first, "spak-5")
    assert changes.surveys == {first.id, second.id}
    first = session.surveys.get(first.id)
    third, _ = session.paper_maker.attach(first, "spkp-8")
    assert [s.id for s in session.papers.of(third).surveys] == [first.id, second.id, third.id]
    session.paper_maker.detach(second)
    assert [s.paper_place for s in session.papers.of(first).surveys] == [0, 1]
    session.paper_maker.detach(first)
    assert [survey.paper for survey in session.surveys.all()] == ["", "", ""]


def test_a_paper_with_sheets_or_a_locked_survey_stays_as_it_is(tmp_path: Path) -> None:
    session, paper = office_with_paper(tmp_path / "kantor.puas", ("skm-9", "spak-5"))
    session.surveys.lock(paper.surveys[1].id, "Selesai")
    with pytest.raises(InputError, match="terkunci"):
        session.paper_maker.attach(paper.first, "spkp-8")
    session.surveys.unlock(paper.surveys[1].id, "Masih ada kertas")
    session.entry.record(paper_sheet(paper, 1))
    with pytest.raises(InputError, match="sudah berisi lembar"):
        session.paper_maker.attach(paper.first, "spkp-8")
    with pytest.raises(InputError, match="sudah berisi lembar"):
        session.paper_maker.detach(paper.first)
    assert len(session.surveys.all()) == 2
    assert session.surveys.get(paper.first.id).state is SurveyState.TERBUKA
    session.store.close()
