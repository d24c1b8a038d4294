"""The append-only log: who changed what, when and why, each row bound to the one before it.

The hash covers digests of the old and new content, so that the chain can still be proved after
personal content had to be destroyed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.models.store.database import Database, Row

FIRST_HASH = "0" * 64

_encode_content = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_encode_fields = json.JSONEncoder(ensure_ascii=False).encode
_PORTION = 1000
_INSERT = (
    "INSERT INTO log (at, operator, action, subject, subject_uuid, old, new, reason,"
    " previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class LogProblem(StrEnum):
    """What a check of the chain can find."""

    CHANGED = "baris log berubah"
    REMOVED = "baris log hilang"
    REORDERED = "urutan log berubah"


@dataclass(frozen=True, slots=True)
class LogHead:
    """The last row of the log: its number and hash stand for the whole log."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """The form printed in footers."""
        return f"{self.seq}-{self.hash[:12]}"


@dataclass(frozen=True, slots=True)
class LogFinding:
    """One place at which the chain does not hold."""

    seq: int
    problem: LogProblem


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the log as shown to a person."""

    seq: int
    at: datetime
    operator: str
    action: str
    subject: str
    subject_uuid: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    reason: str


class Log:
    """The log of one open file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self,
        action: str,
        subject: str,
        subject_uuid: str,
        *,
        operator: str,
        old: Mapping[str, Any] | None = None,
        new: Mapping[str, Any] | None = None,
        reason: str = "",
    ) -> None:
        """Add a row; call it within the transaction of the change that it describes."""
        previous = self.head().hash
        parts = (now(), operator, action, subject, subject_uuid, _text(old), _text(new), reason)
        self._database.execute(_INSERT, (*parts, previous, _hash(previous, parts)))

    def append_created(
        self, subject: str, records: Iterable[tuple[str, Mapping[str, Any]]], operator: str
    ) -> None:
        """Add a row for each new record (uuid, content), as ``append`` would one by one."""
        at, previous, rows = now(), self.head().hash, list[tuple[Any, ...]]()
        for uuid, content in records:
            parts = (at, operator, "dibuat", subject, uuid, None, _text(content), "")
            own = _hash(previous, parts)
            rows.append((*parts, previous, own))
            previous = own
        self._database.execute_many(_INSERT, rows)

    def head(self) -> LogHead:
        """Return the last row."""
        row = self._database.one("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
        return LogHead(row["seq"], row["hash"]) if row else LogHead(0, FIRST_HASH)

    def findings(self) -> Iterator[LogFinding]:
        """Prove the chain; yield every row at which it does not hold."""
        previous, expected = FIRST_HASH, 1
        for row in self._all_rows():
            if row["seq"] != expected:
                yield LogFinding(expected, LogProblem.REMOVED)
            elif row["previous_hash"] != previous:
                yield LogFinding(row["seq"], LogProblem.REORDERED)
            if row["hash"] != _hash_of_row(row):
                yield LogFinding(row["seq"], LogProblem.CHANGED)
            previous, expected = row["hash"], row["seq"] + 1
        if expected <= self._highest_seq_ever():
            yield LogFinding(expected, LogProblem.REMOVED)

    def destroy_content(self, rows: Iterable[int]) -> None:
        """Let digests stand in the place of what these rows tell; the chain still holds.

        Only rows about sheets and reviews of saran give way; the schema refuses others.
        """
        for seq in rows:
            row = self._database.one("SELECT old, new FROM log WHERE seq = ?", (seq,))
            if row is None or (row["old"] is None and row["new"] is None):
                continue
            self._database.execute(
                "UPDATE log SET old = NULL, new = NULL, old_digest = ?, new_digest = ?"
                " WHERE seq = ?",
                (_digest(row["old"]), _digest(row["new"]), seq),
            )

    def _all_rows(self) -> Iterator[Row]:
        """Read in portions: a statement left open would keep another connection from committing."""
        last = -1
        while rows := self._database.rows(
            "SELECT * FROM log WHERE seq > ? ORDER BY seq LIMIT ?", (last, _PORTION)
        ):
            yield from rows
            last = rows[-1]["seq"]

    def entries_of(self, subject_uuid: str) -> list[LogEntry]:
        """Return the history of one thing, oldest first.

        The log is read through for it: an index would cost every saved sheet one page more.
        """
        rows = self._database.rows(
            "SELECT * FROM log WHERE subject_uuid = ? ORDER BY seq", (subject_uuid,)
        )
        return [_entry(row) for row in rows]

    def latest(self, limit: int) -> list[LogEntry]:
        """Return the last changes, newest first."""
        return [
            _entry(r)
            for r in self._database.rows("SELECT * FROM log ORDER BY seq DESC LIMIT ?", (limit,))
        ]

    def _highest_seq_ever(self) -> int:
        found = self._database.value("SELECT seq FROM sqlite_sequence WHERE name = 'log'")
        return int(found or 0)


def now() -> str:
    """Return the present as UTC text to the millisecond; the form of every time in the file."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _hash(previous: str, parts: tuple[Any, ...]) -> str:
    *known, old, new, reason = parts
    fields = (previous, *known, _digest(old), _digest(new), reason)
    return hashlib.sha256(_encode_fields(fields).encode()).hexdigest()


def _hash_of_row(row: Row) -> str:
    """Prove a row by its content, or by the digests that stand for what was destroyed."""
    digests = [
        row[f"{name}_digest"] if row[name] is None and row[f"{name}_digest"] else _digest(row[name])
        for name in ("old", "new")
    ]
    known = tuple(row)[1:6]
    fields = (row["previous_hash"], *known, *digests, row["reason"])
    return hashlib.sha256(_encode_fields(fields).encode()).hexdigest()


def _digest(text: str | None) -> str:
    return hashlib.sha256((text or "").encode()).hexdigest()


def _text(content: Mapping[str, Any] | None) -> str | None:
    if content is None:
        return None
    return _encode_content(content)


def _entry(row: Row) -> LogEntry:
    return LogEntry(
        seq=row["seq"],
        at=datetime.fromisoformat(row["at"]),
        operator=row["operator"],
        action=row["action"],
        subject=row["subject"],
        subject_uuid=row["subject_uuid"],
        old=json.loads(row["old"]) if row["old"] else None,
        new=json.loads(row["new"]) if row["new"] else None,
        reason=row["reason"],
    )
