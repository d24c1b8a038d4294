from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.statistics.student import incomplete_beta, two_sided

# Two-sided 5 % and 1 % points: Abramowitz & Stegun (1964), table 26.10.
CRITICAL = [
    (1, 12.706, 0.05),
    (2, 4.303, 0.05),
    (5, 2.571, 0.05),
    (10, 2.228, 0.05),
    (30, 2.042, 0.05),
    (120, 1.980, 0.05),
    (1, 63.657, 0.01),
    (10, 3.169, 0.01),
    (30, 2.750, 0.01),
    (120, 2.617, 0.01),
]


@pytest.mark.parametrize(("degrees", "t", "p"), CRITICAL)
def test_the_critical_values_of_the_tables(degrees: int, t: float, p: float) -> None:
    assert two_sided(t, degrees) == pytest.approx(p, rel=2e-3)


def test_with_one_degree_it_is_cauchys_distribution() -> None:
    """P(|t| ≥ 1) = 1/2 and P(|t| ≥ √3) = 1/3."""
    assert two_sided(1, 1) == pytest.approx(0.5, abs=1e-14)
    assert two_sided(3**0.5, 1) == pytest.approx(1 / 3, abs=1e-14)


def test_with_many_degrees_it_is_the_normal_distribution() -> None:
    assert two_sided(1.959964, 1e9) == pytest.approx(0.05, abs=1e-7)


@pytest.mark.parametrize(
    ("a", "b", "x", "value"),
    [(1, 1, 0.3, 0.3), (2, 3, 0.5, 11 / 16), (0.5, 0.5, 0.5, 0.5), (5, 2, 0.8, 0.65536)],
)
def test_closed_forms_of_the_incomplete_beta(a: float, b: float, x: float, value: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(value, abs=1e-13)


@pytest.mark.parametrize("bad", [(1, 1, -0.1), (1, 1, 1.1), (0, 1, 0.5), (1, -1, 0.5)])
def test_values_without_a_meaning_are_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"within|positive"):
        incomplete_beta(*bad)


@given(st.floats(0.1, 300), st.floats(0.1, 300), st.integers(0, 1000))
def test_symmetry(a: float, b: float, steps: int) -> None:
    x, rest = steps / 1000, (1000 - steps) / 1000
    assert incomplete_beta(a, b, x) == pytest.approx(1 - incomplete_beta(b, a, rest), abs=1e-9)


@given(st.floats(0, 50), st.floats(0, 50), st.floats(1, 5000))
def test_the_further_the_less_likely(t: float, other: float, degrees: float) -> None:
    low, high = sorted((t, other))
    assert two_sided(high, degrees) <= two_sided(low, degrees) + 1e-12
    assert 0 <= two_sided(t, degrees) <= 1 + 1e-12
    assert two_sided(-t, degrees) == two_sided(t, degrees)
