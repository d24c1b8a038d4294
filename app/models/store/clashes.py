"""Where packages differ: what follows from them, and what people decided."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.models.consolidation import Clash, ConflictKind, StoredClash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.store.database import Database, Row, Value

_OPEN = "fingerprint NOT IN (SELECT fingerprint FROM decision)"


class ClashRepository:
    """Keeps the clashes that there are now; they follow from the packages."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace_of_survey(self, survey_id: int, clashes: Iterable[StoredClash]) -> None:
        """Keep these as the clashes within a survey."""
        self._db.execute("DELETE FROM conflict WHERE survey_id = ?", (survey_id,))
        self._add(clashes)

    def replace_doubles(
        self, unit_id: int, year: int, period: str, clashes: Iterable[StoredClash]
    ) -> None:
        """Keep these as the clashes between surveys of one unit and period."""
        self._db.execute(
            "DELETE FROM conflict WHERE survey_id IS NULL AND unit_id = ? AND year = ?"
            " AND period = ?",
            (unit_id, year, period),
        )
        self._add(clashes)

    def find(self, fingerprint: str) -> list[StoredClash]:
        """Return a clash with every survey in which it stands; a plan may be told by two."""
        return self._clashes("fingerprint = ?", fingerprint)

    def all(self, kind: ConflictKind | None = None) -> list[StoredClash]:
        """Return every clash, of one kind if it is given, decided or not."""
        return self._clashes("?1 IS NULL OR kind = ?1", kind.value if kind else None)

    def of_survey(self, survey_id: int) -> list[StoredClash]:
        """Return the clashes within a survey."""
        return self._clashes("survey_id = ?", survey_id)

    def doubles(self, unit_id: int, year: int, period: str) -> list[StoredClash]:
        """Return the clashes between surveys of one unit and period."""
        return self._clashes(
            "survey_id IS NULL AND unit_id = ? AND year = ? AND period = ?", unit_id, year, period
        )

    def open_of_period(self, year: int, period: str) -> list[StoredClash]:
        """Return what nobody decided yet in a period."""
        return self._clashes(f"year = ? AND period = ? AND {_OPEN}", year, period)

    def _add(self, clashes: Iterable[StoredClash]) -> None:
        self._db.execute_many(
            "INSERT INTO conflict (fingerprint, kind, unit_id, survey_id, year, period, subject,"
            " candidates) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [_values(one) for one in clashes],
        )

    def _clashes(self, where: str, *values: Value) -> list[StoredClash]:
        rows = self._db.rows(
            f"SELECT * FROM conflict WHERE {where} ORDER BY year, period, unit_id, survey_id,"
            " kind, subject",
            values,
        )
        return [_stored(row) for row in rows]


def _values(one: StoredClash) -> tuple[Value, ...]:
    clash = one.clash
    return (
        clash.fingerprint,
        clash.kind.value,
        one.unit_id,
        one.survey_id,
        one.year,
        one.period,
        clash.subject,
        json.dumps(clash.candidates),
    )


def _stored(row: Row) -> StoredClash:
    clash = Clash(
        ConflictKind(row["kind"]),
        row["subject"],
        tuple(json.loads(row["candidates"])),
        row["fingerprint"],
    )
    return StoredClash(clash, row["unit_id"], row["survey_id"], row["year"], row["period"])
