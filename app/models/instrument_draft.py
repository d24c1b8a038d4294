"""An instrument in the making, as the editor keeps it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the store reads the types of the fields
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class InstrumentDraft:
    """An instrument in the making; ``content`` may still be incomplete."""

    name: str
    content: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    uuid: str = ""
    revision: int = 0
