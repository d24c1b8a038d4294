"""The instrument versions that the surveys of a file are bound to, kept as their own text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.texts import tr

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

    @property
    def is_whole(self) -> bool:
        """Say whether the text is still the one that was stored."""
        return hashlib.sha256(self.definition.encode()).hexdigest() == self.sha256


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
        """Return one stored version.

        Raises StorageError when its text is not the one that was stored: it decides every figure.
        """
        stored = next(stored for stored in self.all() if stored.id == instrument_id)
        if not stored.is_whole:
            raise StorageError(
                tr("Instrumen {kunci} di dalam berkas rusak.", kunci=stored.key),
                safe=tr("Tidak ada angka yang dihitung darinya dan berkas tidak diubah."),
                next=tr("Pulihkan cadangan terakhir dari layar Pengaturan."),
            )
        return stored

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
