"""Rows one after the other on as few pages as they need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.blank_forms.shapes import moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.blank_forms.shapes import Row, Shape


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that stay together where one page can hold them."""

    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """The height of all rows."""
        return sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True)
class Section:
    """Bands under what opens them; ``header`` is repeated on every page they reach."""

    opening: tuple[Row, ...]
    header: tuple[Row, ...]
    bands: tuple[Band, ...]


@dataclass(slots=True)
class Flow:
    """Pages that are being filled. ``tops`` are where the first page and the others begin."""

    tops: tuple[float, float]
    bottom: float
    pages: list[list[Shape]] = field(default_factory=lambda: [[]])
    y: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.tops[0]

    @property
    def left(self) -> float:
        """The room that is left on the page."""
        return self.bottom - self.y

    def add(self, sections: Iterable[Section]) -> None:
        """Set all sections."""
        for section in sections:
            self._add_section(section)

    def _add_section(self, section: Section) -> None:
        lead = (*section.opening, *section.header)
        for place, band in enumerate(section.bands):
            wanted = (*lead, *band.rows) if place == 0 else band.rows
            height = sum(row.height for row in wanted)
            if height > self.left and self._is_used:
                self._turn()
                if place:
                    wanted = (*section.header, *band.rows)
            self._set(wanted, section.header)

    def _set(self, rows: Sequence[Row], header: Sequence[Row]) -> None:
        """Set rows; where even a whole page is too small for them, they go on overleaf."""
        for row in rows:
            if row.height > self.left and self._is_used:
                self._turn()
                for repeated in header:
                    self._place(repeated)
            self._place(row)

    @property
    def _is_used(self) -> bool:
        """Say whether overleaf there is more room than here; the head of the form counts."""
        return bool(self.pages[-1]) or self.y > self.tops[1]

    def _place(self, row: Row) -> None:
        self.pages[-1] += moved(row, self.y)
        self.y += row.height

    def _turn(self) -> None:
        self.pages.append([])
        self.y = self.tops[1]
