"""Saving one sheet through the service ÷ one bare durable SQLite transaction of the same row.

The sheet brings its counts, its log row and the end of its draft; the bare row brings nothing.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from measuring import Ratio, interleaved, report, workplace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice

RUNS = 400
PRAGMAS = ("journal_mode=DELETE", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def bare_file(path: Path, like: SmallOffice) -> sqlite3.Connection:
    """Make a file with the table of sheets alone, as the office file defines it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        like.store.database.value("SELECT sql FROM sqlite_schema WHERE name = 'sheet'")
    )
    connection.execute("PRAGMA foreign_keys=OFF")  # its parents are not in the file
    return connection


def main() -> int:
    """Measure, print, return 1 when the promise is not kept."""
    from app.models.identifiers import new_uuid
    from app.models.store import sheets
    from tests.offices import make_office

    with workplace() as folder:
        office = make_office(folder / "kantor.puas", sheets=100)
        entry = office.session.entry
        rows = [
            sheets.row_of_sheet(
                replace(office.sheet(n + 1), uuid=new_uuid(), revision=1, operator="Loket C"),
                complete=True,
            )
            for n in range(RUNS)
        ]
        for_service = [office.sheet(1000 + run) for run in range(RUNS)]
        for_store = [office.sheet(5000 + run) for run in range(RUNS)]
        with closing(bare_file(folder / "bare.sqlite", office)) as bare:

            def save_bare(run: int) -> None:
                bare.execute("BEGIN IMMEDIATE")
                bare.execute(sheets.INSERT_SHEET, rows[run])
                bare.execute("COMMIT")

            taken = interleaved(
                RUNS,
                bare=save_bare,
                service=lambda run: entry.save(for_service[run]),
                store=lambda run: office.store.sheets.add(for_store[run], office.questions),
                figures=lambda _: entry.statistics(office.survey.id),
            )
        office.store.close()
    ratio = Ratio("one sheet through the service", taken["service"], taken["bare"], 1.5)
    return report(
        "saving",
        [ratio],
        store_alone=f"{taken['store'] / taken['bare']:.2f} times the bare row",
        figures_after_it=f"{taken['figures'] * 1000:.2f} ms",
    )


if __name__ == "__main__":
    sys.exit(main())
