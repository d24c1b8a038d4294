from __future__ import annotations

import io
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from app.errors import StorageError
from app.models.period import long_date
from app.models.store import opening, schema
from app.models.store.lock import take_lock
from app.models.store.opening import (
    PACKAGE_APPLICATION_ID,
    Opening,
    Refused,
    create_store,
    open_store,
)
from app.models.store.store import Store
from tests.offices import reopen
from tests.oracle import assert_trustworthy, content, leftovers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAFE = "Berkas itu tidak diubah sedikit pun."


def _refused(path: Path) -> Refused:
    """Open ``path``, which must be refused and keep its bytes and its neighbours."""
    before = path.read_bytes() if path.is_file() else None
    opened = open_store(path)
    assert isinstance(opened, Refused)
    assert opened.error.safe == SAFE
    assert opened.error.next
    assert (path.read_bytes() if path.is_file() else None) == before
    assert leftovers(path.parent) == []
    return opened


def test_a_missing_file(tmp_path: Path) -> None:
    refused = _refused(tmp_path / "tiada.puas")
    assert refused.reason is Opening.MISSING
    assert refused.error.what == "Berkas tiada.puas tidak ditemukan."
    assert not refused.path.exists()


def test_creating_over_an_existing_file(closed_file: Path) -> None:
    before = closed_file.read_bytes()
    refused = create_store(closed_file)
    assert isinstance(refused, Refused)
    assert refused.reason is Opening.EXISTS
    assert refused.error.what == "Berkas kelurahan.puas sudah ada."
    assert closed_file.read_bytes() == before


def test_a_file_that_appears_while_it_is_created_is_not_replaced(
    office_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_lock(path: Path) -> object:
        path.write_bytes(b"somebody was faster")
        return take_lock(path)

    monkeypatch.setattr(opening, "take_lock", slow_lock)
    refused = create_store(office_file)
    assert isinstance(refused, Refused)
    assert refused.reason is Opening.EXISTS
    assert office_file.read_bytes() == b"somebody was faster"
    assert leftovers(office_file.parent) == []


def test_creating_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("not a folder")
    with pytest.raises(StorageError, match=r"tidak dapat dibuat di .*berkas\."):
        create_store(tmp_path / "berkas" / "k.puas")


def test_creating_that_fails_half_way_leaves_nothing(
    office_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.models.store.opening.os.replace", fail)
    with pytest.raises(StorageError, match="Pilih folder lain"):
        create_store(office_file)
    assert list(office_file.parent.iterdir()) == []
    monkeypatch.undo()
    store = create_store(office_file)
    assert isinstance(store, Store)
    store.close()


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "kosong.puas"
    path.touch()
    refused = _refused(path)
    assert refused.reason is Opening.EMPTY
    assert refused.error.what == "Berkas kosong.puas kosong (0 bita)."


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("isi.txt", "isi")
    return file.getvalue()


def _xlsx() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, "isi")
    return file.getvalue()


@pytest.mark.parametrize(
    "make",
    [_zip, _xlsx, lambda: b"%PDF-1.7\n%%EOF\n" * 20, lambda: b"nomor,tanggal\n" * 20, lambda: b"x"],
    ids=["zip", "xlsx", "pdf", "text", "one byte"],
)
def test_a_foreign_file(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = tmp_path / "asing.puas"
    path.write_bytes(make())
    refused = _refused(path)
    assert refused.reason is Opening.FOREIGN
    assert refused.error.what == "Berkas asing.puas bukan berkas kantor Puas."


def test_a_directory(tmp_path: Path) -> None:
    path = tmp_path / "folder.puas"
    path.mkdir()
    assert _refused(path).reason is Opening.FOREIGN


def _sqlite(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_the_file_of_another_program(tmp_path: Path) -> None:
    assert _refused(_sqlite(tmp_path / "lain.sqlite")).reason is Opening.FOREIGN


def test_a_package(tmp_path: Path) -> None:
    path = _sqlite(tmp_path / "p.sqlite", f"PRAGMA application_id = {PACKAGE_APPLICATION_ID}")
    refused = _refused(path)
    assert refused.reason is Opening.PACKAGE
    assert refused.error.what == "Berkas p.sqlite adalah paket kiriman, bukan berkas kantor."


def _altered(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.mark.parametrize(
    "statement",
    [
        f"PRAGMA user_version = {schema.VERSION + 1}",
        (
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('puas', '9999_of_the_future', '2030-01-01')"
        ),
    ],
    ids=["newer version", "unknown migration"],
)
def test_a_newer_file(closed_file: Path, statement: str) -> None:
    refused = _refused(_altered(closed_file, statement))
    assert refused.reason is Opening.NEWER
    assert refused.error.what == "Berkas kelurahan.puas dibuat oleh Puas yang lebih baru."
    assert refused.error.next == "Perbarui Puas di komputer ini, lalu buka lagi."


@pytest.mark.parametrize("left", [0, 15, 50, 100, 0.5, 0.98])
def test_a_truncated_file(closed_file: Path, left: float) -> None:
    size = closed_file.stat().st_size
    os.truncate(closed_file, left if isinstance(left, int) else int(size * left))
    few = {0: Opening.EMPTY, 15: Opening.FOREIGN}
    expected = few.get(int(left), Opening.DAMAGED) if left >= 1 or not left else Opening.DAMAGED
    refused = _refused(closed_file)
    assert refused.reason is expected
    if expected is Opening.DAMAGED:
        assert refused.error.what == "Berkas kelurahan.puas rusak dan tidak dibuka."
        assert "cadangan" in refused.error.next


@pytest.mark.parametrize("garbage", [b"\0" * 5000, b"\xff" * 4096, b"PK\x03\x04" * 1024])
def test_garbage_at_the_end_is_not_read(closed_file: Path, garbage: bytes) -> None:
    before = content(closed_file)
    with closed_file.open("ab") as file:
        file.write(garbage)
    office = reopen(closed_file)
    assert len(office.store.sheets.all_of(office.survey.id)) == 3
    office.store.close()
    assert content(closed_file) == before
    office = reopen(closed_file)
    office.add(20)
    office.store.close()
    assert assert_trustworthy(closed_file) == 23


def test_a_page_of_noise_is_damage(closed_file: Path) -> None:
    with closed_file.open("rb+") as file:
        file.seek(4096)
        file.write(os.urandom(4096))
    assert _refused(closed_file).reason is Opening.DAMAGED


def test_a_header_of_nonsense_is_damage(closed_file: Path) -> None:
    with closed_file.open("rb+") as file:
        file.seek(16)
        file.write(struct.pack(">H", 3))
    assert _refused(closed_file).reason is Opening.DAMAGED


def test_ours_without_any_schema_is_damage(tmp_path: Path) -> None:
    path = _sqlite(tmp_path / "k.puas", f"PRAGMA application_id = {schema.APPLICATION_ID}")
    assert _refused(path).reason is Opening.DAMAGED


HOLDING = """
import sys
from pathlib import Path
from app.models.store.opening import open_store
store = open_store(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_told_who_holds_the_file(closed_file: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(closed_file)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        refused = open_store(closed_file)
        assert isinstance(refused, Refused)
        assert refused.reason is Opening.LOCKED
        assert refused.holder is not None
        assert refused.error.what.startswith(
            f"Berkas kelurahan.puas sedang dibuka oleh {refused.holder.user} di komputer"
        )
        today = datetime.now().astimezone().date()
        assert f" sejak {long_date(today)} " in refused.error.what
        reading = reopen(closed_file, read_only=True)
        assert len(reading.store.sheets.all_of(reading.survey.id)) == 3
        reading.store.close()
        holder.kill()
        holder.wait()
    office = reopen(closed_file)  # the lock died with its holder
    office.store.close()
    assert leftovers(closed_file.parent) == []


@pytest.mark.parametrize("refusing", ["kelurahan.puas", ""], ids=["file", "folder"])
def test_what_cannot_be_written_opens_read_only(
    closed_file: Path, monkeypatch: pytest.MonkeyPatch, refusing: str
) -> None:
    target = closed_file if refusing else closed_file.parent

    def access(path: Path, mode: int) -> bool:
        return path != target

    monkeypatch.setattr("app.models.store.opening.os.access", access)
    before = closed_file.read_bytes()
    office = reopen(closed_file)
    assert office.store.read_only
    with pytest.raises(StorageError, match="tidak boleh ditulisi"):
        office.add(1)
    assert len(office.store.sheets.all_of(office.survey.id)) == 3
    assert office.session.close() is None
    assert closed_file.read_bytes() == before
    assert leftovers(closed_file.parent) == []


def test_a_file_interrupted_while_written_is_not_read_half(
    closed_file: Path, tmp_path: Path
) -> None:
    torn, journal = _torn(closed_file, tmp_path)
    opened = open_store(torn, read_only=True)
    assert isinstance(opened, Refused)
    assert opened.reason is Opening.INTERRUPTED
    assert journal.name in opened.error.next
    office = reopen(torn)  # allowed to write, it plays the journal back
    assert len(office.store.sheets.all_of(office.survey.id)) == 3
    office.store.close()
    assert not journal.exists()


def _torn(closed_file: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return a copy of the office in the midst of a transaction, and its hot journal."""
    folder = tmp_path / "torn"
    folder.mkdir()
    torn = folder / "k.puas"
    with closing(sqlite3.connect(closed_file, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE sheet SET saran = hex(randomblob(20000))")
        shutil.copyfile(f"{closed_file}-journal", f"{torn}-journal")
        shutil.copyfile(closed_file, torn)
        connection.execute("ROLLBACK")
    return torn, folder / "k.puas-journal"


def test_a_file_left_in_wal_mode_becomes_one_file_again(closed_file: Path) -> None:
    _altered(closed_file, "PRAGMA journal_mode = WAL")
    office = reopen(closed_file)
    assert office.store.database.value("PRAGMA journal_mode") == "delete"
    office.store.close()


def test_the_settings_of_an_open_file(office_file: Path) -> None:
    store = create_store(office_file)
    assert isinstance(store, Store)
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "application_id")
    found = [store.database.value(f"PRAGMA {pragma}") for pragma in pragmas]
    assert found == ["delete", 2, 1, 1, schema.APPLICATION_ID]
    store.close()


def test_leftovers_of_a_killed_program_are_cleared(closed_file: Path) -> None:
    folder = closed_file.parent / "kelurahan cadangan"
    folder.mkdir()
    for name in (
        ".kelurahan.puas.baru",
        ".kelurahan.puas.baru-journal",
        "..kelurahan.puas.baru.baru",
        "kelurahan cadangan/.2026-01-01 08.00.00.sqlite.baru",
    ):
        (closed_file.parent / name).write_bytes(b"half")
    os.link(closed_file, closed_file.with_name("kelurahan disisihkan 2026-01-01 08.00.00.puas"))
    kept = closed_file.with_name("kelurahan disisihkan 2025-01-01 08.00.00.puas")
    shutil.copyfile(closed_file, kept)
    reopen(closed_file).store.close()
    assert leftovers(closed_file.parent) == []
    assert sorted(p.name for p in closed_file.parent.glob("*.puas")) == [
        kept.name,
        "kelurahan.puas",
    ]
