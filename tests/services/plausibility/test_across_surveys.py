"""What a city sees at once is what each unit sees of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.city import add_survey, add_unit, open_city

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Session]:
    """Return the file of a city."""
    session = open_city(tmp_path / "kota.sqlite")
    yield session
    session.store.close()


def varied(session: Session, code: str, year: int = 2026, high: int = 4) -> Survey:
    """Add a survey whose unsur differ."""
    unit = next((u for u in session.units.all() if u.code == code), None)
    unit = unit or add_unit(session, code, f"Kelurahan {code}")
    survey = add_survey(session, unit, [high, 3, high, 3, 3, 3, high, 3, 3, 3], year=year)
    sheets = session.store.sheets.all_of(survey.id)
    questions = session.instruments.of(survey.instrument_id).question_keys
    for place, sheet in enumerate(sheets):
        answers = {**sheet.answers, questions[place % len(questions)]: 1 + place % 4}
        session.store.sheets.change(replace(sheet, answers=answers), questions)
    return survey


def titles(session: Session, year: int = 2026) -> list[tuple[str, str]]:
    return [(one.unit.code, one.finding.title) for one in session.across.of_year(year)]


def test_nothing_is_found_where_nothing_is(city: Session) -> None:
    assert city.across.of_year(2026) == ()


def test_twins_are_named_on_both_sides_and_a_mark_holds_in_both_places(city: Session) -> None:
    first, second = varied(city, "A"), varied(city, "B")
    found = city.across.of_year(2026)
    assert [(one.unit.code, one.finding.title) for one in found] == [
        ("A", "Sama dengan survei lain"),
        ("B", "Sama dengan survei lain"),
    ]
    assert "Kelurahan B" in found[0].finding.text
    own = city.results.of(first.id).findings
    assert found[0].finding.key in {one.key for one in own}
    city.marks.mark(first.id, found[0].finding.key, "memang sama")
    after = city.across.of_year(2026)
    assert [(one.survey.id, one.finding.waits) for one in after] == [
        (second.id, True),
        (first.id, False),
    ]
    assert after[1].finding.checked == "memang sama"


def test_jumps_are_found_in_the_later_year_only(city: Session) -> None:
    unit = add_unit(city, "A", "Kelurahan A")
    add_survey(city, unit, [2] * 4, year=2025)
    add_survey(city, unit, [4, 4, 4, 3], year=2026)
    assert ("A", "Perubahan besar") in titles(city)
    assert ("A", "Perubahan besar") not in titles(city, 2025)


def test_sheets_of_one_answer_throughout_are_found_where_they_are_most(city: Session) -> None:
    unit = add_unit(city, "A", "Kelurahan A")
    survey = add_survey(city, unit, [3, 4] * 5)
    found = [one for one in city.across.of_year(2026) if one.finding.title == "Semua jawaban sama"]
    assert len(found) == 1
    assert found[0].finding.key in {one.key for one in city.results.of(survey.id).findings}
    few = add_unit(city, "B", "Kelurahan B")
    add_survey(city, few, [3] * 4)
    assert [c for c, title in titles(city) if title == "Semua jawaban sama"] == ["A"]
