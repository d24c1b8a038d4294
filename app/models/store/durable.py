"""Temporary files beside their targets, and what makes a rename last through a power cut."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEMPORARY = ".baru"
_JOURNAL = "-journal"


def temporary_beside(target: Path) -> Path:
    """Return the name under which ``target`` is written before it bears its own."""
    return target.with_name(f".{target.name}{TEMPORARY}")


def remove(temporary: Path) -> None:
    """Remove a temporary file and its journal, which must never meet another file of that name."""
    for path in (temporary, temporary.with_name(f"{temporary.name}{_JOURNAL}")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def name_twice(path: Path, second: Path) -> None:
    """Give a file a second name, or a copy under that name where the medium knows no links."""
    try:
        os.link(path, second)
    except OSError:
        shutil.copy2(path, second)
        flush(second)


def flush(path: Path) -> None:
    """Bring the content of a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows does it by itself."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
