"""What a check asks of the sheets as a whole; damage is found by ``proof``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.store.sheets import content_of, sheet_of_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.models.store.database import Database

_LAST_ROWS = (
    "SELECT s.*, l.action AS last_action, l.new AS last_content FROM sheet AS s LEFT JOIN ("
    "SELECT subject_uuid, max(seq) AS seq FROM log WHERE subject = 'lembar' GROUP BY subject_uuid"
    ") AS last ON last.subject_uuid = s.uuid LEFT JOIN log AS l ON l.seq = last.seq"
)
_GONE = (
    "SELECT l.new FROM log AS l JOIN ("
    "SELECT max(seq) AS seq FROM log WHERE subject = 'lembar' GROUP BY subject_uuid"
    ") AS last ON last.seq = l.seq"
    " WHERE l.action <> 'dihapus' AND l.new IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM sheet WHERE uuid = l.subject_uuid)"
)
_DELETED_IMPORTS = (
    "SELECT json_extract(l.old, '$.survey_id'), count(*) FROM log AS l JOIN ("
    "SELECT min(seq) AS first, max(seq) AS last FROM log WHERE subject = 'lembar'"
    " GROUP BY subject_uuid) AS span ON span.last = l.seq"
    " JOIN log AS f ON f.seq = span.first"
    " WHERE l.action = 'dihapus' AND f.action <> 'dibuat' GROUP BY 1"
)


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A sheet that is spoken of."""

    survey_id: int
    number: int


class FileChecks:
    """Questions about all sheets of an open office file; nothing is written."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def log_rows(self) -> int:
        """Return how many rows the log has."""
        return int(self._db.value("SELECT count(*) FROM log") or 0)

    def differing_from_log(self) -> Iterator[SheetPlace]:
        """Yield the sheets that are not as their last log row says.

        A sheet that was imported, or came in a package, and was not touched since has no row of its
        own.
        """
        merged = {row[0] for row in self._db.rows("SELECT survey_id FROM merged_survey")}
        for row in self._db.rows(_LAST_ROWS):
            sheet = sheet_of_row(row)
            if row["last_action"] is None:
                fits = sheet.import_id is not None or sheet.survey_id in merged
            else:
                fits = row["last_content"] is not None and (
                    json.loads(row["last_content"]) == content_of(sheet)
                )
            if not fits:
                yield SheetPlace(sheet.survey_id, sheet.number)

    def missing(self) -> Iterator[SheetPlace]:
        """Yield the sheets that the log knows as saved and the file does not hold."""
        for row in self._db.rows(_GONE):
            content = json.loads(row[0]) if row[0] else {}
            yield SheetPlace(content.get("survey_id", 0), content.get("number", 0))

    def missing_imports(self) -> list[tuple[int, int]]:
        """Return (survey, n) where imported sheets are gone that nobody deleted, or too many."""
        there = "SELECT survey_id, count(*) FROM sheet WHERE import_id IS NOT NULL GROUP BY 1"
        taken = (
            "SELECT survey_id, sum(sheets - undone_sheets) FROM import_batch WHERE survey_id NOT IN"
            " (SELECT survey_id FROM destruction) GROUP BY 1"
        )
        present, deleted = (
            {row[0]: row[1] for row in self._db.rows(sql)} for sql in (there, _DELETED_IMPORTS)
        )
        return [
            (survey_id, n - present.get(survey_id, 0) - deleted.get(survey_id, 0))
            for survey_id, n in self._db.rows(taken)
            if n != present.get(survey_id, 0) + deleted.get(survey_id, 0)
        ]

    def outside(self, survey_id: int, start: date, end: date) -> list[int]:
        """Return the numbers of a survey's sheets that are dated before or after these days."""
        rows = self._db.rows(
            "SELECT number FROM sheet WHERE survey_id = ? AND day NOT BETWEEN ? AND ?"
            " ORDER BY number",
            (survey_id, start.isoformat(), end.isoformat()),
        )
        return [row[0] for row in rows]

    def all_equal(self) -> dict[int, int]:
        """Return survey → sheets that gave one and the same answer to several questions."""
        rows = self._db.rows(
            "SELECT survey_id, count(*) FROM sheet WHERE (SELECT count(*) > 1"
            " AND count(DISTINCT value) = 1 FROM json_each(sheet.answers)) GROUP BY survey_id"
        )
        return {row[0]: row[1] for row in rows}
