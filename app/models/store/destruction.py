"""Destroys the sheets of a survey for good and keeps what was counted of them.

Everything but ``compact`` belongs into one transaction of the caller.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.models.store.kept import KeptAnswers, count_up
from app.models.store.log import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.models.questionnaire import ProfileField
    from app.models.store.database import Database, Row
    from app.models.store.log import Log

_PERSONAL = "('lembar', 'tinjauan saran')"
"""Subjects of log rows whose content is what people answered and wrote."""

_EMPTY_VERIFICATION = (
    # A paper is verified under its first survey, whichever of its surveys is destroyed.
    "UPDATE verification_sheet SET content = '{}' WHERE verification_id IN"
    " (SELECT plan.id FROM verification AS plan JOIN survey ON survey.id = plan.survey_id"
    " JOIN survey AS gone ON gone.id = ? WHERE survey.id = gone.id"
    " OR (gone.paper <> '' AND survey.paper = gone.paper))"
)
_FORGET_MEMBERS = (
    "UPDATE package SET members = x'' WHERE survey_uuid = (SELECT uuid FROM survey WHERE id = ?)"
)
_PORTION = 5000


@dataclass(frozen=True, slots=True)
class Destruction:
    """What is kept of a destroyed survey; ``sha256`` covers the aggregates as they are stored."""

    survey_id: int
    sheets: int
    aggregates: Mapping[str, Any]
    sha256: str
    destroyed_at: str
    is_whole: bool
    """Whether the aggregates are still those that were stored."""


class DestructionRepository:
    """Keeps what was destroyed."""

    def __init__(self, database: Database, log: Log) -> None:
        self._db = database
        self._log = log
        self._known: dict[str, KeptAnswers] = {}

    def get(self, survey_id: int) -> Destruction | None:
        """Return what is kept of a destroyed survey, None while it has its sheets."""
        row = self._db.one("SELECT * FROM destruction WHERE survey_id = ?", (survey_id,))
        return _destruction(row) if row else None

    def all(self) -> list[Destruction]:
        """Return what is kept of every destroyed survey."""
        rows = self._db.rows("SELECT * FROM destruction ORDER BY survey_id")
        return [_destruction(row) for row in rows]

    def kept(self, survey_id: int) -> KeptAnswers | None:
        """Return the counts of a destroyed survey, None while it has its sheets."""
        sha256 = self._db.value("SELECT sha256 FROM destruction WHERE survey_id = ?", (survey_id,))
        if sha256 is None:
            return None
        found = self._known.get(sha256)
        if found is None:
            text = self._db.value(
                "SELECT aggregates FROM destruction WHERE survey_id = ?", (survey_id,)
            )
            found = self._known[sha256] = KeptAnswers(json.loads(text))
        return found

    def count(
        self, survey_id: int, fields: Sequence[ProfileField], questions: Sequence[str]
    ) -> dict[str, Any]:
        """Return the aggregates of the sheets that a survey has now."""
        counted = count_up(self._rows(survey_id), fields, questions)
        counted["log"] = _ranges(self._log_rows(survey_id))
        counted["sheets_sha256"] = self.sheets_sha256(survey_id)
        return counted

    def destroy(self, survey_id: int, aggregates: Mapping[str, Any]) -> Destruction:
        """Delete the sheets with all that was made of their words; keep ``aggregates``.

        The survey must be marked as destroyed already: the schema refuses otherwise.
        """
        text = json.dumps(aggregates, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sheets = int(
            self._db.value("SELECT count(*) FROM sheet WHERE survey_id = ?", (survey_id,)) or 0
        )
        self._db.execute(
            "INSERT INTO destruction (survey_id, sheets, aggregates, sha256, destroyed_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (survey_id, sheets, text, hashlib.sha256(text.encode()).hexdigest(), now()),
        )
        self._log.destroy_content(self._log_rows(survey_id))
        for sql in (
            "DELETE FROM sheet WHERE survey_id = ?",
            "DELETE FROM draft WHERE survey_id = ?",
            "DELETE FROM saran_review WHERE survey_id = ?",
            "DELETE FROM tombstone WHERE survey_id = ?",
            "DELETE FROM sheet_version WHERE survey_id = ?",
            "DELETE FROM conflict WHERE survey_id = ?",
            _FORGET_MEMBERS,
            _EMPTY_VERIFICATION,
        ):
            self._db.execute(sql, (survey_id,))
        found = self.get(survey_id)
        if found is None:
            raise KeyError(survey_id)
        return found

    def compact(self) -> None:
        """Write the file anew without the room that was freed; not within a transaction."""
        self._db.execute("VACUUM")

    def sheets_sha256(self, survey_id: int) -> str:
        """Return one hash over the digests of all sheets in the order of their numbers.

        It is what a lock can be proved with: no sheet was added, changed or taken away since.
        """
        found = hashlib.sha256()
        for row in self._db.rows(
            "SELECT digest FROM sheet WHERE survey_id = ? ORDER BY number", (survey_id,)
        ):
            found.update(row[0].encode())
        return found.hexdigest()

    def exports_of(self, survey_id: int) -> list[tuple[str, str]]:
        """Return (file name, time as ISO text) of the packages of a survey, sent and received."""
        rows = self._db.rows(
            "SELECT file_name, exported_at FROM export WHERE survey_id = ?1 UNION ALL"
            " SELECT file_name, arrived_at FROM package"
            " WHERE survey_uuid = (SELECT uuid FROM survey WHERE id = ?1) ORDER BY 2",
            (survey_id,),
        )
        return [(row[0], row[1]) for row in rows]

    def imports_of(self, survey_id: int) -> list[tuple[str, str]]:
        """Return (file name, time as ISO text) of the files that answers were taken from."""
        rows = self._db.rows(
            "SELECT file_name, imported_at FROM import_batch WHERE survey_id = ? ORDER BY id",
            (survey_id,),
        )
        return [(row[0], row[1]) for row in rows]

    def published_to(self) -> list[tuple[str, str]]:
        """Return (place, time as ISO text) of every publication of the file, the last of each."""
        rows = self._db.rows(
            "SELECT json_extract(new, '$.ke') AS place, max(at) FROM log"
            " WHERE action = 'diterbitkan' GROUP BY place ORDER BY place"
        )
        return [(row[0], row[1]) for row in rows]

    def differing(self) -> Iterator[int]:
        """Yield the destroyed surveys of which something is not as it was left.

        The aggregates must fit their hash and the row of the log that names it, the counts must be
        those of the aggregates, and no sheet may be there.
        """
        for one in self.all():
            if not (one.is_whole and self._is_logged(one) and self._fits_counts(one)):
                yield one.survey_id

    def unexplained_log_rows(self) -> list[int]:
        """Return the rows of the log that lost their content without a destruction."""
        explained: set[int] = set()
        for one in self.all():
            for first, last in one.aggregates.get("log", ()):
                explained.update(range(first, last + 1))
        rows = self._db.rows("SELECT seq FROM log WHERE old_digest IS NOT NULL ORDER BY seq")
        return [row[0] for row in rows if row[0] not in explained]

    def _is_logged(self, one: Destruction) -> bool:
        found = self._db.value(
            "SELECT json_extract(new, '$.sha256') FROM log WHERE action = 'dimusnahkan'"
            " AND subject_uuid = (SELECT uuid FROM survey WHERE id = ?)",
            (one.survey_id,),
        )
        return bool(found == one.sha256)

    def _fits_counts(self, one: Destruction) -> bool:
        sheets = self._counts("service_id, complete, n", "sheet_tally", one.survey_id)
        answers = self._counts(
            "service_id, complete, question, score, n", "answer_tally", one.survey_id
        )
        left = self._db.value("SELECT count(*) FROM sheet WHERE survey_id = ?", (one.survey_id,))
        kept = one.aggregates
        return not left and sheets == kept.get("sheets") and answers == kept.get("answers")

    def _counts(self, columns: str, table: str, survey_id: int) -> list[list[Any]]:
        rows = self._db.rows(
            f"SELECT {columns} FROM {table} WHERE survey_id = ? AND n <> 0", (survey_id,)
        )
        return sorted(list(row) for row in rows)

    def _rows(self, survey_id: int) -> Iterator[Row]:
        """Read in portions: a hundred thousand sheets need not be held at once."""
        last = 0
        while rows := self._db.rows(
            "SELECT * FROM sheet WHERE survey_id = ? AND number > ? ORDER BY number LIMIT ?",
            (survey_id, last, _PORTION),
        ):
            yield from rows
            last = rows[-1]["number"]

    def _log_rows(self, survey_id: int) -> list[int]:
        rows = self._db.rows(
            f"SELECT seq FROM log WHERE subject IN {_PERSONAL}"
            " AND ?1 IN (json_extract(new, '$.survey_id'), json_extract(old, '$.survey_id'))"
            " ORDER BY seq",
            (survey_id,),
        )
        return [row[0] for row in rows]


def _destruction(row: Row) -> Destruction:
    text = row["aggregates"]
    return Destruction(
        survey_id=row["survey_id"],
        sheets=row["sheets"],
        aggregates=json.loads(text),
        sha256=row["sha256"],
        destroyed_at=row["destroyed_at"],
        is_whole=hashlib.sha256(text.encode()).hexdigest() == row["sha256"],
    )


def _ranges(numbers: Sequence[int]) -> list[list[int]]:
    """Return ascending numbers as [first, last] of each unbroken run."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
