"""What is written as TOML reads back as the same instrument, whatever stands in it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.instruments.draft import content_of
from app.services.instruments.numbers import exact, limit, readable
from app.services.instruments.problems import problems_of
from app.services.instruments.reading import read_instrument, shipped_instruments
from app.services.instruments.writing import toml_of, written
from tests.services.instruments.contents import contents


@pytest.mark.parametrize("shipped", shipped_instruments(), ids=lambda i: i.key)
def test_every_shipped_instrument_comes_back_as_it_was(shipped: Any) -> None:
    content = content_of(shipped.definition)
    assert problems_of(content) == ()
    again = read_instrument(toml_of(content))
    assert replace(again, definition="") == replace(shipped, definition="")
    assert content_of(toml_of(content)) == content


@given(contents())
@settings(max_examples=150, deadline=None)
def test_any_content_without_problems_is_written_and_read_back(content: dict[str, Any]) -> None:
    assert problems_of(content) == ()
    text = toml_of(content)
    made = read_instrument(text)
    assert [unsur.name for unsur in made.unsur] == [unsur["name"] for unsur in content["unsur"]]
    assert [q.unsur for q in made.questions] == [q["unsur"] for q in content["question"]]
    assert sum((unsur.weight for unsur in made.unsur), Fraction(0)) == 1
    assert toml_of(content_of(text)) == text


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back_sign_by_sign(text: str) -> None:
    assert tomllib.loads(f"a = {written(text)}") == {"a": text}


def test_what_instruments_do_not_have_is_not_written() -> None:
    with pytest.raises(TypeError):
        written(1.5)
    with pytest.raises(TypeError):
        written(True)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1/9", Fraction(1, 9)),
        (" 1 / 9 ", Fraction(1, 9)),
        ("0,12", Fraction(3, 25)),
        ("0.12", Fraction(3, 25)),
        ("12,5 %", Fraction(1, 8)),
        ("12,5%", Fraction(1, 8)),
        ("1", Fraction(1)),
        (1, Fraction(1)),
        ("1/0", None),
        ("", None),
        ("satu", None),
        ("-1/9", None),
        ("1e999999999", None),
        ("9" * 5000, None),
        ("nan", None),
        (True, None),
        (0.5, None),
        (None, None),
    ],
)
def test_a_weight_is_taken_exactly_or_not_at_all(typed: object, value: Fraction | None) -> None:
    assert exact(typed) == value


def test_limits_and_readable_numbers() -> None:
    assert str(limit("88,31")) == "88.31"
    assert str(limit(65)) == "65.0"
    assert limit("1e9") is None
    assert [readable(Fraction(n)) for n in ("1/9", "3/25", "1/8", "2", "0")] == [
        "1/9",
        "0,12",
        "0,125",
        "2",
        "0",
    ]


@given(st.fractions(min_value=0, max_value=1, max_denominator=10**6))
def test_a_readable_number_is_read_back_exactly(value: Fraction) -> None:
    assert exact(readable(value)) == value
