"""The tree that indikator stand in: RPJMD, misi, tujuan, sasaran, indikator and unit pengampu."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from app.errors import InputError
from app.models.entered import Entered, Kind
from app.models.target import (
    Arah,
    Indikator,
    Misi,
    Pengampu,
    Rpjmd,
    RpjmdTarget,
    Rumus,
    Sasaran,
    Tujuan,
)
from app.services.capaian.reading import places_of
from app.services.changes import Changes, capaian_changed
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.services.text import clean_line, fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.models.capaian import IndikatorYear, Narrative, ProgramRow
    from app.models.store.records import Records
    from app.models.store.store import Store

NAME_LIMIT = 1000
MOST_DECIMALS = 12
_MOST_GRADES = 40

T = TypeVar("T", "Misi", "Tujuan", "Sasaran")


@dataclass(frozen=True, slots=True)
class RemovedIndikator:
    """An indikator that was deleted, with everything below it, to be put back."""

    indikator: Indikator
    pengampu: tuple[Pengampu, ...]
    targets: tuple[RpjmdTarget, ...]
    values: tuple[IndikatorYear, ...]
    narratives: tuple[Narrative, ...]
    programs: tuple[ProgramRow, ...]
    """Program rows that stood under it; they stay, under none."""


class StructureService:
    """Keeps the tree. What makes the figures of a locked year cannot be changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records = store.capaian

    # ------------------------------------------------------------------ RPJMD
    def plans(self) -> list[Rpjmd]:
        """Return every RPJMD, the earliest first."""
        return self._records.rpjmd.all()

    def plan_of(self, year: int) -> Rpjmd | None:
        """Return the RPJMD that covers a year."""
        return next((one for one in self.plans() if one.covers(year)), None)

    def save_plan(self, plan: Rpjmd) -> tuple[Rpjmd, Changes]:
        """Add an RPJMD (id 0) or change one; raises as ``accepted_plan`` does."""
        return self._records.rpjmd.save(self.accepted_plan(plan)), _of_plan(plan)

    def accepted_plan(self, plan: Rpjmd) -> Rpjmd:
        """Return an RPJMD that can be kept.

        Raises InputError where its years cannot be or another one covers some of them.
        """
        plan = replace(plan, name=required_line(plan.name, tr("Nama RPJMD"), NAME_LIMIT))
        years = (plan.first_year, plan.last_year, plan.baseline_year)
        if any(not FIRST_YEAR <= year <= LAST_YEAR for year in years):
            raise InputError(
                tr("Tahun RPJMD tidak dapat dipakai."),
                next=tr("Isi tahun empat angka, misalnya 2026."),
            )
        if plan.last_year < plan.first_year or plan.baseline_year > plan.last_year:
            raise InputError(
                tr("RPJMD berakhir sebelum dimulai."),
                next=tr("Isi tahun pertama, tahun terakhir, dan tahun awal menurut urutannya."),
            )
        for other in self.plans():
            if other.id != plan.id and (
                other.first_year <= plan.last_year and plan.first_year <= other.last_year
            ):
                raise InputError(
                    tr(
                        "{nama} sudah mencakup tahun {dari} sampai {sampai}.",
                        nama=other.name,
                        dari=other.first_year,
                        sampai=other.last_year,
                    ),
                    next=tr("Ubah tahunnya agar dua RPJMD tidak bertindih."),
                )
        return plan

    # ------------------------------------------------------------------ tree
    def save_misi(self, misi: Misi) -> tuple[Misi, Changes]:
        """Add a misi or change one; its number is unique within the RPJMD."""
        misi = replace(misi, name=fitting_line(misi.name, tr("Misi"), NAME_LIMIT))
        for other in self._records.misi.all(rpjmd_id=misi.rpjmd_id, number=misi.number):
            if other.id != misi.id:
                raise _taken(tr("Misi {n}", n=misi.number))
        return self._records.misi.save(misi), _of_plan(self._plan(misi.rpjmd_id))

    def save_tujuan(self, tujuan: Tujuan) -> tuple[Tujuan, Changes]:
        """Add a tujuan at the end of its misi (id 0) or change one."""
        name = fitting_line(tujuan.name, tr("Tujuan"), NAME_LIMIT)
        others = self._records.tujuan.all(misi_id=tujuan.misi_id)
        if any(one.id != tujuan.id and one.name == name for one in others):
            raise _taken(tr("Tujuan {nama}", nama=name))
        position = tujuan.position if tujuan.id else len(others)
        misi = self._records.misi.get(tujuan.misi_id)
        saved = self._records.tujuan.save(replace(tujuan, name=name, position=position))
        return saved, _of_plan(self._plan(misi.rpjmd_id))

    def save_sasaran(self, sasaran: Sasaran) -> tuple[Sasaran, Changes]:
        """Add a sasaran or change one; its number is unique within the RPJMD."""
        sasaran = replace(sasaran, name=required_line(sasaran.name, tr("Sasaran"), NAME_LIMIT))
        plan = self._plan_of_tujuan(sasaran.tujuan_id)
        for _, _, other, _ in places_of(self._store, plan):
            if other.number == sasaran.number and other.id != sasaran.id:
                raise _taken(tr("Sasaran {n}", n=sasaran.number))
        return self._records.sasaran.save(sasaran), _of_plan(plan)

    def save_indikator(self, indikator: Indikator) -> tuple[Indikator, Changes]:
        """Add an indikator at the end of its sasaran (id 0) or change one.

        Raises InputError for what cannot be, and StorageError where a locked year hangs on it.
        """
        indikator = accepted_indikator(indikator)
        others = self._records.indikator.all(sasaran_id=indikator.sasaran_id)
        if any(one.id != indikator.id and one.name == indikator.name for one in others):
            raise _taken(tr("Indikator {nama}", nama=indikator.name))
        if not indikator.id:
            position = 1 + max((one.position for one in others), default=-1)
            indikator = replace(indikator, position=position)
        changes = self._of_indikator(indikator)
        return self._records.indikator.save(indikator), changes

    def move_indikator(self, indikator: Indikator, by: int) -> Changes:
        """Move an indikator up (negative) or down within its sasaran, as far as there are."""
        ordered = self._records.indikator.all(sasaran_id=indikator.sasaran_id)
        here = next(n for n, one in enumerate(ordered) if one.id == indikator.id)
        ordered.insert(min(max(here + by, 0), len(ordered) - 1), ordered.pop(here))
        with self._store.transaction():
            for position, one in enumerate(ordered):
                if one.position != position:
                    self._records.indikator.save(replace(one, position=position))
        return self._of_indikator(indikator)

    def delete(self, record: Misi | Tujuan | Sasaran) -> Changes:
        """Delete a misi, tujuan or sasaran that nothing stands in; raise InputError otherwise."""
        if isinstance(record, Misi):
            plan = self._plan(record.rpjmd_id)
            _delete_empty(self._records.misi, record, self._records.tujuan.all(misi_id=record.id))
        elif isinstance(record, Tujuan):
            plan = self._plan_of_tujuan(record.id)
            below = self._records.sasaran.all(tujuan_id=record.id)
            _delete_empty(self._records.tujuan, record, below)
        else:
            plan = self._plan_of_tujuan(record.tujuan_id)
            under = self._records.indikator.all(sasaran_id=record.id)
            _delete_empty(self._records.sasaran, record, under)
        return _of_plan(plan)

    def delete_indikator(self, indikator: Indikator) -> tuple[RemovedIndikator, Changes]:
        """Delete an indikator with its values and texts; what is returned can be put back.

        Raises StorageError where a locked year hangs on it.
        """
        records, own = self._records, {"indikator_id": indikator.id}
        removed = RemovedIndikator(
            indikator,
            tuple(records.pengampu.all(**own)),
            tuple(records.rpjmd_targets.all(**own)),
            tuple(records.values.all(**own)),
            tuple(records.narratives.all(**own)),
            tuple(records.programs.all(**own)),
        )
        changes = self._of_indikator(indikator)
        sasaran = records.sasaran.get(indikator.sasaran_id)
        with self._store.transaction():
            for program in removed.programs:
                records.programs.save(
                    replace(
                        program,
                        indikator_id=None,
                        no_sasaran=str(sasaran.number),
                        indikator_sasaran=indikator.name,
                    )
                )
            for kept, below in _below(self._store, removed):
                for one in below:
                    kept.delete(one)
            records.indikator.delete(indikator)
        return removed, changes

    def put_back(self, removed: RemovedIndikator) -> Changes:
        """Undo ``delete_indikator``."""
        with self._store.transaction():
            again = self._records.indikator.save(replace(removed.indikator, id=0))
            for kept, below in _below(self._store, removed):
                for one in below:
                    kept.save(replace(one, id=0, indikator_id=again.id))
            still = {old.id for old in removed.programs}
            for row in self._records.programs.all(indikator_sasaran=again.name):
                if row.id in still:
                    self._records.programs.save(
                        replace(row, indikator_id=again.id, no_sasaran="", indikator_sasaran="")
                    )
        return self._of_indikator(again)

    # ------------------------------------------------------------------ around an indikator
    def set_pengampu(
        self, indikator_id: int, names: Sequence[str]
    ) -> tuple[list[Pengampu], Changes]:
        """Keep these units as those that answer for an indikator, in this order.

        A name that is that of a unit of the file, or another spelling of it, is tied to the unit.
        """
        wanted = list(dict.fromkeys(filter(None, (clean_line(name, NAME_LIMIT) for name in names))))
        units = UnitNames(self._store)
        with self._store.transaction():
            for old in self._records.pengampu.all(indikator_id=indikator_id):
                self._records.pengampu.delete(old)
            saved = [
                self._records.pengampu.save(Pengampu(indikator_id, place, name, units.id_of(name)))
                for place, name in enumerate(wanted)
            ]
        return saved, self._of_indikator(self._records.indikator.get(indikator_id))

    def targets_of(self, indikator_id: int) -> dict[int, Entered]:
        """Return year → target of the RPJMD."""
        found = self._records.rpjmd_targets.all(indikator_id=indikator_id)
        return {one.year: one.target for one in found}

    def set_targets(self, indikator_id: int, targets: Mapping[int, Entered]) -> Changes:
        """Set targets of the RPJMD by year; a blank one takes the target of its year away."""
        known = {
            one.year: one for one in self._records.rpjmd_targets.all(indikator_id=indikator_id)
        }
        with self._store.transaction():
            for year, target in targets.items():
                old = known.get(year)
                if old and target.is_blank:
                    self._records.rpjmd_targets.delete(old)
                elif not target.is_blank and (old is None or old.target != target):
                    one = old or RpjmdTarget(indikator_id, year, target)
                    self._records.rpjmd_targets.save(replace(one, target=target))
        return self._of_indikator(self._records.indikator.get(indikator_id))

    # ------------------------------------------------------------------ parts
    def _plan(self, rpjmd_id: int) -> Rpjmd:
        return self._records.rpjmd.get(rpjmd_id)

    def _plan_of_tujuan(self, tujuan_id: int) -> Rpjmd:
        misi = self._records.misi.get(self._records.tujuan.get(tujuan_id).misi_id)
        return self._plan(misi.rpjmd_id)

    def _of_indikator(self, indikator: Indikator) -> Changes:
        sasaran = self._records.sasaran.get(indikator.sasaran_id)
        return _of_plan(self._plan_of_tujuan(sasaran.tujuan_id))


class UnitNames:
    """Finds units of the file by their name, their code or another spelling."""

    def __init__(self, store: Store) -> None:
        self._ids: dict[str, int] = {}
        for unit in store.units.all():
            for name in (unit.name, unit.code, *unit.aliases):
                self._ids.setdefault(name.casefold(), unit.id)

    def id_of(self, name: str) -> int | None:
        """Return the unit that a name means; None where there is none."""
        return self._ids.get(name.casefold())


def accepted_indikator(indikator: Indikator) -> Indikator:
    """Return an indikator with clean texts; raise InputError for what cannot be."""
    if indikator.rumus is Rumus.MIRRORED and indikator.arah is Arah.UP:
        raise InputError(
            tr("Rumus (2T − R) / T hanya untuk indikator yang turun lebih baik."),
            next=tr("Ubah arahnya atau pakai rumus perbandingan."),
        )
    if indikator.decimals is not None and not 0 <= indikator.decimals <= MOST_DECIMALS:
        raise InputError(
            tr("{n} angka desimal tidak dapat dicetak.", n=indikator.decimals),
            next=tr("Isi 0 sampai 12, atau kosongkan agar dicetak seperti yang diisikan."),
        )
    return replace(
        indikator,
        name=required_line(indikator.name, tr("Indikator"), NAME_LIMIT),
        satuan=fitting_line(indikator.satuan, tr("Satuan")),
        grades=_accepted_grades(indikator.grades),
    )


def _accepted_grades(grades: Mapping[str, object]) -> dict[str, str]:
    if len(grades) > _MOST_GRADES or any(
        not word.strip() or Entered(str(number)).kind is not Kind.NUMBER
        for word, number in grades.items()
    ):
        raise InputError(
            tr("Pemetaan huruf mutu memuat huruf yang kosong atau nilai yang bukan angka."),
            next=tr("Isi satu angka untuk setiap huruf mutu, misalnya A = 4."),
        )
    return {clean_line(word, 60): str(number) for word, number in grades.items()}


def _below(
    store: Store, removed: RemovedIndikator
) -> tuple[tuple[Records[Any], Sequence[Any]], ...]:
    records = store.capaian
    return (
        (records.pengampu, removed.pengampu),
        (records.rpjmd_targets, removed.targets),
        (records.values, removed.values),
        (records.narratives, removed.narratives),
    )


def _delete_empty(records: Records[T], record: T, below: Sequence[object]) -> None:
    if below:
        raise InputError(
            tr(
                "{jenis} itu masih berisi {n} hal.",
                jenis=records.kind.subject.capitalize(),
                n=len(below),
            ),
            next=tr("Pindahkan atau hapus dahulu isinya."),
        )
    records.delete(record)


def _taken(what: str) -> InputError:
    return InputError(tr("{hal} sudah ada.", hal=what), next=tr("Pakai nomor atau nama yang lain."))


def _of_plan(plan: Rpjmd) -> Changes:
    return capaian_changed(*range(plan.first_year, plan.last_year + 1))
