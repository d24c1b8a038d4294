"""Opening and creating an office file: what it may turn out to be, one sentence each.

A file that we do not understand (foreign, newer, damaged) is read, never written.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.models.store import schema
from app.models.store.backup import back_up_before_migration
from app.models.store.database import connect, storage_error
from app.models.store.lock import FileLock, Holder, take_lock
from app.models.store.store import Store
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE_APPLICATION_ID = 0x50756178
"""``Puax``: a package made by ``ekspor``; not an office file."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


class Opening(Enum):
    """Why a file was not opened."""

    MISSING = "missing"
    EXISTS = "exists"
    EMPTY = "empty"
    FOREIGN = "foreign"
    PACKAGE = "package"
    NEWER = "newer"
    DAMAGED = "damaged"
    LOCKED = "locked"
    OLDER_READ_ONLY = "older, read-only"
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


def create_store(path: Path, *, operator: str = "") -> Store | Refused:
    """Make a new, empty office file; an existing one is never replaced."""
    if path.exists():
        return Refused(Opening.EXISTS, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = take_lock(path)
        if isinstance(lock, Holder):
            return Refused(Opening.LOCKED, path, lock)
        _create_file(path)
    except OSError as error:
        raise _cannot_write(path) from error
    return Store(path, lock=lock, operator=operator)


def open_store(path: Path, *, read_only: bool = False, operator: str = "") -> Store | Refused:
    """Open an office file; read-only when asked or where it cannot be written."""
    refusal, header = _inspect(path)
    if refusal:
        return Refused(refusal, path)
    lock = None if read_only else _lock_if_writable(path)
    if isinstance(lock, Holder):
        return Refused(Opening.LOCKED, path, lock)
    try:
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
    if len(first) < _HEADER or not first.startswith(_MAGIC):
        return Opening.FOREIGN, nothing
    header = _parse_header(first, size)
    if header.application_id == PACKAGE_APPLICATION_ID:
        return Opening.PACKAGE, header
    if header.application_id != schema.APPLICATION_ID:
        return Opening.FOREIGN, header
    return (Opening.NEWER if header.user_version > schema.VERSION else None), header


def _parse_header(first: bytes, size: int) -> _Header:
    page_size = struct.unpack(">H", first[16:18])[0]
    page_size = 65536 if page_size == 1 else page_size
    pages, user_version, application_id = (
        struct.unpack(">I", first[at : at + 4])[0] for at in (28, 60, 68)
    )
    return _Header(application_id, user_version, pages_fit=pages * page_size <= size)


def _lock_if_writable(path: Path) -> FileLock | Holder | None:
    """Return None where the file or its folder refuses writing: it is opened read-only then."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return None
    try:
        return take_lock(path)
    except OSError:
        return None


def _check(path: Path, header: _Header, *, read_only: bool) -> Opening | None:
    journal = path.with_name(f"{path.name}-journal")
    if not header.pages_fit and not journal.exists():
        return Opening.DAMAGED
    try:
        connection = connect(path, read_only=read_only)
    except sqlite3.Error:
        return Opening.UNREADABLE
    try:
        return _check_content(connection, path, read_only=read_only)
    except sqlite3.DatabaseError as error:
        if isinstance(refused := storage_error(error, path), StorageError) and _is_disk(error):
            raise refused from error
        return Opening.DAMAGED
    finally:
        connection.close()


def _check_content(
    connection: sqlite3.Connection, path: Path, *, read_only: bool
) -> Opening | None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return Opening.DAMAGED
    applied = schema.applied_migrations(connection)
    if not set(applied) <= set(schema.MIGRATION_NAMES):
        return Opening.NEWER
    if applied == schema.MIGRATION_NAMES:
        return None
    if not applied:
        return Opening.DAMAGED
    if read_only:
        return Opening.OLDER_READ_ONLY
    back_up_before_migration(path)
    schema.migrate(connection)
    return None


def _is_disk(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY}


def _create_file(path: Path) -> None:
    """Make the file under a temporary name, so that a half-made one never bears the real one."""
    temporary = path.with_name(f".{path.name}.baru")
    temporary.unlink(missing_ok=True)
    temporary.touch()
    try:
        connection = connect(temporary)
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            schema.migrate(connection)
        finally:
            connection.close()
        os.replace(temporary, path)
    except sqlite3.Error as error:
        raise storage_error(error, path) or error from error
    finally:
        temporary.unlink(missing_ok=True)


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
    restore = tr("Pulihkan cadangan terakhir dengan menu Pulihkan cadangan.")
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
        case Opening.PACKAGE:
            return tr(
                "Berkas {berkas} adalah paket kiriman, bukan berkas kantor.", berkas=name
            ), tr("Buka berkas kantor Anda; paket digabungkan oleh kota.")
        case Opening.NEWER:
            return tr("Berkas {berkas} dibuat oleh Puas yang lebih baru.", berkas=name), tr(
                "Perbarui Puas di komputer ini, lalu buka lagi."
            )
        case Opening.DAMAGED:
            return tr("Berkas {berkas} rusak dan tidak dibuka.", berkas=name), restore
        case Opening.LOCKED:
            return _locked_sentence(name, refused.holder)
        case Opening.OLDER_READ_ONLY:
            return tr(
                "Berkas {berkas} perlu diperbarui, tetapi hanya boleh dibaca.", berkas=name
            ), tr("Salin berkas ke folder yang boleh Anda tulisi, lalu buka salinannya.")
        case Opening.UNREADABLE:
            return tr("Berkas {berkas} tidak dapat dibaca.", berkas=name), tr(
                "Periksa izin berkas dan apakah media penyimpannya masih terpasang."
            )


def _locked_sentence(name: str, holder: Holder | None) -> tuple[str, str]:
    next_step = tr("Tutup Puas di sana, atau buka berkas ini hanya untuk dibaca.")
    if holder is None or not holder.user:
        return tr("Berkas {berkas} sedang dibuka di jendela lain.", berkas=name), next_step
    what = tr(
        "Berkas {berkas} sedang dibuka oleh {orang} di komputer {komputer} sejak {waktu}.",
        berkas=name,
        orang=holder.user,
        komputer=holder.computer,
        waktu=holder.since.replace("T", " ")[:16],
    )
    return what, next_step
