from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.services.sample.answers import fitting_low, scores, total_of_answers

if TYPE_CHECKING:
    from fractions import Fraction


@given(st.integers(1, 400), st.data(), st.integers(0, 30), st.integers(0, 60))
def test_answers_meet_any_possible_sum(n: int, data: st.DataObject, ones: int, twos: int) -> None:
    total = data.draw(st.integers(n, 4 * n))
    low = fitting_low(total, n, (ones, twos))
    chance = random.Random(total)
    found = scores([chance.gauss(0, 1) for _ in range(n)], total, low, chance)
    assert (len(found), sum(found)) == (n, total)
    assert set(found) <= {1, 2, 3, 4}


@given(st.fractions(0, 120), st.integers(1, 500))
def test_a_sum_is_always_possible(konversi: Fraction, n: int) -> None:
    assert n <= total_of_answers(konversi, n) <= 4 * n


def test_wanted_low_answers_are_kept_where_they_fit() -> None:
    assert fitting_low(350, 100, (1, 3)) == (1, 3)
    assert fitting_low(400, 100, (1, 3)) == (0, 0)
    assert fitting_low(250, 100, (0, 0)) == (0, 50)
    assert fitting_low(100, 100, (0, 0)) == (100, 0)
