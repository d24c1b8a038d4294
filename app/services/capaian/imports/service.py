"""Take tables of indikator and of program rows: preview, then all of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.identifiers import new_uuid
from app.services.capaian.edits import Typing
from app.services.capaian.imports.agreeing import of_one_mind
from app.services.capaian.imports.cells import CellReader
from app.services.capaian.imports.columns import (
    ImportKind,
    Stated,
    asked_columns,
    kind_of,
)
from app.services.capaian.imports.headings import Headings, chosen_in, columns_for, headings_of
from app.services.capaian.imports.indikator_rows import read_indikator
from app.services.capaian.imports.own_sheet import COMPUTED, SHEETS, separator_of
from app.services.capaian.imports.planning import (
    PlannedIndikator,
    PlannedProgram,
    plan_indikator,
    plan_programs,
    write_indikator,
    write_programs,
)
from app.services.capaian.imports.preview import CapaianPreview, PreviewRow, column_previews
from app.services.capaian.imports.program_rows import read_program
from app.services.capaian.imports.remarks import indikator_remarks, program_remarks
from app.services.capaian.imports.tree import plan_for
from app.services.capaian.imports.undoing import (
    RowWritten,
    held,
    rows_written,
    take_rows_back,
)
from app.services.capaian.yearly import require_open, require_year
from app.services.changes import Changes, capaian_changed
from app.services.imports.problems import SHOWN, ImportRefusedError, ProblemList
from app.services.recognising.headings import HEADER_ROWS, Spellings
from app.services.tables.columns import find_records
from app.services.tables.reading import Reading, read_grid
from app.services.tables.table import MAX_ROWS, RawTable, Row
from app.services.units.preview import RowStatus
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from app.models.store.store import Store
    from app.services.capaian.structure import StructureService
    from app.services.tables.columns import Column, Record, Records

MAX_INDIKATOR = 2_000
MAX_PROGRAMS = 50_000
PROBLEMS_KEPT = 500
"""So many refused cells a preview describes; the others are counted."""

Planned = list[PlannedIndikator] | list[PlannedProgram]


@dataclass(frozen=True, slots=True)
class CapaianImported:
    """What an import did."""

    preview: CapaianPreview
    added: int
    changed: int
    same: int
    rows: tuple[RowWritten, ...]
    """What was written, for ``undo``."""


class CapaianImportService:
    """Reads tables and writes what they change."""

    def __init__(self, store: Store, structure: StructureService) -> None:
        self._store = store
        self._structure = structure

    def preview(
        self,
        path: Path,
        year: int,
        kind: ImportKind | None = None,
        stated: Stated | None = None,
        chosen: Mapping[int, str] | None = None,
    ) -> CapaianPreview:
        """Read a table and plan it against the file; nothing is written.

        Without a kind the columns tell which it is. ``chosen`` maps the places of columns to the
        keys that somebody chose for them; an empty key leaves a column out. A workbook that Puas
        wrote states its own separators, whatever ``stated`` says. Raises InputError where the file
        is no such table, a column is missing, or the year is locked.
        """
        require_open(self._store, require_year(year))
        table = _table(path, kind)
        own = separator_of(table)
        stated = Stated(Typing(own), by_file=True) if own else stated or Stated()
        kind = kind or kind_of([cell for row in table.rows[:HEADER_ROWS] for cell in row.cells])
        columns = columns_for(kind, year)
        table = chosen_in(table, columns, chosen or {})
        stated = _by_key(stated, columns)
        records = find_records(table, columns)
        _require_rows(table, records, kind)
        problems = ProblemList(keep=PROBLEMS_KEPT)
        planned, remarks = self._planned(kind, year, stated, records, problems)
        return CapaianPreview(
            kind=kind,
            year=year,
            file_name=table.file_name,
            source=table.source,
            stated=stated,
            columns=column_previews(records, asked_columns(kind, year), stated),
            ignored=tuple(n for n in records.ignored if not n.startswith(COMPUTED)),
            rows=_shown(planned, problems),
            problems=tuple(problems.kept),
            problem_count=problems.count,
            remarks=remarks,
            records=records,
        )

    def headings(
        self,
        path: Path,
        year: int,
        kind: ImportKind | None = None,
        chosen: Mapping[int, str] | None = None,
    ) -> Headings:
        """Return what the columns of a table are taken for."""
        return headings_of(_table(path, kind), require_year(year), kind, chosen or {})

    def take(self, preview: CapaianPreview) -> tuple[CapaianImported, Changes]:
        """Write what a preview says, all or nothing.

        Raises ImportRefusedError where a row is refused, and InputError where the file changed
        since the preview was made.
        """
        kind, year = preview.kind, preview.year
        require_open(self._store, year)
        problems = ProblemList()
        planned, _ = self._planned(kind, year, preview.stated, preview.records, problems)
        if problems.count:
            raise ImportRefusedError(
                preview.file_name,
                tuple(problems.kept[:SHOWN]),
                problems.count,
                safe=tr("Tidak ada satu baris pun yang diambil dari berkas itu."),
            )
        if _shown(planned, problems) != preview.rows:
            raise InputError(
                tr("Isi berkas kantor berubah sejak pratinjau dibuat."),
                next=tr("Baca berkasnya sekali lagi, lalu terima pratinjau yang baru."),
            )
        counts = preview.counts
        with self._store.transaction():
            before = held(self._store)
            self._write(kind, year, planned)
            rows = rows_written(before, held(self._store))
            self._note("diimpor", preview)
        return (
            CapaianImported(
                preview,
                counts[RowStatus.NEW],
                counts[RowStatus.CHANGED],
                counts[RowStatus.SAME],
                rows,
            ),
            self._changes(year),
        )

    def undo(self, done: CapaianImported) -> Changes:
        """Take a whole import back, all or nothing.

        Raises InputError where the year is locked, or a row of it was changed or built on since.
        """
        year = done.preview.year
        require_open(self._store, year)
        changes = self._changes(year)
        with self._store.transaction():
            take_rows_back(self._store, done.rows)
            self._note("diurungkan", done.preview)
        return changes

    def _note(self, action: str, preview: CapaianPreview) -> None:
        counts = preview.counts
        self._store.journal.noted(
            action,
            "capaian",
            new_uuid(),
            {
                "file": preview.file_name,
                "kind": preview.kind.value,
                "year": preview.year,
                "added": counts[RowStatus.NEW],
                "changed": counts[RowStatus.CHANGED],
            },
        )

    def _planned(
        self, kind: ImportKind, year: int, stated: Stated, records: Records, problems: ProblemList
    ) -> tuple[Planned, tuple[str, ...]]:
        reader = CellReader(year, stated, records.headings, problems)
        if kind is ImportKind.INDIKATOR:
            rows = [read_indikator(reader, one, year) for one in _whole(reader, records)]
            rows = of_one_mind(reader, records, rows)
            _refuse_twins(reader, records, [(one.line, one.key) for one in rows])
            wanted = self._structure.accepted_plan(plan_for(self._structure.plans(), year, rows))
            remarks = indikator_remarks(
                self._structure.plan_of(year), wanted, rows, records, stated
            )
            return plan_indikator(self._store, year, rows), remarks
        programs = [read_program(reader, one, year) for one in _whole(reader, records)]
        _refuse_twins(reader, records, [(one.line, one.key) for one in programs])
        found = plan_programs(self._store, year, programs)
        return found, program_remarks(records, programs, [one.new for one in found], stated)

    def _write(self, kind: ImportKind, year: int, planned: Planned) -> None:
        if kind is ImportKind.INDIKATOR:
            indikator = [one for one in planned if isinstance(one, PlannedIndikator)]
            write_indikator(self._store, self._structure, year, indikator)
        else:
            programs = [one for one in planned if isinstance(one, PlannedProgram)]
            write_programs(self._store, year, programs)

    def _changes(self, year: int) -> Changes:
        plan = self._structure.plan_of(year)
        years = range(plan.first_year, plan.last_year + 1) if plan else ()
        return capaian_changed(year, *years)


def _table(path: Path, kind: ImportKind | None) -> RawTable:
    grid = read_grid(path, Reading(sheet=SHEETS[kind or ImportKind.INDIKATOR]))
    if grid.flaws.uncomputed:
        raise InputError(
            tr(
                "Berkas {berkas} memuat rumus tanpa nilai di {tempat}.",
                berkas=grid.file_name,
                tempat=", ".join(grid.flaws.uncomputed),
            ),
            next=tr("Buka di Excel atau LibreOffice, simpan sekali lagi, lalu impor."),
        )
    rows = map(Row, grid.lines, map(tuple, grid.rows))
    return RawTable(grid.file_name, tuple(rows), grid.source)


def _by_key(stated: Stated, columns: Sequence[Column]) -> Stated:
    """Return what is stated by the keys of columns; any spelling of them may have been used."""
    spellings = Spellings((column.key, column.names) for column in columns)
    found = {spellings.key_of(name): typing for name, typing in stated.columns.items()}
    if "" in found:
        unknown = [name for name in stated.columns if not spellings.key_of(name)]
        raise InputError(
            tr("Kolom {kolom} tidak dikenal.", kolom=", ".join(unknown)),
            next=tr("Sebutkan nama kolom seperti pada panduan, misalnya pagu."),
        )
    return replace(stated, columns=found)


def _require_rows(table: RawTable, records: Records, kind: ImportKind) -> None:
    if not records.rows:
        raise InputError(
            tr(
                "Berkas {berkas} tidak berisi baris di bawah judul kolomnya.",
                berkas=table.file_name,
            ),
            next=tr("Isi paling sedikit satu baris, lalu coba sekali lagi."),
        )
    most = MAX_INDIKATOR if kind is ImportKind.INDIKATOR else MAX_PROGRAMS
    if len(records.rows) > min(most, MAX_ROWS):
        raise InputError(
            tr(
                "Berkas {berkas} memuat {jumlah} baris, paling banyak {batas}.",
                berkas=table.file_name,
                jumlah=len(records.rows),
                batas=most,
            ),
            next=tr("Pecah tabelnya menjadi beberapa berkas."),
        )


def _whole(reader: CellReader, records: Records) -> list[Record]:
    """Return the rows; one with cells beyond the last column is noted, for it may be shifted."""
    for row in records.rows:
        if row.surplus:
            reader.refuse(row, "", tr("ada isian di luar kolom terakhir"))
    return list(records.rows)


def _refuse_twins(
    reader: CellReader, records: Records, keys: Sequence[tuple[int, tuple[object, ...]]]
) -> None:
    """Note every row whose key another row has as well."""
    lines: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for line, key in keys:
        lines[key].append(line)
    by_line = {row.line: row for row in records.rows}
    for twins in lines.values():
        for line in twins[1:]:
            reader.refuse(
                by_line[line], "", tr("kuncinya sama dengan baris {baris}", baris=twins[0])
            )


def _shown(planned: Planned, problems: ProblemList) -> tuple[PreviewRow, ...]:
    """Return the rows of the preview; the refused ones with their first reason."""
    reasons: dict[int, str] = {}
    for problem in problems.kept:
        text = f"{problem.column}: {problem.reason}" if problem.column else problem.reason
        reasons.setdefault(problem.row, text)
    shown = [one.shown for one in planned]
    return tuple(
        PreviewRow(row.line, RowStatus.REFUSED, row.name, reasons[row.line])
        if row.line in reasons
        else row
        for row in shown
    )
