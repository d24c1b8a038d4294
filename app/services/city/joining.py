"""Bring computed and reported figures of one year together, and see what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.city.lines import NO_FOLLOW_UP
from app.services.city.year import IKM
from app.services.units.expected import expected_units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.models.questionnaire import Instrument
    from app.models.unit import Unit
    from app.services.city.lines import Line


def with_reported(computed: Sequence[Line], reported: Iterable[Line]) -> list[Line]:
    """Return the lines that count: what was computed, and what only was reported.

    Where a unit has both of one index, its reported figures stand beside the computed one.
    """
    places: dict[tuple[int, str], int] = {}
    for place, line in enumerate(computed):
        places.setdefault((line.unit.id, line.instrument.index_short), place)
    beside: dict[int, list[Line]] = defaultdict(list)
    alone: list[Line] = []
    for line in reported:
        known = places.get((line.unit.id, line.instrument.index_short))
        (alone if known is None else beside[known]).append(line)
    return [*(_joined(one, beside.get(n, [])) for n, one in enumerate(computed)), *alone]


def _joined(line: Line, beside: Sequence[Line]) -> Line:
    """Put reported lines beside a computed one; their plans count where it has none here."""
    plans = line.follow_up
    if beside and plans == NO_FOLLOW_UP:
        plans = beside[0].follow_up
    return replace(line, beside=tuple(beside), follow_up=plans) if beside else line


def chosen_instrument(lines: Iterable[Line], key: str = "") -> Instrument | None:
    """Return the instrument version of most lines, one with an IKM before any other."""
    every = [line for line in lines if not key or line.instrument.key == key]
    computed = Counter(
        (line.instrument.key, line.instrument.version) for line in every if not line.is_reported
    )
    reported = Counter(line.instrument.key for line in every if line.is_reported)
    known = {(line.instrument.key, line.instrument.version): line.instrument for line in every}

    def weight(version: tuple[str, int]) -> tuple[bool, int, int]:
        is_ikm = known[version].index_short == IKM
        return is_ikm, computed[version] + reported[version[0]], computed[version]

    versions = sorted(known, key=lambda version: (version[0], -version[1]))
    return known[max(versions, key=weight)] if versions else None


def belongs(line: Line, instrument: Instrument) -> bool:
    """Say whether a line is of this instrument; a recap does not tell the version it was of."""
    own = line.instrument
    if line.is_reported:
        return own.key == instrument.key
    return (own.key, own.version) == (instrument.key, instrument.version)


def missing_units(
    units: Mapping[int, Unit],
    office_unit_id: int,
    reporting: Collection[int],
    ever: Collection[int],
) -> tuple[Unit, ...]:
    """Return the units that were expected to report and did not, by code."""
    expected = expected_units(units, office_unit_id, ever)
    missing = (unit for unit in expected if unit.id not in reporting)
    return tuple(sorted(missing, key=lambda unit: unit.code.casefold()))
