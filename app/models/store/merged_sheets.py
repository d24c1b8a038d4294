"""The sheets of surveys that came in packages, and the versions of them that do not count now.

Everything here belongs into one transaction of the caller, within which the survey is not locked.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from app.models.response import Sheet
from app.models.store.sheets import (
    UPDATE_SHEET,
    content_of,
    is_complete,
    row_of_sheet,
    sheet_of_row,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from app.models.consolidation import Version
    from app.models.store.bulk import BulkRepository, SheetColumns
    from app.models.store.database import Database, Row, Value
    from app.models.store.journal import Journal
    from app.models.store.tallies import TallyRepository

_OUT_OF_THE_WAY = 2**61
"""Added to a number while sheets of one survey exchange theirs."""

_INSERT_VERSION = (
    "INSERT OR IGNORE INTO sheet_version (survey_id, uuid, revision, digest, saran_digest,"
    " day, answers, profile, saran, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_VERSION = "survey_id = ? AND uuid = ? AND revision = ? AND digest = ? AND saran_digest = ?"


class MergedSheetRepository:
    """Writes merged sheets together with their counts; keeps the versions that lost."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        tallies: TallyRepository,
        bulk: BulkRepository,
    ) -> None:
        self._db = database
        self._journal = journal
        self._tallies = tallies
        self._bulk = bulk

    def elsewhere(self, survey_id: int, uuids: Collection[str]) -> list[str]:
        """Return those uuids that belong to another survey of the file."""
        listed = json.dumps(list(uuids))
        found = {
            row[0]
            for table in ("sheet", "sheet_version")
            for row in self._db.rows(
                f"SELECT uuid FROM {table} WHERE uuid IN (SELECT value FROM json_each(?))"
                " AND survey_id <> ?",
                (listed, survey_id),
            )
        }
        return sorted(found)

    def present(self, survey_id: int, uuids: Collection[bytes]) -> dict[bytes, Sheet]:
        """Return those of a survey's sheets that have these identities."""
        listed = json.dumps([str(UUID(bytes=uuid)) for uuid in uuids])
        rows = self._db.rows(
            "SELECT * FROM sheet WHERE survey_id = ? AND uuid IN (SELECT value FROM json_each(?))",
            (survey_id, listed),
        )
        return {UUID(row["uuid"]).bytes: sheet_of_row(row) for row in rows}

    def identities(self, survey_id: int) -> dict[bytes, tuple[int, int]]:
        """Return identity → revision and number of every sheet of a survey."""
        rows = self._db.rows(
            "SELECT uuid, revision, number FROM sheet WHERE survey_id = ?", (survey_id,)
        )
        return {UUID(row[0]).bytes: (row[1], row[2]) for row in rows}

    # ------------------------------------------------------------------ sheets that count
    def logged(self, uuids: Collection[str]) -> set[str]:
        """Return those of these sheets that have rows of their own in the log."""
        rows = self._db.rows(
            "SELECT DISTINCT subject_uuid FROM log WHERE subject = 'lembar'"
            " AND subject_uuid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(uuids)),),
        )
        return {row[0] for row in rows}

    def add(
        self, columns: SheetColumns, questions: Sequence[str], logged: Collection[str] = ()
    ) -> None:
        """Add sheets; the row of the log about their package stands for them.

        Those that are ``logged`` already get one of their own.
        """
        self._bulk.add(columns, questions)
        if logged:
            listed = [UUID(uuid).bytes for uuid in logged]
            for sheet in self.present(columns.survey_id, listed).values():
                self._journal.created("lembar", sheet.uuid, content_of(sheet))

    def make_room(self, sheets: Iterable[Sheet]) -> None:
        """Free the numbers of sheets that will be given others."""
        self._db.execute_many(
            "UPDATE sheet SET number = number + ? WHERE id = ?",
            [(_OUT_OF_THE_WAY, sheet.id) for sheet in sheets],
        )

    def change(self, old: Sheet, new: Sheet, questions: Collection[str], reason: str) -> None:
        """Put one version of a sheet in the place of another; the log keeps both."""
        new = replace(new, id=old.id, operator=self._journal.operator)
        complete = is_complete(new, questions)
        self._db.execute(UPDATE_SHEET, (*_row(new, complete=complete), old.id))
        self._uncount(old, questions)
        self._tallies.add(new.survey_id, new.service_id, new.answers, complete=complete)
        self._journal.changed("lembar", old.uuid, content_of(old), content_of(new), reason)

    def remove(self, sheet: Sheet, questions: Collection[str], reason: str) -> None:
        """Take a sheet out; the log keeps its content."""
        self._db.execute("DELETE FROM sheet WHERE id = ?", (sheet.id,))
        self._uncount(sheet, questions)
        self._journal.deleted("lembar", sheet.uuid, content_of(sheet), reason)

    def remove_many(self, survey_id: int, uuids: Collection[str], reason: str) -> None:
        """Take out sheets for which the row of the log about their package stands.

        Those that have rows of their own get one more. The survey must be counted anew afterwards.
        """
        listed = json.dumps(list(uuids))
        own = self._db.rows(
            "SELECT * FROM sheet WHERE survey_id = ?"
            " AND uuid IN (SELECT value FROM json_each(?))"
            " AND uuid IN (SELECT subject_uuid FROM log WHERE subject = 'lembar')",
            (survey_id, listed),
        )
        for sheet in map(sheet_of_row, own):
            self._journal.deleted("lembar", sheet.uuid, content_of(sheet), reason)
        self._db.execute(
            "DELETE FROM sheet WHERE survey_id = ? AND uuid IN (SELECT value FROM json_each(?))",
            (survey_id, listed),
        )
        self._tallies.recount(survey_id)

    def forget_traces(self, survey_id: int) -> None:
        """Forget that sheets were taken out: whether one was deleted, its packages tell."""
        self._db.execute("DELETE FROM tombstone WHERE survey_id = ?", (survey_id,))

    def _uncount(self, sheet: Sheet, questions: Collection[str]) -> None:
        complete = is_complete(sheet, questions)
        self._tallies.take(sheet.survey_id, sheet.service_id, sheet.answers, complete=complete)

    # ------------------------------------------------------------------ versions that do not
    def keep(self, versions: Iterable[tuple[bytes, Version, Sheet]]) -> None:
        """Keep the content of versions that do not count now."""
        self._db.execute_many(
            _INSERT_VERSION,
            [_version_row(uuid, version, sheet) for uuid, version, sheet in versions],
        )

    def kept(self, survey_id: int, uuid: bytes, version: Version) -> Sheet | None:
        """Return the content of a version that does not count now."""
        row = self._db.one(
            f"SELECT * FROM sheet_version WHERE {_VERSION}",
            (survey_id, str(UUID(bytes=uuid)), *version[:3]),
        )
        return _sheet_of_version(row, version.number) if row else None

    def drop(self, survey_id: int, versions: Iterable[tuple[bytes, Version]]) -> None:
        """Drop versions that no package tells of any more, or that count again."""
        self._db.execute_many(
            f"DELETE FROM sheet_version WHERE {_VERSION}",
            [(survey_id, str(UUID(bytes=uuid)), *version[:3]) for uuid, version in versions],
        )


def _row(sheet: Sheet, *, complete: bool) -> tuple[Value, ...]:
    return row_of_sheet(sheet, complete=complete, at=moment_text(sheet))


def moment_text(sheet: Sheet) -> str:
    """Return when a sheet was changed, as it is stored; empty where nobody knows."""
    return sheet.changed_at.isoformat(timespec="milliseconds") if sheet.changed_at else ""


def _version_row(uuid: bytes, version: Version, sheet: Sheet) -> tuple[Value, ...]:
    survey_id, _, _, day, answers, profile, _, saran, *_, at = _row(sheet, complete=False)
    identity = (survey_id, str(UUID(bytes=uuid)), version.revision, version.digest, version.saran)
    return (*identity, day, answers, profile, saran, at)


def _sheet_of_version(row: Row, number: int) -> Sheet:
    """Return a sheet; which service of this file is its, the caller knows."""
    return Sheet(
        survey_id=row["survey_id"],
        service_id=0,
        number=number,
        day=date.fromisoformat(row["day"]),
        answers=json.loads(row["answers"]),
        profile=json.loads(row["profile"]),
        saran=row["saran"],
        uuid=row["uuid"],
        revision=row["revision"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
    )
