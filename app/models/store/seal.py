"""The seal of a package: one SHA-256 over every byte of its file.

The content hash of the manifest proves the rows; the seal also covers what no row shows: the
header, the empty space of the pages, what was appended. It stands in the file itself, so it is
taken with zeros in its own place.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = 64
"""Letters of a seal: the hexadecimal digits of a SHA-256."""

_ABSENT = -1


def new_mark() -> str:
    """Return what stands in the seal's place until the file is whole; no content repeats it."""
    return secrets.token_hex(LENGTH // 2)


def put_seal(path: Path, mark: str) -> None:
    """Write the seal over ``mark`` and bring the file to the disk.

    Raises OSError when the disk refuses, ValueError when the mark is not there exactly once.
    """
    # Not mapped into memory: a drive pulled out while a mapping is read ends the whole program.
    place, found = _place_and_hash(path.read_bytes(), mark)
    if place == _ABSENT:
        raise ValueError(mark)
    with path.open("rb+") as file:
        file.seek(place)
        file.write(found.encode())
        file.flush()
        os.fsync(file.fileno())


def is_sealed(content: bytes, seal: str) -> bool:
    """Say whether ``seal`` stands in the bytes of a file once and fits all others of them."""
    place, found = _place_and_hash(content, seal)
    return place != _ABSENT and found == seal


def _place_and_hash(content: bytes, mark: str) -> tuple[int, str]:
    """Return where ``mark`` stands and the hash of the content with zeros in that place."""
    wanted = mark.encode()
    if len(wanted) != LENGTH or content.count(wanted) != 1:
        return _ABSENT, ""
    place = content.index(wanted)
    found = hashlib.sha256(memoryview(content)[:place])
    found.update(b"0" * LENGTH)
    found.update(memoryview(content)[place + LENGTH :])
    return place, found.hexdigest()
