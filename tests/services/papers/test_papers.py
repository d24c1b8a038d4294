"""A paper of several instruments: what is asked, and the sheet divided and joined again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.models.period import period_of
from app.models.questionnaire import FieldKind
from app.models.response import Sheet
from app.models.survey import Survey
from app.services.papers.composing import compose
from app.services.papers.paper import Paper, PaperSheet
from tests.support.instrument_office import SHIPPED

if TYPE_CHECKING:
    from app.models.questionnaire import ProfileField

THREE = ("skm-9", "spkp-8", "spak-5-skala-6")
DAY = date(2026, 3, 12)
UUID = "01890a5d-ac96-774b-bcce-b302099a8057"


def paper_of(*keys: str) -> Paper:
    """Return a paper of surveys 1, 2, … that are in no file."""
    surveys = tuple(
        Survey(
            1,
            2026,
            period_of("tahunan", 2026),
            place + 1,
            paper="kertas",
            paper_place=place,
            id=place + 1,
            uuid=f"survei-{place}",
        )
        for place in range(len(keys))
    )
    instrument = compose([SHIPPED[key] for key in keys]) if len(keys) > 1 else SHIPPED[keys[0]]
    return Paper(surveys, instrument)


PAPERS = {
    keys: paper_of(*keys)
    for keys in (
        THREE,
        ("spak-5", "skm-9"),
        ("skm-16-m1", "skm-9", "spkp-8-skala-6"),
        ("skm-9", "skm-9"),
    )
}


def _value(field: ProfileField) -> st.SearchStrategy[str | int]:
    if field.kind is FieldKind.CHOICE:
        return st.sampled_from([choice.value for choice in field.choices])
    return st.integers(field.lowest, field.highest)


@st.composite
def filled(draw: st.DrawFn) -> tuple[Paper, Sheet]:
    """Return a paper and a sheet of it with any answers, any of them blank."""
    paper = draw(st.sampled_from(list(PAPERS.values())))
    answers = {
        question.key: draw(st.sampled_from([option.score for option in question.options]))
        for question in paper.instrument.questions
        if draw(st.booleans())
    }
    profile = {
        field.key: draw(_value(field)) for field in paper.instrument.profile if draw(st.booleans())
    }
    sheet = PaperSheet(1, 7, draw(st.integers(1, 9999)), DAY, answers, profile, draw(st.text()))
    return paper, sheet


@given(filled())
def test_a_sheet_divided_and_joined_is_the_same(case: tuple[Paper, Sheet]) -> None:
    paper, sheet = case
    parts = paper.split(sheet)
    assert len({(part.number, part.day, part.service_id) for part in parts}) == 1
    assert [part.survey_id for part in parts] == [survey.id for survey in paper.surveys]
    joined = paper.join(parts)
    assert (joined.answers, joined.profile, joined.saran) == (
        sheet.answers,
        sheet.profile,
        sheet.saran,
    )
    assert paper.split(joined) == parts


@given(filled())
def test_each_part_fits_its_own_instrument(case: tuple[Paper, Sheet]) -> None:
    paper, sheet = case
    for part, own in zip(paper.parts, paper.split(sheet), strict=True):
        instrument = part.instrument
        assert set(own.answers) <= set(instrument.question_keys)
        assert all(score in instrument.scores for score in own.answers.values())
        fields = {field.key: field for field in instrument.profile}
        for key, value in own.profile.items():
            known = {choice.value for choice in fields[key].choices}
            assert value in known or fields[key].kind is FieldKind.NUMBER


def test_what_several_ask_is_asked_once() -> None:
    paper = PAPERS[THREE]
    asked = [(field.key, field.kind) for field in paper.instrument.profile]
    assert asked == [
        ("jenis_kelamin", FieldKind.CHOICE),
        ("usia", FieldKind.NUMBER),
        ("pendidikan", FieldKind.CHOICE),
        ("pekerjaan", FieldKind.CHOICE),
        ("disabilitas", FieldKind.CHOICE),
    ]
    keys = paper.instrument.question_keys
    assert keys[0] == "persyaratan"
    assert keys[9:11] == ("1.informasi", "1.persyaratan")
    assert keys[-1] == "2.percaloan"
    assert len(set(keys)) == 22
    scales = [tuple(o.score for o in q.options) for q in paper.instrument.questions]
    assert scales == [(1, 2, 3, 4)] * 17 + [(1, 2, 3, 4, 5, 6)] * 5


def test_an_age_becomes_a_band_and_a_trade_the_coarser_one() -> None:
    paper = PAPERS[THREE]
    sheet = PaperSheet(1, 7, 4, DAY, {}, {"usia": 34, "pekerjaan": "Petani", "disabilitas": "Ya"})
    skm, spkp, spak = (part.profile for part in paper.split(sheet))
    assert skm == {"usia": 34, "pekerjaan": "Lainnya"}
    assert spkp == spak == {"usia": "26-34", "pekerjaan": "Petani", "disabilitas": "Ya"}


def test_the_age_in_years_is_asked_wherever_it_stands() -> None:
    usia = next(f for f in PAPERS["spak-5", "skm-9"].instrument.profile if f.key == "usia")
    assert usia.kind is FieldKind.NUMBER


def test_choices_that_tell_nothing_of_each_other_are_asked_apart() -> None:
    other = SHIPPED["spak-5"]
    trades = next(f for f in other.profile if f.key == "pekerjaan")
    strange = replace(
        trades, choices=tuple(replace(c, value=f"x{c.value}") for c in trades.choices)
    )
    changed = replace(other, profile=tuple(strange if f is trades else f for f in other.profile))
    paper = compose([SHIPPED["skm-9"], changed, SHIPPED["spkp-8"]])
    names = [(f.key, f.name) for f in paper.profile if f.key.endswith("pekerjaan")]
    assert names == [("pekerjaan", "Pekerjaan (SKM, SPKP)"), ("1.pekerjaan", "Pekerjaan (SPAK)")]


def test_what_was_not_touched_stays_in_each_part() -> None:
    """Parts that came from elsewhere may disagree; correcting an answer does not settle it."""
    paper = PAPERS[THREE]
    first = Sheet(1, 7, 4, DAY, {"waktu": 3}, {"usia": 34}, "Baik", uuid=UUID)
    second = Sheet(
        2, 7, 4, DAY, {"waktu": 2}, {"usia": "17-25", "disabilitas": "Ya"}, "Lama", uuid="b"
    )
    joined = paper.join((first, second, None))
    assert joined.profile == {"usia": 34, "disabilitas": "Ya"}
    assert (joined.uuid, joined.saran) == (UUID, "Baik")
    same = paper.split(replace(joined, answers={**joined.answers, "1.waktu": 4}))
    assert same[0] == first
    assert same[1] == replace(second, answers={"waktu": 4})
    assert same[2].profile == {"usia": "26-34", "disabilitas": "Ya"}
    assert paper.split(replace(joined, profile={"usia": 50}))[1].profile == {"usia": "45-54"}


def test_a_key_that_nobody_asks_is_refused() -> None:
    sheet = PaperSheet(1, 7, 4, DAY, {"3.waktu": 3})
    with pytest.raises(InputError, match=r"3\.waktu"):
        PAPERS[THREE].split(sheet)


def test_the_identities_of_the_parts_follow_from_that_of_the_paper() -> None:
    sheet = PaperSheet(1, 7, 4, DAY, {}, uuid=UUID)
    parts = PAPERS[THREE].split(sheet)
    assert parts[0].uuid == UUID
    assert len({part.uuid for part in parts}) == 3
    assert parts == PAPERS[THREE].split(sheet)


def test_a_survey_alone_keeps_its_instrument_and_its_sheet() -> None:
    paper = paper_of("skm-9")
    sheet = Sheet(1, 7, 4, DAY, {"waktu": 3})
    assert paper.split(sheet) == (sheet,)
    assert paper.join((sheet,)) is sheet
    assert paper.instrument is SHIPPED["skm-9"]
