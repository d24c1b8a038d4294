from __future__ import annotations

import pytest

from app.views.widgets.column_widths import Wish, column_widths

CODE = Wish(content=180, usual=120, least=60, stretch=False)
NAME = Wish(content=300, usual=200, least=120, stretch=True)
COUNT = Wish(content=50, usual=50, least=50, stretch=False)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (900, [180, 670, 50]),
        (500, [150, 300, 50]),
        (450, [120, 280, 50]),
        (370, [120, 200, 50]),
        (300, [90, 160, 50]),
        (200, [60, 120, 50]),
    ],
    ids=["spare", "whole name", "between", "usual", "crowded", "too narrow"],
)
def test_nothing_is_cut_while_another_column_has_room(room: int, widths: list[int]) -> None:
    assert column_widths([CODE, NAME, COUNT], room) == widths


def test_two_columns_share_what_is_left() -> None:
    assert column_widths([NAME, COUNT, NAME], 1051) == [500, 50, 501]


def test_without_a_column_that_stretches_the_rest_stays_free() -> None:
    assert column_widths([CODE, COUNT], 900) == [180, 50]
    assert column_widths([], 900) == []


def test_an_almost_empty_column_gives_way_before_a_cell_is_cut() -> None:
    empty = Wish(content=20, usual=150, least=56, stretch=False)
    assert column_widths([NAME, empty, CODE], 540) == [300, 60, 180]
    assert column_widths([NAME, empty, CODE], 700) == [370, 150, 180]
