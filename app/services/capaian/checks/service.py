"""Find what is unusual in a year of capaian, and keep the marks of what was found right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.capaian import CapaianMark
from app.services.capaian.checks.row_rules import budget_rules, row_rules
from app.services.capaian.checks.typed_rules import typed_rules
from app.services.capaian.checks.value_rules import value_rules
from app.services.changes import NOTHING, Changes, capaian_changed
from app.services.text import required_line
from app.texts import tr

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.services.capaian.checks.finding import CapaianFinding
    from app.services.capaian.reading import YearReader
    from app.services.capaian.year import YearFigures

RULES = (typed_rules, value_rules, row_rules, budget_rules)


def findings_of(figures: YearFigures) -> tuple[CapaianFinding, ...]:
    """Return everything that the rules find about a year."""
    return tuple(found for rule in RULES for found in rule(figures))


class CapaianCheckService:
    """Checks years; a finding that was found right bears the reason and no longer waits."""

    def __init__(self, store: Store, reader: YearReader) -> None:
        self._store = store
        self._reader = reader

    def of_year(self, year: int) -> tuple[CapaianFinding, ...]:
        """Return what is unusual in a year, with its marks; those that wait come first."""
        marks = {mark.finding: mark for mark in self._store.capaian.marks.all(year=year)}
        found = [
            replace(one, checked=marks[one.key].reason, checked_by=marks[one.key].operator)
            if one.key in marks
            else one
            for one in findings_of(self._reader.figures(year))
        ]
        return tuple(sorted(found, key=lambda one: not one.waits))

    def mark(self, year: int, key: str, reason: str) -> Changes:
        """Mark a finding as checked and right, or give its mark another reason.

        Raises InputError without a reason. A locked year may be marked: no figure changes.
        """
        why = required_line(reason, tr("Alasan bahwa hal itu benar"))
        kept = self._kept(year, key) or CapaianMark(year, key, why, "")
        self._store.capaian.marks.save(replace(kept, reason=why, operator=self._store.operator))
        return capaian_changed(year)

    def unmark(self, year: int, key: str) -> Changes:
        """Let a finding wait again; without a mark nothing happens."""
        kept = self._kept(year, key)
        if kept is None:
            return NOTHING
        self._store.capaian.marks.delete(kept)
        return capaian_changed(year)

    def _kept(self, year: int, key: str) -> CapaianMark | None:
        found = self._store.capaian.marks.all(year=year, finding=key)
        return found[0] if found else None
