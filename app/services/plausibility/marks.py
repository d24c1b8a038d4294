"""Findings that somebody checked and found right: "diperiksa, benar", with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.review import Mark
from app.services.changes import Changes, survey_changed
from app.services.text import required_line
from app.texts import tr

if TYPE_CHECKING:
    from app.models.store.store import Store


class MarkService:
    """Marks findings and takes marks away; both are in the log."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mark(self, survey_id: int, finding: str, reason: str) -> Changes:
        """Mark a finding as checked and right, or give its mark another reason.

        Raises InputError without a reason.
        """
        why = required_line(reason, tr("Alasan bahwa hal itu benar"))
        kept = self._of(survey_id, finding)
        mark = Mark(
            survey_id,
            finding,
            why,
            self._store.operator,
            id=kept.id if kept else 0,
            uuid=kept.uuid if kept else "",
            revision=kept.revision if kept else 0,
        )
        self._store.marks.save(mark)
        return survey_changed(survey_id)

    def unmark(self, survey_id: int, finding: str) -> Changes:
        """Let a finding wait again; without a mark nothing happens."""
        kept = self._of(survey_id, finding)
        if kept is not None:
            self._store.marks.delete(kept)
        return survey_changed(survey_id)

    def _of(self, survey_id: int, finding: str) -> Mark | None:
        found = self._store.marks.all(survey_id=survey_id, finding=finding)
        return found[0] if found else None
