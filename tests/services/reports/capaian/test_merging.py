"""Merged rows say the same as rows that repeat every cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.reports.blocks import Cell, Row
from app.services.reports.capaian.merging import Leaf, Step, merged_rows
from app.services.reports.placing import placed

COLUMNS = 4


def leaf(*words: str) -> Leaf:
    """Return a row under all words but the last, which stands in what is left of the columns."""
    *above, last = words
    wide = Cell(last, columns=COLUMNS - len(above))
    return Leaf(tuple(Step(word, (word,)) for word in above), (wide,))


def spelt_out(rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    """Return the words that stand in every row, those that reach down from above too."""
    made: list[list[str]] = [[""] * COLUMNS for _ in rows]
    for line, places in enumerate(placed(rows, COLUMNS)):
        for place in places:
            for row in range(line, line + place.rows):
                for column in range(place.column, place.column + place.columns):
                    assert not made[row][column], "two cells in one place"
                    made[row][column] = place.cell.text
    return [tuple(row) for row in made]


def test_neighbours_under_the_same_step_share_its_cell() -> None:
    rows = merged_rows(
        [leaf("1", "a", "x", "p"), leaf("1", "a", "y", "q"), leaf("1", "b"), leaf("2", "a", "r")]
    )
    assert rows[0][0] == Cell("1", rows=3)
    assert rows[0][1] == Cell("a", rows=2)
    assert rows[1][0] == "y"
    assert [len(row) for row in rows] == [4, 2, 1, 3]


def test_the_same_word_under_another_step_is_not_merged() -> None:
    rows = merged_rows([leaf("1", "a", "p"), leaf("2", "a", "q")])
    assert [row[0] for row in rows] == ["1", "2"]
    assert [row[1] for row in rows] == ["a", "a"]


@given(
    st.lists(st.lists(st.sampled_from(("a", "b")), min_size=0, max_size=COLUMNS - 1), max_size=12)
)
def test_merged_rows_say_the_same_as_rows_that_repeat(paths: list[list[str]]) -> None:
    leaves = [leaf(*path, f"z{number}") for number, path in enumerate(paths)]
    wanted = [(*path, *[f"z{number}"] * (COLUMNS - len(path))) for number, path in enumerate(paths)]
    assert spelt_out(merged_rows(leaves)) == wanted
