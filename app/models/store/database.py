"""The one connection of an open file, and the sentences for what its disk may refuse."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from app.errors import StorageError
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path, PurePath

BUSY_SECONDS = 5.0
LOCKED_SURVEY = "survey is locked"
"""What the triggers of the schema say when a sheet of a locked survey is touched."""

LOCKED_YEAR = "year is locked"
"""What they say when figures of a locked year of capaian are touched."""

REFUSALS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where even the text of its own message is damaged."""

_NO_TEXT = "Could not decode to UTF-8"
_UNREADABLE = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})

Row = sqlite3.Row
Value = str | int | float | bytes | None


class Database:
    """A connection with our settings, explicit transactions, and errors in whole sentences.

    It belongs to the thread that made it.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._depth = 0
        try:
            self.connection = connect(path, read_only=read_only)
        except REFUSALS as error:
            self._refuse(error)

    def execute(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        try:
            return self.connection.execute(sql, values)
        except REFUSALS as error:
            self._refuse(error)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        try:
            self.connection.executemany(sql, rows)
        except REFUSALS as error:
            self._refuse(error)

    def rows(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> list[Row]:
        """Return all rows of a query; the statement is finished when this returns."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except REFUSALS as error:
            self._refuse(error)

    def one(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def value(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> Any:  # noqa: ANN401 - a column has any of SQLite's types
        """Return the first column of the first row, or None."""
        row = self.one(sql, values)
        return None if row is None else row[0]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything within it happen whole or not at all; an inner one joins the outer."""
        if self._depth:
            yield
            return
        self.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth = 0

    @property
    def changes(self) -> int:
        """How many rows this connection has changed since it was opened."""
        return self.connection.total_changes

    @property
    def in_transaction(self) -> bool:
        """Say whether what was written may still be taken back."""
        return self._depth > 0

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def _refuse(self, error: Exception) -> NoReturn:
        refusal = storage_error(error, self.path)
        if refusal is None:
            raise error
        raise refusal from error


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open ``path`` with the settings of architecture §3; an existing file only.

    The size of a text or blob and of the schema is bounded by SQLite itself.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        sqlite_uri(path.absolute(), f"mode={mode}"),
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        cached_statements=256,
    )
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cell_size_check=ON")
        if not read_only:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")
    except REFUSALS:
        connection.close()
        raise
    return connection


def sqlite_uri(path: PurePath, query: str) -> str:
    """Return an absolute path as the URI that SQLite opens.

    SQLite knows no host: a file on a share of Windows is one whose path begins with two slashes.
    """
    uri = path.as_uri()
    if not uri.startswith("file:///"):
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?{query}"


def storage_error(error: Exception, path: Path) -> StorageError | None:
    """Return the sentence for what the environment refused, or None when the error is a bug."""
    extended = getattr(error, "sqlite_errorcode", 0)
    if isinstance(error, UnicodeDecodeError) or _NO_TEXT in str(error):
        extended = sqlite3.SQLITE_CORRUPT
    drive = path.absolute().parent
    unchanged = tr("Semua yang sudah tersimpan tetap utuh.")
    if extended in _UNREADABLE:
        return StorageError(
            tr("Berkas {berkas} tidak dapat dibaca dari {tempat}.", berkas=path.name, tempat=drive),
            safe=unchanged,
            next=tr("Periksa apakah media penyimpannya masih terpasang, lalu coba sekali lagi."),
        )
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return StorageError(
            tr("Berkas {berkas} dipindahkan atau dihapus selagi terbuka.", berkas=path.name),
            safe=unchanged,
            next=tr("Tutup Puas, kembalikan berkas itu ke {tempat}, lalu buka lagi.", tempat=drive),
        )
    match extended & 0xFF:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return StorageError(
                tr("Penyimpanan di {tempat} penuh atau tidak dapat ditulisi.", tempat=drive),
                safe=unchanged,
                next=tr("Kosongkan beberapa megabita di sana, lalu simpan sekali lagi."),
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StorageError(
                tr("Berkas {berkas} tidak boleh ditulisi.", berkas=path.name),
                safe=unchanged,
                next=tr("Periksa izin berkas dan foldernya, atau salin berkas ke folder Anda."),
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageError(
                tr("Berkas {berkas} sedang dipakai program lain.", berkas=path.name),
                safe=unchanged,
                next=tr("Tutup program itu, lalu coba sekali lagi."),
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StorageError(
                tr("Berkas {berkas} rusak.", berkas=path.name),
                safe=tr("Berkas tidak diubah lagi dan cadangannya tetap ada."),
                next=tr("Pulihkan cadangan terakhir dari layar Pengaturan."),
            )
        case sqlite3.SQLITE_CONSTRAINT if LOCKED_SURVEY in str(error):
            return StorageError(
                tr("Survei ini terkunci, jadi lembarnya tidak dapat diubah."),
                safe=unchanged,
                next=tr("Mintalah kepala kantor membuka kuncinya bila memang perlu diubah."),
            )
        case sqlite3.SQLITE_CONSTRAINT if LOCKED_YEAR in str(error):
            return StorageError(
                tr("Capaian tahun itu terkunci, jadi angkanya tidak dapat diubah."),
                safe=unchanged,
                next=tr("Buka kuncinya dahulu dengan menyebutkan alasan."),
            )
    return None
