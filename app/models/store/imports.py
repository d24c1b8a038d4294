"""Imports of answers and exports of packages: what came in and what went out, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.models.store.log import now

if TYPE_CHECKING:
    from app.models.store.database import Database
    from app.models.store.journal import Journal


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One imported file."""

    id: int
    survey_id: int
    file_name: str
    sha256: str
    sheets: int


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One package that was written."""

    number: int
    survey_id: int | None
    file_name: str
    content_sha256: str
    sheets: int
    exported_at: datetime


class ImportRepository:
    """Keeps the records of imports and exports."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal

    def find(self, survey_id: int, sha256: str) -> ImportBatch | None:
        """Return the import of exactly this file into this survey, if there was one."""
        row = self._db.one(
            "SELECT id, survey_id, file_name, sha256, sheets FROM import_batch"
            " WHERE survey_id = ? AND sha256 = ?",
            (survey_id, sha256),
        )
        return ImportBatch(*row) if row else None

    def add(
        self, survey_id: int, survey_uuid: str, file_name: str, sha256: str, sheets: int
    ) -> ImportBatch:
        """Note an import; its sheets carry the id of this record."""
        with self._db.transaction():
            cursor = self._db.execute(
                "INSERT INTO import_batch (survey_id, file_name, sha256, sheets, operator,"
                " imported_at) VALUES (?, ?, ?, ?, ?, ?)",
                (survey_id, file_name, sha256, sheets, self._journal.operator, now()),
            )
            content = {"file_name": file_name, "sha256": sha256, "sheets": sheets}
            self._journal.noted("diimpor", "survei", survey_uuid, content)
        return ImportBatch(cursor.lastrowid or 0, survey_id, file_name, sha256, sheets)

    def next_export_number(self) -> int:
        """Return the sequence number of the next package of this file."""
        found = self._db.value("SELECT seq FROM sqlite_sequence WHERE name = 'export'")
        return int(found or 0) + 1

    def add_export(
        self,
        survey_id: int | None,
        subject_uuid: str,
        file_name: str,
        content_sha256: str,
        sheets: int,
    ) -> int:
        """Note a package that was written, and return its sequence number."""
        with self._db.transaction():
            cursor = self._db.execute(
                "INSERT INTO export (survey_id, file_name, content_sha256, sheets, exported_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (survey_id, file_name, content_sha256, sheets, now()),
            )
            content = {"file_name": file_name, "sha256": content_sha256, "sheets": sheets}
            self._journal.noted("diekspor", "survei", subject_uuid, content)
        return cursor.lastrowid or 0

    def last_export(self, survey_id: int | None = None) -> ExportRecord | None:
        """Return the last package of a survey, or of the file."""
        row = self._db.one(
            "SELECT * FROM export WHERE ?1 IS NULL OR survey_id = ?1 ORDER BY number DESC LIMIT 1",
            (survey_id,),
        )
        if row is None:
            return None
        return ExportRecord(
            number=row["number"],
            survey_id=row["survey_id"],
            file_name=row["file_name"],
            content_sha256=row["content_sha256"],
            sheets=row["sheets"],
            exported_at=datetime.fromisoformat(row["exported_at"]),
        )
