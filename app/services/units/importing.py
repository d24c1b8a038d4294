"""Take over a list of units from a spreadsheet: first a preview, then all of it or nothing.

A blank cell never takes anything away: parent, type, aliases and services of a unit that is there
already stay, and aliases and services of the list are added to them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.unit import Service, Unit
from app.services.tables.columns import Column, find_records
from app.services.tables.reading import read_table
from app.services.units.planning import plan_rows
from app.services.units.preview import (
    RowStatus,
    UnitImportResult,
    UnitListPreview,
    UnitRow,
    require_all_accepted,
)
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.store.store import Store

MAX_UNITS = 5_000
COLUMNS = (
    Column("kode", ("kode unit", "kode_unit"), required=True),
    Column("nama", ("nama unit", "unit", "unit pelayanan", "perangkat daerah"), required=True),
    Column("jenis", ("jenis unit", "tipe")),
    Column("induk", ("kode induk", "unit induk")),
    Column("alias", ("nama lain", "singkatan")),
    Column("layanan", ("jenis layanan", "nama layanan")),
)


def preview_units(store: Store, path: Path) -> UnitListPreview:
    """Read a list and plan it against the units that are there; nothing is written."""
    table = read_table(path)
    records = find_records(table, COLUMNS)
    if not records.rows:
        raise InputError(
            tr("Berkas {berkas} tidak berisi unit di bawah judul kolomnya.", berkas=path.name),
            next=tr("Isi paling sedikit satu baris, lalu coba sekali lagi."),
        )
    if len(records.rows) > MAX_UNITS:
        raise InputError(
            tr(
                "Berkas {berkas} memuat {jumlah} unit, paling banyak {batas}.",
                berkas=path.name,
                jumlah=len(records.rows),
                batas=MAX_UNITS,
            ),
            next=tr("Pecah daftar menjadi beberapa berkas."),
        )
    rows = plan_rows(records.rows, store.units.all(), store.units.services())
    return UnitListPreview(path.name, table.source, records.ignored, rows, records.rows)


def import_units(store: Store, preview: UnitListPreview) -> UnitImportResult:
    """Write what ``preview`` says, all or nothing.

    Raises InputError when a row is refused or the units changed since the preview was made.
    """
    require_all_accepted(
        preview.file_name,
        [(row.line, row.note) for row in preview.refused],
        tr("Tidak satu unit pun diimpor."),
    )
    if plan_rows(preview.records, store.units.all(), store.units.services()) != preview.rows:
        raise InputError(
            tr("Daftar unit di berkas kantor berubah sejak pratinjau dibuat."),
            next=tr("Baca berkasnya sekali lagi, lalu terima pratinjau yang baru."),
        )
    with store.transaction():
        saved = {unit.code.casefold(): unit for unit in store.units.all()}
        for row in preview.rows:
            saved[row.code.casefold()] = _save(store, row, saved.get(row.code.casefold()))
        for row in preview.rows:
            _save_parent(store, row, saved)
        services = sum(_save_services(store, row, saved) for row in preview.rows)
    counts = preview.counts
    return UnitImportResult(
        counts[RowStatus.NEW], counts[RowStatus.CHANGED], counts[RowStatus.SAME], services
    )


def _save(store: Store, row: UnitRow, known: Unit | None) -> Unit:
    """Save a row without its parent, which may come further down in the list."""
    if known is None:
        return store.units.save(Unit(row.code, row.name, row.type, aliases=row.aliases))
    wanted = replace(known, name=row.name, type=row.type, aliases=row.aliases)
    return known if wanted == known else store.units.save(wanted)


def _save_parent(store: Store, row: UnitRow, saved: dict[str, Unit]) -> None:
    unit = saved[row.code.casefold()]
    parent = saved[row.parent.casefold()].id if row.parent else None
    if unit.parent_id != parent:
        saved[row.code.casefold()] = store.units.save(replace(unit, parent_id=parent))


def _save_services(store: Store, row: UnitRow, saved: dict[str, Unit]) -> int:
    unit = saved[row.code.casefold()]
    offered = {service.name.casefold(): service for service in store.units.services(unit.id)}
    wanted = [offered.get(name.casefold()) or Service(unit.id, name) for name in row.services]
    missing = [service for service in wanted if not service.id or not service.active]
    for service in missing:
        store.units.save_service(replace(service, active=True))
    return len(missing)
