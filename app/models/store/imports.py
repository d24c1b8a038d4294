"""Imports of answers and exports of packages: what came in and what went out, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.models.importing import BatchState, ImportBatch
from app.models.store.log import now
from app.models.store.schema_sending import KINDS
from app.models.store.sheets import RETIRE_NUMBER, content_of, sheet_of_row
from app.models.verification import DONE

if TYPE_CHECKING:
    from app.models.store.database import Database, Row, Value
    from app.models.store.journal import Journal


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
        """Return the import of exactly this file into this survey, unless it was undone."""
        found = self._batches(
            "survey_id = ? AND sha256 = ? AND undone_at IS NULL", survey_id, sha256
        )
        return found[0] if found else None

    def find_content(self, survey_id: int, survey_uuid: str, content: str) -> ImportBatch | None:
        """Return an import that holds the same rows, whatever file they came in."""
        row = self._db.one(
            "SELECT json_extract(new, '$.sha256') FROM log WHERE action = 'diimpor'"
            " AND subject_uuid = ? AND json_extract(new, '$.content') = ? ORDER BY seq DESC",
            (survey_uuid, content),
        )
        return self.find(survey_id, row[0]) if row else None

    def get(self, batch_id: int) -> ImportBatch:
        """Return one import; raise KeyError when it is not there."""
        found = self._batches("import_batch.id = ?", batch_id)
        if not found:
            raise KeyError(batch_id)
        return found[0]

    def of_survey(self, survey_id: int) -> list[ImportBatch]:
        """Return the imports into a survey, the newest first."""
        return self._batches("survey_id = ?", survey_id)

    def add(
        self,
        survey_id: int,
        survey_uuid: str,
        file_name: str,
        sha256: str,
        sheets: int,
        content: str = "",
    ) -> ImportBatch:
        """Note an import; its sheets carry the id of this record.

        One that was undone before is taken up again. ``content`` stands for the rows themselves.
        """
        with self._db.transaction():
            operator, at = self._journal.operator, now()
            self._db.execute(
                "INSERT INTO import_batch (survey_id, file_name, sha256, sheets, operator,"
                " imported_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (survey_id, sha256) DO UPDATE SET sheets = sheets + excluded.sheets,"
                " file_name = excluded.file_name, operator = excluded.operator,"
                " imported_at = excluded.imported_at, undone_at = NULL"
                " WHERE undone_at IS NOT NULL",
                (survey_id, file_name, sha256, sheets, operator, at),
            )
            noted = {"file_name": file_name, "sha256": sha256, "sheets": sheets}
            noted |= {"content": content} if content else {}
            self._journal.noted("diimpor", "survei", survey_uuid, noted)
            return self._batches("survey_id = ? AND sha256 = ?", survey_id, sha256)[0]

    def state(self, batch_id: int) -> BatchState:
        """Return what became of the sheets of an import."""
        row = self._db.one(
            "SELECT count(*), count(CASE WHEN revision > 1 THEN 1 END),"
            " count(CASE WHEN EXISTS (SELECT 1 FROM verification_sheet AS v"
            " WHERE v.sheet_uuid = sheet.uuid AND v.state IN (?, ?)) THEN 1 END)"
            " FROM sheet WHERE import_id = ?",
            (*DONE, batch_id),
        )
        return BatchState(*row) if row else BatchState(0, 0, 0)

    def undo(self, batch: ImportBatch, survey_uuid: str, reason: str = "") -> int:
        """Delete every sheet of an import that is still there, and return how many.

        One row of the log stands for all of them; those that have rows of their own get one more.
        The survey must be counted anew afterwards.
        """
        with self._db.transaction():
            own = self._db.rows(
                "SELECT * FROM sheet WHERE import_id = ? AND uuid IN"
                " (SELECT subject_uuid FROM log WHERE subject = 'lembar')",
                (batch.id,),
            )
            for row in own:
                sheet = sheet_of_row(row)
                self._journal.deleted("lembar", sheet.uuid, content_of(sheet), reason)
                self._db.execute(RETIRE_NUMBER, (sheet.number, sheet.survey_id))
            present = self.state(batch.id).present
            self._db.execute("DELETE FROM sheet WHERE import_id = ?", (batch.id,))
            self._db.execute(
                "UPDATE import_batch SET undone_at = ?, undone_sheets = undone_sheets + ?"
                " WHERE id = ?",
                (now(), present - len(own), batch.id),
            )
            content = {"file_name": batch.file_name, "sha256": batch.sha256, "sheets": present}
            self._journal.noted("impor dibatalkan", "survei", survey_uuid, content, reason)
        return present

    def _batches(self, where: str, *values: Value) -> list[ImportBatch]:
        rows = self._db.rows(
            "SELECT *, (SELECT count(*) FROM sheet WHERE import_id = import_batch.id) AS present"
            f" FROM import_batch WHERE {where} ORDER BY imported_at DESC, id DESC",
            values,
        )
        return [_batch(row) for row in rows]

    def reserve_export(self, survey_id: int, file_name: str) -> int:
        """Take the next number of this file for a package that is about to be written.

        It is durable before any package can bear it, so that no two packages ever have one number.
        """
        with self._db.transaction():
            cursor = self._db.execute(
                "INSERT INTO export (survey_id, file_name, content_sha256, sheets, exported_at,"
                " written) VALUES (?, ?, '', 0, ?, 0)",
                (survey_id, file_name, now()),
            )
        return cursor.lastrowid or 0

    def release_export(self, number: int) -> None:
        """Give a number back, and free it if it is the last one; no file bears it."""
        with self._db.transaction():
            self._db.execute("DELETE FROM export WHERE number = ? AND written = 0", (number,))
            self._db.execute(
                "UPDATE sqlite_sequence SET seq = ?1 - 1 WHERE name = 'export' AND seq = ?1"
                " AND NOT EXISTS (SELECT 1 FROM export WHERE number = ?1)",
                (number,),
            )

    def note_export(self, number: int, subject_uuid: str, content_sha256: str, sheets: int) -> None:
        """Note that the package with a reserved number was written."""
        with self._db.transaction():
            self._db.execute(
                "UPDATE export SET content_sha256 = ?, sheets = ?, exported_at = ?, written = 1"
                " WHERE number = ?",
                (content_sha256, sheets, now(), number),
            )
            name = self._db.value("SELECT file_name FROM export WHERE number = ?", (number,))
            content = {"file_name": name, "sha256": content_sha256, "sheets": sheets}
            self._journal.noted("diekspor", "survei", subject_uuid, content)

    def records_changed_at(self, survey_id: int) -> datetime | None:
        """Return when the last of the records changed that go with the sheets of a survey."""
        latest = " UNION ALL ".join(
            f"SELECT max(changed_at) AS at FROM {kind} WHERE survey_id = ?1"
            for kind in KINDS
            if kind != "sheet"
        )
        found = self._db.value(f"SELECT max(at) FROM ({latest})", (survey_id,))
        return datetime.fromisoformat(found) if found else None

    def last_export(self, survey_id: int | None = None) -> ExportRecord | None:
        """Return the last package of a survey, or of the file."""
        row = self._db.one(
            "SELECT * FROM export WHERE written AND (?1 IS NULL OR survey_id = ?1)"
            " ORDER BY number DESC LIMIT 1",
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


def _batch(row: Row) -> ImportBatch:
    undone = row["undone_at"]
    return ImportBatch(
        id=row["id"],
        survey_id=row["survey_id"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        sheets=row["sheets"],
        operator=row["operator"],
        imported_at=datetime.fromisoformat(row["imported_at"]),
        undone_at=datetime.fromisoformat(undone) if undone else None,
        present=row["present"],
    )
