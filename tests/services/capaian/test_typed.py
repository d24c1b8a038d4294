from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.entered import Entered, Kind
from app.services.capaian.typed import Expected, NotAValue, Separator, read_value, without_star
from app.services.tables.table import NumberCell

if TYPE_CHECKING:
    from decimal import Decimal

POINT, COMMA = Expected(Separator.POINT), Expected(Separator.COMMA)
GROUPED = Expected(Separator.COMMA, is_grouped=True)
MONEY, MONEY_POINT = (Expected(sign, is_money=True) for sign in (Separator.COMMA, Separator.POINT))


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("15.4264995365", POINT, "15.4264995365"),
        ("69.50", POINT, "69.50"),
        ("69,50", COMMA, "69.50"),
        (" 12,75 % ", COMMA, "12.75%"),
        ("278 %", POINT, "278%"),
        ("100 persen", POINT, "100%"),
        ("-0.56", POINT, "-0.56"),
        ("−2,14", COMMA, "-2.14"),
        ("-0", POINT, "0"),
        (",5", COMMA, "0.5"),
        ("1.293,64", COMMA, "1293.64"),
        ("1.234.567", COMMA, "1234567"),
        ("15.426", GROUPED, "15426"),
        ("12 menit", COMMA, "12 menit"),
        ("Level 3", COMMA, "Level 3"),
        ("level III", COMMA, "Level 3"),
        ("tingkat 4", COMMA, "Level 4"),
        ("BB", COMMA, "BB"),
        ("WTP", COMMA, "WTP"),
        ("n/a", COMMA, "N/A"),
        ("–", COMMA, "-"),
        ("nihil", COMMA, "Nihil"),
        ("", COMMA, ""),
        ("Rp 813.371.600", MONEY, "813371600"),
        ("Rp. 813.371.600,-", MONEY, "813371600"),
        ("813.371.600,50", MONEY, "813371600.50"),
        ("411.500", MONEY, "411500"),
        ("813,371,600", MONEY_POINT, "813371600"),
        ("173786734678", MONEY_POINT, "173786734678"),
    ],
)
def test_what_fits_is_kept_with_all_its_digits(text: str, expected: Expected, value: str) -> None:
    assert read_value(text, expected) == Entered(value)


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        ("85,24", POINT, "tidak cocok dengan titik"),
        ("85.24", COMMA, "tidak cocok dengan koma"),
        ("15.426", COMMA, "dapat berarti 15426 atau 15,426"),
        ("3,330", POINT, "dapat berarti 3330 atau 3,330"),
        ("1,2,3", COMMA, "koma lebih dari satu"),
        ("813.371.600", MONEY_POINT, "titik lebih dari satu"),
        ("411.500", MONEY_POINT, "rupiah dengan 3 angka"),
        ("12.", POINT, "tidak cocok"),
        ("12,34.567", COMMA, "tidak cocok"),
        ("delapan", COMMA, "bukan angka"),
        ("85,24 kira-kira", COMMA, "tulisan “kira-kira”"),
        ("=1+1", COMMA, "bukan angka"),
        ("3.8589*25", POINT, "tulisan"),
        ("100 ribu", MONEY, "tulisan"),
        ("nol", MONEY, "bukan jumlah rupiah"),
        ("Level seratus", COMMA, "bukan angka"),
        ("9" * 80, COMMA, "terlalu panjang"),
    ],
)
def test_what_does_not_fit_says_why(text: str, expected: Expected, said: str) -> None:
    found = read_value(text, expected)
    assert isinstance(found, NotAValue)
    assert said in found.reason


def test_words_are_taken_where_the_satuan_says_so() -> None:
    graded = Expected(Separator.COMMA, is_graded=True)
    found = read_value("Sangat Baik", graded)
    assert isinstance(found, Entered)
    assert found.kind is Kind.GRADE
    assert read_value("7 ekor", Expected(Separator.COMMA, units=frozenset({"ekor"}))) == Entered(
        "7 ekor"
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [("15.426", "15.426"), ("0.30000000000000004", "0.3"), ("173786734678", "173786734678")],
)
def test_a_cell_with_a_number_is_that_number_whatever_is_stated(cell: str, value: str) -> None:
    for expected in (POINT, COMMA, MONEY):
        assert read_value(NumberCell(cell), expected) == Entered(value)


def test_a_star_is_no_part_of_a_number() -> None:
    assert read_value(without_star("76,55 *"), COMMA) == Entered("76.55")


@given(st.decimals(-(10**12), 10**12, places=6, allow_nan=False))
def test_a_number_comes_back_exactly_with_either_sign(number: Decimal) -> None:
    text = f"{number:f}"
    assert read_value(text, POINT) == read_value(text.replace(".", ","), COMMA)
    found = read_value(text, POINT)
    assert isinstance(found, Entered)
    assert found.number == number
    assert found.decimals == 6


@given(st.text(max_size=80), st.sampled_from([POINT, COMMA, MONEY, GROUPED]))
def test_any_text_is_a_value_or_refused(text: str, expected: Expected) -> None:
    found = read_value(text, expected)
    if isinstance(found, Entered):
        assert len(found.text) <= 60
        assert read_value(found.text, POINT) == found or expected.is_money
