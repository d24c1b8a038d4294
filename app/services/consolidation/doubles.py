"""Surveys of one unit, period and instrument that came from installations of their own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.models.consolidation import ConflictKind, StoredClash
from app.services.consolidation.settling import clash_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.consolidation import Clash
    from app.models.store.store import Store
    from app.models.survey import Survey


class DoubleFinder:
    """Finds doubles; two surveys of one office file are meant to be two."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, unit_id: int, year: int, period: str) -> None:
        """Keep the doubles of a unit and period as clashes."""
        groups: defaultdict[int, list[Survey]] = defaultdict(list)
        for survey in self._store.surveys.of_unit(unit_id, year):
            if survey.period.code == period:
                groups[survey.instrument_id].append(survey)
        several = [group for group in groups.values() if len(group) > 1]
        sources = self._sources(unit_id) if several else {}
        clashes = [
            StoredClash(
                self._clash(group),
                unit_id,
                None,
                year,
                period,
            )
            for group in several
            if _are_apart(group, sources)
        ]
        self._store.merging.clashes.replace_doubles(unit_id, year, period, clashes)

    def _clash(self, group: Sequence[Survey]) -> Clash:
        instrument = self._store.instruments.get(group[0].instrument_id)
        subject = f"{instrument.key} {instrument.version}"
        return clash_of(ConflictKind.DOUBLE, subject, [survey.uuid for survey in group])

    def _sources(self, unit_id: int) -> dict[int, set[str]]:
        """Return survey → installations; a survey of this file has the one of this file."""
        office = self._store.offices.get()
        here = {office.installation_id} if office else {""}
        found = self._store.merging.packages.installations(unit_id)
        return defaultdict(lambda: here, found)


def _are_apart(group: Sequence[Survey], sources: dict[int, set[str]]) -> bool:
    """Say whether two surveys have no installation in common."""
    return any(
        sources[one.id].isdisjoint(sources[other.id])
        for place, one in enumerate(group)
        for other in group[place + 1 :]
    )
