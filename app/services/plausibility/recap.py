"""A recap as the rules see it: rows of figures, whatever file or survey they came from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.period import PeriodKind
from app.services.plausibility.finding import Finding, Rule
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.questionnaire import Instrument
    from app.services.plausibility.figures import Figure, Scale
    from app.services.plausibility.period_names import PeriodName
    from app.services.plausibility.weighting import IkmCheck, Weighting

FEWEST_UNSUR = 3
"""Fewer values that are equal are no sign of anything."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A cell that names a mutu."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of respondents; ``value`` is None unless it is a whole number from 1."""

    column: str
    text: str
    value: int | None = None
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class YearFigure:
    """The IKM of one year where every year has a column of its own."""

    year: int
    ikm: Figure
    mutu: Letter | None = None


@dataclass(frozen=True, slots=True)
class UnsurFigures:
    """Everything a row prints about one unsur; ``value`` is the most precise of it."""

    value: Figure
    nrr: Figure | None = None
    konversi: Figure | None = None
    mutu: Letter | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One unit in one period. ``number`` is the data row from 1."""

    number: int
    unit: str
    identity: tuple[str, ...]
    """What makes two rows speak of the same unit, service and group."""
    period: PeriodName
    instrument: Instrument
    scale: Scale
    weightings: tuple[Weighting, ...]
    """The weights that offices use with this instrument."""
    unsur: Mapping[str, UnsurFigures]
    ikm: Figure | None = None
    indeks: Figure | None = None
    mutu: tuple[Letter, ...] = ()
    n: Count | None = None
    realisasi: Figure | None = None
    years: tuple[YearFigure, ...] = ()
    weight: str = ""
    """The weight that the row says it was computed with: ``1/N``, ``0.111``, ``0.11``."""
    service: str = ""
    is_summary: bool = False
    """A line of totals or means over the units."""
    label: str = ""
    """How sentences call the row where it is not one of a table."""
    values: tuple[Figure, ...] = field(init=False)
    """The most precise figure of each unsur."""

    def __post_init__(self) -> None:
        # Kept, because every rule asks for it in every row.
        object.__setattr__(self, "values", tuple(unsur.value for unsur in self.unsur.values()))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the row in the order of the file's meaning."""
        unsur = (f for u in self.unsur.values() for f in (u.nrr, u.konversi) if f is not None)
        single = (f for f in (self.indeks, self.ikm, self.realisasi) if f is not None)
        return (*unsur, *single, *(year.ikm for year in self.years))

    @property
    def whole(self) -> bool:
        """Say whether every unsur has a possible value."""
        return len(self.unsur) >= FEWEST_UNSUR and all(value.sound for value in self.values)

    @property
    def uniform(self) -> bool:
        """Say whether all unsur have the same value."""
        first, *others = self.values or (None,)
        return self.whole and all(first and other.value == first.value for other in others)

    @property
    def name(self) -> str:
        """The unit with its service and period, as far as they tell it from others."""
        plain_year = self.period.kind is PeriodKind.TAHUNAN and self.period.year is None
        parts = (self.unit, self.service, "" if plain_year else self.period.text)
        return ", ".join(part for part in parts if part) or tr("unit tanpa nama")

    @property
    def reference(self) -> str:
        """The row as another one points at it: ``baris 3 (Kelurahan Melati)``."""
        return self.label or tr("baris {baris} ({unit})", baris=self.number, unit=self.unit or "–")

    def finding(
        self, rule: Rule, column: str, value: str, message: str, expected: str = ""
    ) -> Finding:
        """Return a finding about this row; ``message`` goes on after the row's name."""
        where = self.label or tr("Baris {baris} ({nama})", baris=self.number, nama=self.name)
        return Finding(
            baris=self.number,
            unit=self.unit,
            periode=self.period.text,
            aturan=rule,
            kolom=column,
            nilai=value,
            harapan=expected,
            pesan=f"{where}: {message}",
        )


@dataclass(frozen=True, slots=True)
class Recap:
    """All rows, and what is known about all of them together."""

    rows: tuple[RecapRow, ...]
    checks: Mapping[int, IkmCheck] = field(default_factory=dict)
    """Data row → how its IKM fits its unsur, where both are there."""
    usual: Weighting | None = None
    """The weight that most rows follow."""
    following: int = 0
    """How many rows follow the usual weight."""

    @property
    def units(self) -> tuple[RecapRow, ...]:
        """The rows that speak of a unit."""
        return tuple(row for row in self.rows if not row.is_summary)


def by_unit(rows: Iterable[RecapRow]) -> list[list[RecapRow]]:
    """Return the rows of each unit together, in the order of the file."""
    groups: dict[tuple[str, ...], list[RecapRow]] = defaultdict(list)
    for row in rows:
        groups[row.identity].append(row)
    return list(groups.values())
