"""Identities that travel between offices."""

from __future__ import annotations

import secrets
import time
import uuid

_VERSION_7 = 0x7 << 76
_VARIANT = 0x2 << 62


def new_uuid() -> str:
    """Return a UUIDv7 (RFC 9562): milliseconds, then chance, so that it sorts by time."""
    milliseconds = time.time_ns() // 1_000_000 & 0xFFFF_FFFF_FFFF
    chance_a, chance_b = secrets.randbits(12), secrets.randbits(62)
    return str(
        uuid.UUID(int=milliseconds << 80 | _VERSION_7 | chance_a << 64 | _VARIANT | chance_b)
    )
