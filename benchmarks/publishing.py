r"""Publishing a million sheets to PostgreSQL ÷ psql \copy of the same rows into an equal table.

The server is started for it as scripts/with_postgres.py does, but durable (fsync), as one that
serves people is. The file is what a city has after merging: survey after survey.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from measuring import ROOT, Ratio, report, workplace
from recap import (
    SURVEYS,
    answers_in_turn,
    cache_folder,
    count_sheets,
    insert_sheets,
    make_surveys,
)

from scripts.with_postgres import running_server

SHEETS = 1_000_000
RUNS = 5
AREAS = 40
PORTION = 50_000
MEGABYTE = 1024
"""Linux tells the largest memory of a process in kilobytes."""

COLUMNS = (
    "id uuid NOT NULL, survei_id uuid NOT NULL, layanan_id uuid NOT NULL, nomor bigint NOT NULL,"
    " tanggal date NOT NULL, lengkap boolean NOT NULL, jawaban jsonb NOT NULL,"
    " profil jsonb NOT NULL, revisi integer NOT NULL, diubah_pada timestamptz NOT NULL,"
    " PRIMARY KEY (survei_id, id)"
)
_TEXT = (
    "SELECT s.uuid, v.uuid, l.uuid, number, day, complete, answers, profile, s.revision,"
    " s.changed_at FROM sheet AS s JOIN survey AS v ON v.id = s.survey_id"
    " JOIN service AS l ON l.id = s.service_id ORDER BY s.survey_id, number"
)


def make_file() -> Path:
    """Return a city file with all sheets; made once."""
    path = cache_folder() / f"{SHEETS}.kota"
    if path.exists():
        return path
    questions = make_surveys(path)
    with closing(sqlite3.connect(path)) as connection:
        source = answers_in_turn(SHEETS, questions, SHEETS // SURVEYS)
        while portion := list(islice(source, PORTION)):
            insert_sheets(connection, portion, questions)
        count_sheets(connection)
        connection.commit()
    _add_office(path)
    return path


def _add_office(path: Path) -> None:
    from app.models.unit import Office, Unit, UnitType
    from app.services.session import Session

    session = Session.open(path, operator="ukur")
    assert isinstance(session, Session)
    store = session.store
    with store.transaction():
        units = store.units.all()
        areas = [
            store.units.save(Unit(f"K{number}", f"Kecamatan {number}", UnitType.KECAMATAN))
            for number in range(AREAS)
        ]
        for place, unit in enumerate(units):
            store.units.save(replace(unit, parent_id=areas[place % AREAS].id))
        store.offices.save(Office(areas[0].id))
    store.close()


def write_rows(office: Path, target: Path) -> None:
    r"""Write the sheets as the text that \copy reads."""
    with (
        closing(sqlite3.connect(office)) as connection,
        target.open("w", encoding="utf-8") as file,
    ):
        for row in connection.execute(_TEXT):
            file.write("\t".join(map(str, row)) + "\n")


def publish(office: Path, address: str, folder: Path) -> tuple[float, int]:
    """Publish a fresh copy in a process of its own; return its seconds and its megabytes."""
    copy = folder / "kota.puas"
    shutil.copyfile(office, copy)
    program = (
        "import sys, resource; from pathlib import Path; from time import perf_counter;"
        "from app.services.session import Session;"
        f"s = Session.open(Path({str(copy)!r}), operator='ukur'); t = perf_counter();"
        f"d = s.publishing.publish({address!r}); t = perf_counter() - t;"
        f"assert d.sheets.sheets == {SHEETS} or Path({address!r}).exists();"
        "print(t, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) // MEGABYTE


def _again(office: Path, address: str) -> float:
    """Return the seconds of publishing what is published already."""
    from app.services.session import Session

    session = Session.open(office, operator="ukur")
    assert isinstance(session, Session)
    start = time.perf_counter()
    assert session.publishing.publish(address).written == 0
    session.store.close()
    return time.perf_counter() - start


def _merge_all(office: Path, address: str) -> float:
    """Return the seconds when every survey has changed, and no sheet."""
    from app.services.session import Session

    session = Session.open(office, operator="ukur")
    assert isinstance(session, Session)
    session.store.database.execute("UPDATE survey SET notice = 'lain'")
    start = time.perf_counter()
    done = session.publishing.publish(address)
    assert (done.written, done.sheets.sheets) == (SURVEYS, 0)
    session.store.close()
    return time.perf_counter() - start


def copy_rows(rows: Path, address: str) -> float:
    r"""Return the seconds of \copy into an empty table of the same columns and key."""
    _ask(address, "DROP TABLE IF EXISTS dasar", f"CREATE TABLE dasar ({COLUMNS})")
    start = time.perf_counter()
    _ask(address, rf"\copy dasar FROM '{rows}'")
    return time.perf_counter() - start


def _ask(address: str, *commands: str) -> str:
    asked = [part for command in commands for part in ("-c", command)]
    done = subprocess.run(
        ["psql", "-X", "-q", "-t", "-v", "ON_ERROR_STOP=1", *asked, address],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"},
    )
    return done.stdout.strip()


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    office = make_file()
    copied, published, memory, repeated = [], [], [], []
    with workplace() as folder, running_server("fsync=on", "full_page_writes=on") as address:
        rows = Path(tempfile.mkdtemp(dir=folder)) / "lembar.txt"
        write_rows(office, rows)
        for _ in range(RUNS):
            copied.append(copy_rows(rows, address))
            _ask(address, "DROP SCHEMA IF EXISTS puas CASCADE")
            seconds, megabytes = publish(office, address, folder)
            published.append(seconds)
            memory.append(megabytes)
            assert _ask(address, "SELECT count(*) FROM puas.lembar") == str(SHEETS)
            repeated.append(_again(folder / "kota.puas", address))
        merged = _merge_all(folder / "kota.puas", address)
        start = time.perf_counter()
        _ask(address, "SELECT sum(ikm) FROM puas.ikm")
        view = time.perf_counter() - start
        parquet, parquet_memory = publish(office, str(folder / "parquet"), folder)
        size = sum(path.stat().st_size for path in (folder / "parquet").rglob("*.parquet"))
    ratios = [
        Ratio("publishing 1,000,000 sheets ÷ psql copy", median(published), median(copied), 3),
        Ratio("publishing again ÷ the first time", median(repeated), median(published), 1),
        Ratio("memory in MB ÷ 500, PostgreSQL", max(memory), 500, 1),
        Ratio("memory in MB ÷ 500, Parquet", parquet_memory, 500, 1),
    ]
    return report(
        "publishing",
        ratios,
        runs=[f"{o:.1f} s ÷ {c:.1f} s" for o, c in zip(published, copied, strict=True)],
        merge_of_2000_changed_surveys=f"{merged:.1f} s",
        view_of_2000_surveys=f"{view:.2f} s",
        parquet=f"{parquet:.1f} s, {size / 1e6:.0f} MB",
    )


if __name__ == "__main__":
    sys.exit(main())
