from __future__ import annotations

from fractions import Fraction
from statistics import correlation, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.statistics.reliability import alpha_of

# LSAT section 6, 1000 people, 5 questions: Bock & Lieberman, Psychometrika 35 (1970) 179-197.
# How many gave each of the 32 patterns, from 00000 to 11111.
_LSAT: tuple[int, ...] = (3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15)
_LSAT += (10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298)
KEYS = tuple("abcde")
PATTERNS = [
    ({key: place >> (4 - bit) & 1 for bit, key in enumerate(KEYS)}, n)
    for place, n in enumerate(_LSAT)
]
sheets = st.lists(st.lists(st.integers(1, 4), min_size=4, max_size=4), min_size=2, max_size=40)


def test_the_published_figures_of_the_law_school_test() -> None:
    """R, ltm::cronbach.alpha(LSAT) and ltm::descript(LSAT), whose correlations are these."""
    found = alpha_of(KEYS, PATTERNS)
    assert found.n == 1000
    assert found.alpha is not None
    assert float(found.alpha) == pytest.approx(0.295, abs=5e-4)
    without = [float(item.alpha_without or 0) for item in found.items]
    assert without == pytest.approx([0.2754, 0.2376, 0.2168, 0.2459, 0.2663], abs=5e-5)
    totals = [item.total_correlation for item in found.items]
    assert totals == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-5)


def test_a_case_by_hand() -> None:
    """Sheets 1-1, 2-3, 3-2: each σ² = 1, sums 2, 5, 5 with σ² = 3: alpha = 2 · (1 − 2/3) = 2/3."""
    found = alpha_of("ab", [({"a": 1, "b": 1}, 1), ({"a": 2, "b": 3}, 1), ({"a": 3, "b": 2}, 1)])
    assert found.alpha == Fraction(2, 3)
    assert [item.total_correlation for item in found.items] == pytest.approx([0.5, 0.5])
    assert [item.alpha_without for item in found.items] == [None, None]


def test_a_sheet_with_a_blank_is_left_out() -> None:
    found = alpha_of("ab", [({"a": 1, "b": 2}, 3), ({"a": 4}, 2), ({"a": 2, "b": 3, "c": 1}, 1)])
    assert (found.n, found.left_out) == (4, 2)


@pytest.mark.parametrize(
    "patterns", [[], [({"a": 3, "b": 3}, 1)], [({"a": 3, "b": 4}, 90)], [({"a": 1}, 5)]]
)
def test_where_nothing_varies_there_is_no_alpha(patterns: list[tuple[dict[str, int], int]]) -> None:
    found = alpha_of("ab", patterns)
    assert found.alpha is None
    assert all(item.total_correlation is None for item in found.items)


def test_one_question_has_no_alpha() -> None:
    assert alpha_of("a", [({"a": 1}, 3), ({"a": 2}, 3)]).alpha is None


@given(sheets)
def test_it_equals_the_definition_in_floats(rows: list[list[int]]) -> None:
    found = alpha_of("abcd", [(dict(zip("abcd", row, strict=True)), 1) for row in rows])
    totals = [sum(row) for row in rows]
    columns = list(zip(*rows, strict=True))
    if not variance(totals):
        assert found.alpha is None
        return
    expected = 4 / 3 * (1 - sum(variance(c) for c in columns) / variance(totals))
    assert float(found.alpha or 0) == pytest.approx(expected)
    for item, values in zip(found.items, columns, strict=True):
        rest = [total - value for total, value in zip(totals, values, strict=True)]
        if variance(values) and variance(rest):
            assert item.total_correlation == pytest.approx(correlation(values, rest))
        else:
            assert item.total_correlation is None


@given(sheets, st.integers(2, 9))
def test_neither_repetition_nor_another_scale_changes_it(rows: list[list[int]], by: int) -> None:
    once = [(dict(zip("abcd", row, strict=True)), 1) for row in rows]
    often = [({key: by * score + 1 for key, score in row.items()}, by) for row, _ in once]
    plain, other = alpha_of("abcd", once), alpha_of("abcd", often)
    assert plain.alpha == other.alpha
    assert [item.alpha_without for item in plain.items] == [
        item.alpha_without for item in other.items
    ]


@given(sheets)
def test_the_same_question_twice_over_is_wholly_reliable(rows: list[list[int]]) -> None:
    twins = [({"a": row[0], "b": row[0]}, 1) for row in rows]
    assert alpha_of("ab", twins).alpha in (None, Fraction(1))
