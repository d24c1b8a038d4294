"""The office itself, its officials and its operators."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.models.identifiers import new_uuid
from app.models.store.log import now
from app.models.unit import Office, Official, Operator

if TYPE_CHECKING:
    from app.models.store.database import Database, Row
    from app.models.store.journal import Journal


class OfficeRepository:
    """Keeps the one office of the file and the people named in it."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal

    def get(self) -> Office | None:
        """Return the office, or None in a file that has none yet."""
        row = self._db.one("SELECT * FROM office WHERE id = 1")
        return _office(row) if row else None

    def save(self, office: Office) -> Office:
        """Make or change the office; its installation id is given once and stays."""
        with self._db.transaction():
            old = self.get()
            installation = old.installation_id if old else new_uuid()
            office = replace(office, installation_id=installation)
            self._db.execute(
                "INSERT INTO office (id, unit_id, letterhead, address, place, logo,"
                " installation_id, changed_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id,"
                " letterhead = excluded.letterhead, address = excluded.address,"
                " place = excluded.place, logo = excluded.logo, changed_at = excluded.changed_at",
                (
                    office.unit_id,
                    json.dumps(office.letterhead, ensure_ascii=False),
                    office.address,
                    office.place,
                    office.logo or None,
                    installation,
                    now(),
                ),
            )
            if old is None:
                self._journal.created("kantor", installation, office_content(office))
            elif old != office:
                self._journal.changed(
                    "kantor", installation, office_content(old), office_content(office)
                )
        return office

    def officials(self) -> list[Official]:
        """Return all officials, the active ones first."""
        rows = self._db.rows("SELECT * FROM official ORDER BY active DESC, id")
        return [_official(row) for row in rows]

    def save_official(self, official: Official) -> Official:
        """Add an official (id 0) or change one."""
        with self._db.transaction():
            values = (
                official.jabatan,
                official.name,
                official.pangkat,
                official.nip,
                official.active,
            )
            if not official.id:
                uuid = new_uuid()
                cursor = self._db.execute(
                    "INSERT INTO official (jabatan, name, pangkat, nip, active, uuid, changed_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*values, uuid, now()),
                )
                saved = replace(official, id=cursor.lastrowid or 0, uuid=uuid, revision=1)
                self._journal.created("pejabat", uuid, official_content(saved))
                return saved
            old = next(known for known in self.officials() if known.id == official.id)
            self._db.execute(
                "UPDATE official SET jabatan = ?, name = ?, pangkat = ?, nip = ?, active = ?,"
                " revision = revision + 1, changed_at = ? WHERE id = ?",
                (*values, now(), official.id),
            )
            self._journal.changed(
                "pejabat", old.uuid, official_content(old), official_content(official)
            )
        return replace(official, revision=old.revision + 1)

    def operators(self) -> list[Operator]:
        """Return all operators by name."""
        rows = self._db.rows("SELECT * FROM operator ORDER BY name")
        return [
            Operator(r["name"], bool(r["active"]), r["id"], r["uuid"], r["revision"]) for r in rows
        ]

    def save_operator(self, operator: Operator) -> Operator:
        """Add an operator (id 0) or rename or retire one."""
        with self._db.transaction():
            if not operator.id:
                uuid = new_uuid()
                cursor = self._db.execute(
                    "INSERT INTO operator (name, active, uuid, changed_at) VALUES (?, ?, ?, ?)",
                    (operator.name, operator.active, uuid, now()),
                )
                self._journal.created("petugas", uuid, {"name": operator.name})
                return replace(operator, id=cursor.lastrowid or 0, uuid=uuid, revision=1)
            old = next(known for known in self.operators() if known.id == operator.id)
            self._db.execute(
                "UPDATE operator SET name = ?, active = ?, revision = revision + 1,"
                " changed_at = ? WHERE id = ?",
                (operator.name, operator.active, now(), operator.id),
            )
            self._journal.changed(
                "petugas",
                old.uuid,
                {"name": old.name, "active": old.active},
                {"name": operator.name, "active": operator.active},
            )
        return replace(operator, revision=old.revision + 1)


def _office(row: Row) -> Office:
    return Office(
        unit_id=row["unit_id"],
        letterhead=tuple(json.loads(row["letterhead"])),
        address=row["address"],
        place=row["place"],
        logo=row["logo"] or b"",
        installation_id=row["installation_id"],
    )


def office_content(office: Office) -> dict[str, Any]:
    """Return what the log keeps of the office."""
    return {
        "unit_id": office.unit_id,
        "letterhead": list(office.letterhead),
        "address": office.address,
        "place": office.place,
        "logo_sha256": hashlib.sha256(office.logo).hexdigest() if office.logo else "",
    }


def _official(row: Row) -> Official:
    return Official(
        jabatan=row["jabatan"],
        name=row["name"],
        pangkat=row["pangkat"],
        nip=row["nip"],
        active=bool(row["active"]),
        id=row["id"],
        uuid=row["uuid"],
        revision=row["revision"],
    )


def official_content(official: Official) -> dict[str, Any]:
    """Return what the log keeps of an official."""
    return {
        "jabatan": official.jabatan,
        "name": official.name,
        "pangkat": official.pangkat,
        "nip": official.nip,
        "active": official.active,
    }
