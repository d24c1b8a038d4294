"""The folder that an office watches for packages: a preference of one computer, no data."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from app.models.store.package import is_package
from app.paths import is_folder
from app.settings import load_settings, update_settings

_MOST_OFFICES = 50
_MOST_FOLDERS = 200
"""Folders below a watched one that are watched too."""


class Stamp(NamedTuple):
    """A package file in a state: one that grows has another stamp."""

    path: Path
    size: int
    changed_ns: int


def stamps_of(folder: Path) -> tuple[frozenset[Stamp], tuple[str, ...]]:
    """Return the packages in and below a folder, and the folders to be watched for more.

    Without any folder it cannot be looked at now.
    """
    stamps: set[Stamp] = set()
    folders = [str(folder)] if is_folder(folder) else []
    with suppress(OSError):
        for path in folder.rglob("*"):
            with suppress(OSError):
                if path.is_dir():
                    folders.append(str(path))
                elif path.is_file() and is_package(path):
                    told = path.stat()
                    stamps.add(Stamp(path, told.st_size, told.st_mtime_ns))
    return frozenset(stamps), tuple(folders[:_MOST_FOLDERS])


def remembered_folder(office: str) -> Path | None:
    """Return the folder that is watched for an office, None where there is none."""
    found = _stored().get(office)
    return Path(found) if isinstance(found, str) and found else None


def remember_folder(office: str, folder: Path | None) -> None:
    """Keep the folder of an office; a disk that refuses costs only the preference."""
    stored = {key: one for key, one in _stored().items() if key != office}
    if folder is not None:
        stored[office] = str(folder)
    latest = list(stored.items())[-_MOST_OFFICES:]
    update_settings(watched_folders=json.dumps(dict(latest), ensure_ascii=False))


def _stored() -> dict[str, Any]:
    try:
        found = json.loads(load_settings().watched_folders)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
