from __future__ import annotations

from collections import Counter
from fractions import Fraction
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.statistics.means import (
    Mean,
    holm,
    mean_of_counts,
    mean_of_independent,
    weighted_sum_at_most,
    welch,
)

# Cushny & Peebles (1905), hours of sleep × 10, as used by Student (1908).
SLEEP = (
    (7, -16, -2, -12, -1, 34, 37, 8, 0, 20),
    (19, 8, 11, 1, -1, 44, 55, 16, 46, 34),
)
counts = st.dictionaries(st.integers(1, 6), st.integers(0, 400), min_size=2).filter(
    lambda given: sum(given.values()) >= 2
)


def of(values: object) -> Mean:
    found = mean_of_counts(Counter(values).items())  # type: ignore[call-overload] # ints
    assert found is not None
    return found


def of_counts(found: dict[int, int]) -> Mean:
    made = mean_of_counts(found.items())
    assert made is not None
    return made


def test_the_published_example_of_welchs_test() -> None:
    """R, datasets::sleep, t.test(extra ~ group): t = -1.8608, df = 17.776, p = 0.07939."""
    test = welch(of(SLEEP[0]), of(SLEEP[1]))
    assert test is not None
    assert test.t == pytest.approx(1.8608, abs=5e-5)
    assert test.degrees == pytest.approx(17.776, abs=5e-4)
    assert test.p == pytest.approx(0.07939, abs=5e-6)


def test_counts_say_the_same_as_the_answers_one_by_one() -> None:
    answers = [3, 4, 4, 2, 1, 4, 3, 3]
    found = of(answers)
    assert found.value == Fraction(sum(answers), 8)
    assert float(found.square) == pytest.approx(variance(answers) / 8)
    assert (int(found.degrees), found.n) == (7, 8)


@pytest.mark.parametrize("few", [[], [(3, 0)], [(3, 1)]])
def test_less_than_two_answers_have_no_error(few: list[tuple[int, int]]) -> None:
    assert mean_of_counts(few) is None


def test_answers_that_never_vary_cannot_be_tested() -> None:
    assert welch(of([3] * 40), of([4] * 40)) is None


@given(counts, counts)
def test_it_does_not_matter_which_comes_first(one: dict[int, int], other: dict[int, int]) -> None:
    there, back = welch(of_counts(one), of_counts(other)), welch(of_counts(other), of_counts(one))
    if there is None or back is None:
        assert there == back
        return
    assert there.t == pytest.approx(-back.t)
    assert there.p == pytest.approx(back.p)
    assert there.degrees == pytest.approx(back.degrees)


@given(counts)
def test_the_same_data_never_differ(one: dict[int, int]) -> None:
    test = welch(of_counts(one), of_counts(one))
    assert test is None or (test.t == 0 and test.p == pytest.approx(1))


@given(counts, counts, st.fractions(Fraction(1, 50), 50))
def test_the_scale_does_not_matter(
    one: dict[int, int], other: dict[int, int], factor: Fraction
) -> None:
    plain = welch(of_counts(one), of_counts(other))
    scaled = welch(of_counts(one).times(factor), of_counts(other).times(factor))
    assert (plain is None) == (scaled is None)
    if plain is not None and scaled is not None:
        assert scaled.t == pytest.approx(plain.t)
        assert scaled.p == pytest.approx(plain.p)


@given(counts, counts, st.integers(2, 9))
def test_more_of_the_same_is_stronger_evidence(
    one: dict[int, int], other: dict[int, int], times: int
) -> None:
    plain = welch(of_counts(one), of_counts(other))
    more = [{score: n * times for score, n in found.items()} for found in (one, other)]
    larger = welch(of_counts(more[0]), of_counts(more[1]))
    if plain is not None and larger is not None:
        assert larger.p <= plain.p + 1e-12


def test_holms_own_steps() -> None:
    """0,01 · 4; 0,02 · 3; then never less than the one before."""
    assert holm([0.04, 0.01, None, 0.03, 0.02]) == pytest.approx([0.06, 0.04, None, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_lies_between_nothing_and_bonferroni(values: list[float]) -> None:
    for raw, corrected in zip(values, holm(values), strict=True):
        assert corrected is not None
        assert raw <= corrected <= min(1.0, raw * len(values)) + 1e-12


def test_a_year_is_the_plain_mean_of_its_periods() -> None:
    quarters = [of([1, 2, 3, 4]), of([3, 4])]
    year = mean_of_independent(quarters)
    assert year.value == (Fraction(5, 2) + Fraction(7, 2)) / 2
    assert year.square == (quarters[0].square + quarters[1].square) / 4
    assert year.n == 6
    assert min(q.degrees for q in quarters) <= year.degrees <= 4


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=60))
def test_no_correlation_makes_the_error_larger_than_the_bound(
    sheets: list[tuple[int, int]],
) -> None:
    columns = [[sheet[place] for sheet in sheets] for place in (0, 1)]
    bound = weighted_sum_at_most([(Fraction(1, 2), of(column)) for column in columns])
    own = [sum(sheet) / 2 for sheet in sheets]
    assert float(bound.value) == pytest.approx(mean(own))
    assert variance(own) / len(own) <= float(bound.square) + 1e-12
