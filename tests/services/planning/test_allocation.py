"""The minimum shared out over services: worked cases and what holds for all of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.planning import SampleRule
from app.services.ikm.sample import minimum_sample
from app.services.planning.allocation import ServiceShare, allocate, sample_plan

populations = st.lists(st.integers(0, 5_000), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("total", "users", "parts"),
    [
        (278, [500, 300, 200], (139, 83, 56)),  # 139,0 - 83,4 - 55,6
        (10, [100, 100, 100], (4, 3, 3)),  # of equal remainders the earlier one
        (10, [995, 3, 2], (8, 1, 1)),  # the small ones keep 1 each
        (3, [5, 0, 0], (3, 0, 0)),
        (5, [2, 1], (2, 1)),  # fewer users than asked for
        (2, [1, 1, 1], (1, 1, 0)),  # not enough for all
        (0, [0, 0], (0, 0)),
    ],
)
def test_worked_cases(total: int, users: list[int], parts: tuple[int, ...]) -> None:
    assert allocate(total, users) == parts


@given(populations, st.data())
def test_sum_bounds_and_at_least_one(users: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(users)))
    parts = allocate(total, users)
    assert sum(parts) == total
    assert all(0 <= part <= number for part, number in zip(parts, users, strict=True))
    if total >= sum(1 for number in users if number):
        assert all(part >= 1 for part, number in zip(parts, users, strict=True) if number)


@given(populations, st.data())
def test_more_users_never_give_a_smaller_part(users: list[int], data: st.DataObject) -> None:
    parts = allocate(data.draw(st.integers(0, sum(users))), users)
    by_users = sorted(zip(users, parts, strict=True))
    for (few, less), (many, more) in pairwise(by_users):
        assert few == many or less <= more


@given(populations)
def test_the_parts_are_near_their_exact_share(users: list[int]) -> None:
    total, people = minimum_sample(sum(users)), sum(users)
    if sum(1 for number in users if number) > total:
        return
    for part, number in zip(allocate(total, users), users, strict=True):
        if total * number >= people:  # the 1 of small services is taken from the others
            assert part * people <= total * number + people


@given(populations, st.sampled_from(SampleRule))
def test_a_plan_adds_up_to_its_minimum(users: list[int], rule: SampleRule) -> None:
    services = [_service(place, number) for place, number in enumerate(users)]
    plan = sample_plan(rule, sum(users), services)
    assert sum(share.minimum or 0 for share in plan.shares) == plan.minimum


def test_services_of_unknown_size_wait() -> None:
    plan = sample_plan(SampleRule.FORMULA, 1000, [_service(1, 500), _service(2, None)])
    assert plan.minimum == 278
    assert [share.minimum for share in plan.shares] == [None, None]
    assert plan.notes == (
        "Pengguna 1 layanan belum diisi; sampel dibagi setelah semuanya diketahui.",
    )


def test_without_a_population_nothing_is_said() -> None:
    plan = sample_plan(SampleRule.FORMULA, None, [_service(1, None)])
    assert (plan.minimum, plan.notes) == (None, ())


def test_a_total_besides_the_services_is_said() -> None:
    plan = sample_plan(SampleRule.FORMULA, 1000, [_service(1, 100), _service(2, 50)])
    assert [share.minimum for share in plan.shares] == [100, 50]
    assert "Jumlah pengguna per layanan 150, sedangkan seluruhnya 1.000" in plan.notes[0]
    assert plan.notes[1].startswith("128 lembar tidak dapat dibagi")


def test_what_is_missing_is_never_negative() -> None:
    plan = sample_plan(SampleRule.FORMULA, 150, [_service(1, 100, 100), _service(2, 50, 3)])
    assert [share.minimum for share in plan.shares] == [72, 36]
    assert [share.missing for share in plan.shares] == [0, 33]
    assert plan.n == 103


def test_small_services_and_those_without_users_are_mentioned() -> None:
    plan = sample_plan(
        SampleRule.FORMULA, 10_001, [_service(1, 10_000), _service(2, 1), _service(3, 0)]
    )
    assert [share.minimum for share in plan.shares] == [369, 1, 0]
    assert "paling sedikit 1 lembar" in plan.notes[0]
    assert "tanpa pengguna" in plan.notes[1]


def _service(number: int, users: int | None, n: int = 0) -> ServiceShare:
    return ServiceShare(number, f"Layanan {number}", users, n)
