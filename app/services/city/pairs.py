"""Two years of a city beside each other, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from app.models.unit import Unit
    from app.services.city.lines import Line
    from app.services.city.year import CityYear


@dataclass(frozen=True, slots=True)
class Pair:
    """One line in two years; one of both may be missing."""

    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """The later of the two that are there."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a pair of nothing")
        return found

    @property
    def change(self) -> Fraction | None:
        """How many points the index rose, None where a year is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after.ikm - self.before.ikm


def pairs_of(before: CityYear | None, after: CityYear) -> tuple[Pair, ...]:
    """Return the lines of both years, those of one unit together, in the order of the later."""
    earlier = {_key(line): line for line in (before.lines if before else ())}
    pairs = [Pair(earlier.pop(_key(line), None), line) for line in after.lines]
    pairs += [Pair(line, None) for line in earlier.values()]
    order = {unit.id: n for n, unit in enumerate(_units(pairs))}
    return tuple(sorted(pairs, key=lambda pair: order[pair.line.unit.id]))


def by_unit(pairs: tuple[Pair, ...]) -> list[tuple[Unit, list[Pair]]]:
    """Return the pairs of each unit together."""
    groups: dict[int, tuple[Unit, list[Pair]]] = {}
    for pair in pairs:
        unit = pair.line.unit
        groups.setdefault(unit.id, (unit, []))[1].append(pair)
    return list(groups.values())


def _units(pairs: list[Pair]) -> list[Unit]:
    return list({pair.line.unit.id: pair.line.unit for pair in pairs}.values())


def _key(line: Line) -> tuple[int, str, str]:
    return line.unit.id, line.service.casefold(), line.part.casefold()
