"""Krejcie & Morgan against all rows of their table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.planning import SampleRule
from app.services.ikm.sample import minimum_sample, sample_table

TABLE = Path(__file__).parents[2] / "data" / "krejcie_morgan_1970.csv"


def test_every_row_of_the_table() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(int(row["population"]), int(row["sample"])) for row in csv.DictReader(file)]
    assert len(rows) == 90
    assert [minimum_sample(population) for population, _ in rows] == [sample for _, sample in rows]


@given(st.integers(0, 10_000_000))
def test_never_above_the_population_and_never_shrinking(population: int) -> None:
    assert minimum_sample(population) <= population
    assert minimum_sample(population) <= minimum_sample(population + 1)


def test_a_negative_population_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        minimum_sample(-1)


def test_the_next_row_gives_every_row_itself() -> None:
    rows = sample_table()
    assert len(rows) == 90
    assert all(minimum_sample(n, SampleRule.NEXT_ROW) == sample for n, sample in rows)


@pytest.mark.parametrize(
    ("population", "formula", "table"),
    [(7, 7, 7), (11, 11, 11), (101, 80, 86), (1001, 278, 285), (2_000_000, 384, 384)],
)
def test_between_the_rows_the_table_takes_the_next_one(
    population: int, formula: int, table: int
) -> None:
    assert minimum_sample(population) == formula
    assert minimum_sample(population, SampleRule.NEXT_ROW) == table


@given(st.integers(0, 2_000_000))
def test_the_table_is_never_below_the_formula_and_never_shrinks(population: int) -> None:
    by_table = minimum_sample(population, SampleRule.NEXT_ROW)
    assert minimum_sample(min(population, 1_000_000)) <= by_table <= population
    assert by_table <= minimum_sample(population + 1, SampleRule.NEXT_ROW)


def test_the_shipped_table_is_the_published_one() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(int(row["population"]), int(row["sample"])) for row in csv.DictReader(file)]
    assert tuple(rows) == sample_table()
