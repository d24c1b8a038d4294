"""Cross-tables over the raw answers of a part of a survey; what needs no part is in the counts."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.models.response import RawSheet
from app.models.selection import EVERYBODY

if TYPE_CHECKING:
    from app.models.response import Answers
    from app.models.selection import Selection
    from app.models.store.database import Database, Value
    from app.models.store.destruction import DestructionRepository
    from app.models.store.kept import KeptAnswers

_CHOSEN = (
    " survey_id = :survey AND complete >= :complete"
    " AND (:service IS NULL OR service_id = :service)"
    " AND (:chosen IS NULL"
    " OR json_extract(profile, :chosen) IN (SELECT value FROM json_each(:values))"
    " OR (:silent AND json_extract(profile, :chosen) IS NULL))"
)
_ANSWERS = " FROM sheet, json_each(sheet.answers) AS a WHERE" + _CHOSEN


class CrossTabRepository:
    """Counts sheets and answers of a selection. It reads only.

    Of a survey whose sheets were destroyed it tells what was counted before; what joins two
    choices was not, and is empty.
    """

    def __init__(self, database: Database, destroyed: DestructionRepository) -> None:
        self._db = database
        self._destroyed = destroyed

    def kept(self, survey_id: int) -> KeptAnswers | None:
        """Return the counts of a destroyed survey, None while it has its sheets."""
        return self._destroyed.kept(survey_id)

    def sheets(
        self, survey_id: int, only: Selection = EVERYBODY, *, complete_only: bool = False
    ) -> int:
        """Return how many sheets are chosen."""
        if kept := self.kept(survey_id):
            return kept.sheets(only, complete_only=complete_only)
        values = _bound(survey_id, only, complete_only=complete_only)
        return int(self._db.value("SELECT count(*) FROM sheet WHERE" + _CHOSEN, values))

    def sheets_per_service(
        self, survey_id: int, only: Selection = EVERYBODY, *, complete_only: bool = False
    ) -> dict[int, int]:
        """Return service → number of chosen sheets."""
        if kept := self.kept(survey_id):
            return kept.sheets_per_service(only, complete_only=complete_only)
        values = _bound(survey_id, only, complete_only=complete_only)
        sql = "SELECT service_id, count(*) FROM sheet WHERE" + _CHOSEN + " GROUP BY 1 ORDER BY 1"
        return {row[0]: row[1] for row in self._db.rows(sql, values)}

    def respondents(
        self,
        survey_id: int,
        field: str,
        only: Selection = EVERYBODY,
        *,
        complete_only: bool = False,
    ) -> dict[str | int | None, int]:
        """Return stored value of a profile field → number of chosen sheets."""
        if kept := self.kept(survey_id):
            return kept.respondents(field, only, complete_only=complete_only)
        values = _bound(survey_id, only, complete_only=complete_only) | {"field": _path(field)}
        sql = (
            "SELECT json_extract(profile, :field), count(*) FROM sheet WHERE"
            + _CHOSEN
            + " GROUP BY 1"
        )
        return {row[0]: row[1] for row in self._db.rows(sql, values)}

    def answers(
        self, survey_id: int, only: Selection = EVERYBODY, *, complete_only: bool = False
    ) -> list[tuple[int, str, int, int]]:
        """Return (service, question, score, n) over the chosen sheets."""
        if kept := self.kept(survey_id):
            return kept.answers(only, complete_only=complete_only)
        values = _bound(survey_id, only, complete_only=complete_only)
        sql = "SELECT service_id, a.key, a.value, count(*)" + _ANSWERS + " GROUP BY 1, 2, 3"
        return [tuple(row) for row in self._db.rows(sql, values)]

    def raw(
        self, survey_id: int, only: Selection = EVERYBODY, *, complete_only: bool = False
    ) -> tuple[RawSheet, ...]:
        """Return answers and profile of every chosen sheet.

        Read at once they are divided in memory by all characteristics in a fifth of the time that
        one grouping query per characteristic takes.
        """
        values = _bound(survey_id, only, complete_only=complete_only)
        sql = "SELECT answers, profile, service_id, day FROM sheet WHERE" + _CHOSEN
        return tuple(
            RawSheet(json.loads(row[0]), json.loads(row[1]), row[2], row[3])
            for row in self._db.rows(sql, values)
        )

    def patterns(
        self, survey_id: int, only: Selection = EVERYBODY, *, complete_only: bool = False
    ) -> list[tuple[Answers, int]]:
        """Return (answers, number of chosen sheets with exactly these answers).

        Of destroyed sheets: weighted answers with the same sums of first and second order, as far
        as the whole survey is chosen; nothing of a part of it.
        """
        if kept := self.kept(survey_id):
            return list(kept.patterns(complete_only=complete_only)) if only == EVERYBODY else []
        values = _bound(survey_id, only, complete_only=complete_only)
        sql = "SELECT answers, count(*) FROM sheet WHERE" + _CHOSEN + " GROUP BY answers"
        return [(json.loads(row[0]), row[1]) for row in self._db.rows(sql, values)]

    def saran(
        self, survey_id: int, only: Selection = EVERYBODY
    ) -> list[tuple[int, date, int, str, str]]:
        """Return (number, day, service, text, uuid) of the chosen sheets with a remark on them."""
        sql = "SELECT number, day, service_id, saran, uuid FROM sheet WHERE" + _CHOSEN
        values = _bound(survey_id, only, complete_only=False)
        rows = self._db.rows(sql + " AND saran <> '' ORDER BY number", values)
        return [(row[0], date.fromisoformat(row[1]), *row[2:5]) for row in rows]

    def alike(self, survey_id: int, questions: int) -> list[int]:
        """Return the numbers of sheets with one and the same answer to all ``questions``."""
        rows = self._db.rows(
            "SELECT number FROM sheet WHERE survey_id = ? AND ? = (SELECT count(*)"
            " FROM json_each(answers))"
            " AND 1 = (SELECT count(DISTINCT value) FROM json_each(answers)) ORDER BY number",
            (survey_id, questions),
        )
        return [row[0] for row in rows]

    def same_as_before(self, survey_id: int) -> list[int]:
        """Return the numbers of sheets with the answers and the profile of the one before them."""
        rows = self._db.rows(
            "SELECT number FROM (SELECT number, answers, profile,"
            " lag(answers) OVER before AS last_answers, lag(profile) OVER before AS last_profile"
            " FROM sheet WHERE survey_id = ? WINDOW before AS (ORDER BY number))"
            " WHERE answers = last_answers AND profile = last_profile AND answers <> '{}'",
            (survey_id,),
        )
        return [row[0] for row in rows]

    def outside_days(self, survey_id: int, start: date, end: date) -> list[int]:
        """Return the numbers of sheets whose day lies outside of ``start`` to ``end``."""
        rows = self._db.rows(
            "SELECT number FROM sheet WHERE survey_id = ? AND day NOT BETWEEN ? AND ?"
            " ORDER BY number",
            (survey_id, start.isoformat(), end.isoformat()),
        )
        return [row[0] for row in rows]

    def outside_values(self, survey_id: int, field: str, lowest: int, highest: int) -> list[int]:
        """Return the numbers of sheets whose number in a profile field is an unusual one."""
        rows = self._db.rows(
            "SELECT number FROM sheet WHERE survey_id = ?"
            " AND json_extract(profile, ?) NOT BETWEEN ? AND ? ORDER BY number",
            (survey_id, _path(field), lowest, highest),
        )
        return [row[0] for row in rows]

    def last_change(self, survey_id: int) -> datetime | None:
        """Return when a sheet of the survey was last saved or corrected."""
        if kept := self.kept(survey_id):
            return datetime.fromisoformat(kept.last_change) if kept.last_change else None
        sql = "SELECT max(changed_at) FROM sheet WHERE survey_id = ?"
        found = self._db.value(sql, (survey_id,))
        return datetime.fromisoformat(found) if found else None


def _path(field: str) -> str:
    return f'$."{field}"'


def _bound(survey_id: int, only: Selection, *, complete_only: bool) -> dict[str, Value]:
    return {
        "survey": survey_id,
        "complete": int(complete_only),
        "service": only.service_id,
        "chosen": _path(only.field) if only.field else None,
        "values": json.dumps([value for value in only.values if value is not None]),
        "silent": int(None in only.values),
    }
