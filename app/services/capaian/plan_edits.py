"""Cells of the RPJMD that are typed or pasted: baseline, targets by year, end target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.entered import Entered
from app.models.target import Indikator, RpjmdTarget
from app.services.capaian.edits import BlockRefusedError, CellProblem, Typing, expected_value
from app.services.capaian.taking_back import take_back
from app.services.capaian.typed import NotAValue, read_value
from app.services.changes import NOTHING, Changes, capaian_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store

BASELINE, END_TARGET = "baseline", "end_target"


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A cell of the RPJMD: ``column`` is BASELINE, END_TARGET, or a year as a text."""

    indikator_id: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanEdited:
    """What a block changed: (before, after) of each record, None where there is none."""

    indikator: tuple[tuple[Indikator, Indikator], ...] = ()
    targets: tuple[tuple[RpjmdTarget | None, RpjmdTarget | None], ...] = ()


def read_plan_cell(text: str, satuan: str, typing: Typing) -> Entered | NotAValue:
    """Return what a text is in the RPJMD, for an indikator with this satuan."""
    return read_value(text, expected_value(typing, is_money=False, satuan=satuan))


class PlanCells:
    """Takes blocks of cells of the RPJMD, all of each or nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records = store.capaian

    def enter(self, cells: Sequence[PlanCell], typing: Typing) -> tuple[PlanEdited, Changes]:
        """Take a block.

        Raises BlockRefusedError with every cell that does not fit, and StorageError where a locked
        year hangs on it.
        """
        before = {one: self._records.indikator.get(one) for one in {c.indikator_id for c in cells}}
        values = self._read(cells, before, typing)
        wanted, targets = dict(before), dict[tuple[int, int], Entered]()
        for cell, value in zip(cells, values, strict=True):
            if cell.column in {BASELINE, END_TARGET}:
                changed = replace(wanted[cell.indikator_id], **{cell.column: value})  # type: ignore[arg-type] # the field that the column names
                wanted[cell.indikator_id] = changed
            else:
                targets[cell.indikator_id, int(cell.column)] = value
        with self._store.transaction():
            saved = [
                (before[key], self._records.indikator.save(one))
                for key, one in wanted.items()
                if one != before[key]
            ]
            edited = PlanEdited(tuple(saved), tuple(self._targets(targets)))
        if not edited.indikator and not edited.targets:
            return edited, NOTHING
        return edited, self._changes()

    def undo(self, edited: PlanEdited) -> Changes:
        """Take a block back. Raises InputError where something of it was changed since."""
        targets = self._records.rpjmd_targets
        with self._store.transaction():
            for was, now in edited.indikator:
                take_back(self._records.indikator, was, now)
            for old, new in edited.targets:
                if new is not None:
                    blank = RpjmdTarget(new.indikator_id, new.year, new.target)
                    take_back(targets, old or blank, new)
                elif old is not None:
                    targets.save(replace(old, id=0))
        return self._changes()

    def _read(
        self, cells: Sequence[PlanCell], known: dict[int, Indikator], typing: Typing
    ) -> list[Entered]:
        problems, values = list[CellProblem](), list[Entered]()
        for place, cell in enumerate(cells):
            value = read_plan_cell(cell.text, known[cell.indikator_id].satuan, typing)
            if isinstance(value, NotAValue):
                problems.append(CellProblem(place, cell.text, value.reason))
            else:
                values.append(value)
        if problems:
            raise BlockRefusedError(problems)
        return values

    def _targets(
        self, wanted: dict[tuple[int, int], Entered]
    ) -> list[tuple[RpjmdTarget | None, RpjmdTarget | None]]:
        """Write targets; a blank one takes its year away."""
        records = self._records.rpjmd_targets
        changed: list[tuple[RpjmdTarget | None, RpjmdTarget | None]] = []
        for (indikator_id, year), target in wanted.items():
            found = records.all(indikator_id=indikator_id, year=year)
            old = found[0] if found else None
            if old is not None and target.is_blank:
                records.delete(old)
                changed.append((old, None))
            elif not target.is_blank and (old is None or old.target != target):
                new = replace(old or RpjmdTarget(indikator_id, year, target), target=target)
                changed.append((old, records.save(new)))
        return changed

    def _changes(self) -> Changes:
        years = (range(one.first_year, one.last_year + 1) for one in self._records.rpjmd.all())
        return capaian_changed(*(year for plan in years for year in plan))
