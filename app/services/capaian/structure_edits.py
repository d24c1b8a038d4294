"""The tree of an RPJMD as it is edited: what stands in it, and each deed with its way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from app.errors import InputError
from app.models.target import Indikator, Misi, Rpjmd, Sasaran, Tujuan
from app.services.capaian.structure import RemovedIndikator
from app.services.capaian.taking_back import take_back
from app.services.changes import Changes, capaian_changed
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.store.store import Store
    from app.services.capaian.structure import StructureService

NodeRecord = Rpjmd | Misi | Tujuan | Sasaran | Indikator
BELOW: dict[type[NodeRecord], type[NodeRecord]] = {
    Rpjmd: Misi,
    Misi: Tujuan,
    Tujuan: Sasaran,
    Sasaran: Indikator,
}
"""What stands directly below what."""


@dataclass(frozen=True, slots=True)
class Node:
    """One entry of the tree; ``pengampu`` are those of an indikator."""

    record: NodeRecord
    level: int
    pengampu: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """What it is known by among all nodes."""
        return type(self.record).__name__, self.record.id


@dataclass(frozen=True, slots=True)
class NodeSaved:
    """A record before (None: it is new) and after, with the pengampu before where they changed."""

    before: NodeRecord | None
    after: NodeRecord
    pengampu: tuple[str, ...] | None = None


Removed = RemovedIndikator | Rpjmd | Misi | Tujuan | Sasaran


class StructureEdits:
    """Edits the tree. What makes the figures of a locked year is refused by the service below."""

    def __init__(self, store: Store, structure: StructureService) -> None:
        self._store = store
        self._records = store.capaian
        self._structure = structure

    def nodes(self) -> tuple[Node, ...]:
        """Return every RPJMD with all that stands below it, in the order of the report."""
        return tuple(node for plan in self._structure.plans() for node in self._of_plan(plan))

    def new_below(self, record: NodeRecord) -> NodeRecord:
        """Return an empty record that would stand below another, with the next free number."""
        kept = self._records
        if isinstance(record, Rpjmd):
            numbers = [one.number for one in kept.misi.all(rpjmd_id=record.id)]
            return Misi(record.id, 1 + max(numbers, default=0))
        if isinstance(record, Misi):
            return Tujuan(record.id, 0)
        if isinstance(record, Tujuan):
            plan = kept.rpjmd.get(kept.misi.get(record.misi_id).rpjmd_id)
            numbers = [
                n.record.number for n in self._of_plan(plan) if isinstance(n.record, Sasaran)
            ]
            return Sasaran(record.id, 1 + max(numbers, default=0), "")
        parent = record.sasaran_id if isinstance(record, Indikator) else record.id
        return Indikator(parent, 0, "")

    def save(
        self, record: NodeRecord, pengampu: Sequence[str] | None = None
    ) -> tuple[NodeSaved, Changes]:
        """Add a record (id 0) or change one; of an indikator the pengampu too."""
        before = self._kept(type(record)).get(record.id) if record.id else None
        named: tuple[str, ...] | None = None
        with self._store.transaction():
            saved, changes = self._save_one(record)
            if isinstance(saved, Indikator) and pengampu is not None:
                named = self._pengampu_of(saved.id)
                self._structure.set_pengampu(saved.id, pengampu)
        return NodeSaved(before, saved, named), changes

    def undo(self, saved: NodeSaved) -> Changes:
        """Take back what was saved; refused where it was changed since or something hangs on it."""
        after, changes = saved.after, self._years()
        kept = self._kept(type(after))
        now: NodeRecord = next(iter(kept.all(uuid=after.uuid)), after)
        with self._store.transaction():
            if saved.before is not None:
                take_back(kept, saved.before, after)
            elif isinstance(now, Indikator):
                self._structure.delete_indikator(now)
            elif isinstance(now, Rpjmd):
                self._remove_plan(now)
            else:
                self._structure.delete(now)
            if saved.before is not None and saved.pengampu is not None:
                self._structure.set_pengampu(now.id, saved.pengampu)
        return changes

    def remove(self, record: NodeRecord) -> tuple[Removed, Changes]:
        """Delete an indikator with all it has, or another record that nothing stands in."""
        if isinstance(record, Indikator):
            return self._structure.delete_indikator(record)
        changes = self._years()
        if isinstance(record, Rpjmd):
            self._remove_plan(record)
        else:
            self._structure.delete(record)
        return record, changes

    def put_back(self, removed: Removed) -> Changes:
        """Undo ``remove``."""
        if isinstance(removed, RemovedIndikator):
            return self._structure.put_back(removed)
        self._kept(type(removed)).save(replace(removed, id=0))
        return self._years()

    # ------------------------------------------------------------------ parts
    def _remove_plan(self, plan: Rpjmd) -> None:
        if self._records.misi.all(rpjmd_id=plan.id):
            raise InputError(
                tr("RPJMD ini masih berisi misi."), next=tr("Hapus dahulu misi di dalamnya.")
            )
        self._records.rpjmd.delete(plan)

    def _of_plan(self, plan: Rpjmd) -> Iterator[Node]:
        kept = self._records
        yield Node(plan, 0)
        for misi in kept.misi.all(rpjmd_id=plan.id):
            yield Node(misi, 1)
            for tujuan in kept.tujuan.all(misi_id=misi.id):
                yield Node(tujuan, 2)
                for sasaran in kept.sasaran.all(tujuan_id=tujuan.id):
                    yield Node(sasaran, 3)
                    for one in kept.indikator.all(sasaran_id=sasaran.id):
                        yield Node(one, 4, self._pengampu_of(one.id))

    def _pengampu_of(self, indikator_id: int) -> tuple[str, ...]:
        return tuple(one.name for one in self._records.pengampu.all(indikator_id=indikator_id))

    def _save_one(self, record: NodeRecord) -> tuple[NodeRecord, Changes]:
        match record:
            case Rpjmd():
                return self._structure.save_plan(record)
            case Misi():
                return self._structure.save_misi(record)
            case Tujuan():
                return self._structure.save_tujuan(record)
            case Sasaran():
                return self._structure.save_sasaran(record)
            case Indikator():
                return self._structure.save_indikator(record)

    def _kept(self, kind: type[NodeRecord]) -> Any:  # noqa: ANN401 - the records of that kind
        kept = self._records
        tables = {
            Rpjmd: kept.rpjmd,
            Misi: kept.misi,
            Tujuan: kept.tujuan,
            Sasaran: kept.sasaran,
            Indikator: kept.indikator,
        }
        return cast("Any", tables[kind])

    def _years(self) -> Changes:
        plans = self._structure.plans()
        return capaian_changed(*(y for p in plans for y in range(p.first_year, p.last_year + 1)))
