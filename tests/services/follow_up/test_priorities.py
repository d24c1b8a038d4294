from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.survey import BlankRule, WeightRule
from app.services.follow_up.priorities import lowest_of, priorities_of, priority_rows
from app.services.ikm.computation import compute_ikm
from app.services.instruments.reading import shipped_instruments

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.ikm.result import IkmResult

SKM = next(i for i in shipped_instruments() if i.key == "skm-9")
KEYS = [unsur.key for unsur in SKM.unsur]


def result_of(*totals: int, n: int = 100) -> IkmResult:
    """Return a result in which unsur k has ``totals[k]`` more than 3 per hundred answers."""
    counts: Counter[tuple[str, int]] = Counter()
    for question, more in zip(SKM.question_keys, totals, strict=True):
        base, extra = divmod(more, n)
        counts[question, 3 + base] += n - extra
        counts[question, 4 + base] += extra
    return compute_ikm(
        SKM, counts, n=n, weight_rule=WeightRule.EXACT, blank_rule=BlankRule.PER_UNSUR
    )


def test_the_three_lowest_come_first() -> None:
    rows = priority_rows(result_of(50, 40, 30, 60, 70, 80, 90, 91, 92))
    assert [row.unsur.key for row, _, _ in rows] == ["waktu", "prosedur", "persyaratan"]
    assert all(low and not below for _, low, below in rows)


def test_ties_are_never_cut() -> None:
    rows = priority_rows(result_of(30, 40, 50, 50, 50, 80, 90, 91, 92))
    assert [row.unsur.key for row, _, _ in rows] == KEYS[:5]
    assert [row.unsur.key for row in lowest_of(result_of(30, 30, 50, 50, 50, 80, 90, 91, 92))] == (
        KEYS[:2]
    )


def test_where_all_are_equal_none_is_the_lowest() -> None:
    assert priority_rows(result_of(*[50] * 9)) == []
    assert lowest_of(result_of(*[50] * 9)) == ()
    assert lowest_of(result_of(*[0] * 9, n=1)) == ()


def test_whatever_is_below_b_asks_for_action() -> None:
    rows = priority_rows(result_of(0, 1, 2, 3, 6, 90, 90, 90, 90))
    assert [row.unsur.key for row, _, _ in rows] == KEYS[:5]
    assert [low for _, low, _ in rows] == [True, True, True, False, False]
    equal = priority_rows(result_of(*[0] * 9))  # 75,00: mutu C throughout
    assert [(low, below) for _, low, below in equal] == [(False, True)] * 9


def test_nobody_answered_gives_nothing() -> None:
    empty = compute_ikm(SKM, {}, n=0, weight_rule=WeightRule.EXACT, blank_rule=BlankRule.PER_UNSUR)
    assert priority_rows(empty) == []
    assert lowest_of(empty) == ()


def test_says_what_speaks_for_an_unsur() -> None:
    before = result_of(60, 40, 30, 60, 70, 80, 90, 91, 92)
    now = result_of(50, 40, 30, 60, 70, 80, 90, 91, 92)
    made = priorities_of(
        now, before, {"waktu": ["Antre lama."]}, {"waktu": ("Buka loket kedua.",)}, {"waktu": 2}
    )
    waktu, prosedur, persyaratan = made
    assert (waktu.saran, waktu.proposals, waktu.plans) == (
        ("Antre lama.",),
        ("Buka loket kedua.",),
        2,
    )
    assert waktu.change_text == prosedur.change_text == "tetap"
    assert persyaratan.change == Fraction(-250, 100)
    assert persyaratan.change_text == "−2,50"
    assert priorities_of(now, None, {}, {}, {})[0].change_text == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=9, max_size=9))
def test_nobody_left_out_is_as_low_as_somebody_named(totals: list[int]) -> None:
    result = result_of(*totals)
    named = {row.unsur.key: row.konversi for row, low, _ in priority_rows(result) if low}
    rest = [row.konversi or 0 for row in result.unsur if row.unsur.key not in named]
    if len(set(totals)) == 1:
        assert named == {}
        return
    assert len(named) >= 3
    assert not rest or min(rest) > max(value or 0 for value in named.values())


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda one: one.key)
def test_every_shipped_instrument_has_priorities(instrument: Instrument) -> None:
    counts = {(key, 2 + place % 2): 10 for place, key in enumerate(instrument.question_keys)}
    result = compute_ikm(
        instrument, counts, n=10, weight_rule=WeightRule.EXACT, blank_rule=BlankRule.PER_UNSUR
    )
    assert len(priority_rows(result)) >= 3
