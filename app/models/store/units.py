"""The tree of units and the services they offer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.models.identifiers import new_uuid
from app.models.store.log import now
from app.models.unit import Service, Unit, UnitType

if TYPE_CHECKING:
    from app.models.store.database import Database, Row
    from app.models.store.journal import Journal


class UnitRepository:
    """Keeps units with their aliases, and services."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal

    def all(self) -> list[Unit]:
        """Return every unit, by code."""
        aliases = self._aliases()
        rows = self._db.rows("SELECT * FROM unit ORDER BY code")
        return [_unit(row, aliases.get(row["id"], ())) for row in rows]

    def get(self, unit_id: int) -> Unit:
        """Return one unit."""
        row = self._db.one("SELECT * FROM unit WHERE id = ?", (unit_id,))
        if row is None:
            raise KeyError(unit_id)
        return _unit(row, self._aliases(unit_id).get(unit_id, ()))

    def by_code(self, code: str) -> Unit | None:
        """Return the unit with this code; capitals do not matter."""
        row = self._db.one("SELECT * FROM unit WHERE code = ?", (code,))
        return _unit(row, self._aliases(row["id"]).get(row["id"], ())) if row else None

    def save(self, unit: Unit, reason: str = "") -> Unit:
        """Add a unit (id 0) or change one, with its aliases."""
        with self._db.transaction():
            saved = self._change(unit, reason) if unit.id else self._add(unit, new_uuid())
            self._set_aliases(saved)
        return saved

    def put(self, unit: Unit, uuid: str) -> Unit:
        """Add a unit, with its aliases, under a uuid that it already has elsewhere."""
        with self._db.transaction():
            saved = self._add(unit, uuid)
            self._set_aliases(saved)
        return saved

    def services(self, unit_id: int | None = None) -> list[Service]:
        """Return the services of one unit, or of all, in the order in which they were added."""
        where, values = ("", ()) if unit_id is None else (" WHERE unit_id = ?", (unit_id,))
        return [
            _service(r) for r in self._db.rows(f"SELECT * FROM service{where} ORDER BY id", values)
        ]

    def save_service(self, service: Service) -> Service:
        """Add a service (id 0), or rename or retire one."""
        with self._db.transaction():
            if not service.id:
                return self.put_service(service, new_uuid())
            old = next(known for known in self.services(service.unit_id) if known.id == service.id)
            self._db.execute(
                "UPDATE service SET name = ?, active = ?, revision = revision + 1,"
                " changed_at = ? WHERE id = ?",
                (service.name, service.active, now(), service.id),
            )
            self._journal.changed(
                "layanan", old.uuid, service_content(old), service_content(service)
            )
        return replace(service, revision=old.revision + 1)

    def by_service_uuid(self, uuid: str) -> Service | None:
        """Return the service with this uuid."""
        row = self._db.one("SELECT * FROM service WHERE uuid = ?", (uuid,))
        return _service(row) if row else None

    def put_service(self, service: Service, uuid: str) -> Service:
        """Add a service under a uuid that it already has elsewhere."""
        with self._db.transaction():
            cursor = self._db.execute(
                "INSERT INTO service (unit_id, name, active, uuid, changed_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (service.unit_id, service.name, service.active, uuid, now()),
            )
            saved = replace(service, id=cursor.lastrowid or 0, uuid=uuid, revision=1)
            self._journal.created("layanan", uuid, service_content(saved))
        return saved

    def _set_aliases(self, unit: Unit) -> None:
        self._db.execute("DELETE FROM unit_alias WHERE unit_id = ?", (unit.id,))
        self._db.execute_many(
            "INSERT INTO unit_alias (unit_id, alias) VALUES (?, ?)",
            [(unit.id, alias) for alias in dict.fromkeys(unit.aliases)],
        )

    def _add(self, unit: Unit, uuid: str) -> Unit:
        cursor = self._db.execute(
            "INSERT INTO unit (code, name, type, parent_id, active, uuid, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (unit.code, unit.name, unit.type.value, unit.parent_id, unit.active, uuid, now()),
        )
        saved = replace(unit, id=cursor.lastrowid or 0, uuid=uuid, revision=1)
        self._journal.created("unit", uuid, unit_content(saved))
        return saved

    def _change(self, unit: Unit, reason: str) -> Unit:
        old = self.get(unit.id)
        self._db.execute(
            "UPDATE unit SET code = ?, name = ?, type = ?, parent_id = ?, active = ?,"
            " revision = revision + 1, changed_at = ? WHERE id = ?",
            (unit.code, unit.name, unit.type.value, unit.parent_id, unit.active, now(), unit.id),
        )
        self._journal.changed("unit", old.uuid, unit_content(old), unit_content(unit), reason)
        return replace(unit, uuid=old.uuid, revision=old.revision + 1)

    def _aliases(self, unit_id: int | None = None) -> dict[int, tuple[str, ...]]:
        where, values = ("", ()) if unit_id is None else (" WHERE unit_id = ?", (unit_id,))
        found: dict[int, tuple[str, ...]] = {}
        for row in self._db.rows(f"SELECT unit_id, alias FROM unit_alias{where}", values):
            found[row["unit_id"]] = (*found.get(row["unit_id"], ()), row["alias"])
        return found


def _unit(row: Row, aliases: tuple[str, ...]) -> Unit:
    return Unit(
        code=row["code"],
        name=row["name"],
        type=UnitType(row["type"]),
        parent_id=row["parent_id"],
        aliases=aliases,
        active=bool(row["active"]),
        id=row["id"],
        uuid=row["uuid"],
        revision=row["revision"],
    )


def _service(row: Row) -> Service:
    return Service(
        unit_id=row["unit_id"],
        name=row["name"],
        active=bool(row["active"]),
        id=row["id"],
        uuid=row["uuid"],
        revision=row["revision"],
    )


def unit_content(unit: Unit) -> dict[str, Any]:
    """Return what the log keeps of a unit."""
    return {
        "code": unit.code,
        "name": unit.name,
        "type": unit.type.value,
        "parent_id": unit.parent_id,
        "aliases": sorted(set(unit.aliases)),
        "active": unit.active,
    }


def service_content(service: Service) -> dict[str, Any]:
    """Return what the log keeps of a service."""
    return {"name": service.name, "active": service.active, "unit_id": service.unit_id}
