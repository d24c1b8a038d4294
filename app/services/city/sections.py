"""The lines of a city in sections: by type of unit, by the unit above, or as they were reported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.unit import UnitType
from app.services.city.year import Figures
from app.services.units.above import units_above
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.city.lines import Line
    from app.services.city.year import CityYear

    Place = tuple[tuple[int | str, ...], str]


class Grouping(StrEnum):
    """What makes the sections of a recap."""

    TYPE = "jenis"
    PARENT = "induk"
    REPORTED = "rekap"
    NONE = "tanpa"

    @property
    def label(self) -> str:
        """The words of a choice."""
        return {
            Grouping.TYPE: tr("menurut jenis unit"),
            Grouping.PARENT: tr("menurut unit induk"),
            Grouping.REPORTED: tr("menurut kelompok di rekap"),
            Grouping.NONE: tr("tanpa kelompok"),
        }[self]


@dataclass(frozen=True)
class Section(Figures):
    """Some lines of a year under a name."""

    name: str


def sections_of(year: CityYear, grouping: Grouping) -> tuple[Section, ...]:
    """Return the sections in their order; without a grouping there is one, without a name."""
    place_of = _PLACES[grouping](year)
    groups: dict[Place, list[Line]] = defaultdict(list)
    for line in year.lines:
        groups[place_of(line)].append(line)
    return tuple(
        Section(year.instrument, tuple(groups[place]), place[1]) for place in sorted(groups)
    )


def _by_type(_: CityYear) -> Callable[[Line], Place]:
    order = list(UnitType)
    return lambda line: ((order.index(line.unit.type),), line.unit.type.label)


def _by_parent(year: CityYear) -> Callable[[Line], Place]:
    """Put a unit under the one above it; one with units below it heads their section."""
    above = {unit.parent_id for unit in year.units.values() if unit.parent_id is not None}

    def place(line: Line) -> Place:
        head = line.unit if line.unit.id in above else year.units.get(line.unit.parent_id or 0)
        head = head or line.unit
        return ((len(units_above(head, year.units)), head.code.casefold()), head.name)

    return place


def _as_reported(year: CityYear) -> Callable[[Line], Place]:
    """Keep the sections of the recaps in their order; what has none goes by its type."""
    order: dict[str, int] = {}
    for line in sorted(year.lines, key=lambda one: one.position):
        if line.section:
            order.setdefault(line.section, len(order))
    by_type = _by_type(year)

    def place(line: Line) -> Place:
        if line.section:
            return ((0, order[line.section]), line.section)
        rank, name = by_type(line)
        return ((1, *rank), name)

    return place


def _together(_: CityYear) -> Callable[[Line], Place]:
    return lambda _: ((0,), "")


_PLACES = {
    Grouping.TYPE: _by_type,
    Grouping.PARENT: _by_parent,
    Grouping.REPORTED: _as_reported,
    Grouping.NONE: _together,
}


def usual_grouping(year: CityYear) -> Grouping:
    """Return how the recap itself is divided where it is, else by the type of the units."""
    named = sum(bool(line.section) for line in year.lines)
    return Grouping.REPORTED if 2 * named > len(year.lines) else Grouping.TYPE
