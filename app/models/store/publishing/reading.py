"""Reads from an open file what is published of it, in portions: never all sheets at once."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.publishing import Row
    from app.models.store.database import Database

PORTION = 5000

_SHEETS = (
    # JSON is written anew, so that no line end or tab can stand in it outside an escape.
    "SELECT sheet.uuid, survey.uuid, service.uuid, CAST(number AS TEXT), day,"
    " CAST(complete AS TEXT), json(answers), json(profile), CAST(sheet.revision AS TEXT),"
    " sheet.changed_at FROM sheet JOIN survey ON survey.id = sheet.survey_id"
    " JOIN service ON service.id = sheet.service_id"
    " WHERE survey_id = ? AND number > ? ORDER BY number LIMIT ?"
)
_TALLIES = (
    "SELECT survey.uuid, service.uuid, complete, question, score, n FROM answer_tally"
    " JOIN survey ON survey.id = survey_id JOIN service ON service.id = service_id"
    " WHERE survey_id = ? AND n <> 0 ORDER BY service.uuid, complete, question, score"
)
_COUNTS = (
    "SELECT (SELECT coalesce(sum(n), 0) FROM sheet_tally WHERE survey_id = ?1),"
    " (SELECT coalesce(sum(n), 0) FROM sheet_tally WHERE survey_id = ?1 AND complete = 1),"
    " (SELECT count(*) FROM sheet WHERE survey_id = ?1)"
)


class PublishingReader:
    """Reads rows in the form of ``app.models.publishing``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def sheets(self, survey_id: int) -> Iterator[list[tuple[str, ...]]]:
        """Yield the sheets of a survey by number, a few thousand at a time, each value as text."""
        last = 0
        while rows := self._db.rows(_SHEETS, (survey_id, last, PORTION)):
            yield [tuple(row) for row in rows]
            last = int(rows[-1][3])

    def tallies(self, survey_id: int) -> list[Row]:
        """Return the counts of a survey."""
        return [
            (row[0], row[1], bool(row[2]), row[3], row[4], row[5])
            for row in self._db.rows(_TALLIES, (survey_id,))
        ]

    def services(self) -> list[Row]:
        """Return every service with the code of its unit."""
        rows = self._db.rows(
            "SELECT service.uuid, unit.code, service.name FROM service"
            " JOIN unit ON unit.id = service.unit_id ORDER BY service.id"
        )
        return [tuple(row) for row in rows]

    def counts(self, survey_id: int) -> tuple[int, int, int]:
        """Return the counted sheets, the complete ones among them, and those that are there."""
        row = self._db.one(_COUNTS, (survey_id,))
        return (row[0], row[1], row[2]) if row else (0, 0, 0)

    def digest(self, survey_id: int) -> str:
        """Return what is the same as long as no sheet and no count of a survey changes."""
        found, last = hashlib.sha256(), 0
        while rows := self._db.rows(
            "SELECT number, uuid, digest, revision FROM sheet WHERE survey_id = ? AND number > ?"
            " ORDER BY number LIMIT ?",
            (survey_id, last, PORTION),
        ):
            for row in rows:
                found.update(f"{row[1]}{row[2]}{row[3]}\n".encode())
            last = rows[-1][0]
        found.update(repr(self.tallies(survey_id)).encode())
        return found.hexdigest()

    def log_hash(self, seq: int) -> str:
        """Return the hash of a row of the log; nothing where there is none."""
        return str(self._db.value("SELECT hash FROM log WHERE seq = ?", (seq,)) or "")
