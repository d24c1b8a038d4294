"""Which units of a file are expected to survey and to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.unit import UnitType

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.models.unit import Unit


def expected_units(
    units: Mapping[int, Unit], office_unit_id: int, ever: Collection[int]
) -> tuple[Unit, ...]:
    """Return the units that are waited for; ``ever`` are those that once had a figure.

    [ours] no rule says who has to survey. It is every unit in use but the government itself, the
    office that keeps the file, and a sekretariat daerah whose bagian report for themselves and that
    never had a figure of its own.
    """
    above = {unit.parent_id for unit in units.values() if unit.active}
    return tuple(
        unit
        for unit in units.values()
        if unit.active
        and unit.type is not UnitType.PEMDA
        and unit.id != office_unit_id
        and not (
            unit.type is UnitType.SEKRETARIAT_DAERAH and unit.id in above and unit.id not in ever
        )
    )
