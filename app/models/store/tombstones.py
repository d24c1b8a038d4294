"""What was deleted and may have been sent before; triggers of the schema leave its traces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.package import Deleted
from app.models.store.schema_sending import KINDS

if TYPE_CHECKING:
    from app.models.store.database import Database


def last_revision(database: Database, uuid: str) -> int:
    """Return the revision that the deletion of a thing was; 0 where it was never deleted."""
    found = database.value("SELECT revision FROM tombstone WHERE uuid = ?", (uuid,))
    return int(found or 0)


class TombstoneRepository:
    """Reads the traces of deletions; a thing that came back has none that counts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_survey(self, survey_id: int) -> list[Deleted]:
        """Return what was deleted of a survey and is still gone."""
        present = " ".join(
            f"AND NOT (kind = '{kind}' AND uuid IN (SELECT uuid FROM {kind}))" for kind in KINDS
        )
        rows = self._db.rows(
            f"SELECT kind, uuid, revision FROM tombstone WHERE survey_id = ? {present}"
            " ORDER BY kind, uuid",
            (survey_id,),
        )
        return [Deleted(*row) for row in rows]
