from __future__ import annotations

import sqlite3
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from app.errors import StorageError
from app.models.store.database import Database, connect, sqlite_uri, storage_error

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice


def _error(code: int, text: str = "refused") -> sqlite3.Error:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "what", "next_step"),
    [
        (sqlite3.SQLITE_FULL, "penuh atau tidak dapat ditulisi", "simpan sekali lagi"),
        (sqlite3.SQLITE_IOERR_WRITE, "penuh atau tidak dapat ditulisi", "simpan sekali lagi"),
        (sqlite3.SQLITE_IOERR_READ, "tidak dapat dibaca", "masih terpasang"),
        (sqlite3.SQLITE_READONLY, "tidak boleh ditulisi", "izin berkas"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "dipindahkan atau dihapus", "kembalikan berkas"),
        (sqlite3.SQLITE_BUSY, "sedang dipakai program lain", "Tutup program itu"),
        (sqlite3.SQLITE_CORRUPT, "k.puas rusak", "Pulihkan cadangan"),
        (sqlite3.SQLITE_NOTADB, "k.puas rusak", "Pulihkan cadangan"),
    ],
)
def test_what_the_disk_refuses_is_told_in_sentences(
    tmp_path: Path, code: int, what: str, next_step: str
) -> None:
    told = storage_error(_error(code), tmp_path / "k.puas")
    assert told is not None
    assert what in told.what
    assert next_step in told.next
    assert told.safe


def test_a_bug_is_not_told_as_the_fault_of_the_disk(tmp_path: Path) -> None:
    assert storage_error(_error(sqlite3.SQLITE_ERROR, "no such table"), tmp_path / "k") is None


def test_text_that_is_no_text_is_damage(office: SmallOffice) -> None:
    database = office.store.database
    database.execute("UPDATE draft SET operator = operator")
    with pytest.raises(StorageError, match="rusak"):
        database.value("SELECT CAST(x'ff41' AS TEXT)")


def test_an_inner_transaction_belongs_to_the_outer_one(office: SmallOffice) -> None:
    database = office.store.database
    with pytest.raises(KeyError):
        _write_and_fail(database)
    assert not database.connection.in_transaction
    assert database.value("SELECT name FROM unit") == "Kelurahan Melati"


def _write_and_fail(database: Database) -> None:
    with database.transaction():
        with database.transaction():
            database.execute("UPDATE unit SET name = 'lain'")
        raise KeyError


def test_another_writer_is_waited_for_then_named(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = connect(office.store.path)
    other.execute("BEGIN IMMEDIATE")
    office.store.database.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StorageError, match="sedang dipakai program lain"):
        office.add(1)
    other.execute("ROLLBACK")
    other.close()
    assert len(office.add(1)) == 1


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        Database(tmp_path / "tiada.puas")
    assert not (tmp_path / "tiada.puas").exists()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/data/kel urahan?.puas"), "file:///data/kel%20urahan%3F.puas?mode=ro"),
        (PureWindowsPath(r"C:\data\k.puas"), "file:///C:/data/k.puas?mode=ro"),
        (PureWindowsPath(r"\\server\data\k.puas"), "file:////server/data/k.puas?mode=ro"),
    ],
)
def test_a_path_becomes_a_uri_without_a_host(path: PurePath, uri: str) -> None:
    assert sqlite_uri(path, "mode=ro") == uri
