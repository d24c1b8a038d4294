from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.models.period import period_of
from app.services.instruments.reading import shipped_instruments
from app.services.plausibility.batch_findings import findings_of_rows
from app.services.plausibility.sheet_rules import SheetRule, warnings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SKM = next(one for one in shipped_instruments() if one.key == "skm-9")
PERIOD = period_of("semester-1", 2026)
TODAY = date(2026, 7, 1)
KEYS = SKM.question_keys


@dataclass(frozen=True)
class Line:
    line: int
    answers: Mapping[str, int]
    day: date = date(2026, 3, 2)
    profile: Mapping[str, str | int] = field(default_factory=dict)


def found(*rows: Line) -> dict[SheetRule, tuple[int, ...]]:
    return {one.rule: one.lines for one in findings_of_rows(SKM, PERIOD, rows, today=TODAY)}


def mixed(seed: int) -> dict[str, int]:
    return {key: 1 + (seed + place) % 4 for place, key in enumerate(KEYS)}


def test_each_rule_names_its_lines() -> None:
    rows = [
        Line(2, mixed(0)),
        Line(3, mixed(0)),
        Line(4, dict.fromkeys(KEYS, 4)),
        Line(5, mixed(1), date(2026, 8, 1)),
        Line(6, mixed(2), profile={"usia": 9}),
        Line(7, {}),
    ]
    assert found(*rows) == {
        SheetRule.SAME_AS_BEFORE: (3,),
        SheetRule.ALL_EQUAL: (4,),
        SheetRule.OUTSIDE_PERIOD: (5,),
        SheetRule.FUTURE_DAY: (5,),
        SheetRule.UNUSUAL_NUMBER: (6,),
        SheetRule.NO_ANSWER: (7,),
    }


def test_a_sentence_counts_and_names_a_few() -> None:
    rows = [Line(number, dict.fromkeys(KEYS, 1 + number % 4)) for number in range(2, 14)]
    (finding,) = findings_of_rows(SKM, PERIOD, rows, today=TODAY)
    assert finding.text == (
        "Semua jawaban sama: 12 dari 12 baris, yaitu baris 2, 3, 4, 5, 6, 7, 8, 9, dan 4 lagi."
    )


ANSWERS = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 4))
DAYS = st.dates(date(2025, 12, 1), date(2026, 8, 31))
PROFILES = st.fixed_dictionaries({}, optional={"usia": st.integers(1, 120)})


@given(st.lists(st.tuples(ANSWERS, DAYS, PROFILES), max_size=6))
def test_the_same_is_found_as_when_the_sheets_are_keyed_in(
    drawn: list[tuple[dict[str, int], date, dict[str, int]]],
) -> None:
    from app.models.response import Sheet

    rows = [Line(place, a, d, p) for place, (a, d, p) in enumerate(drawn, 2)]
    sheets = [
        Sheet(1, 1, row.line, row.day, row.answers, row.profile, uuid=str(row.line)) for row in rows
    ]
    expected: dict[SheetRule, list[int]] = {}
    for place, sheet in enumerate(sheets):
        before = sheets[place - 1] if place else None
        for warned in warnings_of(SKM, PERIOD, sheet, before, today=TODAY):
            expected.setdefault(warned.rule, []).append(sheet.number)
    assert {rule: list(lines) for rule, lines in found(*rows).items()} == expected
