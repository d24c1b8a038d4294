"""The file of a package: plain SQLite tables that anybody can look at, read with distrust.

Nothing of a package's own schema is believed: its tables must be, letter for letter, those that
this module writes, so that there is no view, trigger, index, check or generated column in it. The
file is read once, as bytes: what is checked is what is taken, whatever becomes of the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import struct
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.models.store.database import storage_error
from app.models.store.package_refusal import (
    SURVEY_PACKAGE,
    PackageKind,
    PackageProblem,
    PackageRefusedError,
    described,
)
from app.models.store.seal import is_sealed, new_mark, put_seal
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MAX_BYTES = 250_000_000
MAX_ROWS = 1_000_000
MAX_SECONDS = 120.0
"""How long the statements of one package may take in all."""
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_STEPS_AT_ONCE = 100_000
_MOST_STEPS = 20_000
"""Two thousand million steps: far beyond reading the largest package, short of for ever."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 4_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 600,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}

__all__ = ["PackageProblem", "PackageRefusedError"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column; a value may be missing where it is not ``required``."""

    name: str
    type: type[str | int]
    required: bool = True

    @property
    def sql(self) -> str:
        """The column as it stands in the statement that makes its table."""
        kind = "TEXT" if self.type is str else "INTEGER"
        return f"{_quoted(self.name)} {kind}{' NOT NULL' if self.required else ''}"


@dataclass(frozen=True, slots=True)
class Table:
    """The form of one table."""

    name: str
    columns: tuple[Column, ...]

    @property
    def sql(self) -> str:
        """The one statement that makes this table."""
        columns = ", ".join(column.sql for column in self.columns)
        return f"CREATE TABLE {_quoted(self.name)} ({columns}) STRICT"


SEAL = Table("segel", (Column("sha256_berkas", str),))
"""One row with the hash of all other bytes of the file; every package has it."""

Content = tuple[Table, tuple[tuple[Value, ...], ...]]
"""A table and its rows in their order."""


def digest(contents: Sequence[Content]) -> str:
    """Return the SHA-256 of tables: their names, columns and rows as JSON lines in UTF-8."""
    found = hashlib.sha256()
    for table, rows in contents:
        head = [table.name, *(column.name for column in table.columns)]
        for line in (head, *rows):
            found.update(f"{_encode(line)}\n".encode())
    return found.hexdigest()


def write_package(
    path: Path, contents: Sequence[Content], kind: PackageKind = SURVEY_PACKAGE
) -> None:
    """Write a new file with these tables, seal it and bring it to the disk.

    Raises StorageError when the disk refuses; the caller removes what was begun.
    """
    mark = new_mark()
    try:
        path.touch()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute(f"PRAGMA application_id={kind.application_id}")
            connection.execute(f"PRAGMA user_version={kind.format}")
            connection.execute("BEGIN IMMEDIATE")
            for table, rows in (*contents, (SEAL, ((mark,),))):
                connection.execute(table.sql)
                marks = ", ".join("?" * len(table.columns))
                insert = f"INSERT INTO {_quoted(table.name)} VALUES ({marks})"
                connection.executemany(insert, rows)
            connection.execute("COMMIT")
        put_seal(path, mark)
    except sqlite3.Error as error:
        raise storage_error(error, path) or error from error
    except OSError as error:
        raise _cannot_write(path) from error


class PackageFile:
    """A package read into a connection of its own; nothing in it is believed."""

    def __init__(
        self, path: Path, content: bytes, connection: sqlite3.Connection, kind: PackageKind
    ) -> None:
        self.path = path
        self._kind = kind
        self.format = _format(content)
        self._bytes = content
        self._connection = connection

    def refusal(self, problem: PackageProblem, detail: str = "") -> PackageRefusedError:
        """Return why nothing of this file is taken."""
        return PackageRefusedError(self.path, problem, detail, self._kind)

    @cached_property
    def sha256(self) -> str:
        """The hash of all bytes of the file, by which the same package is known again."""
        return hashlib.sha256(self._bytes).hexdigest()

    def require_tables(self, tables: Sequence[Table], others: Sequence[str] = ()) -> None:
        """Raise PackageRefusedError unless the file holds these tables, the seal and ``others``.

        What is in ``others`` may have any form for now, but must be a table.
        """
        rows = self._rows("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 100")
        found = {row[1]: row for row in rows}
        wanted = {
            table.name: ("table", table.name, table.name, table.sql) for table in (*tables, SEAL)
        }
        strange = [row[1] for row in rows if row[0] != "table" or row[1] not in {*wanted, *others}]
        missing = [name for name in (*wanted, *others) if name not in found]
        different = [name for name, row in wanted.items() if found.get(name, row) != row]
        if strange or missing or different or len(found) != len(rows):
            raise self.refusal(PackageProblem.FOREIGN_TABLES)

    def content(self, table: Table) -> Content:
        """Return all rows of a table whose form was required before.

        Raises PackageRefusedError where a value has another type than its column.
        """
        names = ", ".join(_quoted(column.name) for column in table.columns)
        sql = f"SELECT {names} FROM {_quoted(table.name)} ORDER BY rowid LIMIT {MAX_ROWS + 1}"
        rows = self._rows(sql)
        if len(rows) > MAX_ROWS:
            raise self.refusal(PackageProblem.INVALID)
        for column, values in zip(table.columns, zip(*rows, strict=True), strict=bool(rows)):
            allowed = {column.type} if column.required else {column.type, type(None)}
            if not set(map(type, values)) <= allowed:
                raise self.refusal(PackageProblem.INVALID, column.name)
        return table, tuple(rows)

    def require_seal(self) -> None:
        """Raise PackageRefusedError where any byte is another than was written."""
        rows = self.content(SEAL)[1]
        if len(rows) != 1 or not is_sealed(self._bytes, str(rows[0][0])):
            raise self.refusal(PackageProblem.CHANGED)

    def _rows(self, sql: str) -> list[tuple[Value, ...]]:
        try:
            return self._connection.execute(sql).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            raise self.refusal(PackageProblem.DAMAGED) from error


@contextmanager
def open_package(
    path: Path, content: bytes | None = None, kind: PackageKind = SURVEY_PACKAGE
) -> Iterator[PackageFile]:
    """Open a package to be read, from its bytes where they were read before.

    Raises PackageRefusedError; the file is never changed.
    """
    content = read_bytes(path, kind) if content is None else content
    try:
        connection = _connect(content)
    except sqlite3.Error as error:
        raise PackageRefusedError(path, PackageProblem.DAMAGED, kind=kind) from error
    try:
        file = PackageFile(path, content, connection, kind)
        _require_sound(file, connection)
        yield file
    finally:
        connection.close()


def is_package(path: Path, kind: PackageKind = SURVEY_PACKAGE) -> bool:
    """Say whether a file bears the mark of a package, whatever its state."""
    try:
        with path.open("rb") as file:
            first = file.read(_HEADER)
    except OSError:
        return False
    return _application_id(first) == kind.application_id


def read_bytes(path: Path, kind: PackageKind = SURVEY_PACKAGE) -> bytes:
    """Return all bytes of a file that claims to be a package of a format that we know.

    Raises PackageRefusedError; a file that is too large is not read.
    """
    try:
        if not path.is_file():  # a pipe or a device would be waited for
            raise PackageRefusedError(path, PackageProblem.UNREADABLE, kind=kind)
        is_larger = path.stat().st_size > MAX_BYTES
        _forget_cached(path)
        with path.open("rb") as file:
            first = file.read(_HEADER)
            if _application_id(first) != kind.application_id:
                what = described(_application_id(first))
                raise PackageRefusedError(path, PackageProblem.NOT_A_PACKAGE, what, kind)
            content = b"" if is_larger else first + file.read(MAX_BYTES)
    except OSError as error:
        raise PackageRefusedError(path, PackageProblem.UNREADABLE, kind=kind) from error
    if is_larger or len(content) > MAX_BYTES:
        raise PackageRefusedError(path, PackageProblem.TOO_LARGE, kind=kind)
    if _format(first) > kind.format:
        raise PackageRefusedError(path, PackageProblem.NEWER, kind=kind)
    if _format(first) < 1:
        raise PackageRefusedError(path, PackageProblem.DAMAGED, kind=kind)
    return content


def _format(first: bytes) -> int:
    return int(struct.unpack(">I", first[60:64])[0])


def _application_id(first: bytes) -> int:
    if len(first) < _HEADER or not first.startswith(_MAGIC):
        return 0
    return int(struct.unpack(">I", first[68:72])[0])


def _connect(content: bytes) -> sqlite3.Connection:
    """Open bytes as a database of their own: no file, so no journal and no lock."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        connection.deserialize(content)
        connection.set_progress_handler(_Patience(), _STEPS_AT_ONCE)
        for setting in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class _Patience:
    """Stops a statement that would go on for ever."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS
        self._end = time.monotonic() + MAX_SECONDS

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0 or time.monotonic() > self._end


def _require_sound(file: PackageFile, connection: sqlite3.Connection) -> None:
    try:
        connection.set_authorizer(_allow_checking)
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        connection.set_authorizer(_allow_reading)
    except (sqlite3.Error, UnicodeError) as error:
        raise file.refusal(PackageProblem.DAMAGED) from error
    if found is None or found[0] != "ok":
        raise file.refusal(PackageProblem.DAMAGED)


def _allow_checking(action: int, *_: object) -> int:
    allowed = {sqlite3.SQLITE_PRAGMA, sqlite3.SQLITE_READ, sqlite3.SQLITE_SELECT}
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY


def _allow_reading(action: int, *_: object) -> int:
    allowed = {sqlite3.SQLITE_READ, sqlite3.SQLITE_SELECT}
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY


def _forget_cached(path: Path) -> None:
    """Ask the system to read the medium itself and not its own memory of it, where it can."""
    if not hasattr(os, "posix_fadvise"):
        return
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _cannot_write(path: Path) -> StorageError:
    return StorageError(
        tr("Paket tidak dapat ditulis di {tempat}.", tempat=path.parent),
        safe=tr("Berkas kantor dan paket yang lama tetap utuh."),
        next=tr("Periksa apakah foldernya ada, boleh ditulisi, dan masih punya ruang."),
    )
