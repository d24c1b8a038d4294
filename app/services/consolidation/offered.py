"""Which service of this file each service of a unit's packages is.

A service is known by its name: of each service of an office the one of its highest revision counts,
and what bears one name is one service, also where it came from two office files. It follows from
the set of packages, so it does not matter in which order they come.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from app.models.unit import Service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.consolidation import StoredPackage
    from app.models.store.store import Store
    from app.models.unit import Unit

ServiceIds = dict[bytes, int]
"""The sixteen bytes of a service's uuid in its office → the service of this file."""


@dataclass(frozen=True, slots=True, order=True)
class _Named:
    """A service under the name of its highest revision."""

    revision: int
    name: str
    uuid: str


class OfferedServices:
    """Finds and adds services; within the caller's transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ids(self, unit: Unit, packages: Iterable[StoredPackage]) -> ServiceIds:
        """Return the services of the packages of a unit; what is new is added.

        One that came in packages and bears a name that none tells any more is taken out of use.
        """
        groups = _groups(packages)
        rows = {row.name.casefold(): row for row in self._store.units.services(unit.id)}
        for key, row in rows.items():
            if key not in groups and row.active and _came(unit, row):
                self._store.units.save_service(replace(row, active=False))
        return {
            UUID(one.uuid).bytes: self._service(unit, rows.get(key), max(group).name).id
            for key, group in sorted(groups.items())
            for one in group
        }

    def known(self, unit: Unit, packages: Iterable[StoredPackage]) -> ServiceIds:
        """Return the services of packages that were merged; nothing is written."""
        rows = {row.name.casefold(): row for row in self._store.units.services(unit.id)}
        found: ServiceIds = {}
        for key, group in _groups(packages).items():
            row = rows.get(key) or self._store.units.by_service_uuid(_uuid(unit, key))
            if row is not None:
                found |= {UUID(one.uuid).bytes: row.id for one in group}
        return found

    def _service(self, unit: Unit, row: Service | None, name: str) -> Service:
        if row is None:
            wanted = Service(unit.id, name)
            known = self._store.units.by_service_uuid(_uuid(unit, name))
            return known or self._store.units.put_service(wanted, _uuid(unit, name))
        if _came(unit, row) and (row.name != name or not row.active):
            return self._store.units.save_service(replace(row, name=name, active=True))
        return row


def _groups(packages: Iterable[StoredPackage]) -> dict[str, list[_Named]]:
    """Return name → the services that bear it now, whatever its capitals."""
    newest: dict[str, _Named] = {}
    for package in packages:
        for said in package.context["services"]:
            named = _Named(said["revision"], said["name"], said["uuid"])
            newest[named.uuid] = max(named, newest.get(named.uuid, named))
    groups: defaultdict[str, list[_Named]] = defaultdict(list)
    for named in newest.values():
        groups[named.name.casefold()].append(named)
    return dict(groups)


def _came(unit: Unit, row: Service) -> bool:
    """Say whether a service was added for packages; others were listed here."""
    return row.uuid == _uuid(unit, row.name)


def _uuid(unit: Unit, name: str) -> str:
    """Return the uuid of a service that is added for its name."""
    return str(uuid5(UUID(unit.uuid), name.casefold()))
