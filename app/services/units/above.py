"""The units above a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.unit import Unit


def units_above(unit: Unit, units: Mapping[int, Unit]) -> tuple[Unit, ...]:
    """Return the units above one, the nearest first; each once, even where a file is damaged."""
    above: list[Unit] = []
    seen = {unit.id}
    while (unit := units.get(unit.parent_id or 0, unit)).id not in seen:
        seen.add(unit.id)
        above.append(unit)
    return tuple(above)
