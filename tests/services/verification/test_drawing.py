from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.verification import Candidate, PlanMethod, Verification
from app.services.verification.drawing import drawn, number_of, rank_of, share_of_new

if TYPE_CHECKING:
    import random

SHEETS = [Candidate(f"{n:036d}", n, 1, "Ani") for n in range(1, 41)]


def numbers(plan: Verification, before: int = 0) -> list[int]:
    return [sheet.number for sheet in drawn(plan, SHEETS, before)]


def test_all_takes_all() -> None:
    assert numbers(Verification(1, PlanMethod.ALL, 1)) == list(range(1, 41))


def test_every_nth_begins_where_it_is_told() -> None:
    assert numbers(Verification(1, PlanMethod.EVERY, 10, 3)) == [3, 13, 23, 33]
    assert numbers(Verification(1, PlanMethod.EVERY, 1, 1)) == list(range(1, 41))


def test_every_nth_goes_on_counting_after_the_sheets_before() -> None:
    # 5 were there: the sheets stand at places 6 to 45; 13, 23, 33, 43 are the 8th, 18th, …
    assert numbers(Verification(1, PlanMethod.EVERY, 10, 3), before=5) == [8, 18, 28, 38]


def test_a_draw_is_the_same_on_every_machine() -> None:
    plan = Verification(1, PlanMethod.RANDOM, 5, 20_260_312)
    assert numbers(plan) == [6, 10, 15, 29, 31]
    assert rank_of(7, "a").startswith("82d9d62b")


@given(st.integers(0, 10**9), st.integers(1, 40), st.randoms(use_true_random=False))
def test_a_draw_does_not_depend_on_the_order(seed: int, amount: int, chance: random.Random) -> None:
    plan = Verification(1, PlanMethod.RANDOM, amount, seed)
    shuffled = chance.sample(SHEETS, len(SHEETS))
    assert drawn(plan, shuffled) == drawn(plan, SHEETS)
    assert len({sheet.uuid for sheet in drawn(plan, SHEETS)}) == amount


def test_every_sheet_has_the_same_chance() -> None:
    hits = dict.fromkeys(range(1, 41), 0)
    for seed in range(2_000):
        for number in numbers(Verification(1, PlanMethod.RANDOM, 4, seed)):
            hits[number] += 1
    # 200 expected, standard deviation 13.4
    assert all(140 < hit < 260 for hit in hits.values())


@pytest.mark.parametrize(("percent", "sheets", "wanted"), [(10, 41, 5), (1, 3, 1), (100, 7, 7)])
def test_a_share_is_rounded_up(percent: int, sheets: int, wanted: int) -> None:
    assert number_of(percent, sheets) == wanted


def test_new_sheets_keep_the_share() -> None:
    assert share_of_new(5, 50, 20) == 2
    assert share_of_new(5, 50, 1) == 1
    assert share_of_new(0, 0, 4) == 4
