"""Realisasi and capaian of earlier years beside those of a year (table 2.7)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.capaian import IndikatorYear, LinkKind
from app.models.entered import BLANK, Entered
from app.services.capaian.figures import Terms, yardstick_of
from app.services.capaian.formulas import Change, Computed, Why, laju
from app.services.capaian.rating import rating_of
from app.services.capaian.reading import year_record
from app.services.tables.columns import plain

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.models.target import Indikator
    from app.services.capaian.formulas import Yardstick
    from app.services.capaian.reading import YearReader


@dataclass(frozen=True, slots=True)
class PastValue:
    """An indikator in one year: what was achieved of which target."""

    year: int
    target: Entered
    realisasi: Entered
    capaian: Computed
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class IndikatorHistory:
    """An indikator in a year and the years before it, the latest first.

    Years of an earlier RPJMD count where an indikator there has the same name and satuan.
    """

    measured: Yardstick
    now: PastValue
    past: tuple[PastValue, ...]

    @property
    def before(self) -> PastValue | None:
        """The year just before, None where it has no values."""
        return next((one for one in self.past if one.year == self.now.year - 1), None)

    @property
    def difference(self) -> Computed:
        """Realisasi minus that of the year before, in the unit of the indikator."""
        before = self.before.realisasi if self.before else BLANK
        return self.measured.difference(self.now.realisasi, before, Why.NO_EARLIER)

    @property
    def change(self) -> Change:
        """How the realisasi stands against the year before, by direction."""
        return self.measured.change(
            self.now.realisasi, self.before.realisasi if self.before else BLANK
        )

    @property
    def laju(self) -> Computed:
        """The growth since the year before in percent."""
        before = self.measured.number(self.before.realisasi) if self.before else None
        return laju(self.measured.number(self.now.realisasi), before)

    def of(self, year: int) -> PastValue | None:
        """Return the values of a year, None where there are none."""
        return next((one for one in (self.now, *self.past) if one.year == year), None)


def histories(store: Store, reader: YearReader, year: int) -> dict[int, IndikatorHistory]:
    """Return the history of every indikator of a year, by its id."""
    alike = _alike(store)
    by_indikator: dict[int, list[IndikatorYear]] = defaultdict(list)
    for one in store.capaian.values.all():
        if one.year <= year:
            by_indikator[one.indikator_id].append(one)
    past = _Past(store, reader)
    found = {}
    for figures in reader.figures(year).indikator:
        indikator = figures.indikator
        rows = [row for other in alike[_identity(indikator)] for row in by_indikator[other.id]]
        earlier = [row for row in rows if row.year < year]
        found[indikator.id] = IndikatorHistory(
            figures.yardstick,
            PastValue(
                year,
                figures.target,
                figures.realisasi,
                figures.capaian,
                figures.values.provisional,
            ),
            tuple(
                past.value(indikator, row)
                for row in sorted(earlier, key=lambda row: row.year, reverse=True)
            ),
        )
    return found


class _Past:
    """Computes values of earlier years by the terms of each."""

    def __init__(self, store: Store, reader: YearReader) -> None:
        self._store = store
        self._reader = reader
        self._years: dict[int, tuple[Terms, bool]] = {}

    def value(self, indikator: Indikator, values: IndikatorYear) -> PastValue:
        """Return one year; its direction is that of the indikator today."""
        terms, locked = self._terms(values.year)
        realisasi = values.realisasi
        if values.link is not LinkKind.NONE:
            realisasi = self._reader.linked(values, locked=locked).value
        target = values.target_in_force
        capaian = terms.limited(yardstick_of(indikator).ratio(realisasi, target))
        return PastValue(values.year, target, realisasi, capaian, values.provisional)

    def _terms(self, year: int) -> tuple[Terms, bool]:
        if year not in self._years:
            kept = year_record(self._store, year)
            self._years[year] = Terms(rating_of(kept.rating), kept.capped), kept.locked
        return self._years[year]


def _alike(store: Store) -> dict[tuple[str, str], list[Indikator]]:
    found: dict[tuple[str, str], list[Indikator]] = defaultdict(list)
    for one in store.capaian.indikator.all():
        found[_identity(one)].append(one)
    return found


def _identity(indikator: Indikator) -> tuple[str, str]:
    return plain(indikator.name), plain(indikator.satuan)
