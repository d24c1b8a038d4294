from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.entered import Entered
from app.models.target import Arah, Rumus
from app.services.capaian.formulas import (
    Change,
    Computed,
    Why,
    Yardstick,
    capped,
    efisiensi,
    laju,
    mean,
    serapan,
    total,
    total_efisiensi,
)
from app.services.ikm.rounding import indonesian

UP, DOWN = Yardstick(), Yardstick(Arah.DOWN)
MIRRORED = Yardstick(Arah.DOWN, Rumus.MIRRORED)
numbers = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(lambda d: Entered(f"{d:f}"))
positive = st.decimals("0.0001", 10**9, places=4, allow_nan=False).map(lambda d: Entered(f"{d:f}"))
values = st.one_of(
    numbers,
    st.sampled_from(["", "-", "N/A", "Nihil", "0", "A", "B", "Level 0", "Level 3", "12%"]).map(
        Entered
    ),
)


def entered(text: str) -> Entered:
    return Entered(text)


@pytest.mark.parametrize(
    ("measured", "realisasi", "target", "expected"),
    [
        (UP, "85.24", "82.50", "103,32"),
        (UP, "15.4264995365", "3.33", "463,26"),
        (UP, "-0.56", "3.5", "−16,00"),
        (UP, "0", "3.5", "0,00"),
        (DOWN, "110", "107", "97,27"),
        (DOWN, "6.9", "9", "130,43"),
        (MIRRORED, "110", "107", "97,20"),
        (MIRRORED, "300", "107", "−80,37"),
        (MIRRORED, "0", "107", "200,00"),
        (UP, "Level 3", "Level 4", "75,00"),
        (UP, "B", "B", "100,00"),
        (UP, "12.75%", "25.5%", "50,00"),
    ],
)
def test_worked_cases(measured: Yardstick, realisasi: str, target: str, expected: str) -> None:
    found = measured.ratio(entered(realisasi), entered(target))
    assert indonesian(found.value, 2) == expected
    assert found.reason == ""


@pytest.mark.parametrize(
    ("measured", "realisasi", "target", "why"),
    [
        (UP, "1", "0", Why.ZERO_TARGET),
        (UP, "0", "0", Why.ZERO_OF_ZERO),
        (DOWN, "0", "0", Why.ZERO_OF_ZERO),
        (DOWN, "0", "9", Why.ZERO_REALISASI),
        (MIRRORED, "4", "0", Why.ZERO_TARGET),
        (UP, "", "4", Why.NO_REALISASI),
        (UP, "Nihil", "4", Why.NO_REALISASI),
        (UP, "4", "", Why.NO_TARGET),
        (UP, "4", "-", Why.NO_TARGET),
        (UP, "4", "N/A", Why.NO_TARGET),
        (UP, "A", "B", Why.GRADES_DIFFER),
        (UP, "A", "4", Why.NOT_ALIKE),
    ],
)
def test_what_has_no_percentage_says_why(
    measured: Yardstick, realisasi: str, target: str, why: Why
) -> None:
    found = measured.ratio(entered(realisasi), entered(target))
    assert found == Computed(why=why)
    assert found.reason == f"tidak dapat dihitung: {why}"


def test_grades_are_numbers_where_the_office_says_so() -> None:
    mapped = Yardstick(grades={"WTP": "4", "WDP": "3"})
    assert mapped.ratio(entered("WDP"), entered("WTP")).value == 75
    assert mapped.ratio(entered("TMP"), entered("WTP")).why is Why.GRADES_DIFFER
    assert mapped.is_reached(entered("WTP"), entered("WDP")) is True
    assert UP.is_reached(entered("WTP"), entered("WTP")) is True
    assert UP.is_reached(entered("WTP"), entered("WDP")) is None


@given(values, values, st.sampled_from([UP, DOWN, MIRRORED]))
def test_nothing_that_may_be_typed_raises(a: Entered, b: Entered, measured: Yardstick) -> None:
    for found in (measured.ratio(a, b), measured.difference(a, b)):
        assert (found.value is None) is (found.why is not None)
    measured.is_reached(a, b)
    assert measured.change(a, b) in Change


@given(positive, positive)
def test_lower_is_better_is_the_inverse_of_higher(a: Entered, b: Entered) -> None:
    up, down = UP.ratio(a, b).value, DOWN.ratio(a, b).value
    assert up is not None
    assert down is not None
    assert up * down == 10_000
    assert UP.ratio(a, b) == DOWN.ratio(b, a)


@given(positive, positive, st.sampled_from([UP, DOWN, MIRRORED]))
def test_a_positive_target_is_reached_exactly_from_100_percent(
    realisasi: Entered, target: Entered, measured: Yardstick
) -> None:
    capaian = measured.ratio(realisasi, target).value
    assert capaian is not None
    assert measured.is_reached(realisasi, target) is (capaian >= 100)


@given(numbers, numbers)
def test_the_sign_of_a_change_follows_the_direction(now: Entered, before: Entered) -> None:
    opposite = {
        Change.BETTER: Change.WORSE,
        Change.WORSE: Change.BETTER,
        Change.SAME: Change.SAME,
    }
    assert DOWN.change(now, before) is opposite[UP.change(now, before)]
    difference = UP.difference(now, before).value
    assert difference == -(UP.difference(before, now).value or 0)


@pytest.mark.parametrize(
    ("spent", "pagu", "capaian", "expected"),
    [
        (225425551991, 260541512718, Fraction("85.24") / Fraction("82.5") * 100, "16,26"),
        (110, 100, Fraction(100), "−10,00"),
        (100, 100, Fraction(98), "−2,04"),
        (0, 100, Fraction(50), "100,00"),
    ],
)
def test_efisiensi_keeps_its_sign(spent: int, pagu: int, capaian: Fraction, expected: str) -> None:
    found = efisiensi(Fraction(spent), Fraction(pagu), capaian)
    assert indonesian(found.value, 2) == expected


def test_budgets_without_a_percentage_say_why() -> None:
    one, nothing = Fraction(1), Fraction(0)
    assert serapan(None, one).why is Why.NO_SPENDING
    assert serapan(one, None).why is Why.NO_PAGU
    assert serapan(one, nothing).why is Why.ZERO_PAGU
    assert serapan(nothing, nothing).why is Why.ZERO_OF_ZERO
    assert efisiensi(one, one, None).why is Why.NO_CAPAIAN
    assert efisiensi(one, one, nothing).why is Why.ZERO_CAPAIAN
    assert efisiensi(one, nothing, one).why is Why.ZERO_PAGU


money = st.integers(0, 10**13).map(Fraction)
percent = st.fractions(Fraction(1, 100), 1000, max_denominator=1000)


@given(money.filter(bool), money, percent)
def test_efisiensi_is_what_the_budget_earned_less_what_it_cost(
    pagu: Fraction, spent: Fraction, capaian: Fraction
) -> None:
    found = efisiensi(spent, pagu, capaian).value
    absorbed = serapan(spent, pagu).value
    assert found is not None
    assert absorbed is not None
    assert found == 100 - absorbed / capaian * 100
    assert total_efisiensi([(spent, pagu, capaian)]).value == found


def test_the_whole_is_computed_from_sums_and_leaves_out_what_is_missing() -> None:
    one, two = Fraction(100), Fraction(300)
    parts = [(one, one, one), (Fraction(0), two, Fraction(50)), (None, one, one), (one, None, one)]
    assert total_efisiensi(parts).value == Fraction(250 - 100, 250) * 100
    assert total_efisiensi([(one, Fraction(0), one)]).why is Why.NOTHING_TO_AVERAGE
    assert total_efisiensi([(one, one, Fraction(0))]).why is Why.ZERO_CAPAIAN


def test_means_growth_and_cap() -> None:
    figures = [Computed(Fraction(463)), Computed(why=Why.NO_TARGET), Computed(Fraction(-3))]
    assert mean(figures).value == 230
    assert mean(map(capped, figures)).value == Fraction(97, 2)
    assert mean([]).why is Why.NOTHING_TO_AVERAGE
    assert laju(Fraction(3), Fraction(4)).value == -25
    assert laju(Fraction(3), None).why is Why.NO_EARLIER
    assert laju(None, Fraction(3)).why is Why.NO_REALISASI
    assert laju(Fraction(3), Fraction(0)).why is Why.ZERO_EARLIER
    assert total([None, Fraction(1, 3), Fraction(2)]) == Fraction(7, 3)
    assert total([None]) is None
