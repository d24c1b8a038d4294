"""Sheets written column by column are those that are written one by one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.response import Sheet
from app.models.store.bulk import SheetColumns
from tests.offices import make_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_ROWS = st.lists(
    st.tuples(
        st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=9, max_size=9),
        st.one_of(st.none(), st.integers(1, 120)),
        st.one_of(st.none(), _TEXT),
        _TEXT,
        st.integers(0, 1),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=_ROWS)
def test_columns_are_stored_like_single_sheets(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[list[int | None], int | None, str | None, str, int]],
) -> None:
    folder = tmp_path_factory.mktemp("k")
    one, two = make_office(folder / "a.sqlite"), make_office(folder / "b.sqlite")
    for office in (one, two):
        batch = office.store.imports.add(
            office.survey.id, office.survey.uuid, "x", "0" * 64, len(rows)
        )
        assert batch.id == 1
    profiles = [{"usia": r[1], "pekerjaan": r[2]} for r in rows]
    for number, row in enumerate(rows, 1):
        answers = {k: s for k, s in zip(one.questions, row[0], strict=True) if s is not None}
        profile = {k: v for k, v in profiles[number - 1].items() if v is not None}
        one.store.sheets.add_many(
            [
                Sheet(
                    one.survey.id,
                    one.services[row[4]],
                    number,
                    date(2026, 3, 2),
                    answers,
                    profile,
                    row[3],
                    import_id=1,
                )
            ],
            one.questions,
        )
    two.store.bulk.add(
        SheetColumns(
            two.survey.id,
            1,
            [two.services[r[4]] for r in rows],
            list(range(1, len(rows) + 1)),
            ["2026-03-02"] * len(rows),
            {key: [r[0][place] for r in rows] for place, key in enumerate(two.questions)},
            {key: [p[key] for p in profiles] for key in ("usia", "pekerjaan")},
            [r[3] for r in rows],
        ),
        two.questions,
    )
    sheets = [office.store.sheets.all_of(office.survey.id) for office in (one, two)]
    plain = [[replace(s, uuid="", changed_at=None) for s in found] for found in sheets]
    assert plain[0] == plain[1]
    stored = [
        o.store.database.rows("SELECT answers, profile, complete FROM sheet ORDER BY number")
        for o in (one, two)
    ]
    assert [tuple(r) for r in stored[0]] == [tuple(r) for r in stored[1]]
    assert two.store.sheets.altered(two.survey.id) == []
    assert two.store.tallies.differing() == []
    assert len({s.uuid for s in sheets[1]}) == len(rows)
    for office in (one, two):
        office.store.close()


def _many(office: SmallOffice, numbers: list[int]) -> SheetColumns:
    n = len(numbers)
    scores = {key: [1 + (row + place) % 4 for row in range(n)] for place, key in enumerate("ab")}
    answers = {key: scores["ab"[place % 2]] for place, key in enumerate(office.questions)}
    return SheetColumns(
        office.survey.id, None, [office.services[0]] * n, numbers, ["2026-03-02"] * n, answers
    )


@pytest.mark.parametrize("n", [1, 49, 50, 51, 100, 127])
def test_no_row_is_lost_where_one_statement_ends(tmp_path: Path, n: int) -> None:
    office = make_office(tmp_path / "a.sqlite")
    office.store.bulk.add(_many(office, [*range(1, n + 1)]), office.questions)
    assert [s.number for s in office.store.sheets.all_of(office.survey.id)] == [*range(1, n + 1)]
    assert office.store.sheets.altered(office.survey.id) == []
    assert office.store.tallies.differing() == []
    office.store.close()


@pytest.mark.parametrize("wrong", [0, 30, 49, 50, 119])
def test_one_refused_row_takes_back_all(tmp_path: Path, wrong: int) -> None:
    office = make_office(tmp_path / "a.sqlite")
    numbers = [*range(1, 121)]
    numbers[wrong] = 0
    with pytest.raises(sqlite3.IntegrityError):
        office.store.bulk.add(_many(office, numbers), office.questions)
    assert office.store.sheets.all_of(office.survey.id) == []
    assert office.store.tallies.sheets_of(office.survey.id) == 0
    office.store.close()
