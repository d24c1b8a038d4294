"""Which units of a city's list an office takes, and what becomes of each in its file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.units.service import MAX_ALIASES
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.models.office_package import OfficePackage, SentUnit
    from app.models.unit import Unit


@dataclass(frozen=True, slots=True)
class UnitStep:
    """A unit of the city's list, and what it is in the office's file."""

    old: Unit | None
    wanted: Unit
    """As it will be; its parent is said by ``parent_code``."""
    parent_code: str
    old_parent_code: str = ""
    services: tuple[str, ...] = ()
    """Names of services that are added."""

    @property
    def changes_unit(self) -> bool:
        """Say whether the unit is new or changed; its services apart."""
        old = self.old
        same = old is not None and replace(old, parent_id=None) == replace(
            self.wanted, parent_id=None
        )
        return not same or self.old_parent_code != self.parent_code


def own_unit(package: OfficePackage, office_unit: Unit | None, code: str) -> SentUnit | None:
    """Return who the office is in the city's list: named, or known by code or identity.

    Raises InputError for a code that the list does not have, or that is not this office's.
    """
    by_code = {sent.unit.code.casefold(): sent for sent in package.units}
    known = None
    if office_unit is not None:
        by_uuid = {sent.unit.uuid: sent for sent in package.units}
        known = by_uuid.get(office_unit.uuid) or by_code.get(office_unit.code.casefold())
    if not code:
        return known
    named = by_code.get(code.strip().casefold())
    if named is None:
        raise InputError(
            tr("Unit dengan kode {kode} tidak ada di daftar kota.", kode=code.strip()[:60]),
            next=tr("Pilih unit dari daftar kota, atau mintalah kota menambahkannya."),
        )
    if known is not None and known != named:
        raise InputError(
            tr(
                "Kota mengenal kantor ini sebagai {nama} ({kode}).",
                nama=known.unit.name,
                kode=known.unit.code,
            ),
            next=tr("Ambil paketnya tanpa menyebut unit lain, atau buka berkas kantor yang lain."),
        )
    return named


def proposals(package: OfficePackage, office_unit: Unit) -> list[SentUnit]:
    """Return the units of the list that bear a name of the office."""
    own = {name.casefold() for name in (office_unit.name, *office_unit.aliases)}
    return [
        sent
        for sent in package.units
        if own & {name.casefold() for name in (sent.unit.name, *sent.unit.aliases)}
    ]


def unit_steps(
    package: OfficePackage,
    own: SentUnit,
    office_unit: Unit | None,
    known: Sequence[Unit],
    services: Mapping[int, Sequence[str]],
    kept: Collection[int] = (),
) -> tuple[UnitStep, ...]:
    """Return what becomes of the own unit, of those above and below it, and of those known here.

    Parents stand before their children; units in ``kept`` stay in use whatever the list says.
    Raises InputError where two units would bear one code.
    """
    matched = _matched(package, own, office_unit, known)
    served = _own_and_below(package, own)
    scope = _scope(package, set(matched), served)
    codes = {unit.id: unit.code for unit in known}
    offered: dict[str, list[str]] = {}
    for one in package.services:
        if one.active and one.unit_code in served:
            offered.setdefault(one.unit_code, []).append(one.name)
    steps = []
    for sent in scope:
        old = matched.get(sent.unit.code)
        there = {name.casefold() for name in services.get(old.id, ())} if old else set()
        steps.append(
            UnitStep(
                old,
                _wanted(sent, old, keep=old is not None and old.id in kept),
                sent.parent_code,
                codes.get(old.parent_id or 0, "") if old else "",
                tuple(n for n in offered.get(sent.unit.code, ()) if n.casefold() not in there),
            )
        )
    _require_free_codes(steps, known)
    return tuple(steps)


def _matched(
    package: OfficePackage, own: SentUnit, office_unit: Unit | None, known: Sequence[Unit]
) -> dict[str, Unit]:
    """Return code in the list → the unit here that it is."""
    by_uuid = {unit.uuid: unit for unit in known}
    by_code = {unit.code.casefold(): unit for unit in known}
    found: dict[str, Unit] = {}
    for sent in package.units:
        is_own = sent.unit.code == own.unit.code
        unit = by_uuid.get(sent.unit.uuid) or by_code.get(sent.unit.code.casefold())
        unit = office_unit if is_own and office_unit else unit
        if unit is not None and (is_own or office_unit is None or unit.id != office_unit.id):
            found[sent.unit.code] = unit
    return found


def _own_and_below(package: OfficePackage, own: SentUnit) -> set[str]:
    """Return the codes of the units whose services an office can be asked about."""
    below: dict[str, list[str]] = {}
    for sent in package.units:
        below.setdefault(sent.parent_code, []).append(sent.unit.code)
    found, waiting = set[str](), [own.unit.code]
    while waiting:
        code = waiting.pop()
        found.add(code)
        waiting += below.get(code, [])
    return found


def _scope(package: OfficePackage, known: set[str], served: set[str]) -> list[SentUnit]:
    """Return the units that are taken, parents first."""
    above = {sent.unit.code: sent.parent_code for sent in package.units}
    depths = dict[str, int]()
    for code in {*known, *served}:
        path = [code]
        while above[path[-1]]:
            path.append(above[path[-1]])
        depths |= {passed: len(path) - place for place, passed in enumerate(path)}
    chosen = [sent for sent in package.units if sent.unit.code in depths]
    return sorted(chosen, key=lambda sent: (depths[sent.unit.code], sent.unit.code))


def _wanted(sent: SentUnit, old: Unit | None, *, keep: bool) -> Unit:
    """Return a unit as it will be here: the city's word, beside the names it had."""
    if old is None:
        return sent.unit
    names = dict.fromkeys([*sent.unit.aliases, *old.aliases])
    if old.name != sent.unit.name:
        names = dict.fromkeys([*names, old.name])
    aliases = [name for name in names if name != sent.unit.name][:MAX_ALIASES]
    return replace(
        old,
        code=sent.unit.code,
        name=sent.unit.name,
        type=sent.unit.type,
        aliases=tuple(sorted(aliases)),
        active=sent.unit.active or (keep and old.active),
    )


def _require_free_codes(steps: Sequence[UnitStep], known: Sequence[Unit]) -> None:
    """Raise InputError where a code of the list is that of another unit here."""
    taken = {unit.code.casefold(): unit for unit in known}
    seen: dict[int, str] = {}
    for step in steps:
        holder = taken.get(step.wanted.code.casefold())
        if holder is not None and (step.old is None or holder.id != step.old.id):
            raise InputError(
                tr(
                    "Kode {kode} milik {baru} di daftar kota, tetapi di berkas ini dipakai {nama}.",
                    kode=step.wanted.code,
                    baru=step.wanted.name,
                    nama=holder.name,
                ),
                next=tr("Ganti kode unit itu di layar Unit, lalu ambil paketnya sekali lagi."),
            )
        if step.old is not None and seen.setdefault(step.old.id, step.wanted.code) != (
            step.wanted.code
        ):
            raise InputError(
                tr(
                    "Unit {nama} di berkas ini cocok dengan dua unit di daftar kota: {satu} dan"
                    " {dua}.",
                    nama=step.old.name,
                    satu=seen[step.old.id],
                    dua=step.wanted.code,
                ),
                next=tr("Periksa kode unit itu di layar Unit, lalu ambil paketnya sekali lagi."),
            )
