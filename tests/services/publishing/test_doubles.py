"""Of two surveys of one unit and period, only the chosen one is published."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pytest

from app.models.consolidation import BOTH
from tests.support.receiving import City, make_city, make_sender, send

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def doubled(tmp_path: Path) -> Iterator[City]:
    city = make_city(tmp_path / "kota.puas")
    for name, sheets in (("a", 4), ("b", 6)):
        office = make_sender(tmp_path / f"{name}.puas", "KEL-01", sheets)
        city.merge(send(office, tmp_path / f"{name}.sqlite"))
        office.store.close()
    yield city
    city.session.store.close()


def in_folder(city: City, folder: Path) -> set[tuple[str, int, str]]:
    city.session.publishing.publish(str(folder))
    with closing(duckdb.connect()) as engine:
        place = f"{folder.as_posix()}/ikm/**/*.parquet"
        sql = "SELECT survei_id, n, ikm_cetak FROM read_parquet(?)"
        return set(engine.execute(sql, [place]).fetchall())


def in_file(city: City, script: Path) -> set[tuple[str, int, str]]:
    city.session.publishing.write_script(script)
    views = script.read_text(encoding="utf-8").rpartition("SELECT * FROM ikm;")[0]
    with closing(sqlite3.connect(city.session.store.path)) as connection:
        connection.executescript(views)
        sql = "SELECT survei_id, n, ikm_cetak FROM ikm"
        return set(connection.execute(sql).fetchall())


def test_what_was_decided_is_what_is_published(doubled: City, tmp_path: Path) -> None:
    folder, script = tmp_path / "terbit", tmp_path / "ikm.sql"
    (double,) = doubled.session.conflicts.find()
    every = {
        (survey.uuid, result.n, result.ikm_text) for survey, result in doubled.session.ikm.recap()
    }
    assert in_folder(doubled, folder) == every
    assert in_file(doubled, script) == every
    for choice in (*(side.choice for side in double.sides), BOTH):
        doubled.session.conflicts.decide(double.fingerprint, choice, "surat kelurahan")
        chosen = {one for one in every if choice in {one[0], BOTH}}
        assert in_folder(doubled, folder) == chosen
        assert in_file(doubled, script) == chosen
