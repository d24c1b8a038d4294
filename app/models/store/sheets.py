"""Sheets: each is saved with its counts and its log row in one transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.models.identifiers import new_uuid
from app.models.response import Sheet
from app.models.store.log import now
from app.models.store.tombstones import last_revision
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from app.models.store.database import Database, Row
    from app.models.store.journal import Journal
    from app.models.store.tallies import TallyRepository

INSERT_SHEET = (
    "INSERT INTO sheet (survey_id, service_id, number, day, answers, profile, complete, saran,"
    " operator, import_id, digest, uuid, revision, changed_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CONTENT = (
    "survey_id",
    "service_id",
    "number",
    "day",
    "answers",
    "profile",
    "complete",
    "saran",
    "operator",
    "import_id",
)
UPDATE_SHEET = (
    f"UPDATE sheet SET ({', '.join(_CONTENT)}, digest, uuid, revision, changed_at)"
    " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?"
)
RETIRE_NUMBER = "UPDATE survey SET last_number = max(last_number, ?) WHERE id = ?"
_NEXT_NUMBER = (
    "SELECT 1 + max(last_number, ifnull((SELECT max(number) FROM sheet WHERE survey_id = ?), 0))"
    " FROM survey WHERE id = ?"
)
"""``last_number`` remembers numbers whose sheets are gone; no paper gets them again."""

_GIVEN = (
    "SELECT number FROM sheet WHERE survey_id = ?1 UNION"
    " SELECT json_extract(old, '$.number') FROM log"
    " WHERE subject = 'lembar' AND action IN ('dihapus', 'diubah')"
    " AND json_extract(old, '$.survey_id') = ?1"
)


class SheetRepository:
    """Keeps sheets."""

    def __init__(self, database: Database, journal: Journal, tallies: TallyRepository) -> None:
        self._db = database
        self._journal = journal
        self._tallies = tallies

    def add(self, sheet: Sheet, questions: Collection[str]) -> Sheet:
        """Save a new sheet; ``questions`` are those a complete sheet answers.

        A sheet that has a uuid already was deleted before and comes back under it. Raises
        InputError when its number is taken.
        """
        with self._db.transaction():
            sheet = replace(
                sheet,
                uuid=sheet.uuid or new_uuid(),
                revision=self._next_revision(sheet),
                operator=self._journal.operator,
            )
            complete = is_complete(sheet, questions)
            with _number_is_free(sheet.number):
                cursor = self._db.execute(INSERT_SHEET, row_of_sheet(sheet, complete=complete))
            self._tallies.add(sheet.survey_id, sheet.service_id, sheet.answers, complete=complete)
            self._journal.created("lembar", sheet.uuid, content_of(sheet))
        return replace(sheet, id=cursor.lastrowid or 0)

    def add_many(self, sheets: Sequence[Sheet], questions: Collection[str]) -> None:
        """Save the sheets of one import; the caller logs the import as a whole."""
        with self._db.transaction():
            rows, counted = [], []
            for sheet in sheets:
                complete = is_complete(sheet, questions)
                saved = replace(sheet, uuid=new_uuid(), revision=1, operator=self._journal.operator)
                rows.append(row_of_sheet(saved, complete=complete))
                counted.append((sheet.survey_id, sheet.service_id, complete, sheet.answers))
            self._db.execute_many(INSERT_SHEET, rows)
            self._tallies.add_many(counted)

    def change(self, sheet: Sheet, questions: Collection[str], reason: str = "") -> Sheet:
        """Correct a sheet within its survey.

        Raises InputError when it was changed since it was read, or its new number is taken.
        """
        with self._db.transaction():
            old, was_complete = self._unchanged_since(sheet)
            new = replace(
                sheet,
                id=old.id,
                survey_id=old.survey_id,
                import_id=old.import_id,
                revision=old.revision + 1,
                operator=self._journal.operator,
            )
            complete = is_complete(new, questions)
            with _number_is_free(new.number):
                self._db.execute(UPDATE_SHEET, (*row_of_sheet(new, complete=complete), old.id))
            self._db.execute(RETIRE_NUMBER, (old.number, old.survey_id))
            self._uncount(old, complete=was_complete)
            self._tallies.add(new.survey_id, new.service_id, new.answers, complete=complete)
            self._journal.changed("lembar", old.uuid, content_of(old), content_of(new), reason)
        return new

    def delete(
        self,
        sheet: Sheet,
        questions: Collection[str] = (),  # noqa: ARG002 - asked for alike by every deed on a sheet
        reason: str = "",
    ) -> None:
        """Delete a sheet; the log keeps its content and its number is not given again."""
        with self._db.transaction():
            old, was_complete = self._unchanged_since(sheet)
            self._db.execute("DELETE FROM sheet WHERE id = ?", (old.id,))
            self._db.execute(RETIRE_NUMBER, (old.number, old.survey_id))
            self._uncount(old, complete=was_complete)
            self._journal.deleted("lembar", old.uuid, content_of(old), reason)

    def next_number(self, survey_id: int) -> int:
        """Return the number to write on the next paper."""
        return int(self._db.value(_NEXT_NUMBER, (survey_id, survey_id)) or 1)

    def numbers_given(self, survey_id: int) -> set[int]:
        """Return the numbers that sheets have, or had before they were deleted or renumbered.

        The log is read through for it.
        """
        return {row[0] for row in self._db.rows(_GIVEN, (survey_id,)) if row[0]}

    def by_number(self, survey_id: int, number: int) -> Sheet | None:
        """Return the sheet with this number."""
        row = self._db.one(
            "SELECT * FROM sheet WHERE survey_id = ? AND number = ?", (survey_id, number)
        )
        return sheet_of_row(row) if row else None

    def by_uuid(self, uuid: str) -> Sheet | None:
        """Return the sheet with this uuid."""
        row = self._db.one("SELECT * FROM sheet WHERE uuid = ?", (uuid,))
        return sheet_of_row(row) if row else None

    def latest(self, survey_id: int, limit: int) -> list[Sheet]:
        """Return the sheets with the highest numbers, highest first."""
        rows = self._db.rows(
            "SELECT * FROM sheet WHERE survey_id = ? ORDER BY number DESC LIMIT ?",
            (survey_id, limit),
        )
        return [sheet_of_row(row) for row in rows]

    def all_of(self, survey_id: int) -> list[Sheet]:
        """Return every sheet of a survey, by number."""
        rows = self._db.rows(
            "SELECT * FROM sheet WHERE survey_id = ? ORDER BY number", (survey_id,)
        )
        return [sheet_of_row(row) for row in rows]

    def numbers_of(self, survey_id: int) -> set[int]:
        """Return the numbers that are taken."""
        rows = self._db.rows("SELECT number FROM sheet WHERE survey_id = ?", (survey_id,))
        return {row[0] for row in rows}

    def digests_of(self, survey_id: int, numbers: Sequence[int]) -> list[str]:
        """Return the digests of the content of these sheets, by number."""
        rows = self._db.rows(
            "SELECT digest FROM sheet WHERE survey_id = ?"
            " AND number IN (SELECT value FROM json_each(?)) ORDER BY number",
            (survey_id, json.dumps(list(numbers))),
        )
        return [row[0] for row in rows]

    def outside_the_scale(
        self, survey_id: int, lowest: int, highest: int, keys: Collection[str]
    ) -> Iterator[int]:
        """Yield the numbers of sheets with an answer that the instrument does not know."""
        known = json.dumps(list(keys))
        rows = self._db.rows(
            "SELECT DISTINCT number FROM sheet, json_each(sheet.answers) AS a WHERE survey_id = ?"
            " AND (a.type <> 'integer' OR a.value NOT BETWEEN ? AND ?"
            " OR a.key NOT IN (SELECT value FROM json_each(?))) ORDER BY number",
            (survey_id, lowest, highest, known),
        )
        yield from (row[0] for row in rows)

    def altered(self, survey_id: int) -> list[int]:
        """Return the numbers of sheets whose content is not what was saved: damage to the file."""
        rows = self._db.rows(
            "SELECT * FROM sheet WHERE survey_id = ? ORDER BY number", (survey_id,)
        )
        return [row["number"] for row in rows if row["digest"] != _digest(_stored_texts(row))]

    def _next_revision(self, sheet: Sheet) -> int:
        """Return the revision after the last one; one that comes back was deleted in between."""
        deleted = last_revision(self._db, sheet.uuid) if sheet.revision else 0
        return max(sheet.revision, deleted) + 1

    def _unchanged_since(self, sheet: Sheet) -> tuple[Sheet, bool]:
        """Return the stored sheet and whether it is counted as complete."""
        row = self._db.one("SELECT * FROM sheet WHERE uuid = ?", (sheet.uuid,))
        if row is None or row["revision"] != sheet.revision:
            raise InputError(
                tr("Lembar {nomor} sudah diubah di jendela lain.", nomor=sheet.number),
                safe=tr("Isi yang tersimpan tidak ditimpa."),
                next=tr("Buka lembar itu sekali lagi, lalu betulkan."),
            )
        return sheet_of_row(row), bool(row["complete"])

    def _uncount(self, old: Sheet, *, complete: bool) -> None:
        self._tallies.take(old.survey_id, old.service_id, old.answers, complete=complete)


def content_of(sheet: Sheet) -> dict[str, Any]:
    """Return what the log keeps of a sheet."""
    return {
        "survey_id": sheet.survey_id,
        "service_id": sheet.service_id,
        "number": sheet.number,
        "day": sheet.day.isoformat(),
        "answers": dict(sheet.answers),
        "profile": dict(sheet.profile),
        "saran": sheet.saran,
        "revision": sheet.revision,
    }


def is_complete(sheet: Sheet, questions: Collection[str]) -> bool:
    """Say whether a sheet answers all these questions."""
    return all(key in sheet.answers for key in questions)


@contextmanager
def _number_is_free(number: int) -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        if "sheet.number" not in str(error):
            raise
        raise InputError(
            tr("Nomor {nomor} sudah dipakai lembar lain dalam survei ini.", nomor=number),
            next=tr("Pakai nomor lain, atau cari lembar itu lebih dahulu."),
        ) from error


def row_of_sheet(sheet: Sheet, *, complete: bool, at: str = "") -> tuple[Any, ...]:
    """Return the values of a sheet's row; changed ``at`` this time, or now."""
    content = (
        sheet.survey_id,
        sheet.service_id,
        sheet.number,
        sheet.day.isoformat(),
        _json(sheet.answers),
        _json(sheet.profile),
        int(complete),
        sheet.saran,
        sheet.operator,
        sheet.import_id,
    )
    return (*content, _digest((*content, sheet.uuid)), sheet.uuid, sheet.revision, at or now())


def _stored_texts(row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in (*_CONTENT, "uuid"))


def _digest(content: tuple[Any, ...]) -> str:
    """Return what proves that a row still holds what was saved; SQLite itself does not notice."""
    return hashlib.sha256(_encode(content).encode()).hexdigest()


def _json(content: Any) -> str:  # noqa: ANN401 - a mapping of answers or of a profile
    return _encode(dict(content))


def sheet_of_row(row: Row) -> Sheet:
    """Return the sheet that a row of its table holds."""
    return Sheet(
        survey_id=row["survey_id"],
        service_id=row["service_id"],
        number=row["number"],
        day=date.fromisoformat(row["day"]),
        answers=json.loads(row["answers"]),
        profile=json.loads(row["profile"]),
        saran=row["saran"],
        id=row["id"],
        uuid=row["uuid"],
        revision=row["revision"],
        operator=row["operator"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
        import_id=row["import_id"],
    )
