"""Make tests/data/released/v3.sqlite anew: the file of version 2, upgraded, with what was added.

    .venv/bin/python -m tests.support.released_v3

Only before version 3 is released; afterwards the file stays as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from app.services.session import Session
from tests.support.released_v2 import RELEASED


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kantor.puas"
        shutil.copyfile(RELEASED / "v2.sqlite", path)
        session = Session.open(path, operator="Loket C")
        if not isinstance(session, Session):
            raise SystemExit(session.error.sentence)
        fill(session, Path(folder))
        session.store.close()
        shutil.copyfile(path, RELEASED / "v3.sqlite")


def fill(session: Session, folder: Path) -> None:
    """Delete a sheet of the second survey, send the first one, and begin a package in vain."""
    store = session.store
    first, *others = store.surveys.all()
    second = next(one for one in others if one.paper)
    store.sheets.delete(store.sheets.all_of(second.id)[-1])
    session.exports.export_package(first, folder / "paket.sqlite")
    store.imports.reserve_export(first.id, "terputus.sqlite")


if __name__ == "__main__":
    main()
