"""How a spreadsheet of another program was read, remembered for the next one like it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the store reads the types of the fields
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


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


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One imported file."""

    id: int
    survey_id: int
    file_name: str
    sha256: str
    sheets: int
    """How many were taken from it in all, also before it was undone and imported again."""
    operator: str = ""
    imported_at: datetime | None = None
    undone_at: datetime | None = None
    present: int = 0
    """How many of its sheets are still there."""


@dataclass(frozen=True, slots=True)
class BatchState:
    """What became of the sheets of an import since."""

    present: int
    changed: int
    verified: int
