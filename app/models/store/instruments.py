"""The instrument versions that the surveys of a file are bound to, kept as their own text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredInstrument:
    """An instrument version as it was when the first survey was bound to it."""

    id: int
    key: str
    version: int
    definition: str
    sha256: str


class InstrumentRepository:
    """Keeps definitions; one that is stored never changes."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[StoredInstrument]:
        """Return every stored version."""
        rows = self._db.rows(
            "SELECT id, key, version, definition, sha256 FROM instrument ORDER BY id"
        )
        return [StoredInstrument(*row) for row in rows]

    def get(self, instrument_id: int) -> StoredInstrument:
        """Return one stored version."""
        return next(stored for stored in self.all() if stored.id == instrument_id)

    def keep(self, key: str, version: int, definition: str) -> StoredInstrument:
        """Store a version, or return the one that is there.

        Raises ValueError when the same key and version is stored with another definition.
        """
        digest = hashlib.sha256(definition.encode()).hexdigest()
        known = next((s for s in self.all() if (s.key, s.version) == (key, version)), None)
        if known is not None:
            if known.sha256 != digest:
                raise ValueError(key)
            return known
        cursor = self._db.execute(
            "INSERT INTO instrument (key, version, definition, sha256) VALUES (?, ?, ?, ?)",
            (key, version, definition, digest),
        )
        return StoredInstrument(cursor.lastrowid or 0, key, version, definition, digest)
