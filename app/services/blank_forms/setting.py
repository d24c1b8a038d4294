"""Where text stands, how large its letters are, and how much distance is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Setting:
    """From ``x`` on, ``room`` millimetres wide, in letters of ``size`` points.

    ``air`` is the share of the usual distance that is kept between rows.
    """

    x: float
    room: float
    size: float
    air: float = 1.0

    def indented(self, by: float) -> Setting:
        """Return the same from ``by`` further right on."""
        return replace(self, x=self.x + by, room=self.room - by)

    def smaller(self, by: float) -> Setting:
        """Return the same with smaller letters."""
        return replace(self, size=self.size - by)
