"""Find the units that a recap names: by code, by name, by another name; else they are new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from app.services.recognising.unit_names import compared_name
from app.services.reported.preview import PlannedUnit
from app.services.text import LINE_LIMIT, clean_line
from app.services.units.codes import code_reason, free_code, suggest_code
from app.services.units.preview import RowReason
from app.services.units.types import guess_type
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.models.unit import Unit

_LIKENESS = 0.88
_MOST_COMPARED = 400
"""In a longer list of names, likeness would take longer to find than a person to see."""


class UnitMatcher:
    """Knows the units of the file, and those that the recap adds while it is read."""

    def __init__(self, units: Sequence[Unit], root: str, choices: Mapping[str, str]) -> None:
        self._codes = {unit.code.casefold(): _known(unit) for unit in units}
        self._root = self._codes.get(root.casefold())
        self._named: dict[str, set[str]] = defaultdict(set)
        for unit in units:
            for name in (unit.name, *unit.aliases):
                self._named[compared_name(name)].add(unit.code.casefold())
        self._names = {compared_name(unit.name): unit.name for unit in units}
        self._choices = {compared_name(name): code for name, code in choices.items()}
        self._new: dict[str, PlannedUnit] = {}

    def find(
        self, name: str, code: str = "", parent: str = ""
    ) -> tuple[PlannedUnit | None, tuple[RowReason, ...]]:
        """Return the unit of a row, or the reasons why it is none."""
        if code:
            return self._by_code(name, clean_line(code, LINE_LIMIT), parent)
        compared = compared_name(name)
        if not compared:
            return None, (RowReason("unit", tr("belum diisi")),)
        if compared in self._choices:
            return self._chosen(name, self._choices[compared])
        codes = self._named.get(compared, set())
        if len(codes) > 1:
            listed = ", ".join(sorted(self._codes[one].code for one in codes))
            reason = tr("“{nama}” bisa berarti {daftar}; sebut kodenya", nama=name, daftar=listed)
            return None, (RowReason("unit", reason),)
        return (self._codes[next(iter(codes))] if codes else self._added(name, "", parent)), ()

    def _by_code(
        self, name: str, code: str, parent: str
    ) -> tuple[PlannedUnit | None, tuple[RowReason, ...]]:
        if known := self._codes.get(code.casefold()):
            return known, ()
        if reason := code_reason(code):
            return None, (RowReason("kode_unit", f"“{code}”: {reason}"),)
        return self._added(name or code, code, parent), ()

    def _chosen(self, name: str, code: str) -> tuple[PlannedUnit | None, tuple[RowReason, ...]]:
        known = self._codes.get(code.casefold())
        if known is None:
            reason = tr("padanannya {kode} tidak ada di berkas ini", kode=code)
            return None, (RowReason("unit", reason),)
        return replace(known, alias=name), ()

    def _added(self, name: str, code: str, parent: str) -> PlannedUnit:
        """Return the new unit of this name; every row that names it gets the same one."""
        compared = compared_name(name)
        if not code and compared in self._new:
            return self._new[compared]
        made = PlannedUnit(
            free_code(code, ()) if code else suggest_code(name, self._codes),
            name,
            guess_type(name),
            self._above(name, parent),
            like="" if code else self._like(compared),
        )
        self._codes[made.code.casefold()] = self._new[compared] = made
        return made

    def _above(self, name: str, parent: str) -> PlannedUnit | None:
        if not parent or compared_name(parent) == compared_name(name):
            return self._root
        return self.find(parent)[0] or self._root

    def _like(self, compared: str) -> str:
        if len(self._names) > _MOST_COMPARED:
            return ""
        close = get_close_matches(compared, self._names, 1, _LIKENESS)
        return self._names[close[0]] if close else ""


def _known(unit: Unit) -> PlannedUnit:
    return PlannedUnit(unit.code, unit.name, unit.type, unit_id=unit.id)
