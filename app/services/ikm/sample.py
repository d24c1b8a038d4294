"""The least number of respondents (rules/skm.md §3, Sample)."""

from __future__ import annotations

import csv
from bisect import bisect_left
from fractions import Fraction
from functools import cache

from app.models.planning import SampleRule
from app.paths import resource
from app.services.ikm.rounding import half_up
from app.texts import tr

_CHI_SQUARE = Fraction("3.841")
_SPREAD = Fraction("0.25")
_ERROR_SQUARED = Fraction("0.0025")


def minimum_sample(population: int, rule: SampleRule = SampleRule.FORMULA) -> int:
    """Return the sample of Krejcie & Morgan (1970) for a population of service users.

    By the formula it is rounded half up; by the table it is that of the row with this population,
    or of the next higher one, and of the last row beyond it. Never above the population. Raises
    ValueError for a negative population.
    """
    if population < 0:
        raise ValueError(population)
    if population == 0:
        return 0
    sample = _by_table(population) if rule is SampleRule.NEXT_ROW else _by_formula(population)
    return min(population, sample)


def sample_rule_name(rule: SampleRule) -> str:
    """Return the rule as screens and reports write it."""
    return {
        SampleRule.FORMULA: tr("Krejcie & Morgan, rumus"),
        SampleRule.NEXT_ROW: tr("Krejcie & Morgan, tabel dengan baris berikutnya"),
    }[rule]


@cache
def sample_table() -> tuple[tuple[int, int], ...]:
    """Return the published table: (population, sample) per row, ascending."""
    path = resource("krejcie_morgan_1970.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple((int(row["population"]), int(row["sample"])) for row in csv.DictReader(file))


def _by_formula(population: int) -> int:
    share = _CHI_SQUARE * population * _SPREAD
    exact = share / (_ERROR_SQUARED * (population - 1) + _CHI_SQUARE * _SPREAD)
    return int(half_up(exact, 0))


def _by_table(population: int) -> int:
    table = sample_table()
    place = bisect_left(table, (population, 0))
    return table[min(place, len(table) - 1)][1]
