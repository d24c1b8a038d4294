"""How a spreadsheet of another program was read, remembered for the next one like it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the store reads the types of the fields
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A mapping of columns; ``header`` stands for the columns of files that it fits."""

    name: str
    instrument_key: str
    header: str
    content: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    uuid: str = ""
    revision: int = 0
