"""Keeps records of one kind: a dataclass per row, each change of it with its row in the log.

The columns of the table are the fields of the dataclass under their own names; beside them stand
``uuid``, ``revision`` and ``changed_at``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from app.errors import InputError
from app.models.entered import Entered
from app.models.identifiers import new_uuid
from app.models.record import Record
from app.models.store.log import now
from app.models.store.tombstones import last_revision
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.database import Database, Row, Value
    from app.models.store.journal import Journal

_OWN = ("id", "uuid", "revision")


T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A table, the dataclass of its rows, and the word for one of them in the log."""

    table: str
    model: type[T]
    subject: str
    order: str = "id"

    @cached_property
    def types(self) -> dict[str, Any]:
        """The fields that are columns, with their types."""
        hints = get_type_hints(self.model)
        names = [item.name for item in fields(self.model)]  # type: ignore[arg-type] # a dataclass
        return {name: hints[name] for name in names if name not in _OWN}

    @cached_property
    def decoders(self) -> dict[str, Callable[[Value], Any]]:
        """What makes a value of each column from what SQLite gives."""
        return {name: _decoder(kind) for name, kind in self.types.items()}

    def content(self, record: T) -> dict[str, Any]:
        """Return what the log keeps of a record; of a picture its digest."""
        stored = {name: _encoded(getattr(record, name)) for name in self.types}
        return {
            name: hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
            for name, value in stored.items()
        }


class Records(Generic[T]):
    """The records of one kind in an open file."""

    def __init__(self, database: Database, journal: Journal, kind: Kind[T]) -> None:
        self._db = database
        self._journal = journal
        self.kind = kind

    def all(self, **equal: Value) -> list[T]:
        """Return the records whose columns have these values, in the order of their kind.

        Raises ValueError for a column that the kind does not have: SQLite would take its quoted
        name for a text, and find nothing.
        """
        return [self._record(row) for row in self._rows("*", equal)]

    def versions(self, **equal: Value) -> list[tuple[int, str, int]]:
        """Return id, uuid and revision of the records that ``all`` would return.

        Where all three are known, so is the record.
        """
        return [tuple(row) for row in self._rows("id, uuid, revision", equal)]

    def get(self, record_id: int) -> T:
        """Return one record; raise KeyError when it is not there."""
        found = self.all(id=record_id)
        if not found:
            raise KeyError(record_id)
        return found[0]

    def save(self, record: T, reason: str = "") -> T:
        """Add a record (id 0) or change one.

        Raises InputError when it was changed or deleted since it was read.
        """
        with self._db.transaction():
            return self._change(record, reason) if record.id else self._add(record)

    def add_all(self, records: Sequence[T]) -> list[T]:
        """Add many new records at once; what the file and its log hold is as after ``save``."""
        names = (*self.kind.types, "uuid", "revision", "changed_at")
        at, uuids = now(), [record.uuid or new_uuid() for record in records]
        with self._db.transaction():
            first = 1 + (self._db.value(f"SELECT max(id) FROM {self.kind.table}") or 0)
            self._db.execute_many(
                f"INSERT INTO {self.kind.table} (id, {_listed(names)})"
                f" VALUES ({', '.join('?' * (len(names) + 1))})",
                [
                    (place, *self._values(record), uuid, record.revision + 1, at)
                    for place, (record, uuid) in enumerate(zip(records, uuids, strict=True), first)
                ],
            )
            contents = (self.kind.content(record) for record in records)
            self._journal.created_all(self.kind.subject, zip(uuids, contents, strict=True))
        return [
            _with(record, place, uuid, record.revision + 1)
            for place, (record, uuid) in enumerate(zip(records, uuids, strict=True), first)
        ]

    def delete(self, record: T, reason: str = "") -> None:
        """Delete a record; the log keeps its content."""
        with self._db.transaction():
            old = self._unchanged_since(record)
            self._db.execute(f"DELETE FROM {self.kind.table} WHERE id = ?", (old.id,))
            self._journal.deleted(self.kind.subject, old.uuid, self.kind.content(old), reason)

    def _rows(self, columns: str, equal: dict[str, Value]) -> list[Row]:
        if not equal.keys() <= {*self.kind.types, *_OWN}:
            raise ValueError(self.kind.table, *equal)
        where = " AND ".join(f'"{name}" = ?' for name in equal)
        return self._db.rows(
            f"SELECT {columns} FROM {self.kind.table}{' WHERE ' + where if where else ''}"
            f" ORDER BY {self.kind.order}",
            tuple(equal.values()),
        )

    def _add(self, record: T) -> T:
        uuid = record.uuid or new_uuid()
        names = (*self.kind.types, "uuid", "revision", "changed_at")
        deleted = last_revision(self._db, uuid) if record.revision else 0
        revision = max(record.revision, deleted) + 1
        values = (*self._values(record), uuid, revision, now())
        cursor = self._db.execute(
            f"INSERT INTO {self.kind.table} ({_listed(names)})"
            f" VALUES ({', '.join('?' * len(names))})",
            values,
        )
        self._journal.created(self.kind.subject, uuid, self.kind.content(record))
        return _with(record, cursor.lastrowid or 0, uuid, revision)

    def _change(self, record: T, reason: str) -> T:
        old = self._unchanged_since(record)
        names = (*self.kind.types, "revision", "changed_at")
        values = (*self._values(record), old.revision + 1, now(), old.id)
        self._db.execute(
            f"UPDATE {self.kind.table} SET ({_listed(names)})"
            f" = ({', '.join('?' * len(names))}) WHERE id = ?",
            values,
        )
        before, after = self.kind.content(old), self.kind.content(record)
        self._journal.changed(self.kind.subject, old.uuid, before, after, reason)
        return _with(record, old.id, old.uuid, old.revision + 1)

    def _unchanged_since(self, record: T) -> T:
        found = self.all(id=record.id)
        if not found or found[0].revision != record.revision:
            raise InputError(
                tr("Isian itu sudah diubah atau dihapus di tempat lain."),
                safe=tr("Isi yang tersimpan tidak ditimpa."),
                next=tr("Buka isian itu sekali lagi, lalu ubah."),
            )
        return found[0]

    def _values(self, record: T) -> tuple[Value, ...]:
        return tuple(_encoded(getattr(record, name)) for name in self.kind.types)

    def _record(self, row: Row) -> T:
        own = {name: row[name] for name in _OWN}
        columns = {name: decoded(row[name]) for name, decoded in self.kind.decoders.items()}
        return self.kind.model(**columns, **own)


def _with(record: T, record_id: int, uuid: str, revision: int) -> T:
    return replace(record, id=record_id, uuid=uuid, revision=revision)  # type: ignore[type-var] # a dataclass


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _encoded(value: Any) -> Value:  # noqa: ANN401 - a field has any of the types below
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Entered):
        return value.text
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    if isinstance(value, Mapping):
        return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    stored: Value = value
    return stored


def _decoder(kind: Any) -> Callable[[Value], Any]:  # noqa: ANN401 - the type of a field
    if isinstance(kind, UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
        inner = _decoder(kind)
        return lambda value: None if value is None else inner(value)
    origin = get_origin(kind) or kind
    if origin is tuple:
        return lambda value: tuple(json.loads(str(value)))
    if origin is Mapping:
        return lambda value: json.loads(str(value))
    if kind is date:
        return lambda value: date.fromisoformat(str(value))
    if isinstance(kind, type) and issubclass(kind, StrEnum | Entered | bool):
        return kind
    return lambda value: value
