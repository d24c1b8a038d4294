"""Which surveys count: of doubles only the one that somebody chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.consolidation import BOTH, ConflictKind

if TYPE_CHECKING:
    from app.models.store.store import Store


def left_out(store: Store) -> frozenset[int]:
    """Return the surveys that do not count: another one of their unit and period was chosen."""
    doubles = store.merging.clashes.all(ConflictKind.DOUBLE)
    if not doubles:
        return frozenset()
    decisions = {one.fingerprint: one.choice for one in store.merging.decisions.all()}
    gone = {
        uuid
        for clash in (one.clash for one in doubles)
        if (choice := decisions.get(clash.fingerprint, BOTH)) != BOTH
        for uuid in clash.candidates
        if uuid != choice
    }
    found = map(store.merging.packages.survey_id, gone)
    return frozenset(survey_id for survey_id in found if survey_id)
