"""What must hold after every fault: the oracle of docs/decisions.md, asked through our own open."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from app.models.store.database import connect
from app.models.store.proof import findings
from app.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def leftovers(folder: Path) -> list[str]:
    """Return every temporary file below ``folder``; a lock file is none while it is held."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    marks = (".baru", ".pulih", "-journal", "-wal", "-shm", ".kunci", ".sementara")
    return sorted(name for name in found if name.endswith(marks))


def assert_trustworthy(path: Path, acknowledged: Collection[str] = ()) -> int:
    """Open ``path``, prove everything, close it; return the number of sheets.

    ``acknowledged`` are the uuids that somebody was told are saved.
    """
    session = Session.open(path, operator="pemeriksa")
    assert isinstance(session, Session), session.error.sentence
    try:
        store = session.store
        found = list(findings(store))
        assert found == [], found
        present, merged = {}, store.merging.packages.states()
        for survey in store.surveys.all():
            for sheet in store.sheets.all_of(survey.id):
                present[sheet.uuid] = sheet
                came = survey.id in merged  # the row about their package stands for them
                assert came or store.log.entries_of(sheet.uuid), "a sheet without its log row"
        assert set(acknowledged) <= present.keys()
        session.ikm.recap()
    finally:
        session.close()
    left = leftovers(path.parent)
    assert left == [], left
    return len(present)


def content(path: Path) -> list[tuple[object, ...]]:
    """Return everything that an office file says about its sheets and figures, log included."""
    with closing(connect(path, read_only=True)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return [
            (name, *row)
            for (name,) in names
            for row in sorted(connection.execute(f"SELECT * FROM {name}"), key=tuple_text)  # noqa: S608 - fixed texts of our own
        ]


def tuple_text(row: tuple[object, ...]) -> str:
    """Return a key that sorts rows of mixed values."""
    return repr(tuple(row))
