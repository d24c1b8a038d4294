"""Find or make the places of the tree that a table of indikator names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.target import Misi, Rpjmd, Sasaran, Tujuan
from app.services.capaian.reading import places_of
from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store
    from app.models.target import Indikator
    from app.services.capaian.imports.indikator_rows import IndikatorRow
    from app.services.capaian.structure import StructureService


class Tree:
    """The RPJMD of a year as it is, looked through by number and name."""

    def __init__(self, store: Store, plan: Rpjmd | None) -> None:
        self.plan = plan
        self.places = places_of(store, plan) if plan else []
        self._sasaran = {sasaran.number: place for place in self.places for sasaran in [place[2]]}
        self._indikator = {
            (sasaran.number, plain(one.name)): one
            for _, _, sasaran, below in self.places
            for one in below
        }

    def indikator(self, row: IndikatorRow) -> Indikator | None:
        """Return the indikator that a row is about."""
        return self._indikator.get(row.key)

    def moves(self, row: IndikatorRow) -> bool:
        """Say whether the row names its sasaran, tujuan or misi otherwise than the file does."""
        place = self._sasaran.get(row.no_sasaran)
        if place is None:
            return True
        misi, tujuan, sasaran, _ = place
        return (
            sasaran.name != row.sasaran
            or bool(row.tujuan and row.tujuan != tujuan.name)
            or bool(row.misi and row.misi != misi.name)
            or (row.no_misi is not None and row.no_misi != misi.number)
        )


class TreeWriter:
    """Makes what is missing of a tree, within one transaction of the caller."""

    def __init__(self, store: Store, structure: StructureService, plan: Rpjmd) -> None:
        self._records = store.capaian
        self._structure = structure
        self._plan = plan

    def sasaran_of(self, row: IndikatorRow) -> Sasaran:
        """Return the sasaran of a row under the tujuan and misi that it names."""
        known = {place.number: place for place in self._sasaran()}
        found = known.get(row.no_sasaran)
        if found is not None and not (row.misi or row.tujuan or row.no_misi is not None):
            tujuan_id = found.tujuan_id
        else:
            tujuan_id = self._tujuan_of(self._misi_of(row, found), row, found).id
        wanted = replace(
            found or Sasaran(tujuan_id, row.no_sasaran, row.sasaran),
            tujuan_id=tujuan_id,
            name=row.sasaran,
        )
        return found if found == wanted else self._structure.save_sasaran(wanted)[0]

    def _sasaran(self) -> list[Sasaran]:
        misi = {one.id for one in self._records.misi.all(rpjmd_id=self._plan.id)}
        tujuan = {one.id for one in self._records.tujuan.all() if one.misi_id in misi}
        return [one for one in self._records.sasaran.all() if one.tujuan_id in tujuan]

    def _misi_of(self, row: IndikatorRow, sasaran: Sasaran | None) -> Misi:
        every = self._records.misi.all(rpjmd_id=self._plan.id)
        if row.no_misi is None and not row.misi and sasaran is not None:
            return self._records.misi.get(self._records.tujuan.get(sasaran.tujuan_id).misi_id)
        if row.no_misi is not None:
            found = next((one for one in every if one.number == row.no_misi), None)
        else:
            found = next((one for one in every if plain(one.name) == plain(row.misi)), None)
        number = row.no_misi
        if number is None:
            number = 1 + max((one.number for one in every), default=0) if row.misi else 0
        wanted = found or Misi(self._plan.id, number)
        if row.misi and wanted.name != row.misi:
            wanted = replace(wanted, name=row.misi)
        return wanted if wanted.id and wanted == found else self._structure.save_misi(wanted)[0]

    def _tujuan_of(self, misi: Misi, row: IndikatorRow, sasaran: Sasaran | None) -> Tujuan:
        every = self._records.tujuan.all(misi_id=misi.id)
        if not row.tujuan and sasaran is not None:
            found = next((one for one in every if one.id == sasaran.tujuan_id), None)
        else:
            found = next((one for one in every if plain(one.name) == plain(row.tujuan)), None)
        return found or self._structure.save_tujuan(Tujuan(misi.id, 0, row.tujuan))[0]


def plan_for(known: Sequence[Rpjmd], year: int, rows: Sequence[IndikatorRow]) -> Rpjmd:
    """Return the RPJMD that a table of a year belongs to, wide enough for its targets.

    Where none covers the year, it begins and ends with the targets; its baseline is the year
    before.
    """
    years = {year, *(one for row in rows for one in row.rpjmd)}
    found = next((one for one in known if one.covers(year)), None)
    first, last = min(years), max(years)
    if found is not None:
        return replace(
            found, first_year=min(found.first_year, first), last_year=max(found.last_year, last)
        )
    name = tr("RPJMD {dari}-{sampai}", dari=first, sampai=last)
    return Rpjmd(name, first, last, first - 1)
