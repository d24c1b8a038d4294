"""All figures of a city in one year: what is averaged, ranked and counted, and how."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.services.city.lines import Source, highest_of, lowest_of
from app.services.ikm.mutu import mutu_of
from app.services.ikm.rollup import Mean, mean_of_figures
from app.services.ikm.sums import mean_of
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from app.models.questionnaire import Instrument, Mutu
    from app.models.unit import Unit
    from app.services.city.lines import Line


IKM = "IKM"
"""The index that a city is measured by; an IPKP or IPAK is another."""


@dataclass(frozen=True, slots=True)
class CityIkm:
    """The consolidated IKM of a year: the plain mean (rules/skm.md §3)."""

    value: Fraction
    units: int
    """How many figures it is the mean of."""
    counted: str
    """What they are: ``95 unit``, ``101 layanan``."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line with its place; equal printed figures share one."""

    rank: int
    line: Line


@dataclass(frozen=True, slots=True)
class Chosen:
    """An unsur with the number of lines that want to improve it."""

    key: str
    name: str
    lines: int


@dataclass(frozen=True)
class Figures:
    """Lines together: a section of a city, or the whole of it."""

    instrument: Instrument
    lines: tuple[Line, ...]

    @cached_property
    def mean(self) -> Mean:
        """The plain mean over the lines, and the respondent-weighted one."""
        return mean_of_figures((line.ikm, line.n) for line in self.lines)

    @cached_property
    def mutu(self) -> Mutu | None:
        """The mutu of the plain mean."""
        return mutu_of(self.instrument, self.mean.plain)

    @cached_property
    def unsur(self) -> dict[str, Mean]:
        """Per unsur the means over the lines that have it."""
        keys = (unsur.key for unsur in self.instrument.unsur)
        means = {
            key: mean_of_figures(
                (line.unsur[key], line.n) for line in self.lines if key in line.unsur
            )
            for key in keys
        }
        return {key: mean for key, mean in means.items() if mean.count}

    @cached_property
    def unsur_plain(self) -> dict[str, Fraction]:
        """Per unsur the plain mean."""
        means = ((key, mean.plain) for key, mean in self.unsur.items())
        return {key: plain for key, plain in means if plain is not None}

    @cached_property
    def lowest(self) -> tuple[str, ...]:
        """The keys of the unsur whose plain mean is lowest, ties included."""
        return lowest_of(self.unsur_plain)

    @cached_property
    def highest(self) -> tuple[str, ...]:
        """The keys of the unsur whose plain mean is highest, ties included."""
        return highest_of(self.unsur_plain)

    @cached_property
    def ranking(self) -> tuple[Ranked, ...]:
        """The lines from the highest printed figure down; equal ones share a place."""
        ordered = sorted(self.lines, key=lambda line: (-line.printed, line.name.casefold()))
        places: list[Ranked] = []
        for place, line in enumerate(ordered, 1):
            before = places[-1] if places else None
            same = before is not None and before.line.printed == line.printed
            places.append(Ranked(before.rank if same and before else place, line))
        return tuple(places)

    @cached_property
    def often_lowest(self) -> tuple[Chosen, ...]:
        """How many lines have each unsur as their lowest, the most often first."""
        return self._counted(Counter(key for line in self.lines for key in line.lowest))

    @cached_property
    def chosen(self) -> tuple[Chosen, ...]:
        """How many lines chose each unsur to be improved, the most often first."""
        return self._counted(Counter(key for line in self.lines for key in line.follow_up.chosen))

    @cached_property
    def most_chosen(self) -> tuple[Chosen, ...]:
        """The unsur chosen most often, ties included."""
        return tuple(one for one in self.chosen if one.lines == self.chosen[0].lines)

    @cached_property
    def realisasi(self) -> Mean:
        """The mean realisasi of last period's plans over the lines that tell one."""
        told = (line.follow_up.realisasi for line in self.lines)
        values = [value for value in told if value is not None]
        return Mean(mean_of(values), len(values))

    @cached_property
    def by_mutu(self) -> dict[str, int]:
        """Letter → number of lines, in the order of the table of mutu."""
        counted = Counter(line.mutu.letter for line in self.lines if line.mutu)
        return {step.letter: counted[step.letter] for step in self.instrument.mutu}

    def count_of(self, source: Source) -> int:
        """Return how many lines were computed here, or reported."""
        return sum(line.source is source for line in self.lines)

    @property
    def n(self) -> int:
        """All respondents that are known."""
        return sum(line.n or 0 for line in self.lines)

    @property
    def counted_text(self) -> str:
        """What the mean is made of: ``95 unit``, ``101 layanan``, ``3 unit dan 12 layanan``."""
        services = sum(bool(line.service or line.part) for line in self.lines)
        units = len(self.lines) - services
        if not services:
            return tr("{n} unit", n=units)
        if not units:
            return tr("{n} layanan", n=services)
        return tr("{unit} unit dan {layanan} layanan", unit=units, layanan=services)

    def _counted(self, counted: Counter[str]) -> tuple[Chosen, ...]:
        names = {unsur.key: unsur.name for unsur in self.instrument.unsur}
        order = list(names)
        keys = sorted(
            (key for key in counted if key in names), key=lambda k: (-counted[k], order.index(k))
        )
        return tuple(Chosen(key, names[key], counted[key]) for key in keys)


@dataclass(frozen=True)
class CityYear(Figures):
    """One year of a city, of one instrument version. Other instruments are never averaged in."""

    year: int
    others: tuple[Line, ...]
    """Lines of other instruments."""
    missing: tuple[Unit, ...]
    """The units that were expected to report and did not."""
    units: dict[int, Unit]

    @cached_property
    def reporting(self) -> tuple[Unit, ...]:
        """The units that have a figure, by code."""
        found = {line.unit.id: line.unit for line in (*self.lines, *self.others)}
        return tuple(sorted(found.values(), key=lambda unit: unit.code.casefold()))

    @property
    def expected(self) -> int:
        """How many units should report."""
        return len(self.reporting) + len(self.missing)

    @property
    def compared(self) -> tuple[Line, ...]:
        """The computed lines beside which something was reported."""
        return tuple(line for line in self.lines if line.beside)
