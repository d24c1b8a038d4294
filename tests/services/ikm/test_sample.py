"""Krejcie & Morgan against all rows of their table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.ikm.sample import minimum_sample

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
