"""The sheets of a package as bytes: 80 for each, sorted by identity, compressed no further."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from app.models.consolidation import Version

if TYPE_CHECKING:
    from app.models.consolidation import Members

_ENTRY = struct.Struct(">16sQ16s16sQ16s")


def packed(members: Members) -> bytes:
    """Return members as they are stored."""
    pack = _ENTRY.pack
    return b"".join(pack(uuid, *members[uuid]) for uuid in sorted(members))


def unpacked(stored: bytes) -> dict[bytes, Version]:
    """Return what ``packed`` was given; raise ValueError where the bytes are damaged."""
    try:
        return {uuid: Version(*rest) for uuid, *rest in _ENTRY.iter_unpack(stored)}
    except struct.error as error:
        raise ValueError(len(stored)) from error
