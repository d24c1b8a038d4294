from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.models.entered import Entered
from app.services.capaian.rating import DEFAULT_RATING, accepted_rating, rating_of, stored
from app.services.ikm.rounding import half_up

BOUNDS = (
    (90, "Sangat Tinggi", "Tinggi"),
    (75, "Tinggi", "Sedang"),
    (65, "Sedang", "Rendah"),
    (50, "Rendah", "Sangat Rendah"),
)


@pytest.mark.parametrize(("bound", "above", "below"), BOUNDS)
def test_a_bound_belongs_to_the_lower_step_after_rounding(
    bound: int, above: str, below: str
) -> None:
    assert DEFAULT_RATING.of(Fraction(bound)) == below
    assert DEFAULT_RATING.of(Fraction(f"{bound}.00499999")) == below
    assert DEFAULT_RATING.of(Fraction(f"{bound}.005")) == above
    assert DEFAULT_RATING.of(Fraction(f"{bound}.01")) == above


def test_above_100_and_below_0_are_rated_too() -> None:
    assert DEFAULT_RATING.of(Fraction(463)) == "Sangat Tinggi"
    assert DEFAULT_RATING.of(Fraction("98.78")) == "Sangat Tinggi"
    assert DEFAULT_RATING.of(Fraction(-80)) == "Sangat Rendah"
    assert DEFAULT_RATING.of(None) is None


@given(st.fractions(-200, 2000, max_denominator=10**6))
def test_a_rating_follows_from_the_printed_figure_alone(capaian: Fraction) -> None:
    printed = Fraction(half_up(capaian, 2))
    assert DEFAULT_RATING.of(capaian) == DEFAULT_RATING.of(printed)


@given(st.fractions(-200, 2000), st.fractions(-200, 2000))
def test_a_higher_capaian_is_never_rated_lower(a: Fraction, b: Fraction) -> None:
    words = DEFAULT_RATING.words
    low, high = sorted((a, b))
    assert words.index(DEFAULT_RATING.of(high) or "") <= words.index(DEFAULT_RATING.of(low) or "")


def test_an_office_has_its_own_table_in_any_order() -> None:
    made = accepted_rating(
        [("Kurang", Entered()), ("Baik", Entered("100")), ("Cukup", Entered("75.50"))]
    )
    assert made.words == ("Baik", "Cukup", "Kurang")
    assert made.of(Fraction(100)) == "Cukup"
    assert made.of(Fraction("75.5")) == "Kurang"
    assert rating_of(stored(made)) == made
    assert stored(DEFAULT_RATING) == {}
    assert rating_of({}) is DEFAULT_RATING


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([("Baik", "")], "1 tingkat"),
        ([("Baik", "90"), ("Cukup", "80")], "Tepat satu predikat"),
        ([("Baik", "90"), ("baik", "")], "sama"),
        ([("Baik", "90"), ("Cukup", "90.0"), ("Kurang", "")], "sama"),
        ([("Baik", "90.555"), ("Kurang", "")], "dua desimal"),
        ([("Baik", "B"), ("Kurang", "")], "bukan bilangan"),
        ([("", "90"), ("Kurang", "")], "belum diisi"),
    ],
)
def test_a_table_with_holes_is_refused(steps: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        accepted_rating([(word, Entered(bound)) for word, bound in steps])
