"""The rows of a table of programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.models.capaian import ProgramRow
from app.models.target import Arah, Rumus
from app.services.capaian.imports.columns import PROGRAM_TYPED, ImportKind, value_columns
from app.services.capaian.imports.indikator_rows import kept_or, merged_typed
from app.services.capaian.values import program_key
from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.entered import Entered
    from app.services.capaian.imports.cells import CellReader
    from app.services.capaian.reading import Place
    from app.services.tables.columns import Record


@dataclass(frozen=True, slots=True)
class ReadProgram:
    """One row as it was understood; blank values, arah and rumus that are None change nothing."""

    line: int
    row: ProgramRow
    """With blank values; its indikator is not looked up yet."""
    values: Mapping[str, Entered]
    arah: Arah | None
    rumus: Rumus | None
    typed: Mapping[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        """What the row is known by within its year."""
        return program_key(self.row)


class Parents:
    """Finds the indikator of a sasaran that program rows name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._exact: dict[tuple[str, str], int] = {}
        self._by_name: dict[str, set[int]] = {}
        for _, _, sasaran, indikator in places:
            for one in indikator:
                self._exact[str(sasaran.number), plain(one.name)] = one.id
                self._by_name.setdefault(plain(one.name), set()).add(one.id)

    def of(self, number: str, name: str) -> int | None:
        """Return the id of an indikator; without a number where its name is unique."""
        if number:
            return self._exact.get((number, plain(name)))
        found = self._by_name.get(plain(name), set())
        return next(iter(found)) if name and len(found) == 1 else None


def read_program(reader: CellReader, record: Record, year: int) -> ReadProgram:
    """Return a row; what cannot be taken is noted by the reader."""
    reader.require_year(record)
    satuan = reader.line(record, "satuan")
    number = reader.whole(record, "no_sasaran")
    arah, rumus = reader.arah(record), reader.rumus(record)
    if rumus is Rumus.MIRRORED and arah is not Arah.DOWN:
        reader.refuse(record, "rumus", tr("rumus ini hanya untuk yang turun lebih baik"))
    row = ProgramRow(
        year,
        0,
        reader.line(record, "perangkat_daerah", required=True),
        reader.line(record, "program", required=True),
        reader.line(record, "indikator_program", required=True),
        reader.line(record, "kelurahan"),
        no_sasaran="" if number is None else str(number),
        indikator_sasaran=reader.line(record, "indikator_sasaran"),
        satuan=satuan,
    )
    values = {
        column.field: value
        for column in value_columns(ImportKind.PROGRAM, year)
        if not (value := reader.value(record, column, satuan)).is_blank
    }
    return ReadProgram(record.line, row, values, arah, rumus, reader.typed(record, PROGRAM_TYPED))


def merged_program(old: ProgramRow | None, read: ReadProgram, parents: Parents) -> ProgramRow:
    """Return the stored row as the file wants it, or a new one."""
    base, new = old or read.row, read.row
    changes: dict[str, Any] = {
        "perangkat_daerah": new.perangkat_daerah,
        "program": new.program,
        "indikator": new.indikator,
        "kelurahan": new.kelurahan,
        "satuan": new.satuan or base.satuan,
        "arah": read.arah or base.arah,
        "rumus": read.rumus or base.rumus,
        "typed": merged_typed(base.typed, read.typed),
        **{name: kept_or(getattr(base, name), value) for name, value in read.values.items()},
    }
    if new.no_sasaran or new.indikator_sasaran:
        parent = parents.of(new.no_sasaran, new.indikator_sasaran)
        changes["indikator_id"] = parent
        changes["no_sasaran"] = "" if parent else new.no_sasaran
        changes["indikator_sasaran"] = "" if parent else new.indikator_sasaran
    return replace(base, **changes)
