"""Backups as the office sees them: what there is, making one, and coming back to one."""

from __future__ import annotations

import glob
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InputError, StorageError
from app.models.store.backup import (
    Backup,
    back_up,
    backups_in,
    copies_of,
    copy_checked,
    holds_sheets,
    installation_of,
    restore,
)
from app.paths import backup_folder, is_folder, is_there
from app.services.changes import NOTHING, Changes
from app.settings import load_settings, update_settings
from app.texts import tr

if TYPE_CHECKING:
    from app.models.store.store import Store


_SHOWN = 8
"""Letters of the installation in a folder's name: the last ones, which are chance."""
_ASKED = 3
"""Backups that are asked whose office they hold."""


class Place(Enum):
    """What a folder for backups is found to be."""

    WRITABLE = "writable"
    MISSING = "missing"
    READ_ONLY = "read-only"
    SAME_FOLDER = "same folder as the office file"


@dataclass(frozen=True, slots=True)
class BackupItem:
    """One backup that can be restored."""

    path: Path
    at: datetime
    size: int
    second_place: bool

    @property
    def backup(self) -> Backup:
        """The backup itself, to be restored."""
        return Backup(self.path, self.at)


class BackupService:
    """Lists and makes the backups of the open file."""

    def __init__(self, store: Store) -> None:
        self._file = store.path
        self._store = store

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folder beside the file and, if the user chose one, a second place."""
        second = load_settings().second_backup_folder
        first = backup_folder(self._file)
        office = self._store.offices.get()
        if not second or office is None:
            return (first,)
        return (first, second_folder(Path(second), self._file, office.installation_id))

    def all(self) -> list[BackupItem]:
        """Return the backups in every place, newest first."""
        found = [
            BackupItem(backup.path, backup.at, _size(backup.path), place > 0)
            for place, folder in enumerate(self.folders)
            for backup in backups_in(folder)
        ]
        return sorted(found, key=lambda item: item.at, reverse=True)

    def make(self) -> Backup:
        """Make a backup in every place; return the one beside the file.

        Raises StorageError when a place refuses, after the others were tried.
        """
        made: list[Backup] = []
        refusals: list[StorageError] = []
        at = datetime.now().astimezone().replace(tzinfo=None)
        for folder in self.folders:
            try:
                # One backup bears one time in all places, or it would be offered twice.
                made.append(back_up(self._file, folder, at))
            except StorageError as error:
                refusals.append(error)
        if refusals:
            raise refusals[0]
        return made[0]

    def last(self) -> Backup | None:
        """Return the newest backup in any of the places."""
        found = [backup for folder in self.folders for backup in backups_in(folder)[:1]]
        return max(found, key=lambda backup: backup.at, default=None)

    def holding_sheets(self, survey_uuid: str) -> list[BackupItem]:
        """Return the copies of this file that still have sheets of a survey, newest first."""
        found = [
            BackupItem(copy, _changed_at(copy), _size(copy), second_place=False)
            for copy in copies_of(self._file, self.folders)
            if holds_sheets(copy, survey_uuid)
        ]
        return sorted(found, key=lambda item: item.at, reverse=True)

    def replace(self, survey_uuid: str) -> tuple[Backup, list[BackupItem]]:
        """Make a new backup, then delete the copies that still have sheets of a survey.

        Returns the new one, and those that could not be deleted. Raises StorageError, with every
        copy still there, when the new one is refused.
        """
        made = self.make()
        for item in self.holding_sheets(survey_uuid):
            with suppress(OSError):
                item.path.unlink()
        return made, self.holding_sheets(survey_uuid)

    def copy_to(self, target: Path) -> Path:
        """Write a complete, checked copy to a file of the user's choice and return it.

        Raises InputError when something bears that name already, StorageError when the disk
        refuses.
        """
        if is_there(target):
            raise InputError(
                tr("Berkas {berkas} sudah ada dan tidak ditimpa.", berkas=target.name),
                next=tr("Pilih nama lain untuk cadangannya."),
            )
        copy_checked(self._file, target)
        return target

    def check(self, folder: str) -> Place:
        """Say whether backups can be written to ``folder``, by trying."""
        return check_place(Path(folder), self._file)

    def use_second_place(self, folder: str) -> tuple[Place, Changes]:
        """Keep ``folder`` as the second place and say what it is found to be; empty for none."""
        update_settings(second_backup_folder=folder)
        return (self.check(folder) if folder else Place.WRITABLE), NOTHING


def second_folder(place: Path, office_file: Path, installation: str) -> Path:
    """Return the folder of an office in a second place.

    Offices that share the place may have files of one name; thinning out and restoring must not
    mix them up.
    """
    return place / f"{backup_folder(office_file).name} {installation[-_SHOWN:]}"


def backups_of_closed(office_file: Path) -> tuple[Backup, ...]:
    """Return the backups that can take the place of a closed file, each once, newest first."""
    beside = backups_in(backup_folder(office_file))
    times = {backup.at for backup in beside}
    folders = _second_folders(office_file, beside)
    elsewhere = [b for folder in folders for b in backups_in(folder) if b.at not in times]
    return tuple(sorted((*beside, *elsewhere), key=lambda backup: backup.at, reverse=True))


def _second_folders(office_file: Path, beside: list[Backup]) -> list[Path]:
    """Return the folder of an office in the second place, found without opening the office.

    Where neither the file nor a backup beside it says whose office it is, the second place may
    hold several offices whose files bear this name; the folders of all of them are returned.
    """
    if not (second := load_settings().second_backup_folder):
        return []
    known = (office_file, *(backup.path for backup in beside[:_ASKED]))
    if installation := next(filter(None, map(installation_of, known)), ""):
        return [second_folder(Path(second), office_file, installation)]
    try:
        return sorted(Path(second).glob(f"{glob.escape(backup_folder(office_file).name)} *"))
    except OSError:
        return []


def check_place(folder: Path, office_file: Path) -> Place:
    """Say whether a file can be written to ``folder``, by writing one and taking it away."""
    if not is_folder(folder):
        return Place.MISSING
    with suppress(OSError):
        if folder.samefile(office_file.parent):
            return Place.SAME_FOLDER
    probe = folder / f".puas-{secrets.token_hex(6)}"
    try:
        with probe.open("xb") as file:
            file.write(b"puas")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return Place.READ_ONLY
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return Place.WRITABLE


def restore_backup(backup: Path, office_file: Path) -> Path | None:
    """Put a backup in the place of the closed office file; return where that one is kept aside."""
    return restore(backup, office_file)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _changed_at(path: Path) -> datetime:
    """Return when a copy was made; its name says it where it is one of ours."""
    known = next((b.at for b in backups_in(path.parent) if b.path == path), None)
    try:
        return known or datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - local time, as people read it
    except OSError:
        return datetime.min  # noqa: DTZ901 - gone since it was listed
