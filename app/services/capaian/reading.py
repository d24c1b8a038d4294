"""Read a year from the file and compute it; a year that was read is kept up while it is edited."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.capaian import CapaianYear, IndikatorYear, LinkKind
from app.models.entered import BLANK
from app.services.capaian.figures import (
    IndikatorFigures,
    Known,
    ProgramFigures,
    Terms,
    budget_of,
    indikator_figures,
    program_figures,
)
from app.services.capaian.links import Linked
from app.services.capaian.rating import rating_of
from app.services.capaian.year import SasaranFigures, YearFigures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.capaian import ProgramRow
    from app.models.entered import Entered
    from app.models.store.store import Store
    from app.models.target import Indikator, Misi, Pengampu, Rpjmd, Sasaran, Tujuan
    from app.services.capaian.links import LinkService

_ONE_BY_ONE = 100
"""So many changed program rows are read singly; more are read with all the others."""

Place = tuple["Misi", "Tujuan", "Sasaran", tuple["Indikator", ...]]


@dataclass
class _Year:
    """A year as it was read: ``at`` is the state of the file that it stands for."""

    at: int
    year: CapaianYear
    rpjmd: Rpjmd | None
    terms: Terms
    places: list[Place]
    values: dict[int, IndikatorYear]
    targets: dict[int, Entered]
    pengampu: dict[int, tuple[Pengampu, ...]]
    linked: dict[int, Linked]
    programs: dict[int, ProgramFigures]
    """In the order of the table, by the id of the row."""
    figures: dict[int, IndikatorFigures]


class YearReader:
    """Computes years. What is edited through it costs one row, not the whole year again."""

    def __init__(self, store: Store, links: LinkService) -> None:
        self._store = store
        self._links = links
        self._kept: dict[int, _Year] = {}

    def figures(self, year: int) -> YearFigures:
        """Return everything about a year; one without any values is empty, not missing."""
        kept = self._kept.get(year)
        if kept is None or kept.at != self._store.database.changes:
            kept = self._read(year)
            if not self._store.database.in_transaction:
                self._kept[year] = kept
        groups = tuple(
            SasaranFigures(misi, tujuan, sasaran, tuple(kept.figures[one.id] for one in indikator))
            for misi, tujuan, sasaran, indikator in kept.places
        )
        return YearFigures(kept.year, kept.rpjmd, kept.terms, groups, tuple(kept.programs.values()))

    def save_values(self, values: Iterable[IndikatorYear]) -> list[IndikatorYear]:
        """Save values of indikator; years that were read are kept up."""
        before = self._store.database.changes
        with self._store.transaction():
            saved = [self._store.capaian.values.save(one) for one in values]
        for kept in self._still_true(before, {one.year for one in saved}):
            for one in saved:
                if one.year == kept.year.year:
                    kept.values[one.indikator_id] = one
                    kept.linked.pop(one.indikator_id, None)
                    self._recompute(kept, {one.indikator_id})
        return saved

    def save_programs(self, rows: Iterable[ProgramRow]) -> list[ProgramRow]:
        """Save program rows that are there already; years that were read are kept up."""
        before = self._store.database.changes
        with self._store.transaction():
            saved = [self._store.capaian.programs.save(one) for one in rows]
        for kept in self._still_true(before, {one.year for one in saved}):
            touched = {one.indikator_id for one in saved}
            for one in saved:
                old = kept.programs.get(one.id)
                if old is None or old.row.position != one.position:
                    kept.at = -1  # another place in the table: read anew
                    break
                touched.add(old.row.indikator_id)
                kept.programs[one.id] = program_figures(one, kept.terms)
            self._recompute(kept, {found for found in touched if found is not None})
        return saved

    def _still_true(self, before: int, years: set[int]) -> list[_Year]:
        """Return the years that stood for the file until just now, and make them stand for it."""
        now = self._store.database.changes
        fresh = [kept for kept in self._kept.values() if kept.at == before]
        if self._store.database.in_transaction:  # it may yet be taken back: read anew
            self._kept.clear()
            return []
        for kept in fresh:
            kept.at = now
        return [kept for kept in fresh if kept.year.year in years]

    def _recompute(self, kept: _Year, touched: set[int]) -> None:
        rows: dict[int, list[ProgramFigures]] = {one: [] for one in touched}
        for program in kept.programs.values():
            if program.row.indikator_id in touched:
                rows[program.row.indikator_id].append(program)
        for _, _, sasaran, indikator in kept.places:
            for one in indikator:
                if one.id in touched:
                    kept.figures[one.id] = self._compute(kept, one, sasaran, rows[one.id])

    def _compute(
        self, kept: _Year, one: Indikator, sasaran: Sasaran, rows: list[ProgramFigures]
    ) -> IndikatorFigures:
        values = kept.values.get(one.id) or IndikatorYear(one.id, kept.year.year)
        if one.id not in kept.linked:
            kept.linked[one.id] = self.linked(values, locked=kept.year.locked)
        return indikator_figures(
            Known(
                indikator=one,
                sasaran=sasaran,
                values=values,
                linked=kept.linked[one.id],
                budget=budget_of(values, rows),
                pengampu=kept.pengampu.get(one.id, ()),
                rpjmd_target=kept.targets.get(one.id, BLANK),
            ),
            kept.terms,
        )

    def linked(self, values: IndikatorYear, *, locked: bool) -> Linked:
        """Return what a link gives: of a locked year what it gave when it was locked."""
        if values.link is LinkKind.NONE:
            return Linked()
        if locked:
            return Linked(values.frozen, values.frozen_source, is_frozen=True)
        return self._links.follow(values)

    def _read(self, year: int) -> _Year:
        records = self._store.capaian
        stored = year_record(self._store, year)
        terms = Terms(rating_of(stored.rating), stored.capped)
        rpjmd = next((one for one in records.rpjmd.all() if one.covers(year)), None)
        kept = _Year(
            at=self._store.database.changes,
            year=stored,
            rpjmd=rpjmd,
            terms=terms,
            places=places_of(self._store, rpjmd) if rpjmd else [],
            values={one.indikator_id: one for one in records.values.all(year=year)},
            targets={one.indikator_id: one.target for one in records.rpjmd_targets.all(year=year)},
            pengampu=_grouped(records.pengampu.all()),
            linked={},
            programs=self._programs(year, terms),
            figures={},
        )
        self._recompute(kept, {one.id for place in kept.places for one in place[3]})
        return kept

    def _programs(self, year: int, terms: Terms) -> dict[int, ProgramFigures]:
        """Return the program rows; those that did not change since the last time are not read."""
        programs, before = self._store.capaian.programs, self._kept.get(year)
        known: dict[tuple[int, str, int], ProgramFigures] = {}
        if before is not None and before.terms == terms:
            known = {_version(one.row): one for one in before.programs.values()}
        versions = programs.versions(year=year)
        new = [version for version in versions if version not in known]
        rows = (
            programs.all(year=year)
            if len(new) > _ONE_BY_ONE
            else [programs.get(row_id) for row_id, _, _ in new]
        )
        for row in rows:
            if _version(row) not in known:
                known[_version(row)] = program_figures(row, terms)
        return {version[0]: known[version] for version in versions}


def _version(row: ProgramRow) -> tuple[int, str, int]:
    return row.id, row.uuid, row.revision


def year_record(store: Store, year: int) -> CapaianYear:
    """Return a year as it is kept; one that is not takes its settings from the last one before."""
    known = {one.year: one for one in store.capaian.years.all()}
    if year in known:
        return known[year]
    before = known.get(max((one for one in known if one < year), default=0))
    if before is None:
        return CapaianYear(year)
    return CapaianYear(year, capped=before.capped, rating=before.rating)


def places_of(store: Store, rpjmd: Rpjmd) -> list[Place]:
    """Return the sasaran of an RPJMD in the order of their numbers, each with its indikator."""
    records = store.capaian
    misi = {one.id: one for one in records.misi.all(rpjmd_id=rpjmd.id)}
    tujuan = {one.id: one for one in records.tujuan.all() if one.misi_id in misi}
    below: dict[int, list[Indikator]] = defaultdict(list)
    for one in records.indikator.all():
        below[one.sasaran_id].append(one)
    return [
        (misi[tujuan[s.tujuan_id].misi_id], tujuan[s.tujuan_id], s, tuple(below[s.id]))
        for s in records.sasaran.all()
        if s.tujuan_id in tujuan
    ]


def _grouped(pengampu: Iterable[Pengampu]) -> dict[int, tuple[Pengampu, ...]]:
    found: dict[int, tuple[Pengampu, ...]] = {}
    for one in pengampu:
        found[one.indikator_id] = (*found.get(one.indikator_id, ()), one)
    return found
