"""Opening and creating an office file: what it may turn out to be, one sentence each.

A file that we do not understand (foreign, newer, damaged) is read, never written.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.models.period import long_date
from app.models.store import schema
from app.models.store.backup import back_up_before_migration, clear_leftovers
from app.models.store.database import REFUSALS, connect, storage_error
from app.models.store.durable import remove, sync_folder, temporary_beside
from app.models.store.lock import FileLock, Holder, take_lock
from app.models.store.store import Store
from app.paths import is_there, real_file
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE_APPLICATION_ID = 0x50756178
"""``Puax``: a package made by ``ekspor``; not an office file."""
OFFICE_PACKAGE_APPLICATION_ID = 0x5075616B
"""``Puak``: a package that a city sends down to its offices."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_WAL = 2


class Opening(Enum):
    """Why a file was not opened."""

    MISSING = "missing"
    EXISTS = "exists"
    EMPTY = "empty"
    FOREIGN = "foreign"
    PACKAGE = "package"
    OFFICE_PACKAGE = "office package"
    NEWER = "newer"
    DAMAGED = "damaged"
    LOCKED = "locked"
    OLDER_READ_ONLY = "older, read-only"
    INTERRUPTED = "interrupted, read-only"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not opened and not changed."""

    reason: Opening
    path: Path
    holder: Holder | None = None

    @property
    def error(self) -> StorageError:
        """The refusal in whole sentences."""
        what, next_step = _sentence(self)
        return StorageError(what, safe=tr("Berkas itu tidak diubah sedikit pun."), next=next_step)


@dataclass(frozen=True, slots=True)
class _Header:
    application_id: int
    user_version: int
    pages_fit: bool
    keeps_wal: bool = False


def create_store(path: Path, *, operator: str = "") -> Store | Refused:
    """Make a new, empty office file; an existing one is never replaced."""
    path = real_file(path)
    if is_there(path):
        return Refused(Opening.EXISTS, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = take_lock(path)
    except OSError as error:
        raise _cannot_write(path) from error
    if isinstance(lock, Holder):
        return Refused(Opening.LOCKED, path, lock)
    try:
        if not path.exists():  # nobody made it before the lock was ours
            _create_file(path)
            return Store(path, lock=lock, operator=operator)
    except OSError as error:
        lock.release()
        raise _cannot_write(path) from error
    except BaseException:
        lock.release()
        raise
    lock.release()
    return Refused(Opening.EXISTS, path)


def open_store(path: Path, *, read_only: bool = False, operator: str = "") -> Store | Refused:
    """Open an office file; read-only when asked or where it cannot be written."""
    path = real_file(path)
    refusal, header = _inspect(path)
    if refusal:
        return Refused(refusal, path)
    lock = None if read_only else _lock_if_writable(path)
    if isinstance(lock, Holder):
        return Refused(Opening.LOCKED, path, lock)
    try:
        if lock is not None:
            clear_leftovers(path)
        refusal = _check(path, header, read_only=lock is None)
        if refusal is None:
            return Store(path, lock=lock, read_only=lock is None, operator=operator)
    except BaseException:
        _release(lock)
        raise
    _release(lock)
    return Refused(refusal, path)


def _inspect(path: Path) -> tuple[Opening | None, _Header]:
    """Read the first bytes only: enough to tell a foreign or newer file without opening it."""
    nothing = _Header(0, 0, pages_fit=False)
    try:
        if not path.exists():
            return Opening.MISSING, nothing
        if not path.is_file():
            return Opening.FOREIGN, nothing
        with path.open("rb") as file:
            first = file.read(_HEADER)
        size = path.stat().st_size
    except OSError:
        return Opening.UNREADABLE, nothing
    if size == 0:
        return Opening.EMPTY, nothing
    if not first.startswith(_MAGIC):
        return Opening.FOREIGN, nothing
    if len(first) < _HEADER:
        return Opening.DAMAGED, nothing
    header = _parse_header(first, size)
    if header.application_id == PACKAGE_APPLICATION_ID:
        return Opening.PACKAGE, header
    if header.application_id == OFFICE_PACKAGE_APPLICATION_ID:
        return Opening.OFFICE_PACKAGE, header
    if header.application_id != schema.APPLICATION_ID:
        return Opening.FOREIGN, header
    return (Opening.NEWER if header.user_version > schema.VERSION else None), header


def _parse_header(first: bytes, size: int) -> _Header:
    page_size = struct.unpack(">H", first[16:18])[0]
    page_size = 65536 if page_size == 1 else page_size
    pages, user_version, application_id = (
        struct.unpack(">I", first[at : at + 4])[0] for at in (28, 60, 68)
    )
    return _Header(
        application_id,
        user_version,
        pages_fit=pages * page_size <= size,
        keeps_wal=first[18] == _WAL,
    )


def _lock_if_writable(path: Path) -> FileLock | Holder | None:
    """Return None where the file or its folder refuses writing: it is opened read-only then."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return None
    try:
        return take_lock(path)
    except OSError:
        return None


def _check(path: Path, header: _Header, *, read_only: bool) -> Opening | None:
    if not header.pages_fit and not is_there(_journal(path)):
        return Opening.DAMAGED
    try:
        with closing(connect(path, read_only=read_only)) as connection:
            refusal = _check_content(connection, path, read_only=read_only)
            if refusal is None and header.keeps_wal and not read_only:
                # Another program left it so; copied while open, such a file loses what was saved.
                connection.execute("PRAGMA journal_mode=DELETE")
            if refusal is None and is_there(_journal(path)) and not read_only:
                _clear_spent_journal(connection)
            return refusal
    except REFUSALS as error:
        return _refusal_of(error, path)


def _check_content(
    connection: sqlite3.Connection, path: Path, *, read_only: bool
) -> Opening | None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return Opening.DAMAGED
    applied = schema.applied_migrations(connection)
    if not set(applied) <= set(schema.MIGRATION_NAMES):
        return Opening.NEWER
    if applied == schema.MIGRATION_NAMES:
        return None if schema.is_whole(connection) else Opening.DAMAGED
    if not applied:
        return Opening.DAMAGED
    if read_only:
        return Opening.OLDER_READ_ONLY
    back_up_before_migration(path)
    schema.migrate(connection)
    return None


def _refusal_of(error: Exception, path: Path) -> Opening:
    """Tell a damaged file from one that cannot be read or written just now."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code in {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}:
        return Opening.UNREADABLE
    match code & 0xFF:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_BUSY:
            raise storage_error(error, path) or error from error
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN if is_there(_journal(path)):
            return Opening.INTERRUPTED
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return Opening.UNREADABLE
    return Opening.DAMAGED


def _clear_spent_journal(connection: sqlite3.Connection) -> None:
    """Let SQLite itself remove a journal that had nothing to play back.

    It does so after the next write; to remove the file by hand could ruin another program's.
    """
    with suppress(sqlite3.OperationalError):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _create_file(path: Path) -> None:
    """Make the file under a temporary name, so that a half-made one never bears the real one."""
    temporary = temporary_beside(path)
    remove(temporary)
    temporary.touch()
    try:
        with closing(connect(temporary)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            schema.migrate(connection)
        os.replace(temporary, path)
        sync_folder(path.parent)
    except sqlite3.Error as error:
        raise storage_error(error, path) or error from error
    finally:
        remove(temporary)


def _cannot_write(path: Path) -> StorageError:
    return StorageError(
        tr("Berkas {berkas} tidak dapat dibuat di {tempat}.", berkas=path.name, tempat=path.parent),
        next=tr("Pilih folder lain yang boleh Anda tulisi dan masih punya ruang."),
    )


def _release(lock: FileLock | None) -> None:
    if lock is not None:
        lock.release()


def _sentence(refused: Refused) -> tuple[str, str]:
    name = refused.path.name
    restore = tr("Pulihkan cadangan terakhir dari folder cadangan di sampingnya.")
    match refused.reason:
        case Opening.MISSING:
            return tr("Berkas {berkas} tidak ditemukan.", berkas=name), tr(
                "Periksa nama dan foldernya."
            )
        case Opening.EXISTS:
            return tr("Berkas {berkas} sudah ada.", berkas=name), tr(
                "Pilih nama lain, atau buka berkas itu."
            )
        case Opening.EMPTY:
            return tr("Berkas {berkas} kosong (0 bita).", berkas=name), restore
        case Opening.FOREIGN:
            return tr("Berkas {berkas} bukan berkas kantor Puas.", berkas=name), tr(
                "Pilih berkas kantor yang dibuat oleh Puas."
            )
        case Opening.PACKAGE | Opening.OFFICE_PACKAGE:
            return _package_sentence(name, refused.reason)
        case Opening.NEWER:
            return tr("Berkas {berkas} dibuat oleh Puas yang lebih baru.", berkas=name), tr(
                "Perbarui Puas di komputer ini, lalu buka lagi."
            )
        case Opening.DAMAGED:
            return tr("Berkas {berkas} rusak dan tidak dibuka.", berkas=name), restore
        case Opening.LOCKED:
            return _locked_sentence(name, refused.holder)
        case Opening.OLDER_READ_ONLY | Opening.INTERRUPTED:
            return _read_only_sentence(refused)
        case Opening.UNREADABLE:
            return tr("Berkas {berkas} tidak dapat dibaca.", berkas=name), tr(
                "Periksa izin berkas dan apakah media penyimpannya masih terpasang."
            )


def _package_sentence(name: str, reason: Opening) -> tuple[str, str]:
    if reason is Opening.OFFICE_PACKAGE:
        what = tr("Berkas {berkas} adalah paket kantor dari kota.", berkas=name)
        return what, tr("Mulai kantor baru dengannya, atau ambil di Pengaturan, Paket kantor.")
    what = tr("Berkas {berkas} adalah paket kiriman, bukan berkas kantor.", berkas=name)
    return what, tr("Buka berkas kantor Anda; paket digabungkan oleh kota.")


def _locked_sentence(name: str, holder: Holder | None) -> tuple[str, str]:
    next_step = tr("Tutup Puas di sana, atau buka berkas ini hanya untuk dibaca.")
    if holder is None or not holder.user:
        return tr("Berkas {berkas} sedang dibuka di jendela lain.", berkas=name), next_step
    what = tr(
        "Berkas {berkas} sedang dibuka oleh {orang} di komputer {komputer} sejak {waktu}.",
        berkas=name,
        orang=holder.user,
        komputer=holder.computer,
        waktu=_moment(holder.since),
    )
    return what, next_step


def _moment(since: str) -> str:
    """Write ``2026-03-12T09:05:00`` as ``12 Maret 2026 09.05``; what is no time stays as it is."""
    try:
        at = datetime.fromisoformat(since)
    except ValueError:
        return since
    return f"{long_date(at.date())} {at:%H.%M}"


def _read_only_sentence(refused: Refused) -> tuple[str, str]:
    name = refused.path.name
    if refused.reason is Opening.OLDER_READ_ONLY:
        return tr("Berkas {berkas} perlu diperbarui, tetapi hanya boleh dibaca.", berkas=name), tr(
            "Salin berkas ke folder yang boleh Anda tulisi, lalu buka salinannya."
        )
    return tr(
        "Berkas {berkas} terputus saat ditulisi dan belum dapat dipulihkan karena hanya dibaca.",
        berkas=name,
    ), tr(
        "Buka untuk ditulisi, atau salin bersama berkas {jurnal} ke folder yang boleh ditulisi.",
        jurnal=_journal(refused.path).name,
    )
