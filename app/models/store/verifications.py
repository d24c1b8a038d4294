"""Plans of verification, their sheets, and how fast clerks key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.store import kinds
from app.models.store.log import now
from app.models.store.records import Records
from app.models.verification import DONE, Candidate, Keying, SheetState, VerificationSheet
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.models.store.database import Database, Row, Value
    from app.models.store.journal import Journal

_COLUMNS = (
    "verification_id",
    "sheet_uuid",
    "number",
    "state",
    "first_operator",
    "second_operator",
    "third_operator",
    "sheet_revision",
    "fields",
    "differing",
    "wrong",
    "content",
)
_INSERT = (
    f"INSERT INTO verification_sheet ({', '.join(_COLUMNS)}, changed_at)"
    f" VALUES ({', '.join('?' * len(_COLUMNS))}, ?)"
)
_UPDATE = (
    f"UPDATE verification_sheet SET ({', '.join(_COLUMNS[2:])}, changed_at)"
    f" = ({', '.join('?' * len(_COLUMNS[2:]))}, ?)"
    " WHERE verification_id = ? AND sheet_uuid = ? AND state = ?"
)
_IS_VERIFIED = (
    "SELECT 1 FROM verification_sheet WHERE sheet_uuid = ? AND state IN (?, ?)"
    # The other parts of a paper are verified with its first one.
    " UNION ALL SELECT 1 FROM sheet JOIN survey AS part ON part.id = sheet.survey_id"
    " JOIN survey AS first ON first.paper = part.paper AND first.id <> part.id"
    " JOIN sheet AS head ON head.survey_id = first.id AND head.number = sheet.number"
    " JOIN verification_sheet AS v ON v.sheet_uuid = head.uuid"
    " WHERE sheet.uuid = ? AND part.paper <> '' AND v.state IN (?, ?) LIMIT 1"
)
_ADD_KEYING = (
    "INSERT INTO keying (operator, survey_id, day, sheets, keystrokes, milliseconds)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (operator, survey_id, day) DO UPDATE SET"
    " sheets = sheets + excluded.sheets, keystrokes = keystrokes + excluded.keystrokes,"
    " milliseconds = milliseconds + excluded.milliseconds"
)


class VerificationRepository:
    """Keeps plans (``plans``, logged) and their sheets."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal
        self.plans = Records(database, journal, kinds.VERIFICATION)

    def is_verified(self, sheet_uuid: str) -> bool:
        """Say whether a sheet was verified: keyed in twice with the same outcome, or decided."""
        values = (sheet_uuid, *DONE, sheet_uuid, *DONE)
        return self._db.one(_IS_VERIFIED, values) is not None

    def candidates(self, survey_id: int) -> list[Candidate]:
        """Return the sheets of a survey by number, without their answers."""
        rows = self._db.rows(
            "SELECT uuid, number, revision, operator FROM sheet WHERE survey_id = ?"
            " ORDER BY number",
            (survey_id,),
        )
        return [Candidate(*row) for row in rows]

    def add(self, sheets: Sequence[VerificationSheet]) -> None:
        """Add sheets to their plan."""
        with self._db.transaction():
            at = now()
            self._db.execute_many(_INSERT, [(*_values(sheet), at) for sheet in sheets])

    def change(self, sheet: VerificationSheet, was: SheetState) -> None:
        """Keep what became of a sheet; raise InputError when it was dealt with meanwhile."""
        key = (sheet.verification_id, sheet.sheet_uuid, was)
        cursor = self._db.execute(_UPDATE, (*_values(sheet)[2:], now(), *key))
        if cursor.rowcount != 1:
            raise InputError(
                tr("Lembar {nomor} sudah diverifikasi di tempat lain.", nomor=sheet.number),
                safe=tr("Isi yang tersimpan tidak ditimpa."),
                next=tr("Lanjutkan dengan lembar berikutnya."),
            )

    def sheet(self, verification_id: int, sheet_uuid: str) -> VerificationSheet | None:
        """Return one sheet of a plan."""
        row = self._db.one(
            "SELECT * FROM verification_sheet WHERE verification_id = ? AND sheet_uuid = ?",
            (verification_id, sheet_uuid),
        )
        return _sheet(row) if row else None

    def sheets(self, verification_id: int) -> list[VerificationSheet]:
        """Return the sheets of a plan by number."""
        rows = self._db.rows(
            "SELECT * FROM verification_sheet WHERE verification_id = ?"
            " ORDER BY number, sheet_uuid",
            (verification_id,),
        )
        return [_sheet(row) for row in rows]

    def next_open(
        self, verification_id: int, state: SheetState, after: int
    ) -> VerificationSheet | None:
        """Return the next sheet in a state that still exists; after the last, the first."""
        row = self._db.one(
            "SELECT v.* FROM verification_sheet AS v JOIN sheet ON sheet.uuid = v.sheet_uuid"
            " WHERE v.verification_id = ? AND v.state = ?"
            " ORDER BY v.number <= ?, v.number LIMIT 1",
            (verification_id, state, after),
        )
        return _sheet(row) if row else None

    def counts(self, verification_id: int) -> list[tuple[SheetState, bool, int]]:
        """Return state, whether the sheet still exists, and number of sheets."""
        rows = self._db.rows(
            "SELECT v.state, sheet.uuid IS NOT NULL, count(*) FROM verification_sheet AS v"
            " LEFT JOIN sheet ON sheet.uuid = v.sheet_uuid"
            " WHERE v.verification_id = ? GROUP BY 1, 2",
            (verification_id,),
        )
        return [(SheetState(row[0]), bool(row[1]), row[2]) for row in rows]

    def add_keying(
        self, survey_id: int, day: date, *, sheets: int, keystrokes: int, milliseconds: int
    ) -> None:
        """Add to what the present operator keyed in on a day."""
        counted = (sheets, keystrokes, milliseconds)
        with self._db.transaction():
            key = (self._journal.operator, survey_id, day.isoformat())
            self._db.execute(_ADD_KEYING, (*key, *counted))

    def keying_of(self, survey_id: int) -> list[Keying]:
        """Return what each clerk keyed in for a survey, all days together."""
        rows = self._db.rows(
            "SELECT operator, sum(sheets), sum(keystrokes), sum(milliseconds) FROM keying"
            " WHERE survey_id = ? GROUP BY operator ORDER BY operator",
            (survey_id,),
        )
        return [Keying(*row) for row in rows]


def _values(sheet: VerificationSheet) -> tuple[Value, ...]:
    return (
        sheet.verification_id,
        sheet.sheet_uuid,
        sheet.number,
        sheet.state,
        sheet.first_operator,
        sheet.second_operator,
        sheet.third_operator,
        sheet.sheet_revision,
        sheet.fields,
        sheet.differing,
        sheet.wrong,
        json.dumps(dict(sheet.content), ensure_ascii=False, sort_keys=True),
    )


def _sheet(row: Row) -> VerificationSheet:
    columns = {name: row[name] for name in _COLUMNS}
    columns["state"] = SheetState(columns["state"])
    columns["content"] = json.loads(columns["content"])
    return VerificationSheet(**columns)
