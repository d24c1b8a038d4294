"""The instrument versions of a file, shipped ones and the office's own, kept as their own text."""

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
    """An instrument version as it was when it was published or first bound to a survey."""

    id: int
    key: str
    version: int
    definition: str
    sha256: str

    @property
    def is_whole(self) -> bool:
        """Say whether the text is still the one that was stored."""
        return hashlib.sha256(self.definition.encode()).hexdigest() == self.sha256


@dataclass(frozen=True, slots=True)
class InstrumentUse:
    """What stands on an instrument version."""

    surveys: int = 0
    sheets: int = 0
    closed: int = 0
    """Surveys that are locked or whose sheets were destroyed."""

    @property
    def is_frozen(self) -> bool:
        """Say whether the version can no longer change."""
        return self.sheets > 0 or self.closed > 0


class InstrumentRepository:
    """Keeps definitions; one that has answers never changes."""

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

    def replace(self, instrument_id: int, definition: str) -> None:
        """Give a version without answers another text; the schema refuses it to any other."""
        digest = hashlib.sha256(definition.encode()).hexdigest()
        self._db.execute(
            "UPDATE instrument SET definition = ?, sha256 = ? WHERE id = ?",
            (definition, digest, instrument_id),
        )

    def delete(self, instrument_id: int) -> None:
        """Take a version out; the schema refuses where a survey is bound to it."""
        self._db.execute("DELETE FROM instrument WHERE id = ?", (instrument_id,))

    def use_of(self, instrument_id: int) -> InstrumentUse:
        """Return what stands on a version."""
        row = self._db.one(
            "SELECT count(*), count(*) FILTER (WHERE state = 'terkunci'"
            " OR destroyed_on IS NOT NULL), coalesce(sum((SELECT coalesce(sum(n), 0)"
            " FROM sheet_tally WHERE survey_id = survey.id)), 0)"
            " FROM survey WHERE instrument_id = ?",
            (instrument_id,),
        )
        return InstrumentUse(row[0], row[2], row[1]) if row else InstrumentUse()

    def surveys_of(self, instrument_id: int) -> list[int]:
        """Return the ids of the surveys that are bound to a version."""
        rows = self._db.rows(
            "SELECT id FROM survey WHERE instrument_id = ? ORDER BY id", (instrument_id,)
        )
        return [row[0] for row in rows]
