"""One operating-system lock per office file, so that two programs never write one file.

The lock is on a small file beside the office file: locking the office file itself would be undone
by SQLite, which releases every POSIX lock of a process when it closes any handle of the file. The
operating system frees the lock when its holder dies, however it dies.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LOCKED_BYTE = 4096
"""On Windows a locked byte cannot be read; the holder's line stands before it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open."""

    user: str
    computer: str
    since: str


class FileLock:
    """A held lock; ``release`` frees it, and so does the end of the process."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path

    def release(self) -> None:
        """Free the lock. Removing the file is only tidiness: its existence means nothing."""
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                self._path.unlink()
        self._file.close()


def lock_path(office_file: Path) -> Path:
    """Return the path of the lock file of an office file."""
    return office_file.with_name(f".{office_file.name}.kunci")


def take_lock(office_file: Path) -> FileLock | Holder:
    """Take the lock, or say who holds it. Raises OSError where the folder cannot be written."""
    path = lock_path(office_file)
    while True:
        file = _open(path)
        try:
            if not _lock(file):
                holder = _read_holder(file)
                file.close()
                return holder
            if not file.writable():
                path.unlink()  # left behind by somebody else who is gone; the next round makes ours
            elif _is_still(file, path):
                _write_holder(file)
                return FileLock(file, path)
        except BaseException:
            file.close()
            raise
        file.close()


def _open(path: Path) -> IO[bytes]:
    """Open the lock file; that of another user of a shared folder may only be readable."""
    try:
        return path.open("a+b")
    except PermissionError:
        if not path.exists():
            raise
        return path.open("rb")


def _is_still(file: IO[bytes], path: Path) -> bool:
    """Say whether the locked file is still at ``path``: a leaving holder may have removed it."""
    if sys.platform == "win32":
        return True
    try:
        return os.fstat(file.fileno()).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False


def _write_holder(file: IO[bytes]) -> None:
    holder = {
        "user": _user(),
        "computer": socket.gethostname(),
        "since": datetime.now().astimezone().isoformat(timespec="minutes"),
    }
    # The lock holds without its line too: a full disk must not keep anybody from reading.
    with contextlib.suppress(OSError):
        os.ftruncate(file.fileno(), 0)
        os.write(file.fileno(), json.dumps(holder).encode())


def _read_holder(file: IO[bytes]) -> Holder:
    try:
        file.seek(0)
        stored = json.loads(file.read(_LOCKED_BYTE))
        return Holder(str(stored["user"]), str(stored["computer"]), str(stored["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("", "", "")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
