"""The packages that were merged, and the surveys that came in them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.models.consolidation import MergedSurvey, StoredPackage
from app.models.identifiers import new_uuid
from app.models.store.log import now
from app.models.store.members import packed, unpacked

if TYPE_CHECKING:
    from app.models.consolidation import Members, Version
    from app.models.store.database import Database, Row, Value
    from app.models.store.journal import Journal

_TOLD = (
    *("file_name", "file_sha256", "content_sha256", "format", "program"),
    *("installation_id", "number", "unit_id", "unit_code", "survey_uuid", "survey_code"),
    *("instrument_id", "sheets", "log_seq", "log_hash", "operator", "id", "uuid"),
)
_LISTED = f"{', '.join(_TOLD)}, made_at, with_saran, context, arrived_at, undone_at"
_WRITTEN = (*(name for name in _TOLD if name != "id"), "made_at", "with_saran", "context")
_INSERT = (
    f"INSERT INTO package ({', '.join(_WRITTEN)}, members, arrived_at)"
    f" VALUES ({', '.join('?' * len(_WRITTEN))}, ?, ?)"
)


class PackageRepository:
    """Keeps packages and what is known of their surveys."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal

    def add(self, package: StoredPackage, members: Members) -> StoredPackage:
        """Keep a package; the caller notes in the log what became of its sheets."""
        saved = replace(package, uuid=new_uuid(), operator=self._journal.operator)
        values: dict[str, Value] = {name: getattr(saved, name) for name in _TOLD}
        values["made_at"] = saved.made_at.isoformat()
        values["with_saran"] = int(saved.with_saran)
        values["context"] = json.dumps(saved.context, ensure_ascii=False)
        at = now()
        cursor = self._db.execute(
            _INSERT, (*(values[name] for name in _WRITTEN), packed(members), at)
        )
        return replace(saved, id=cursor.lastrowid or 0, arrived_at=datetime.fromisoformat(at))

    def withdraw(self, package_id: int) -> None:
        """Mark a package as undone; what it told of sheets is not kept."""
        self._db.execute(
            "UPDATE package SET undone_at = ?, members = x'', context = '{}' WHERE id = ?",
            (now(), package_id),
        )

    def get(self, package_id: int) -> StoredPackage:
        """Return one package; raise KeyError when it is not there."""
        found = self._packages("id = ?", package_id)
        if not found:
            raise KeyError(package_id)
        return found[0]

    def known(self, file_sha256: str) -> StoredPackage | None:
        """Return the package that came in the very same file, unless it was undone."""
        found = self._packages("file_sha256 = ? AND undone_at IS NULL", file_sha256)
        return found[0] if found else None

    def all(self, *, undone: bool = False) -> list[StoredPackage]:
        """Return every package in the order of arrival; those that were undone if asked for."""
        return self._packages("undone_at IS NULL OR ?", int(undone))

    def of_survey(self, survey_uuid: str) -> list[StoredPackage]:
        """Return the packages that count for a survey, in the order of arrival."""
        return self._packages("survey_uuid = ? AND undone_at IS NULL", survey_uuid)

    def was_there(self, package: StoredPackage) -> bool:
        """Say whether another package of its survey ever came, undone ones included."""
        found = self._db.one(
            "SELECT 1 FROM package WHERE survey_uuid = ? AND id <> ?",
            (package.survey_uuid, package.id),
        )
        return found is not None

    def of_unit(self, unit_id: int) -> list[StoredPackage]:
        """Return the packages that count for a unit, in the order of arrival."""
        return self._packages("unit_id = ? AND undone_at IS NULL", unit_id)

    def members(self, package_id: int) -> dict[bytes, Version]:
        """Return the sheets that a package told of."""
        return unpacked(
            self._db.value("SELECT members FROM package WHERE id = ?", (package_id,)) or b""
        )

    def told_sha256(self, package_id: int) -> str:
        """Return the hash of all that a package told, as it is kept; the log remembers it."""
        row = self._db.one("SELECT members, context FROM package WHERE id = ?", (package_id,))
        if row is None:
            raise KeyError(package_id)
        return hashlib.sha256(row["members"] + row["context"].encode()).hexdigest()

    def logged_sha256(self) -> dict[str, str]:
        """Return package → the hash of what it told, as the log remembers it."""
        rows = self._db.rows(
            "SELECT subject_uuid, json_extract(new, '$.told_sha256') FROM log"
            " WHERE action = 'digabung'"
        )
        return {row[0]: row[1] for row in rows}

    # ------------------------------------------------------------------ their surveys
    def survey_id(self, survey_uuid: str) -> int | None:
        """Return the survey with an identity, wherever it came from."""
        found: int | None = self._db.value("SELECT id FROM survey WHERE uuid = ?", (survey_uuid,))
        return found

    def merged(self, survey_id: int) -> MergedSurvey | None:
        """Return what distinguishes a survey that came in packages; None for one of this file."""
        row = self._db.one("SELECT * FROM merged_survey WHERE survey_id = ?", (survey_id,))
        return _merged(row) if row else None

    def states(self) -> dict[int, str]:
        """Return survey → its state in the unit's own file."""
        return {
            row[0]: row[1] for row in self._db.rows("SELECT survey_id, state FROM merged_survey")
        }

    def all_merged(self) -> dict[int, MergedSurvey]:
        """Return every survey that came in packages, by its id."""
        return {row["survey_id"]: _merged(row) for row in self._db.rows(_ALL_MERGED)}

    def surveys_coded(self, code: str) -> list[tuple[int, str]]:
        """Return id and uuid of the surveys that have this code in their unit's own file."""
        rows = self._db.rows(
            "SELECT survey.id, survey.uuid FROM merged_survey AS m"
            " JOIN survey ON survey.id = m.survey_id WHERE m.code = ?",
            (code,),
        )
        return [(row[0], row[1]) for row in rows]

    def keep_merged(self, merged: MergedSurvey) -> None:
        """Keep what packages together say of a survey."""
        self._db.execute(
            "INSERT INTO merged_survey (survey_id, code, state, said) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (survey_id) DO UPDATE SET code = excluded.code, state = excluded.state,"
            " said = excluded.said",
            (
                merged.survey_id,
                merged.code,
                merged.state,
                json.dumps(merged.said, ensure_ascii=False, sort_keys=True),
            ),
        )

    def arrivals(self) -> dict[int, tuple[datetime, int]]:
        """Return survey → when its last package arrived, and how many count for it."""
        rows = self._db.rows(
            "SELECT survey.id, max(arrived_at), count(*) FROM package"
            " JOIN survey ON survey.uuid = package.survey_uuid"
            " WHERE undone_at IS NULL GROUP BY survey.id"
        )
        return {row[0]: (datetime.fromisoformat(row[1]), row[2]) for row in rows}

    def installations(self, unit_id: int) -> dict[int, set[str]]:
        """Return survey → the installations that its packages came from, for one unit."""
        found: dict[int, set[str]] = {}
        for survey_id, installation in self._db.rows(
            "SELECT survey.id, installation_id FROM package"
            " JOIN survey ON survey.uuid = package.survey_uuid"
            " WHERE package.unit_id = ? AND undone_at IS NULL",
            (unit_id,),
        ):
            found.setdefault(survey_id, set()).add(installation)
        return found

    def _packages(self, where: str, *values: Value) -> list[StoredPackage]:
        rows = self._db.rows(f"SELECT {_LISTED} FROM package WHERE {where} ORDER BY id", values)
        return [_package(row) for row in rows]


_ALL_MERGED = "SELECT * FROM merged_survey"


def _package(row: Row) -> StoredPackage:
    undone = row["undone_at"]
    return StoredPackage(
        **{name: row[name] for name in _TOLD},
        made_at=datetime.fromisoformat(row["made_at"]),
        with_saran=bool(row["with_saran"]),
        context=json.loads(row["context"]),
        arrived_at=datetime.fromisoformat(row["arrived_at"]),
        undone_at=datetime.fromisoformat(undone) if undone else None,
    )


def _merged(row: Row) -> MergedSurvey:
    return MergedSurvey(row["survey_id"], row["code"], row["state"], json.loads(row["said"]))
