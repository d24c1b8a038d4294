from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.verification.rates import (
    Rate,
    at_least,
    clopper_pearson,
    incomplete_beta,
)

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def exact_at_least(found: int, of: int, p: Fraction) -> Fraction:
    """The binomial tail, term by term and exactly."""
    return sum((comb(of, k) * p**k * (1 - p) ** (of - k) for k in range(found, of + 1)), Fraction())


@pytest.mark.parametrize(
    ("found", "of", "lower", "upper"),
    [
        (0, 10, 0.0, 0.3085),
        (1, 20, 0.0013, 0.2487),
        (10, 10, 0.6915, 1.0),
        (5, 10, 0.1871, 0.8129),
        # 81 of 263: Newcombe, Statistics in Medicine 17 (1998) 857-872, table I.
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_published_intervals(found: int, of: int, lower: float, upper: float) -> None:
    assert [round(bound, 4) for bound in clopper_pearson(found, of)] == [lower, upper]


def test_nothing_checked_says_nothing() -> None:
    assert clopper_pearson(0, 0) == (0.0, 1.0)
    assert (Rate(0, 0).text, Rate(0, 0).interval, Rate(0, 0).share) == ("–", "–", None)
    with pytest.raises(ValueError, match="3"):
        clopper_pearson(3, 2)


def test_a_rate_is_printed_in_percent() -> None:
    assert (Rate(1, 20).text, Rate(1, 20).interval) == ("5,00 %", "0,13–24,87 %")
    assert Rate(1, 20) + Rate(2, 30) == Rate(3, 50)


@given(COUNTS, st.integers(1, 99))
def test_the_tail_is_that_of_the_binomial(counts: tuple[int, int], hundredths: int) -> None:
    found, of = counts
    if of > 60:
        found, of = found * 60 // of, 60
    p = Fraction(hundredths, 100)
    assert at_least(found, of, float(p)) == pytest.approx(
        float(exact_at_least(found, of, p)), rel=1e-9, abs=1e-15
    )


@given(COUNTS)
def test_the_interval_holds_the_share_and_its_mirror(counts: tuple[int, int]) -> None:
    found, of = counts
    lower, upper = clopper_pearson(found, of)
    assert 0 <= lower <= found / of <= upper <= 1
    mirrored = clopper_pearson(of - found, of)
    assert mirrored == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


@given(COUNTS)
def test_more_mistakes_move_both_bounds_up(counts: tuple[int, int]) -> None:
    found, of = counts
    if found < of:
        less, more = clopper_pearson(found, of), clopper_pearson(found + 1, of)
        assert less[0] <= more[0]
        assert less[1] <= more[1]


@pytest.mark.parametrize("of", [5, 17, 40])
@pytest.mark.parametrize("hundredths", [1, 5, 30, 50])
def test_it_covers_at_least_what_it_promises(of: int, hundredths: int) -> None:
    p = Fraction(hundredths, 100)
    covered = sum(
        comb(of, k) * p**k * (1 - p) ** (of - k)
        for k in range(of + 1)
        if clopper_pearson(k, of)[0] <= p <= clopper_pearson(k, of)[1]
    )
    assert covered >= Fraction(95, 100)


def test_the_bounds_are_where_the_exact_tail_is_a_fortieth() -> None:
    lower, upper = clopper_pearson(7, 90)
    assert float(exact_at_least(7, 90, Fraction(lower))) == pytest.approx(0.025, abs=1e-9)
    assert float(1 - exact_at_least(8, 90, Fraction(upper))) == pytest.approx(0.025, abs=1e-9)


def test_a_million_fields_are_no_trouble() -> None:
    lower, upper = clopper_pearson(1_000, 1_000_000)
    assert (round(lower, 6), round(upper, 6)) == (0.000939, 0.001064)


def test_the_beta_function_at_its_ends() -> None:
    assert (incomplete_beta(0, 2, 3), incomplete_beta(1, 2, 3)) == (0.0, 1.0)
    assert incomplete_beta(0.5, 4, 4) == pytest.approx(0.5)
