from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.reports.small_cells import LEAST, merged


def test_large_groups_stay_as_they_are() -> None:
    assert merged([("L", 20), ("P", 5)]) == [("L", 20), ("P", 5)]


def test_empty_groups_are_left_out() -> None:
    assert merged([("L", 20), ("P", 0)]) == [("L", 20)]


def test_small_groups_are_merged() -> None:
    rows = [("SD", 9), ("SMP", 3), ("SMA", 30), ("S2", 4)]
    assert merged(rows) == [("SD", 9), ("SMA", 30), ("Kelompok lain", 7)]


def test_a_single_small_group_takes_another_one_with_it() -> None:
    rows = [("SD", 9), ("SMA", 30), ("S3", 1)]
    assert merged(rows) == [("SMA", 30), ("Kelompok lain", 10)]


def test_nothing_is_shown_where_nothing_can_be_told_apart() -> None:
    assert merged([("L", 20), ("P", 2)]) == []
    assert merged([("L", 2), ("P", 1)]) == []
    assert merged([]) == []


def test_those_who_did_not_say_are_named() -> None:
    assert merged([("L", 20), ("", 6)]) == [("L", 20), ("Tidak diisi", 6)]


@given(
    st.lists(st.tuples(st.sampled_from("ABCDEFG"), st.integers(0, 60)), unique_by=lambda r: r[0])
)
def test_no_printed_group_is_small_and_none_is_lost(rows: list[tuple[str, int]]) -> None:
    found = merged(rows)
    assert all(n >= LEAST for _, n in found)
    if found:
        assert sum(n for _, n in found) == sum(n for _, n in rows)
