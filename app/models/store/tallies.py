"""The table of counts, kept in the same transaction as the sheets it counts (architecture §5)."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from app.models.response import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.response import Answers
    from app.models.store.database import Database

_ADD_SHEETS = (
    "INSERT INTO sheet_tally (survey_id, service_id, complete, n) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (survey_id, service_id, complete) DO UPDATE SET n = n + excluded.n"
)
_ADD_ANSWERS = (
    "INSERT INTO answer_tally (survey_id, service_id, complete, question, score, n)"
    " VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (survey_id, service_id, complete, question, score)"
    " DO UPDATE SET n = n + excluded.n"
)
_ADD_ANSWERS_OF_SHEET = (
    "INSERT INTO answer_tally (survey_id, service_id, complete, question, score, n)"
    " SELECT ?, ?, ?, key, value, 1 FROM json_each(?) WHERE true"
    " ON CONFLICT (survey_id, service_id, complete, question, score) DO UPDATE SET n = n + 1"
)
_TAKE_SHEET = (
    "UPDATE sheet_tally SET n = n - 1 WHERE survey_id = ? AND service_id = ? AND complete = ?"
)
_TAKE_ANSWER = (
    "UPDATE answer_tally SET n = n - 1"
    " WHERE survey_id = ? AND service_id = ? AND complete = ? AND question = ? AND score = ?"
)
_NOT_DESTROYED = "survey_id NOT IN (SELECT survey_id FROM destruction)"
_RECOUNT_SHEETS = (
    "SELECT survey_id, service_id, complete, count(*) AS n FROM sheet"
    " GROUP BY survey_id, service_id, complete"
)
_RECOUNT_ANSWERS = (
    "SELECT survey_id, service_id, complete, a.key AS question, a.value AS score, count(*) AS n"
    " FROM sheet, json_each(sheet.answers) AS a"
    " GROUP BY survey_id, service_id, complete, a.key, a.value"
)


class TallyRepository:
    """Counts of sheets and of answers per survey, service, question and score."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, survey_id: int, service_id: int, answers: Answers, *, complete: bool) -> None:
        """Count one more sheet."""
        group = (survey_id, service_id, complete)
        self._db.execute(_ADD_SHEETS, (*group, 1))
        self._db.execute(_ADD_ANSWERS_OF_SHEET, (*group, json.dumps(dict(answers))))

    def take(self, survey_id: int, service_id: int, answers: Answers, *, complete: bool) -> None:
        """Count one sheet less."""
        group = (survey_id, service_id, complete)
        self._db.execute(_TAKE_SHEET, group)
        self._db.execute_many(
            _TAKE_ANSWER, [(*group, key, score) for key, score in answers.items()]
        )

    def add_many(self, sheets: Iterable[tuple[int, int, bool, Answers]]) -> None:
        """Count many sheets at once: (survey, service, complete, answers) each."""
        groups: Counter[tuple[int, int, int]] = Counter()
        cells: Counter[tuple[int, int, int, str, int]] = Counter()
        for survey_id, service_id, complete, answers in sheets:
            groups[survey_id, service_id, complete] += 1
            for key, score in answers.items():
                cells[survey_id, service_id, complete, key, score] += 1
        self.add_counted(groups, cells)

    def add_counted(
        self,
        groups: Mapping[tuple[int, int, int], int],
        cells: Mapping[tuple[int, int, int, str, int], int],
    ) -> None:
        """Add counts of sheets by (survey, service, complete), of answers by these and more."""
        self._db.execute_many(_ADD_SHEETS, [(*group, n) for group, n in groups.items()])
        self._db.execute_many(_ADD_ANSWERS, [(*cell, n) for cell, n in cells.items()])

    def recount(self, survey_id: int) -> None:
        """Count a survey anew from its sheets, after many of them went at once."""
        for table in ("sheet_tally", "answer_tally"):
            self._db.execute(f"DELETE FROM {table} WHERE survey_id = ?", (survey_id,))
        self._db.execute(
            "INSERT INTO sheet_tally (survey_id, service_id, complete, n)"
            " SELECT survey_id, service_id, complete, count(*) FROM sheet WHERE survey_id = ?"
            " GROUP BY survey_id, service_id, complete",
            (survey_id,),
        )
        self._db.execute(
            "INSERT INTO answer_tally (survey_id, service_id, complete, question, score, n)"
            " SELECT survey_id, service_id, complete, a.key, a.value, count(*)"
            " FROM sheet, json_each(sheet.answers) AS a WHERE survey_id = ?"
            " GROUP BY survey_id, service_id, complete, a.key, a.value",
            (survey_id,),
        )

    def sheets_of(self, survey_id: int, *, complete_only: bool = False) -> int:
        """Return how many sheets a survey has."""
        found = self._db.value(
            "SELECT sum(n) FROM sheet_tally WHERE survey_id = ? AND complete >= ?",
            (survey_id, complete_only),
        )
        return int(found or 0)

    def sheets_per_service(self, survey_id: int, *, complete_only: bool = False) -> dict[int, int]:
        """Return service → number of sheets."""
        rows = self._db.rows(
            "SELECT service_id, sum(n) FROM sheet_tally WHERE survey_id = ? AND complete >= ?"
            " GROUP BY service_id",
            (survey_id, complete_only),
        )
        return {row[0]: row[1] for row in rows if row[1]}

    def answers_of(self, survey_id: int, *, complete_only: bool = False) -> list[Tally]:
        """Return the counts of one survey, per service, question and score."""
        rows = self._db.rows(
            "SELECT survey_id, service_id, question, score, sum(n) FROM answer_tally"
            " WHERE survey_id = ? AND complete >= ? GROUP BY service_id, question, score",
            (survey_id, complete_only),
        )
        return [Tally(*row) for row in rows]

    def all_sheets(self) -> dict[tuple[int, bool], int]:
        """Return (survey, complete) → number of sheets, over all services."""
        rows = self._db.rows(
            "SELECT survey_id, complete, sum(n) FROM sheet_tally GROUP BY survey_id, complete"
        )
        return {(row[0], bool(row[1])): row[2] for row in rows}

    def all_answers(self) -> dict[int, list[tuple[str, int, bool, int]]]:
        """Return survey → (question, score, complete, n), over all services."""
        found: dict[int, list[tuple[str, int, bool, int]]] = {}
        for survey_id, question, score, complete, n in self._db.rows(
            "SELECT survey_id, question, score, complete, sum(n) FROM answer_tally"
            " GROUP BY survey_id, question, score, complete"
        ):
            found.setdefault(survey_id, []).append((question, score, bool(complete), n))
        return found

    def differing(self) -> list[tuple[int, str]]:
        """Recount the raw answers; return (survey, question) where the counts do not hold.

        Those of a survey whose sheets were destroyed are proved with what was kept of it.
        The question is empty where the number of sheets itself differs.
        """
        wrong = [(row[0], "") for row in self._differences("sheet_tally", _RECOUNT_SHEETS, 3)]
        wrong += [
            (row[0], row[3]) for row in self._differences("answer_tally", _RECOUNT_ANSWERS, 5)
        ]
        # Damage may leave anything in a row, even nothing where nothing is allowed.
        return sorted({(survey_id or 0, question or "") for survey_id, question in wrong})

    def _differences(self, table: str, recount: str, keys: int) -> list[tuple[int, int, int, str]]:
        stored = {
            tuple(r)[:keys]: r["n"]
            for r in self._db.rows(f"SELECT * FROM {table} WHERE n <> 0 AND {_NOT_DESTROYED}")
        }
        counted = {tuple(row)[:keys]: row["n"] for row in self._db.rows(recount)}
        unequal = {k for k in stored.keys() | counted.keys() if stored.get(k) != counted.get(k)}
        return [(*key, "")[:4] for key in unequal]
