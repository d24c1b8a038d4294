"""The sample city once through: its packages merged, its recap against what was published."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.services.consolidation.cells import CellState
from app.services.ikm.rounding import half_up
from app.services.sample.city import make_city, published_rows, wrong_figures
from app.services.session import Session
from tests.golden.test_sample_city import printed
from tests.support.city import take
from tests.support.recaps import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YEAR = 2024


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Session]:
    made = make_city(tmp_path / "contoh")
    session = Session.open(made.city, operator="uji")
    assert isinstance(session, Session)
    report = session.merging.merge_many(made.packages)
    assert report.sentence == "89 paket digabung."
    take(session, made.others, YEAR)
    yield session
    session.store.close()


@pytest.mark.timeout(600)
def test_the_whole_city_merged(city: Session) -> None:
    """One test, for making the city takes longer than looking at it."""
    _every_figure_is_the_published_one_or_known_to_be_wrong(city)
    _the_city_is_what_its_units_sent(city)
    _most_units_are_complete(city)


def _every_figure_is_the_published_one_or_known_to_be_wrong(city: Session) -> None:
    units = {unit.id: unit.code for unit in city.units.all()}
    results = {units[survey.unit_id]: result for survey, result in city.ikm.recap(YEAR)}
    whole = [row for row in published_rows() if all(row[key] for key in KEYS)]
    assert set(results) == {row["kode_unit"] for row in whole}
    differing = {
        (row["kode_unit"], column): found
        for row in whole
        for column in (*KEYS, "ikm", "jumlah_responden")
        if (found := printed(results[row["kode_unit"]], column))
        != half_up(Fraction(row[column]), 2)
    }
    assert differing == {(w.unit, w.column): Fraction(w.printed) for w in wrong_figures()}
    assert city.checks.run().is_sound


def _the_city_is_what_its_units_sent(city: Session) -> None:
    figures = city.city.of_year(YEAR)
    assert (len(figures.lines), figures.missing) == (95, ())
    merged = [line for line in figures.lines if line.surveys]
    assert len(merged) == 89
    assert figures.mean.plain is not None
    assert half_up(figures.mean.plain, 2) == half_up(Fraction("89.45"), 2)
    ((most, lines),) = [(one.key, one.lines) for one in figures.most_chosen]
    told = Counter(key for line in figures.lines for key in line.follow_up.chosen)
    assert (most, lines) == ("sarpras", told["sarpras"])
    assert sum(bool(line.follow_up.plans) for line in merged) > 70


def _most_units_are_complete(city: Session) -> None:
    matrix = city.matrix.of_year(YEAR)
    (period,) = matrix.periods
    counted = {state: matrix.count(state, period.code) for state in CellState}
    assert (counted[CellState.COMPLETE], counted[CellState.PARTIAL]) == (84, 5)
    assert counted[CellState.CHECK] == 0
    assert {unit.code for unit in matrix.missing(period.code)} >= {
        row["kode_unit"] for row in published_rows() if not all(row[key] for key in KEYS)
    }
