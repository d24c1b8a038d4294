"""The register of printed numbers: rows of the log, which nobody can shorten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.blank_forms.numbering import Numbers, Printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.store.store import Store
    from app.models.survey import Survey

_SUBJECT, _PRINTED = "kuesioner", "dicetak"


def note_printed(store: Store, survey: Survey, content: Mapping[str, object]) -> None:
    """Note that sheets ``first`` to ``last`` of ``content`` were printed."""
    store.journal.noted(_PRINTED, _SUBJECT, survey.uuid, content)


def printed_numbers(store: Store, surveys: Iterable[Survey]) -> tuple[Printed, ...]:
    """Return what was printed for any of these surveys, each print once, by number."""
    found = {
        Printed(
            Numbers(int(entry.new["first"]), int(entry.new["last"])),
            entry.at.astimezone().date(),
            entry.operator,
        )
        for survey in surveys
        for entry in store.log.entries_of(survey.uuid)
        if (entry.action, entry.subject) == (_PRINTED, _SUBJECT) and entry.new is not None
    }
    return tuple(sorted(found, key=lambda one: (one.numbers.first, one.day)))
