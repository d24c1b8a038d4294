"""Take recaps of finished figures over, and take them away again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.unit import Service, Unit
from app.services.changes import NOTHING, OFFICE_CHANGED, Changes
from app.services.plausibility.reading import read_recap
from app.services.plausibility.service import check_read
from app.services.reported.planning import plan_rows
from app.services.reported.preview import (
    ReportedPreview,
    ReportedResult,
    ReportedStatus,
    Request,
)
from app.services.reported.reading import stated_years
from app.services.tables.reading import read_table
from app.services.units.planning import DEFAULT_SERVICE
from app.services.units.preview import require_all_accepted
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.models.reported import Reported
    from app.models.store.store import Store
    from app.services.instruments.service import InstrumentService
    from app.services.plausibility.reading import RecapTable
    from app.services.reported.preview import PlannedUnit, ReportedLine

MAX_ROWS = 20_000
_WRITTEN = (ReportedStatus.NEW, ReportedStatus.CHANGED)
_WITH_UNIT = (*_WRITTEN, ReportedStatus.SAME, ReportedStatus.SKIPPED)


class ReportedService:
    """Reported figures: what others computed. Nothing here is computed from answers."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def all(self, year: int | None = None) -> list[Reported]:
        """Return the reported rows, of one year if it is given, in the order of their recaps."""
        return self._store.reported.all(**({} if year is None else {"year": year}))

    def preview(
        self, path: Path, year: int | None = None, choices: Mapping[str, str] | None = None
    ) -> ReportedPreview:
        """Say row by row what a recap (CSV, XLSX, ODS) would do; nothing is written.

        ``year`` is that of rows which name none; ``choices`` say which unit (its code) a name of
        the recap means. Raises InputError or StorageError when the file is no recap at all.
        """
        table = read_table(path)
        read = read_recap(table, self._instruments.available())
        _require_bearable(read, path.name)
        _require_year(read, year, path.name)
        request = Request(year, tuple((choices or {}).items()), path.name)
        lines = plan_rows(self._store, read, request)
        return ReportedPreview(
            path.name, read.source, read.ignored, lines, check_read(read), read, request
        )

    def take(self, preview: ReportedPreview) -> tuple[ReportedResult, Changes]:
        """Do what the preview says, all or nothing.

        Raises InputError when a row is refused or the file changed since the preview was made.
        """
        require_all_accepted(
            preview.file_name,
            [(line.row, line.note) for line in preview.refused],
            tr("Tidak satu angka pun diambil."),
        )
        if plan_rows(self._store, preview.table, preview.request) != preview.lines:
            raise InputError(
                tr("Isi berkas kantor berubah sejak pratinjau dibuat."),
                next=tr("Baca rekapnya sekali lagi, lalu terima pratinjau yang baru."),
            )
        with self._store.transaction():
            taking = _Taking(self._store)
            for line in preview.lines:
                taking.take(line)
        counts = preview.counts
        result = ReportedResult(
            counts[ReportedStatus.NEW],
            counts[ReportedStatus.CHANGED],
            counts[ReportedStatus.SAME],
            taking.units,
            taking.services,
        )
        return result, OFFICE_CHANGED if taking.wrote else NOTHING

    def withdraw(self, preview: ReportedPreview, reason: str = "") -> tuple[int, Changes]:
        """Take away the rows that are in the file just as the recap says; others stay.

        Units and services that came with them stay too.
        """
        same = preview.with_status(ReportedStatus.SAME)
        with self._store.transaction():
            for line in same:
                self._store.reported.delete(line.content, reason)
        return len(same), OFFICE_CHANGED if same else NOTHING


class _Taking:
    """One recap while it is written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._units = {unit.code.casefold(): unit for unit in store.units.all()}
        self._offered: dict[tuple[int, str], Service] = {
            (one.unit_id, one.name.casefold()): one for one in store.units.services()
        }
        self.units = self.services = 0
        self.wrote = False

    def take(self, line: ReportedLine) -> None:
        """Write one row with its unit and service where they are new."""
        if line.unit is None or line.status not in _WITH_UNIT:
            return
        unit = self._unit(line.unit, line.service)
        service = self._service(unit, line.service) if line.service else None
        if line.status in _WRITTEN:
            service_id = service.id if service else None
            content = replace(line.content, unit_id=unit.id, service_id=service_id)
            self._store.reported.save(content)
            self.wrote = True

    def _unit(self, planned: PlannedUnit, service: str) -> Unit:
        known = self._units.get(planned.code.casefold())
        if known is None:
            above = self._unit(planned.above, "") if planned.above else None
            known = self._save(
                Unit(planned.code, planned.name, planned.type, above.id if above else None)
            )
            self.units += 1
            if not service:
                self._service(known, DEFAULT_SERVICE)
        elif planned.alias and planned.alias not in known.aliases:
            known = self._save(replace(known, aliases=(*known.aliases, planned.alias)))
        return known

    def _save(self, unit: Unit) -> Unit:
        saved = self._units[unit.code.casefold()] = self._store.units.save(unit)
        self.wrote = True
        return saved

    def _service(self, unit: Unit, name: str) -> Service:
        place = (unit.id, name.casefold())
        if place not in self._offered:
            self._offered[place] = self._store.units.save_service(Service(unit.id, name))
            self.services += 1
            self.wrote = True
        return self._offered[place]


def _require_bearable(read: RecapTable, name: str) -> None:
    if not read.rows:
        raise InputError(
            tr("Berkas {berkas} tidak berisi baris data.", berkas=name),
            next=tr("Isi tabelnya di bawah nama kolom, lalu coba sekali lagi."),
        )
    if len(read.rows) > MAX_ROWS:
        raise InputError(
            tr(
                "Berkas {berkas} memuat {jumlah} baris, paling banyak {batas}.",
                berkas=name,
                jumlah=len(read.rows),
                batas=MAX_ROWS,
            ),
            next=tr("Pecah rekap menjadi beberapa berkas."),
        )


def _require_year(read: RecapTable, year: int | None, name: str) -> None:
    """Refuse a table whose rows name no year and for which none was stated, or another one."""
    columns = stated_years(read.rows)
    if columns and year is not None and year not in columns:
        listed = ", ".join(str(one) for one in sorted(columns))
        raise InputError(
            tr(
                "Berkas {berkas} memuat tahun {daftar}, bukan {tahun}.",
                berkas=name,
                daftar=listed,
                tahun=year,
            ),
            next=tr("Periksa tahunnya, atau pilih rekap yang lain."),
        )
    named = columns or any(row.period.year is not None for row in read.rows)
    if not named and year is None:
        raise InputError(
            tr("Berkas {berkas} tidak menyebut tahunnya.", berkas=name),
            next=tr("Sebutkan tahun rekap itu, misalnya --tahun 2024."),
        )
