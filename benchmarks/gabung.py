"""Merging 200 packages of 300 sheets ÷ bare ATTACH and INSERT SELECT of the same rows: at most 4.

The bare one checks the integrity of each file and keeps the rows of ``lembar`` as they are, with a
unique index on their uuid, one durable transaction for each file, as ours are. Merging reads with
distrust, verifies every value, converts, counts, keeps identities for undoing, and logs. A second
run over the same packages must cost at most 0.3 of the first.
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from measuring import Ratio, interleaved, report, workplace

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES, SHEETS = 200, 300
RUNS = 3
BOUND, AGAIN_BOUND, MEMORY_BOUND = 4.0, 0.3, 500.0
"""The last in MB."""


def make_packages(folder: Path) -> list[Path]:
    """Return one package for each of many units."""
    from tests.support.receiving import begin, make_template, send

    template = folder / "contoh.puas"
    make_template(template).store.close()
    made = []
    for number in range(PACKAGES):
        path = folder / "kantor.puas"
        shutil.copyfile(template, path)
        office = begin(path, f"KEL-{number:03}")
        sheets = [office.sheet(n, number * SHEETS + n) for n in range(1, SHEETS + 1)]
        office.store.sheets.add_many(sheets, office.questions)
        made.append(send(office, folder / f"paket-{number:03}.sqlite"))
        office.store.close()
        path.unlink()
    return made


def make_city(folder: Path) -> Path:
    """Return the file of a city that knows all units."""
    from tests.support import receiving as city

    path = folder / "kota.puas"
    units = [f"KEL-{number:03}" for number in range(PACKAGES)]
    city.make_city(path, units).session.store.close()
    return path


def merge(city: Path, packages: list[Path]) -> None:
    """Merge all packages, as the command does."""
    from app.services.session import Session

    session = Session.open(city, operator="ukur")
    assert isinstance(session, Session)
    outcome = session.merging.merge_many(packages)
    assert all(one.is_good for one in outcome.outcomes), outcome.sentence
    assert sum(session.store.tallies.all_sheets().values()) == PACKAGES * SHEETS
    session.store.close()


def copy_bare(target: Path, packages: list[Path]) -> None:
    """Copy the rows of all packages into one table."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=FULL")
        for place, package in enumerate(packages):
            connection.execute("ATTACH ? AS paket", (str(package),))
            (sound,) = connection.execute("PRAGMA paket.integrity_check").fetchone()
            assert sound == "ok"
            if not place:
                connection.execute("CREATE TABLE lembar AS SELECT * FROM paket.lembar LIMIT 0")
                connection.execute("CREATE UNIQUE INDEX uuid_lembar ON lembar (uuid)")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO lembar SELECT * FROM paket.lembar")
            connection.execute("COMMIT")
            connection.execute("DETACH paket")
        (n,) = connection.execute("SELECT count(*) FROM lembar").fetchone()
        assert n == PACKAGES * SHEETS


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    with workplace() as folder:
        packages, city = make_packages(folder), make_city(folder)
        files = [folder / f"kota-{run}.puas" for run in range(RUNS)]
        for path in files:
            shutil.copyfile(city, path)
        taken = interleaved(
            RUNS,
            bare=lambda run: copy_bare(folder / f"polos-{run}.sqlite", packages),
            first=lambda run: merge(files[run], packages),
            again=lambda run: merge(files[run], packages),
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    name = f"{PACKAGES} packages of {SHEETS} sheets"
    ratios = [
        Ratio(f"merging {name} ÷ bare", taken["first"], taken["bare"], BOUND),
        Ratio("merging them again ÷ first", taken["again"], taken["first"], AGAIN_BOUND),
    ]
    code = report("gabung", ratios, memory=f"{memory:.0f} MB (at most {MEMORY_BOUND:.0f})")
    return code or int(memory > MEMORY_BOUND)


if __name__ == "__main__":
    sys.exit(main())
