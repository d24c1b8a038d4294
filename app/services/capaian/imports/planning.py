"""Compare the rows of a table with what the file holds, and write what differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.capaian import IndikatorYear, ProgramRow
from app.models.target import Indikator
from app.services.capaian.imports.indikator_rows import kept_or, values_with_row, with_row
from app.services.capaian.imports.preview import PreviewRow
from app.services.capaian.imports.program_rows import Parents, merged_program
from app.services.capaian.imports.tree import Tree, TreeWriter, plan_for
from app.services.capaian.reading import places_of
from app.services.capaian.values import program_key
from app.services.units.preview import RowStatus
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.models.entered import Entered
    from app.models.store.store import Store
    from app.services.capaian.imports.indikator_rows import IndikatorRow
    from app.services.capaian.imports.program_rows import ReadProgram
    from app.services.capaian.structure import StructureService


@dataclass(frozen=True, slots=True)
class PlannedIndikator:
    """A row of a table of indikator beside what the file holds; nothing is 0 or blank there."""

    row: IndikatorRow
    old: Indikator | None
    new: Indikator
    old_values: IndikatorYear
    new_values: IndikatorYear
    targets: Mapping[int, Entered]
    """RPJMD targets that change."""
    pengampu: tuple[str, ...] | None
    """Those that answer for it from now on; None where they stay."""
    moves: bool

    @property
    def status(self) -> RowStatus:
        """What becomes of the row."""
        if self.old is None:
            return RowStatus.NEW
        return RowStatus.CHANGED if self.note else RowStatus.SAME

    @property
    def note(self) -> str:
        """What changes, in words."""
        parts = {
            tr("misi, tujuan, atau sasaran"): self.moves,
            tr("indikator"): self.new != self.old,
            tr("target RPJMD"): bool(self.targets),
            tr("unit pengampu"): self.pengampu is not None,
            tr("nilai tahun ini"): self.new_values != self.old_values,
        }
        return ", ".join(name for name, changed in parts.items() if changed)

    @property
    def shown(self) -> PreviewRow:
        """The row of the preview."""
        name = f"{self.row.no_sasaran} · {self.row.indikator}"
        note = "" if self.old is None else self.note
        return PreviewRow(self.row.line, self.status, name, note)


@dataclass(frozen=True, slots=True)
class PlannedProgram:
    """A row of a table of programs beside what the file holds."""

    line: int
    old: ProgramRow | None
    new: ProgramRow

    @property
    def status(self) -> RowStatus:
        """What becomes of the row."""
        if self.old is None:
            return RowStatus.NEW
        return RowStatus.SAME if self.new == self.old else RowStatus.CHANGED

    @property
    def shown(self) -> PreviewRow:
        """The row of the preview."""
        parts = (self.new.perangkat_daerah, self.new.program, self.new.indikator)
        return PreviewRow(self.line, self.status, " · ".join(parts))


def plan_indikator(store: Store, year: int, rows: Sequence[IndikatorRow]) -> list[PlannedIndikator]:
    """Compare rows with the RPJMD that covers the year."""
    records = store.capaian
    plan = next((one for one in records.rpjmd.all() if one.covers(year)), None)
    tree = Tree(store, plan)
    values = {one.indikator_id: one for one in records.values.all(year=year)}
    targets: dict[int, dict[int, Entered]] = {}
    for one in records.rpjmd_targets.all():
        targets.setdefault(one.indikator_id, {})[one.year] = one.target
    pengampu: dict[int, tuple[str, ...]] = {}
    for held in records.pengampu.all():
        pengampu[held.indikator_id] = (*pengampu.get(held.indikator_id, ()), held.name)
    found = []
    for row in rows:
        old = tree.indikator(row)
        own = old.id if old else 0
        old_values = values.get(own) or IndikatorYear(own, year)
        new = with_row(old or Indikator(0, 0, row.indikator), row)
        known = targets.get(own, {})
        rpjmd = {
            one: target
            for one, target in row.rpjmd.items()
            if one not in known or kept_or(known[one], target) != known[one]
        }
        others = row.pengampu if row.pengampu and row.pengampu != pengampu.get(own) else None
        found.append(
            PlannedIndikator(
                row,
                old,
                new,
                old_values,
                values_with_row(old_values, row),
                rpjmd,
                others,
                tree.moves(row),
            )
        )
    return found


def plan_programs(store: Store, year: int, rows: Sequence[ReadProgram]) -> list[PlannedProgram]:
    """Compare rows with the program rows of the year."""
    records = store.capaian
    known = {program_key(one): one for one in records.programs.all(year=year)}
    plan = next((one for one in records.rpjmd.all() if one.covers(year)), None)
    parents = Parents(places_of(store, plan) if plan else ())
    return [
        PlannedProgram(read.line, old, merged_program(old, read, parents))
        for read in rows
        for old in [known.get(read.key)]
    ]


def write_indikator(
    store: Store, structure: StructureService, year: int, planned: Sequence[PlannedIndikator]
) -> None:
    """Write what differs; call it within a transaction."""
    plans = structure.plans()
    wanted = plan_for(plans, year, [one.row for one in planned])
    plan = wanted if wanted in plans else structure.save_plan(wanted)[0]
    writer = TreeWriter(store, structure, plan)
    for one in planned:
        if one.status is RowStatus.SAME:
            continue
        indikator = one.new
        if one.old is None or one.moves:
            indikator = replace(indikator, sasaran_id=writer.sasaran_of(one.row).id)
        if indikator != one.old:
            indikator, _ = structure.save_indikator(indikator)
        if one.targets:
            structure.set_targets(indikator.id, one.targets)
        if one.pengampu is not None:
            structure.set_pengampu(indikator.id, one.pengampu)
        if one.new_values != one.old_values or not one.old_values.id:
            store.capaian.values.save(replace(one.new_values, indikator_id=indikator.id))
    adopt_programs(store, plan.first_year, plan.last_year)


def write_programs(store: Store, year: int, planned: Sequence[PlannedProgram]) -> None:
    """Write what differs; call it within a transaction."""
    programs = store.capaian.programs
    position = 1 + max((one.position for one in programs.all(year=year)), default=-1)
    new = [one.new for one in planned if one.old is None]
    programs.add_all([replace(one, position=place) for place, one in enumerate(new, position)])
    for one in planned:
        if one.status is RowStatus.CHANGED:
            programs.save(one.new)


def adopt_programs(store: Store, first: int, last: int) -> int:
    """Tie program rows that wait for an indikator to it, now that it may be there."""
    records = store.capaian
    locked = {one.year for one in records.years.all() if one.locked}
    adopted = 0
    for year in range(first, last + 1):
        waiting = [
            row
            for row in records.programs.all(year=year)
            if row.indikator_id is None and (row.no_sasaran or row.indikator_sasaran)
        ]
        if not waiting or year in locked:
            continue
        plan = next(one for one in records.rpjmd.all() if one.covers(year))
        parents = Parents(places_of(store, plan))
        for row in waiting:
            parent = parents.of(row.no_sasaran, row.indikator_sasaran)
            if parent is not None:
                records.programs.save(
                    replace(row, indikator_id=parent, no_sasaran="", indikator_sasaran="")
                )
                adopted += 1
    return adopted
