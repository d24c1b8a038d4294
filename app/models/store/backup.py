"""Backups: complete, checked copies that never replace a good one by a bad one.

A copy is made by ``VACUUM INTO`` a temporary file beside its target, checked, flushed to the disk
and renamed. It is never made from a file that fails its check.
"""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.models.store import schema
from app.models.store.database import REFUSALS, connect, storage_error
from app.models.store.durable import (
    TEMPORARY,
    flush,
    name_twice,
    remove,
    sync_folder,
    temporary_beside,
)
from app.models.store.lock import Holder, take_lock
from app.paths import backup_folder, is_there, real_file
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 7, 4, 12
_STAMP = "%Y-%m-%d %H.%M.%S"
_SUFFIX = ".sqlite"
_MIGRATION_MARK = " sebelum pembaruan"
_ASIDE = " disisihkan "


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file and the time at which it was made."""

    path: Path
    at: datetime


def copy_checked(source: Path, target: Path) -> None:
    """Write a complete, checked copy of the open or closed file ``source`` to ``target``.

    The folder of ``target`` is made, but not the one above it: that is a medium which is missing.
    Raises StorageError, leaving ``target`` as it was, when the source is damaged or the disk full.
    """
    temporary = temporary_beside(target)
    remove(temporary)
    try:
        target.parent.mkdir(exist_ok=True)
        with closing(connect(source, read_only=True)) as connection:
            _require_sound(connection, source)
            connection.execute("VACUUM INTO ?", (str(temporary),))
        with closing(connect(temporary, read_only=True)) as connection:
            _require_sound(connection, target)
        flush(temporary)
        os.replace(temporary, target)
        sync_folder(target.parent)
    except sqlite3.Error as error:
        raise _refusal_of(error, source, target) from error
    except OSError as error:
        raise _cannot_copy(target) from error
    finally:
        remove(temporary)


def _refusal_of(error: sqlite3.Error, source: Path, target: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return _damaged(source)
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return _cannot_copy(target)
    return storage_error(error, source) or error


def back_up(office_file: Path, folder: Path | None = None, at: datetime | None = None) -> Backup:
    """Make a backup in ``folder`` (by default the one beside the file) and thin out old ones."""
    folder = folder or backup_folder(office_file)
    at = at or datetime.now().astimezone().replace(tzinfo=None)
    target = folder / f"{at.strftime(_STAMP)}{_SUFFIX}"
    _remove_unfinished(folder)
    copy_checked(office_file, target)
    thin_out(folder, but=target)
    return Backup(target, at)


def back_up_before_migration(office_file: Path) -> Backup:
    """Make the verified backup without which no migration runs; it is never thinned out."""
    at = datetime.now().astimezone().replace(tzinfo=None)
    name = f"{at.strftime(_STAMP)}{_MIGRATION_MARK}{_SUFFIX}"
    target = backup_folder(office_file) / name
    copy_checked(office_file, target)
    return Backup(target, at)


def backups_in(folder: Path) -> list[Backup]:
    """Return the regular backups in ``folder``, newest first; other files are not ours."""
    found = []
    for path in _files(folder, f"*{_SUFFIX}"):
        with suppress(ValueError):
            found.append(Backup(path, datetime.strptime(path.stem, _STAMP)))  # noqa: DTZ007 - local time, as people read it
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def installation_of(file: Path) -> str:
    """Return whose office a file or backup holds; empty where that cannot be read."""
    try:
        with closing(connect(file, read_only=True)) as connection:
            row = connection.execute("SELECT installation_id FROM office").fetchone()
    except REFUSALS:
        return ""
    return str(row[0]) if row else ""


def copies_of(office_file: Path, folders: Iterable[Path]) -> list[Path]:
    """Return every copy of a file that was made here: backups of all kinds and files put aside."""
    found = [path for folder in folders for path in _files(folder, f"*{_SUFFIX}")]
    pattern = f"{glob.escape(office_file.stem)}{_ASIDE}*{glob.escape(office_file.suffix)}"
    return sorted(found) + sorted(_files(office_file.parent, pattern))


def holds_sheets(copy: Path, survey_uuid: str) -> bool:
    """Say whether a copy still has sheets of a survey; one that cannot be read may have them."""
    try:
        with closing(connect(copy, read_only=True)) as connection:
            row = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM sheet JOIN survey ON survey.id = sheet.survey_id"
                " WHERE survey.uuid = ?)",
                (survey_uuid,),
            ).fetchone()
    except REFUSALS:
        return True
    return bool(row[0])


def thin_out(folder: Path, but: Path | None = None) -> list[Path]:
    """Keep the newest of each of 7 days, 4 weeks and 12 months; remove and return the rest.

    ``but`` stays whatever its time says: a clock set back must not cost the newest backup.
    """
    backups = backups_in(folder)
    kept = backups_to_keep([backup.at for backup in backups])
    removed = [b.path for b in backups if b.at not in kept and b.path != but]
    for path in removed:
        with suppress(OSError):
            path.unlink()
    return removed


def backups_to_keep(times: Iterable[datetime]) -> set[datetime]:
    """Return the times to keep: the newest of each of the latest days, weeks and months."""
    newest_first = sorted(times, reverse=True)
    kept: set[datetime] = set()
    rules = ((KEPT_DAYS, "%Y-%m-%d"), (KEPT_WEEKS, "%G-%V"), (KEPT_MONTHS, "%Y-%m"))
    for count, unit in rules:
        newest: dict[str, datetime] = {}
        for at in newest_first:
            newest.setdefault(at.strftime(unit), at)
        kept.update(list(newest.values())[:count])
    return kept


def restore(backup: Path, office_file: Path) -> Path | None:
    """Put ``backup`` in the place of ``office_file`` and return where the present file was put.

    The office file must be closed, in every window. The present file is kept aside, never deleted,
    and its name is never without a file: the last step is one rename.
    """
    office_file = real_file(office_file)
    try:
        lock = take_lock(office_file)
    except OSError as error:
        raise _cannot_copy(office_file) from error
    if isinstance(lock, Holder):
        raise _still_open(office_file)
    try:
        return _restore(backup, office_file)
    finally:
        lock.release()


def _restore(backup: Path, office_file: Path) -> Path | None:
    _require_office_file(backup)
    prepared = temporary_beside(office_file)
    copy_checked(backup, prepared)
    aside = None
    try:
        aside = _put_aside(office_file) if is_there(office_file) else None
        os.replace(prepared, office_file)
    except OSError as error:
        _withdraw(aside, office_file)
        raise _cannot_copy(office_file) from error
    finally:
        remove(prepared)
    sync_folder(office_file.parent)
    return aside


def _put_aside(office_file: Path) -> Path:
    """Give the present file a second name; its first one stays until the backup takes its place.

    A journal belongs to the file beside which it lies and must not roll back another one. It is
    played back first; only that of a file too damaged for it is laid beside the second name.
    """
    aside = _free_name(office_file)
    journal = office_file.with_name(f"{office_file.name}-journal")
    _finish_interrupted_write(office_file)
    name_twice(office_file, aside)
    if is_there(journal):
        shutil.copy2(journal, aside.with_name(f"{aside.name}-journal"))
        sync_folder(aside.parent)
        journal.unlink()
    return aside


def _finish_interrupted_write(office_file: Path) -> None:
    with suppress(sqlite3.Error), closing(connect(office_file)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _withdraw(aside: Path | None, office_file: Path) -> None:
    """Take the second name away where the first one still stands for the same file."""
    if aside is None:
        return
    with suppress(OSError):
        if aside.samefile(office_file):
            aside.unlink()


def clear_leftovers(office_file: Path) -> None:
    """Remove what a killed program left of an unfinished copy; the file's lock must be held."""
    prepared = temporary_beside(office_file)
    remove(prepared)
    remove(temporary_beside(prepared))
    _remove_unfinished(backup_folder(office_file))
    pattern = f"{glob.escape(office_file.stem)}{_ASIDE}*{glob.escape(office_file.suffix)}"
    for aside in office_file.parent.glob(pattern):
        _withdraw(aside, office_file)


def _remove_unfinished(folder: Path) -> None:
    for path in _files(folder, f".*{_SUFFIX}{TEMPORARY}"):
        remove(path)


def _files(folder: Path, pattern: str) -> list[Path]:
    """Return what fits in a folder; one that is missing or cannot be looked into holds nothing."""
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []


def _require_sound(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok":
        return
    raise _damaged(path)


def _damaged(path: Path) -> StorageError:
    return StorageError(
        tr("Berkas {berkas} rusak, jadi tidak disalin.", berkas=path.name),
        safe=tr("Berkas kantor dan cadangan yang lama tetap utuh."),
        next=tr("Pulihkan atau pilih cadangan lain dari layar Pengaturan."),
    )


def _require_office_file(backup: Path) -> None:
    """Refuse to put anything but an office file, of this or an older version, in its place."""
    try:
        with closing(connect(backup, read_only=True)) as connection:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise _damaged(backup) from error
    if application_id == schema.APPLICATION_ID and version <= schema.VERSION:
        return
    raise StorageError(
        tr("Berkas {berkas} bukan cadangan yang dapat dipakai Puas ini.", berkas=backup.name),
        safe=tr("Berkas kantor tidak diubah."),
        next=tr("Pilih cadangan lain, atau perbarui Puas bila cadangan itu lebih baru."),
    )


def _still_open(office_file: Path) -> StorageError:
    return StorageError(
        tr("Berkas {berkas} masih dibuka di jendela lain.", berkas=office_file.name),
        safe=tr("Berkas kantor tidak diubah."),
        next=tr("Tutup Puas di sana, lalu pulihkan sekali lagi."),
    )


def _free_name(office_file: Path) -> Path:
    stamp = datetime.now().astimezone().strftime(_STAMP)
    name = f"{office_file.stem}{_ASIDE}{stamp}"
    candidate, number = office_file.with_name(f"{name}{office_file.suffix}"), 2
    while is_there(candidate):
        candidate = office_file.with_name(f"{name} ({number}){office_file.suffix}")
        number += 1
    return candidate


def _cannot_copy(target: Path) -> StorageError:
    try:
        free = shutil.disk_usage(target.parent).free // 1_000_000
        room = tr(" (ruang kosong {mega} MB)", mega=free)
    except OSError:
        room = ""
    return StorageError(
        tr("Salinan tidak dapat ditulis ke {tempat}{ruang}.", tempat=target.parent, ruang=room),
        safe=tr("Berkas kantor dan cadangan yang lama tetap utuh."),
        next=tr("Pasang atau pilih tempat lain yang boleh ditulisi, lalu ulangi."),
    )
