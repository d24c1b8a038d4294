"""Which unit of this file a package is of."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.consolidation import UnitMapping
from app.models.unit import Unit
from app.services.changes import NOTHING, OFFICE_CHANGED
from app.services.text import required_line
from app.services.units.codes import required_code
from app.texts import tr

if TYPE_CHECKING:
    from app.models.consolidation import StoredPackage
    from app.models.package import Package
    from app.models.store.store import Store
    from app.services.changes import Changes

MOST_PROPOSALS = 5
_ALIKE = 0.75


class UnitFinder:
    """Finds a unit by its code, or by the code that somebody said it has in packages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, code: str) -> Unit | None:
        """Return the unit that a code of a package means, None where nobody knows."""
        found = self._store.units.by_code(code)
        if found is None:
            mapped = self._mapping(code)
            found = self._store.units.get(mapped.unit_id) if mapped else None
        return found

    def proposals(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units whose name or alias is most like that of a package's unit."""
        wanted = unit.name.casefold()
        rated = []
        for known in self._store.units.all():
            names = (known.name, *known.aliases)
            likeness = max(SequenceMatcher(None, wanted, n.casefold()).ratio() for n in names)
            if likeness >= _ALIKE:
                rated.append((-likeness, known.type is not unit.type, known.code, known))
        return tuple(known for *_, known in sorted(rated, key=lambda one: one[:3])[:MOST_PROPOSALS])

    def bears_name(self, unit: Unit, name: str) -> bool:
        """Say whether a name is one of a unit's own."""
        return name.casefold() in {known.casefold() for known in (unit.name, *unit.aliases)}

    def map(self, code: str, unit_id: int) -> Changes:
        """Remember which unit a code in packages means. Raises InputError where it is in use."""
        code = required_line(code, tr("Kode unit"))
        unit, mapped = self._store.units.get(unit_id), self._mapping(code)
        if mapped and mapped.unit_id == unit.id:
            return NOTHING
        if self._store.units.by_code(code) is not None:
            raise InputError(
                tr("Kode {kode} adalah kode sebuah unit di berkas ini.", kode=code),
                next=tr("Paket dengan kode itu sudah dikenal; tidak perlu dipetakan."),
            )
        if mapped and any(p.unit_code.casefold() == code.casefold() for p in self._used(mapped)):
            raise InputError(
                tr("Paket dengan kode {kode} sudah digabung untuk unit lain.", kode=code),
                next=tr("Batalkan penggabungan paket itu dahulu."),
            )
        wanted = UnitMapping(code, unit.id)
        self._store.merging.mappings.save(
            replace(mapped, unit_id=unit.id) if mapped else wanted,
        )
        return OFFICE_CHANGED

    def add(self, package: Package) -> tuple[Unit, Changes]:
        """Add the unit of a package as it says of itself, below its parent where that is known.

        Raises InputError where its code cannot be one here.
        """
        parent = self._store.units.by_code(package.parent_code) if package.parent_code else None
        unit = Unit(
            required_code(package.unit.code),
            package.unit.name,
            package.unit.type,
            parent_id=parent.id if parent else None,
        )
        return self._store.units.save(unit), OFFICE_CHANGED

    def _mapping(self, code: str) -> UnitMapping | None:
        wanted = code.casefold()
        mappings = self._store.merging.mappings.all()
        return next((one for one in mappings if one.code.casefold() == wanted), None)

    def _used(self, mapping: UnitMapping) -> list[StoredPackage]:
        return self._store.merging.packages.of_unit(mapping.unit_id)
