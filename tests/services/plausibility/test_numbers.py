from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.plausibility.numbers import Kind, read_count, read_number


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("86.79", "86.79", 2),
        ("86,79", "86.79", 2),
        (" 86,7 ", "86.7", 1),
        ("88", "88", 0),
        ("1.417,00", "1417", 2),
        ("141.700,00", "141700", 2),
        ("1,417.5", "1417.5", 1),
        ("98,5%", "98.5", 1),
        ("86.85000000000001", "86.85", 2),
        ("3.4117647058823528", "3.411765", 6),
        ("-3,5", "-3.5", 1),
    ],
)
def test_numbers(text: str, value: str, decimals: int) -> None:
    read = read_number(text)
    assert (read.kind, read.value, read.decimals) == (Kind.NUMBER, Fraction(value), decimals)


@pytest.mark.parametrize("text", ["", " ", "-", "–"])
def test_blanks(text: str) -> None:
    assert read_number(text).kind is Kind.BLANK


@pytest.mark.parametrize(
    ("text", "value"),
    [("3.8589*25", "96.4725"), ("=3,5 x 25", "87.5"), ("351/4", "87.75"), ("1/0", None)],
)
def test_formulas_are_text_that_seems_to_mean_something(text: str, value: str | None) -> None:
    read = read_number(text)
    assert read.kind is Kind.TEXT
    assert read.value == (None if value is None else Fraction(value))


@pytest.mark.parametrize(
    "text", ["12.3.4", "12,3,4", "1e9", "٣", "nan", "inf", "9" * 41, "2024-03-12"]
)
def test_other_texts_mean_nothing(text: str) -> None:
    read = read_number(text)
    assert (read.kind, read.value) == (Kind.TEXT, None)


@pytest.mark.parametrize(
    ("text", "n"),
    [("170", 170), ("1.234", 1234), ("170.0", 170), ("35 orang", 35), ("1,234", 1234)],
)
def test_counts(text: str, n: int) -> None:
    assert read_count(text).value == n


@pytest.mark.parametrize("text", ["12,5", "banyak", "1.23"])
def test_no_counts(text: str) -> None:
    assert read_count(text).kind is Kind.TEXT


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert read_number(text).kind in Kind
    assert read_count(text).kind in Kind
