"""Make tests/data/released/v7.sqlite anew: the file of version 6, upgraded, with merged packages.

    .venv/bin/python -m tests.support.released_v7

Only before version 6 is released; afterwards the file stays as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from app.models.unit import Unit, UnitType
from app.services.session import Session
from tests.offices import reopen
from tests.support.receiving import correct, delete, make_sender, send
from tests.support.released_v2 import RELEASED
from tests.support.surroundings import surround

YEAR = 2024
CODE = "kel-cemara-baru"


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kantor.puas"
        shutil.copyfile(RELEASED / "v6.sqlite", path)
        session = Session.open(path, operator="Loket C")
        if not isinstance(session, Session):
            raise SystemExit(session.error.sentence)
        fill(session, Path(folder))
        session.store.close()
        shutil.copyfile(path, RELEASED / "v7.sqlite")


def fill(session: Session, folder: Path) -> None:
    """Merge packages of two copies of one file, decide what differs, and declare the year final."""
    unit = session.store.units.save(Unit("KEL-CEMARA", "Kelurahan Cemara", UnitType.KELURAHAN))
    session.merging.units.map(CODE, unit.id)
    for package in _packages(folder):
        session.merging.merge(package)
    for conflict in session.conflicts.find():
        side = next(one for one in conflict.sides if not one.is_deleted)
        session.conflicts.decide(conflict.fingerprint, side.choice, "kertasnya dilihat")
    session.finals.declare(YEAR, "tahunan", "rapat konsolidasi")


def _packages(folder: Path) -> list[Path]:
    first = folder / "cemara.puas"
    office = make_sender(first, CODE, 5, YEAR)
    surround(office)
    office.store.close()
    second = folder / "salinan.puas"
    shutil.copyfile(first, second)
    made = []
    for path, score in ((first, 1), (second, 4)):
        copy = reopen(path)
        correct(copy, 1, score)
        if score == 1:
            delete(copy, 2)
        made.append(send(copy, path.with_suffix(".sqlite"), with_saran=True))
        copy.store.close()
    return made


if __name__ == "__main__":
    main()
