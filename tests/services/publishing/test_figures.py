"""One query in three dialects against the service: every rule, ties, near misses, nothing."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from fractions import Fraction
from math import ceil, floor, prod
from typing import TYPE_CHECKING, Any

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.publishing import SURVEYS, TALLIES
from app.models.store.publishing.figures import (
    Dialect,
    Figure,
    instrument_rows,
    office_script,
    query,
)
from app.services.ikm.rounding import half_up
from app.services.publishing.collecting import collect
from tests.support.figures import Figures, dictionaries, expected, of_rows
from tests.support.instruments_of_numbers import own
from tests.support.postgres import REASON, new_database
from tests.support.publishing import KINDS, add_survey, make_city

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.publishing import PublishedSurvey
    from app.models.questionnaire import Instrument
    from app.services.publishing.collecting import Collected
    from app.services.session import Session

Cells = dict[tuple[str, int, int], int]
"""(question, score, complete) → how many sheets."""

PRIMES = [
    *(999_983, 999_979, 999_961, 999_959, 999_953),
    *(999_931, 999_917, 999_907, 999_883),
]
THIRDS = own(1, ("1/3", "1/3", "1/3"), (1, 2, 3))
QUARTERS = own(2, ("0,2", "0,3", "0,125", "3/8"), (1, 2, 3, 4, 4, 4))
ODD = own(3, ("1/7", "2/7", "4/7"), (1, 1, 2, 3), scale=(0, 9), index=(7, "5/13"))


class Everywhere:
    """The same surveys and counts in a file, in DuckDB, and in PostgreSQL where it runs."""

    def __init__(self, session: Session, postgres: psycopg.Connection[Any] | None) -> None:
        self.session = session
        self.database = session.store.database
        self.database.execute("PRAGMA synchronous = OFF")  # nothing here has to last
        self.duckdb = duckdb.connect()
        self.postgres = postgres
        collected = collect(session.store, session.instruments)
        self.surveys = {one.survey.code: one for one in collected.surveys}
        self._begin(collected)
        self._script(collected)

    def figures(self, code: str, cells: Cells, sheets: tuple[int, int]) -> dict[str, Figures]:
        """Give a survey these counts and return its figures by dialect, and the service's."""
        one = self.surveys[code]
        self._count(one, cells, sheets)
        found = {"service": expected([(one.survey, self.session.ikm.of_survey(one.survey))])}
        runs: dict[str, tuple[Any, str]] = {
            "sqlite": (self.database.connection, "?"),
            "duckdb": (self.duckdb, "?"),
        }
        if self.postgres is not None:
            runs["postgresql"] = (self.postgres, "%s")
        for name, (run, mark) in runs.items():
            asked = [f"SELECT * FROM angka_{f.value} WHERE survei_id = {mark}" for f in Figure]  # noqa: S608 - names of our own
            found[name] = of_rows(*(dictionaries(run.execute(sql, [one.uuid])) for sql in asked))
        return found

    @property
    def _copies(self) -> list[tuple[Any, str]]:
        """The databases that hold what was published, with their mark for a value."""
        return [(run, mark) for run, mark in ((self.duckdb, "?"), (self.postgres, "%s")) if run]

    def _begin(self, collected: Collected) -> None:
        tables = [
            *instrument_rows(collected.instruments),
            (SURVEYS, [one.row for one in collected.surveys]),
            (TALLIES, []),
        ]
        for run, mark in self._copies:
            for table, rows in tables:
                typed = zip(table.columns, table.types, strict=True)
                columns = ", ".join(f"{name} {kind}" for name, kind in typed)
                run.execute(f"CREATE TABLE {table.name} ({columns})")
                marks = ", ".join([mark] * len(table.columns))
                for row in rows:
                    run.execute(f"INSERT INTO {table.name} VALUES ({marks})", row)  # noqa: S608 - names of our own
            dialect = Dialect.DUCKDB if run is self.duckdb else Dialect.POSTGRESQL
            for figure in Figure:
                run.execute(f"CREATE VIEW angka_{figure.value} AS {query(dialect, figure)}")

    def _script(self, collected: Collected) -> None:
        units = self.session.store.units.all()
        script = office_script(collected.instruments, [(u.id, u.code) for u in units], "uji")
        views = script.rpartition("SELECT * FROM ikm;")[0]
        for figure in Figure:
            views = views.replace(f"VIEW {figure.value} ", f"VIEW angka_{figure.value} ")
        self.database.connection.executescript(views)

    def _count(self, one: PublishedSurvey, cells: Cells, sheets: tuple[int, int]) -> None:
        survey, service = one.survey, one.survey.services[0].service_id
        with self.database.transaction():
            for table in ("answer_tally", "sheet_tally"):
                self.database.execute(f"DELETE FROM {table} WHERE survey_id = ?", (survey.id,))  # noqa: S608 - names of our own
            self.session.store.tallies.add_counted(
                {(survey.id, service, whole): n for whole, n in enumerate(reversed(sheets))},
                {(survey.id, service, whole, q, v): n for (q, v, whole), n in cells.items()},
            )
        for run, mark in self._copies:
            run.execute("DELETE FROM hitungan")
            rows = [
                (one.uuid, one.uuid, bool(whole), question, score, n)
                for (question, score, whole), n in cells.items()
            ]
            if rows:
                marks = ", ".join([f"({', '.join([mark] * 6)})"] * len(rows))
                values = [value for row in rows for value in row]
                run.execute(f"INSERT INTO hitungan VALUES {marks}", values)  # noqa: S608 - marks alone
            run.execute(
                f"UPDATE survei SET lembar = {mark}, lembar_lengkap = {mark} WHERE id = {mark}",  # noqa: S608 - marks alone
                [sum(sheets), sheets[0], one.uuid],
            )


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everywhere]:
    session = make_city(tmp_path_factory.mktemp("angka") / "kota.puas")
    for place, (instrument, weight_rule, blank_rule) in enumerate(KINDS):
        add_survey(
            session,
            instrument=instrument,
            weight_rule=weight_rule,
            blank_rule=blank_rule,
            code=f"S{place}",
        )
    for instrument_, code in ((THIRDS, "THIRDS"), (QUARTERS, "QUARTERS"), (ODD, "ODD")):
        kept = session.store.instruments.keep(
            instrument_.key, instrument_.version, instrument_.definition
        )
        add_survey(session, code=code, instrument_id=kept.id)
    with ExitStack() as stack:
        postgres = None
        with suppress(pytest.skip.Exception):
            address = stack.enter_context(new_database())
            postgres = stack.enter_context(psycopg.connect(address, autocommit=True))
        yield Everywhere(session, postgres)
        session.store.close()


def _require_equal(found: dict[str, Figures]) -> None:
    service = found.pop("service")
    assert found
    for name, figures in found.items():
        assert figures == service, name


def _instrument(everywhere: Everywhere, code: str) -> Instrument:
    return everywhere.session.instruments.of(everywhere.surveys[code].survey.instrument_id)


def _cells(instrument: Instrument, draw: st.DrawFn, most: int) -> Cells:
    """Draw counts for every question; some have none, some scores are not on the scale."""
    cells: Cells = {}
    for key in instrument.question_keys:
        if draw(st.integers(0, 9)) == 0:
            continue
        for score in range(max(instrument.lowest - 1, 0), instrument.highest + 2):
            for whole in (0, 1):
                n = draw(st.integers(0, most))
                if n:
                    cells[key, score, whole] = n
    return cells


@pytest.mark.timeout(240)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_dialect_gives_the_figures_of_the_service(
    everywhere: Everywhere, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(sorted(everywhere.surveys)))
    most = data.draw(st.sampled_from([1, 2, 6, 100_000]))
    instrument = _instrument(everywhere, code)
    cells = data.draw(st.composite(lambda draw: _cells(instrument, draw, most))())
    sheets = (data.draw(st.integers(0, 50)), data.draw(st.integers(0, 50)))
    _require_equal(everywhere.figures(code, cells, sheets))


def test_postgresql_took_part(everywhere: Everywhere) -> None:
    if everywhere.postgres is None:
        pytest.skip(REASON)
    assert set(everywhere.figures("S0", {}, (0, 0))) == {
        *("service", "sqlite", "duckdb", "postgresql")
    }


@pytest.mark.parametrize("code", ["S0", "S1", "S2", "S3", "S4", "S5", "S6", "ODD"])
def test_nobody_answered(everywhere: Everywhere, code: str) -> None:
    found = everywhere.figures(code, {}, (0, 3))
    assert found["sqlite"][everywhere.surveys[code].uuid,][2:] == (None,) * 6
    _require_equal(found)


@pytest.mark.parametrize("code", ["S0", "S1", "S2", "QUARTERS", "ODD"])
def test_an_unsur_that_nobody_answered_leaves_its_weight_to_the_others(
    everywhere: Everywhere, code: str
) -> None:
    keys = _instrument(everywhere, code).question_keys
    cells = {(key, score, 1): 1 + place for place, key in enumerate(keys[1:]) for score in (2, 3)}
    _require_equal(everywhere.figures(code, cells, (20, 0)))


@pytest.mark.parametrize(
    "sums",
    [
        [(7, 3), (13, 6), (15_003, 5000)],
        [(19, 7), (48, 21), (3001, 1000)],
        [(10, 3), (13, 6), (17_503, 5000)],
    ],
)
def test_a_tie_of_endless_fractions_is_rounded_up(
    everywhere: Everywhere, sums: list[tuple[int, int]]
) -> None:
    """One of 7/3 and 13/6 is cut off below, and a sum of decimals misses the half hundredth."""
    index = _index(THIRDS, [Fraction(*pair) for pair in sums])
    assert (index * 200).denominator == 1
    assert (index * 200).numerator % 2 == 1
    found = everywhere.figures("THIRDS", _spread_all(THIRDS, sums), (5000, 0))
    printed = found["sqlite"][everywhere.surveys["THIRDS"].uuid,][3]
    assert printed == str(half_up(index, 2)).replace(".", ",")
    _require_equal(found)


@pytest.mark.parametrize("below", [0, 1, 2])
@pytest.mark.parametrize("code", ["S0", "S6"])
def test_what_misses_a_tie_by_less_than_any_decimal_shows_is_not_rounded_up(
    everywhere: Everywhere, code: str, below: int
) -> None:
    instrument = _instrument(everywhere, code)
    sums, tie = _near_a_tie(instrument, PRIMES[: len(instrument.unsur)], below)
    index = _index(instrument, [Fraction(*pair) for pair in sums])
    assert 0 < tie - index < Fraction(1, 10**25)
    _require_equal(everywhere.figures(code, _spread_all(instrument, sums), (999_983, 0)))


def _index(instrument: Instrument, means: list[Fraction]) -> Fraction:
    pairs = zip(instrument.unsur, means, strict=True)
    return sum((u.weight * mean for u, mean in pairs), Fraction(0)) * instrument.conversion


def _spread_all(instrument: Instrument, sums: list[tuple[int, int]]) -> Cells:
    """Return n answers with this sum for each question."""
    cells: Cells = {}
    for key, (total, n) in zip(instrument.question_keys, sums, strict=True):
        low, rest = divmod(total, n)
        cells |= {(key, score, 1): m for score, m in ((low, n - rest), (low + 1, rest)) if m}
    return cells


def _near_a_tie(
    instrument: Instrument, sizes: list[int], below: int
) -> tuple[list[tuple[int, int]], Fraction]:
    """Return (sum, n) of each question whose index is very little below a tie, and that tie.

    With n that have no common factor, every S / (their product) is a sum of fractions over the
    single n (the Chinese remainder theorem). S is the last one below the tie, or one before it.
    """
    product = prod(sizes)
    step = instrument.conversion / len(sizes) / product
    tie = Fraction(2 * floor(instrument.conversion * 260) + 1, 200)
    wanted = ceil(tie / step) - 1 - below
    totals = [wanted * pow(product // n, -1, n) % n + 2 * n for n in sizes]
    surplus = sum(t * (product // n) for t, n in zip(totals, sizes, strict=True)) - wanted
    wholes, rest = divmod(surplus, product)
    assert not rest
    for place in range(abs(wholes)):  # means that are one too high or too low in all
        totals[place % len(sizes)] += -sizes[place % len(sizes)] if wholes > 0 else sizes[place]
    return list(zip(totals, sizes, strict=True)), tie
