from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from math import sqrt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.ikm.computation import compute_ikm
from app.services.instruments.reading import shipped_instruments
from app.services.results.margin import margin_of, squares

if TYPE_CHECKING:
    from app.services.ikm.result import IkmResult

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")
KEYS = SKM_9.question_keys
Patterns = list[tuple[dict[str, int], int]]


def result_of(patterns: Patterns) -> IkmResult:
    counts: Counter[tuple[str, int]] = Counter()
    for answers, n in patterns:
        for key, score in answers.items():
            counts[key, score] += n
    return compute_ikm(SKM_9, counts, n=sum(n for _, n in patterns))


def all_alike(score: int) -> dict[str, int]:
    return dict.fromkeys(KEYS, score)


def test_the_worked_case() -> None:
    """50 sheets with all 3 (index 75) and 50 with all 4 (index 100), of 400 users.

    Mean 87,5, s² = 100 · 12,5² / 99 = 157,828…, (1 − 100/400) · s² / 100 = 1,18371…,
    √ = 1,087985…, × 1,96 = 2,132452…
    """
    patterns = [(all_alike(3), 50), (all_alike(4), 50)]
    result = result_of(patterns)
    margin = margin_of(result, patterns, 400)
    assert margin is not None
    assert squares(result, patterns) == Fraction(100 * 625, 4)
    assert float(margin.half_width) == pytest.approx(2.132452, abs=1e-6)
    assert margin.text == "±2,13"
    assert margin.corrected


def test_without_a_known_population_nothing_is_taken_off() -> None:
    patterns = [(all_alike(3), 50), (all_alike(4), 50)]
    margin = margin_of(result_of(patterns), patterns)
    assert margin is not None
    assert margin.text == "±2,46"
    assert not margin.corrected


def test_a_census_has_no_margin_left() -> None:
    patterns = [(all_alike(3), 50), (all_alike(4), 50)]
    margin = margin_of(result_of(patterns), patterns, 100)
    assert margin is not None
    assert margin.half_width == 0


@pytest.mark.parametrize(("sheets", "population"), [(29, None), (29, 500), (60, 59), (0, None)])
def test_no_margin_where_it_would_say_nothing(sheets: int, population: int | None) -> None:
    patterns = [(all_alike(3), sheets)]
    assert margin_of(result_of(patterns), patterns, population) is None


def test_blank_answers_are_neither_zero_nor_lost() -> None:
    """Half of 40 sheets leave one unsur blank: z from the definition, in floats."""
    full = [{**all_alike(3), "waktu": score} for score in (2, 4)]
    blank = {key: 4 for key in KEYS if key != "biaya"}
    patterns = [(full[0], 10), (full[1], 10), (blank, 20)]
    result = result_of(patterns)
    means = {row.unsur.key: float(row.nrr) for row in result.unsur if row.nrr is not None}
    answered = {row.unsur.key: row.n for row in result.unsur}
    expected = 0.0
    for answers, n in patterns:
        z = sum(25 / 9 * (answers[key] - means[key]) * 40 / answered[key] for key in answers)
        expected += n * z * z
    assert float(squares(result, patterns)) == pytest.approx(expected)


scores = st.fixed_dictionaries({key: st.integers(1, 4) for key in KEYS})


@given(st.lists(scores, min_size=30, max_size=60))
def test_without_blanks_it_is_the_interval_of_the_mean_of_the_sheets_indices(
    sheets: list[dict[str, int]],
) -> None:
    patterns = [(answers, 1) for answers in sheets]
    margin = margin_of(result_of(patterns), patterns)
    indices = [sum(answers.values()) * 25 / 9 for answers in sheets]
    mean = sum(indices) / len(indices)
    variance = sum((index - mean) ** 2 for index in indices) / (len(indices) - 1)
    assert margin is not None
    assert float(margin.half_width) == pytest.approx(
        1.96 * sqrt(variance / len(indices)), rel=1e-9, abs=1e-9
    )


def test_grouping_equal_sheets_changes_nothing() -> None:
    one_by_one = [(dict(zip(KEYS, row, strict=False)), 1) for row in product((3, 4), repeat=6)]
    doubled = [(answers, 2) for answers, _ in one_by_one]
    repeated = one_by_one + one_by_one
    assert squares(result_of(doubled), doubled) == squares(result_of(repeated), repeated)
