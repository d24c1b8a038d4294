"""The half-typed sheet of each survey: it survives a crash and waits to be taken up again."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.models.response import Draft
from app.models.store.log import now

if TYPE_CHECKING:
    from app.models.store.database import Database, Row


class DraftRepository:
    """Keeps at most one draft per survey; drafts are not logged."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save(self, draft: Draft, operator: str) -> None:
        """Keep a draft in the place of the one before."""
        content = {
            "number": draft.number,
            "day": draft.day.isoformat(),
            "service_id": draft.service_id,
            "answers": dict(draft.answers),
            "profile": dict(draft.profile),
            "cursor": draft.cursor,
            "saran": draft.saran,
            "sheet_uuid": draft.sheet_uuid,
        }
        with self._db.transaction():
            self._db.execute(
                "INSERT INTO draft (survey_id, instrument_id, content, operator, changed_at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (survey_id) DO UPDATE SET"
                " instrument_id = excluded.instrument_id, content = excluded.content,"
                " operator = excluded.operator, changed_at = excluded.changed_at",
                (draft.survey_id, draft.instrument_id, json.dumps(content), operator, now()),
            )

    def get(self, survey_id: int) -> Draft | None:
        """Return the draft of a survey, if it fits the instrument version of the survey."""
        row = self._db.one(
            "SELECT draft.* FROM draft JOIN survey ON survey.id = draft.survey_id"
            " AND survey.instrument_id = draft.instrument_id WHERE draft.survey_id = ?",
            (survey_id,),
        )
        return _draft(row) if row else None

    def surveys(self) -> list[int]:
        """Return the surveys that have a draft, the latest first."""
        rows = self._db.rows("SELECT survey_id FROM draft ORDER BY changed_at DESC")
        return [row[0] for row in rows]

    def delete(self, survey_id: int) -> None:
        """Forget the draft of a survey."""
        with self._db.transaction():
            self._db.execute("DELETE FROM draft WHERE survey_id = ?", (survey_id,))


def _draft(row: Row) -> Draft:
    content = json.loads(row["content"])
    return Draft(
        survey_id=row["survey_id"],
        instrument_id=row["instrument_id"],
        number=content["number"],
        day=date.fromisoformat(content["day"]),
        service_id=content["service_id"],
        answers=content["answers"],
        profile=content["profile"],
        cursor=content["cursor"],
        saran=content["saran"],
        sheet_uuid=content["sheet_uuid"],
        operator=row["operator"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
    )
