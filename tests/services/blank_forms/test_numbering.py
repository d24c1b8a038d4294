"""A number is given once: to a sheet, or to a paper."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.services.blank_forms.identity import MAX_NUMBER
from app.services.blank_forms.numbering import (
    MOST_AT_ONCE,
    USUAL,
    Given,
    Numbers,
    Printed,
    numbers_of,
    require_free,
)

DAY = date(2026, 3, 2)


def printed(*ranges: tuple[int, int]) -> tuple[Printed, ...]:
    return tuple(Printed(Numbers(first, last), DAY, "Penguji") for first, last in ranges)


def test_what_is_offered_follows_the_last_number_that_was_given() -> None:
    assert Given(1, (), 278).proposed == Numbers(1, 278)
    assert Given(138, (), 141).proposed == Numbers(138, 278)
    assert Given(138, printed((1, 400)), 141).proposed == Numbers(401, 400 + USUAL)
    assert Given(138, printed((138, 200)), 141).proposed == Numbers(201, 278)
    assert Given(1, printed((1, 100), (101, 120)), 0).proposed == Numbers(121, 120 + USUAL)
    assert Given(1, (), 90_000).proposed.count == MOST_AT_ONCE


def test_what_is_left_out_follows() -> None:
    given = Given(138, (), 0)
    assert numbers_of(None, None, 400, given) == Numbers(138, 537)
    assert numbers_of(None, 200, None, given) == Numbers(138, 200)
    assert numbers_of(150, None, 1, given) == Numbers(150, 150)
    assert str(Numbers(150, 150)) == "150"
    with pytest.raises(InputError, match="Nomor terakhir belum disebutkan"):
        numbers_of(150, None, None, given)
    with pytest.raises(InputError, match="tidak dapat disebutkan bersama"):
        numbers_of(150, 160, 11, given)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 5, "dari 0 sampai 5"),
        (-3, 5, "dari -3 sampai 5"),
        (150, 149, "dari 150 sampai 149"),
        (150, MAX_NUMBER + 1, "tidak dapat dicetak"),
        (150, 150 + MOST_AT_ONCE, "5.001 lembar terlalu banyak"),
        (137, 140, "Nomor di bawah 138 sudah dipakai"),
        (200, 210, "Nomor 190–205 sudah dicetak pada 2 Maret 2026"),
    ],
)
def test_numbers_that_cannot_be_given_are_refused(first: int, last: int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        require_free(Numbers(first, last), Given(138, printed((190, 205)), 0))


def test_a_lost_paper_may_be_printed_again_but_not_one_that_was_keyed_in() -> None:
    given = Given(138, printed((1, 400)), 0, frozenset({12, 137}))
    require_free(Numbers(138, 140), given, again=True)
    require_free(Numbers(57, 60), given, again=True)
    require_free(Numbers(399, 420), given, again=True)
    with pytest.raises(InputError, match="Mulailah dari nomor 401"):
        require_free(Numbers(138, 140), given)
    for first, last in ((137, 140), (10, 20), (12, 12)):
        with pytest.raises(InputError, match="sudah dipakai, jadi tidak dicetak ulang"):
            require_free(Numbers(first, last), given, again=True)
    never = Given(500, printed((1, 400)), 0)
    with pytest.raises(InputError, match="Nomor 401 sudah dipakai"):
        require_free(Numbers(400, 410), never, again=True)


@given(
    st.integers(1, 10_000),
    st.lists(st.tuples(st.integers(1, 10_000), st.integers(0, 500)), max_size=8),
    st.integers(0, 5000),
)
def test_what_is_offered_may_be_printed(
    following: int, ranges: list[tuple[int, int]], missing: int
) -> None:
    given = Given(following, printed(*((a, a + n) for a, n in ranges)), missing)
    proposed = given.proposed
    require_free(proposed, given)
    assert proposed.first >= following
    assert all(one.numbers.last < proposed.first for one in given.printed)
