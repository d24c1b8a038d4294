"""Writes into the log in the name of the operator who is working."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.store.log import Log

NOBODY = "tidak disebutkan"


class Journal:
    """The log together with the present operator."""

    def __init__(self, log: Log, operator: str = "") -> None:
        self._log = log
        self.operator = operator or NOBODY

    def created(self, subject: str, uuid: str, new: Mapping[str, Any]) -> None:
        """Note that something came into being."""
        self._log.append("dibuat", subject, uuid, operator=self.operator, new=new)

    def created_all(self, subject: str, records: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Note that many records of one kind came into being: (uuid, content) of each."""
        self._log.append_created(subject, records, self.operator)

    def changed(
        self,
        subject: str,
        uuid: str,
        old: Mapping[str, Any],
        new: Mapping[str, Any],
        reason: str = "",
    ) -> None:
        """Note what something was and what it is now."""
        self._log.append(
            "diubah", subject, uuid, operator=self.operator, old=old, new=new, reason=reason
        )

    def deleted(self, subject: str, uuid: str, old: Mapping[str, Any], reason: str = "") -> None:
        """Note what was deleted; the log keeps its content."""
        self._log.append("dihapus", subject, uuid, operator=self.operator, old=old, reason=reason)

    def noted(
        self, action: str, subject: str, uuid: str, new: Mapping[str, Any], reason: str = ""
    ) -> None:
        """Note any other deed, such as an import or an export."""
        self._log.append(action, subject, uuid, operator=self.operator, new=new, reason=reason)
