"""What every record has that is kept as one row of its own."""

from __future__ import annotations

from typing import Protocol


class Record(Protocol):
    """What every record has besides its own fields; id 0 is not stored yet."""

    @property
    def id(self) -> int:
        """The row."""

    @property
    def uuid(self) -> str:
        """What identifies it on every machine."""

    @property
    def revision(self) -> int:
        """How often it was saved."""
