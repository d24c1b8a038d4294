"""Half up, exactly."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.ikm.rounding import decimal_string, half_up


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("88.305", 2, "88.31"),
        ("88.3049999", 2, "88.30"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.0005", 3, "0.001"),
        ("0", 2, "0.00"),
    ],
)
def test_halves_go_up(value: str, places: int, expected: str) -> None:
    assert str(half_up(Fraction(value), places)) == expected


@given(st.decimals(-10_000, 10_000, places=6), st.integers(0, 4))
def test_agrees_with_the_decimal_module(value: Decimal, places: int) -> None:
    assert half_up(Fraction(value), places) == value.quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )


def test_other_programs_get_a_point_and_six_digits() -> None:
    assert decimal_string(Fraction(1, 3)) == "0.333333"
    assert decimal_string(None) is None
