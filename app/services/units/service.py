"""Units and the services they offer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.survey import SurveyState
from app.models.unit import Service, Unit
from app.services.changes import NOTHING, OFFICE_CHANGED, Changes
from app.services.text import clean_line, fitting_line, required_line
from app.services.units.codes import required_code, suggest_code
from app.services.units.importing import import_units, preview_units
from app.services.units.planning import DEFAULT_SERVICE
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.store.store import Store
    from app.services.units.preview import UnitImportResult, UnitListPreview

MAX_ALIASES = 50


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit in its place in the tree; the root has depth 0."""

    unit: Unit
    depth: int
    parent: Unit | None
    services: tuple[Service, ...]


class UnitService:
    """Finds, adds, changes and retires units and services."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Unit]:
        """Return every unit, by code."""
        return self._store.units.all()

    def get(self, unit_id: int) -> Unit:
        """Return one unit."""
        return self._store.units.get(unit_id)

    def find(self, code: str) -> Unit:
        """Return the unit with this code; raise InputError when there is none."""
        unit = self._store.units.by_code(clean_line(code))
        if unit is None:
            raise InputError(
                tr("Unit dengan kode {kode} tidak ada.", kode=clean_line(code, 60)),
                next=tr("Periksa kodenya di layar Unit atau tambahkan unit itu dahulu."),
            )
        return unit

    def tree(self) -> list[UnitNode]:
        """Return all units, each below its parent, with what they offer."""
        units = self.all()
        services: dict[int, list[Service]] = {}
        for service in self._store.units.services():
            services.setdefault(service.unit_id, []).append(service)
        children: dict[int | None, list[Unit]] = {}
        for unit in units:
            children.setdefault(unit.parent_id, []).append(unit)
        nodes: list[UnitNode] = []
        waiting: list[tuple[Unit, int, Unit | None]] = [
            (unit, 0, None) for unit in reversed(children.get(None, []))
        ]
        while waiting:
            unit, depth, parent = waiting.pop()
            nodes.append(UnitNode(unit, depth, parent, tuple(services.get(unit.id, ()))))
            waiting.extend((c, depth + 1, unit) for c in reversed(children.get(unit.id, [])))
        return nodes

    def search(self, text: str) -> list[Unit]:
        """Return the units whose name, alias or code holds every word of ``text``."""
        words = clean_line(text).casefold().split()
        return [unit for unit in self.all() if _matches(unit, words)]

    def suggest_code(self, name: str) -> str:
        """Return a free code made from a unit's name."""
        return suggest_code(clean_line(name), [unit.code for unit in self.all()])

    def add(self, unit: Unit, services: tuple[str, ...] = ()) -> tuple[Unit, Changes]:
        """Add a unit with its services; raise InputError when its data do not fit."""
        fitting = self._fitting(replace(unit, id=0, uuid="", revision=0))
        names = _service_names(services) or [DEFAULT_SERVICE]
        with self._store.transaction():
            saved = self._store.units.save(fitting)
            for name in names:
                self._store.units.save_service(Service(saved.id, name))
        return saved, OFFICE_CHANGED

    def change(self, unit: Unit, reason: str = "") -> tuple[Unit, Changes]:
        """Change a unit; raise InputError when its data do not fit or would cut off others."""
        old = self.get(unit.id)
        fitting = self._fitting(unit)
        if fitting == old:
            return old, NOTHING
        if fitting.code != old.code and self._has_surveys(old):
            raise InputError(
                tr("Kode {kode} tidak dapat diganti karena sudah dipakai survei.", kode=old.code),
                next=tr("Pakai kode itu terus; nama dan alias tetap boleh diubah."),
            )
        if old.active and not fitting.active:
            self._require_retirable(old)
        return self._store.units.save(fitting, clean_line(reason)), OFFICE_CHANGED

    def retire(self, unit_id: int, *, active: bool = False) -> tuple[Unit, Changes]:
        """Take a unit out of use, or back into it; nothing of it is deleted."""
        return self.change(replace(self.get(unit_id), active=active))

    def services(self, unit_id: int, *, active_only: bool = False) -> list[Service]:
        """Return what a unit offers, in the order in which it was added."""
        services = self._store.units.services(unit_id)
        return [service for service in services if service.active or not active_only]

    def add_service(self, unit_id: int, name: str) -> tuple[Service, Changes]:
        """Add a service; one of the same name is taken back into use instead of added twice."""
        wanted = required_line(name, tr("Nama layanan"))
        known = next((s for s in self.services(unit_id) if _same(s.name, wanted)), None)
        if known is not None and known.active:
            return known, NOTHING
        service = replace(known, active=True) if known else Service(self.get(unit_id).id, wanted)
        return self._store.units.save_service(service), OFFICE_CHANGED

    def change_service(self, service: Service) -> tuple[Service, Changes]:
        """Rename a service, or take it out of use; one must stay in use."""
        siblings = [s for s in self.services(service.unit_id) if s.id != service.id]
        name = required_line(service.name, tr("Nama layanan"))
        if any(_same(other.name, name) for other in siblings):
            raise InputError(
                tr("Layanan “{nama}” sudah ada di unit ini.", nama=name),
                next=tr("Pilih nama lain atau pakai layanan yang sudah ada."),
            )
        if not service.active and not any(other.active for other in siblings):
            raise InputError(
                tr("Unit harus punya paling sedikit satu layanan yang dipakai."),
                next=tr("Tambahkan layanan lain dahulu, lalu hentikan yang ini."),
            )
        return self._store.units.save_service(replace(service, name=name)), OFFICE_CHANGED

    def ensure_services(self, unit_id: int) -> list[Service]:
        """Return the services in use; a unit that has none is given the default one."""
        if not self.services(unit_id, active_only=True):
            self.add_service(unit_id, DEFAULT_SERVICE)
        return self.services(unit_id, active_only=True)

    def preview_list(self, path: Path) -> UnitListPreview:
        """Say row by row what a list of units (CSV, XLSX, ODS) would do; nothing is written.

        Raises InputError or StorageError when the file cannot be read as such a list at all.
        """
        return preview_units(self._store, path)

    def import_list(self, preview: UnitListPreview) -> tuple[UnitImportResult, Changes]:
        """Do what the preview says, all or nothing; raise InputError when it refuses a row."""
        return import_units(self._store, preview), OFFICE_CHANGED

    def _fitting(self, unit: Unit) -> Unit:
        code = required_code(unit.code)
        other = self._store.units.by_code(code)
        if other is not None and other.id != unit.id:
            raise InputError(
                tr("Kode {kode} sudah dipakai unit {nama}.", kode=code, nama=other.name),
                next=tr("Pilih kode lain, misalnya {usul}.", usul=self.suggest_code(unit.name)),
            )
        self._require_no_cycle(unit)
        return replace(
            unit,
            code=code,
            name=required_line(unit.name, tr("Nama unit")),
            aliases=_aliases(unit.aliases),
        )

    def _require_no_cycle(self, unit: Unit) -> None:
        parents = {known.id: known.parent_id for known in self.all()}
        if unit.parent_id is not None and unit.parent_id not in parents:
            raise InputError(
                tr("Unit induk yang dipilih tidak ada."), next=tr("Pilih unit induk dari daftar.")
            )
        above = unit.parent_id
        while above is not None and unit.id:
            if above == unit.id:
                raise InputError(
                    tr("Unit {nama} tidak dapat berada di bawah dirinya sendiri.", nama=unit.name),
                    next=tr("Pilih unit induk yang bukan bawahannya."),
                )
            above = parents[above]

    def _require_retirable(self, unit: Unit) -> None:
        office = self._store.offices.get()
        if office is not None and office.unit_id == unit.id:
            what = tr("Unit {nama} adalah pemilik berkas ini.", nama=unit.name)
        elif any(other.parent_id == unit.id and other.active for other in self.all()):
            what = tr("Unit {nama} masih punya unit bawahan yang dipakai.", nama=unit.name)
        elif any(
            survey.unit_id == unit.id and survey.state is SurveyState.TERBUKA
            for survey in self._store.surveys.all()
        ):
            what = tr("Unit {nama} masih punya survei yang terbuka.", nama=unit.name)
        else:
            return
        raise InputError(what, next=tr("Karena itu unit ini belum dapat dinonaktifkan."))

    def _has_surveys(self, unit: Unit) -> bool:
        return any(survey.unit_id == unit.id for survey in self._store.surveys.all())


def _matches(unit: Unit, words: list[str]) -> bool:
    text = " ".join((unit.code, unit.name, unit.type.label, *unit.aliases)).casefold()
    return all(word in text for word in words)


def _aliases(aliases: tuple[str, ...]) -> tuple[str, ...]:
    lines = (fitting_line(alias, tr("Alias")) for alias in aliases)
    found = tuple(dict.fromkeys(line for line in lines if line))
    if len(found) > MAX_ALIASES:
        raise InputError(
            tr("Satu unit paling banyak punya {batas} alias.", batas=MAX_ALIASES),
            next=tr("Hapus alias yang tidak perlu."),
        )
    return tuple(sorted(found))


def _service_names(names: tuple[str, ...]) -> list[str]:
    lines = [fitting_line(name, tr("Nama layanan")) for name in names]
    return list({line.casefold(): line for line in reversed(lines) if line}.values())[::-1]


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
