"""The minutes of a deed (*berita acara*): what was so when it was done, to be printed again."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the store reads the types of the fields
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - as above
from enum import StrEnum
from typing import Any


class MinutesKind(StrEnum):
    """Deeds that have minutes."""

    VERIFICATION = "verifikasi"
    LOCKING = "penguncian"
    UNLOCKING = "pembukaan kunci"
    DESTRUCTION = "pemusnahan"


@dataclass(frozen=True, slots=True)
class Minutes:
    """One berita acara; ``content`` holds every figure that it prints, as it was then."""

    survey_id: int
    kind: MinutesKind
    day: date
    operator: str
    number: str = ""
    """The office's own letter number, if it gave one."""
    content: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    uuid: str = ""
    revision: int = 0
