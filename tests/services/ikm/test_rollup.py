"""Periods of a year and units of a city."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.ikm.computation import compute_ikm
from app.services.ikm.rollup import mean_of_figures, year_of_periods
from app.services.instruments.reading import shipped_instruments

if TYPE_CHECKING:
    from app.services.ikm.result import IkmResult

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")


def all_equal(score: int, n: int) -> IkmResult:
    return compute_ikm(SKM_9, Counter({(key, score): n for key in SKM_9.question_keys}), n=n)


def test_a_year_is_the_plain_mean_of_its_periods_per_unsur() -> None:
    year = year_of_periods([all_equal(4, 10), all_equal(3, 90)])
    assert (year.periods, year.n, year.ikm) == (2, 100, Fraction("87.5"))
    assert set(year.konversi.values()) == {Fraction("87.5")}


def test_units_are_averaged_plainly_with_the_weighted_figure_beside() -> None:
    mean = mean_of_figures([(Fraction(100), 10), (Fraction(75), 90)])
    assert (mean.count, mean.weighted_count, mean.n) == (2, 2, 100)
    assert (mean.plain, mean.weighted) == (Fraction("87.5"), Fraction("77.5"))


def test_who_does_not_tell_its_respondents_is_in_the_plain_mean_alone() -> None:
    mean = mean_of_figures([(Fraction(100), 10), (Fraction(70), None), (Fraction(70), 10)])
    assert (mean.plain, mean.count) == (Fraction(80), 3)
    assert (mean.weighted, mean.weighted_count, mean.n) == (Fraction(85), 2, 20)
    assert mean_of_figures([(Fraction(70), None)]).weighted is None


@given(st.lists(st.tuples(st.fractions(25, 100, max_denominator=999), st.integers(1, 500))))
def test_means_lie_between_the_figures_and_order_does_not_matter(
    figures: list[tuple[Fraction, int]],
) -> None:
    mean, turned = mean_of_figures(figures), mean_of_figures(figures[::-1])
    assert mean == turned
    if not figures:
        assert (mean.plain, mean.weighted) == (None, None)
        return
    values = [value for value, _ in figures]
    for one in (mean.plain, mean.weighted):
        assert one is not None
        assert min(values) <= one <= max(values)
    assert mean.plain == sum(values, Fraction(0)) / len(values)
    pooled = [value for value, n in figures for _ in range(n)]
    assert mean.weighted == sum(pooled, Fraction(0)) / len(pooled)


def test_nothing_gives_nothing() -> None:
    assert year_of_periods([]).ikm is None
    assert mean_of_figures([]).plain is None


def test_two_instruments_are_never_averaged() -> None:
    other = replace(all_equal(4, 1), instrument=replace(SKM_9, key="lain"))
    with pytest.raises(ValueError, match="instruments differ"):
        year_of_periods([all_equal(4, 1), other])
