"""Backups: complete, checked copies that never replace a good one by a bad one.

A copy is made by ``VACUUM INTO`` a temporary file beside its target, checked, flushed to the disk
and renamed. It is never made from a file that fails its check.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.models.store.database import connect, storage_error
from app.paths import backup_folder
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 7, 4, 12
_STAMP = "%Y-%m-%d %H.%M.%S"
_SUFFIX = ".sqlite"
_MIGRATION_MARK = " sebelum pembaruan"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file and the time at which it was made."""

    path: Path
    at: datetime


def copy_checked(source: Path, target: Path) -> None:
    """Write a complete, checked copy of the open or closed file ``source`` to ``target``.

    Raises StorageError, leaving ``target`` as it was, when the source is damaged or the disk full.
    """
    temporary = target.with_name(f".{target.name}.baru")
    temporary.unlink(missing_ok=True)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(connect(source, read_only=True)) as connection:
            _require_sound(connection, source)
            connection.execute("VACUUM INTO ?", (str(temporary),))
        with closing(connect(temporary, read_only=True)) as connection:
            _require_sound(connection, temporary)
        _flush(temporary)
        os.replace(temporary, target)
    except sqlite3.Error as error:
        raise storage_error(error, target) or error from error
    except OSError as error:
        raise _cannot_copy(target) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def back_up(office_file: Path, folder: Path | None = None, at: datetime | None = None) -> Backup:
    """Make a backup in ``folder`` (by default the one beside the file) and thin out old ones."""
    folder = folder or backup_folder(office_file)
    at = at or datetime.now().astimezone().replace(tzinfo=None)
    target = folder / f"{at.strftime(_STAMP)}{_SUFFIX}"
    copy_checked(office_file, target)
    thin_out(folder)
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
    for path in folder.glob(f"*{_SUFFIX}") if folder.is_dir() else ():
        with suppress(ValueError):
            found.append(Backup(path, datetime.strptime(path.stem, _STAMP)))  # noqa: DTZ007 - local time, as people read it
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def thin_out(folder: Path) -> list[Path]:
    """Keep the newest of each of 7 days, 4 weeks and 12 months; remove and return the rest."""
    backups = backups_in(folder)
    kept = backups_to_keep([backup.at for backup in backups])
    removed = [backup.path for backup in backups if backup.at not in kept]
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

    The office file must be closed. The present file is kept aside, never deleted, and its name is
    never without a file: the last step is one rename.
    """
    prepared = office_file.with_name(f".{office_file.name}.pulih")
    copy_checked(backup, prepared)
    try:
        aside = _put_aside(office_file) if office_file.exists() else None
        os.replace(prepared, office_file)
    except OSError as error:
        raise _cannot_copy(office_file) from error
    finally:
        with suppress(OSError):
            prepared.unlink(missing_ok=True)
    return aside


def _put_aside(office_file: Path) -> Path:
    """Give the present file a second name; its first one stays until the backup takes its place.

    A journal belongs to the file beside which it lies: it must not roll back another one.
    """
    aside = _free_name(office_file)
    try:
        os.link(office_file, aside)
    except OSError:
        shutil.copy2(office_file, aside)
    journal = office_file.with_name(f"{office_file.name}-journal")
    if journal.exists():
        os.replace(journal, aside.with_name(f"{aside.name}-journal"))
    return aside


def is_due(office_file: Path, folder: Path, hours: int = 1) -> bool:
    """Say whether the newest backup is older than ``hours`` or older than nothing at all."""
    backups = backups_in(folder)
    present = datetime.now().astimezone().replace(tzinfo=None)
    return office_file.exists() and (
        not backups or present - backups[0].at > timedelta(hours=hours)
    )


def _require_sound(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok":
        return
    raise StorageError(
        tr("Berkas {berkas} rusak, jadi tidak dicadangkan.", berkas=path.name),
        safe=tr("Cadangan yang lama tetap utuh."),
        next=tr("Pulihkan cadangan terakhir dari layar Pengaturan."),
    )


def _free_name(office_file: Path) -> Path:
    stamp = datetime.now().astimezone().strftime(_STAMP)
    candidate = office_file.with_name(f"{office_file.stem} disisihkan {stamp}{office_file.suffix}")
    number = 2
    while candidate.exists():
        name = f"{office_file.stem} disisihkan {stamp} ({number}){office_file.suffix}"
        candidate, number = office_file.with_name(name), number + 1
    return candidate


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


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
