"""The area a unit belongs to when its surveys are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.unit import UnitType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.models.unit import Unit


def area_of(unit: Unit, units: Mapping[int, Unit]) -> Unit:
    """Return the nearest kecamatan at or above a unit, else the nearest pemda.

    Without either it is the topmost unit, and the unit itself where nothing is above it.
    """
    line = list(_upwards(unit, units))
    for kind in (UnitType.KECAMATAN, UnitType.PEMDA):
        found = next((one for one in line if one.type is kind), None)
        if found is not None:
            return found
    return line[-1]


def _upwards(unit: Unit, units: Mapping[int, Unit]) -> Iterator[Unit]:
    """Yield a unit and those above it; a ring, which only damage can make, ends."""
    seen: set[int] = set()
    here: Unit | None = unit
    while here is not None and here.id not in seen:
        seen.add(here.id)
        yield here
        here = units.get(here.parent_id) if here.parent_id else None
