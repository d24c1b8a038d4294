from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.services.ikk.expression import (
    LONGEST,
    Evaluated,
    FormulaError,
    Problem,
    read_formula,
)

A_B = {"a": Fraction(1234), "b": Fraction(1500)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a ÷ b × 100", Fraction(1234, 1500) * 100),
        ("a / b * 100", Fraction(1234, 1500) * 100),
        ("(a : b) × 100", Fraction(1234, 1500) * 100),
        ("1 + 2 × 3", Fraction(7)),
        ("(1 + 2) × 3", Fraction(9)),
        ("10 − 4 − 3", Fraction(3)),
        ("100 ÷ 10 ÷ 5", Fraction(2)),
        ("−a + 1234", Fraction(0)),
        ("2 × −3", Fraction(-6)),
        ("−−3", Fraction(3)),
        ("0,1 + 0.2", Fraction(3, 10)),
        ("((((1))))", Fraction(1)),
    ],
)
def test_values_are_exact(text: str, value: Fraction) -> None:
    assert read_formula(text).evaluate(A_B) == Evaluated(value)


def test_names_may_have_spaces_in_brackets() -> None:
    formula = read_formula("[penduduk bekerja] ÷ angkatan_kerja × [penduduk bekerja]")
    assert formula.names == ("penduduk bekerja", "angkatan_kerja")
    found = formula.evaluate({"penduduk bekerja": Fraction(4), "angkatan_kerja": Fraction(2)})
    assert found.value == 8
    named = {"penduduk bekerja": "bekerja", "angkatan_kerja": "angkatan kerja"}
    assert formula.written(named) == "bekerja ÷ angkatan kerja × bekerja"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", 1, "rumus berakhir"),
        ("a +", 4, "rumus berakhir, padahal angka atau elemen diharapkan"),
        ("a b", 3, "tanda operasi diharapkan sebelum b"),
        ("a x 100", 3, "tulis × atau * untuk perkalian"),
        ("(a + b", 1, "kurung buka tanpa kurung tutup"),
        ("a + b)", 6, "kurung tutup tanpa kurung buka"),
        ("a % b", 3, "% tidak dikenal"),
        ("a ^ 2", 3, "^ tidak dikenal"),
        ("a × × b", 5, "angka atau elemen diharapkan, bukan ×"),
        ("__import__('os')", 11, "tanda operasi diharapkan sebelum ("),
        ("[a", 1, "[ tidak dikenal"),
        ("()", 2, "angka atau elemen diharapkan, bukan )"),
        ("1" * 31, 1, "angka terlalu panjang"),
        ("(" * 51 + "1", 51, "kurung terlalu dalam"),
        ("1" + "+1" * LONGEST, LONGEST + 1, "rumus terlalu panjang"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, place: int, reason: str) -> None:
    with pytest.raises(FormulaError) as refused:
        read_formula(text)
    assert (refused.value.place, refused.value.reason[: len(reason)]) == (place, reason)
    assert f"huruf ke-{place}" in refused.value.sentence


def test_an_unknown_element_is_refused_with_its_place() -> None:
    formula = read_formula("a ÷ (b + jumlah)")
    with pytest.raises(InputError, match="huruf ke-10: elemen jumlah tidak ada"):
        formula.require_known(frozenset("ab"))
    formula.require_known(frozenset({"a", "b", "jumlah"}))


def test_what_has_no_value_says_why_and_where() -> None:
    formula = read_formula("a ÷ (b − 1500)")
    assert formula.evaluate(A_B) == Evaluated(None, Problem.ZERO_DIVISOR, 3)
    assert formula.evaluate({"a": Fraction(1), "b": None}) == Evaluated(
        None, Problem.MISSING, 6, "b"
    )


def test_the_longest_formula_is_read_and_computed() -> None:
    text = "1" + "+1" * ((LONGEST - 1) // 2)
    assert read_formula(text).evaluate({}).value == 1 + (LONGEST - 1) // 2


numbers = st.integers(0, 999).map(str)
formulas = st.recursive(
    numbers | st.sampled_from(["a", "b"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({''.join(t)})"),
    max_leaves=12,
)


@given(formulas)
def test_it_computes_as_arithmetic_does(text: str) -> None:
    found = read_formula(text).evaluate(A_B)
    names = {name: f"F({value})" for name, value in A_B.items()}
    source = "".join(names.get(sign, sign) for sign in text)
    try:
        expected = eval(_as_fractions(source), {"F": Fraction})  # noqa: S307 - our own four signs
    except ZeroDivisionError:
        assert found.problem is Problem.ZERO_DIVISOR
    else:
        assert found.value == expected


def _as_fractions(source: str) -> str:
    """Write every bare number as a fraction."""
    return re.sub(r"F\(\d+\)|\d+", lambda m: m[0] if m[0][0] == "F" else f"F({m[0]})", source)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_refused_with_a_place(text: str) -> None:
    places: list[int] = []
    try:
        formula = read_formula(text)
        formula.evaluate(dict.fromkeys(formula.names, Fraction(1)))
        formula.written({})
    except FormulaError as error:
        places.append(error.place)
    assert all(1 <= place <= len(text) + 1 for place in places)
