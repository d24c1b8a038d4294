"""The rows of a table of indikator, and what each of them changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.models.entered import BLANK, Entered
from app.models.target import Arah, Indikator, Rumus
from app.services.capaian.imports.columns import (
    EXACT,
    RPJMD_YEARS,
    TYPED,
    ImportKind,
    NumberColumn,
    realisasi_column,
    value_columns,
)
from app.services.capaian.structure import accepted_indikator
from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.capaian import IndikatorYear
    from app.services.capaian.imports.cells import CellReader
    from app.services.tables.columns import Record

OF_INDIKATOR = ("baseline", "end_target")
"""Values that belong to the indikator itself; the others belong to the year."""


@dataclass(frozen=True, slots=True)
class IndikatorRow:
    """One row as it was understood. What is None or blank is not said and changes nothing."""

    line: int
    no_misi: int | None
    misi: str
    tujuan: str
    no_sasaran: int
    sasaran: str
    indikator: str
    satuan: str
    arah: Arah | None
    rumus: Rumus | None
    decimals: int | None
    pengampu: tuple[str, ...]
    values: Mapping[str, Entered]
    """Field → value, of the indikator and of the year; blank ones are left out."""
    rpjmd: Mapping[int, Entered]
    provisional: bool | None
    reused_year: int | None
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int, str]:
        """What the indikator is known by within its RPJMD."""
        return self.no_sasaran, plain(self.indikator)


def read_indikator(reader: CellReader, record: Record, year: int) -> IndikatorRow:
    """Return a row; what cannot be taken is noted by the reader."""
    reader.require_year(record)
    satuan = reader.line(record, "satuan")
    values = {
        column.field: value
        for column in value_columns(ImportKind.INDIKATOR, year)
        if not (value := reader.value(record, column, satuan)).is_blank
    }
    shown = values.get("realisasi", BLANK)
    if exact := values.pop(EXACT, None):
        values["realisasi"] = exact
        _require_same(reader, record, shown, exact)
    provisional = reader.flag(record, "sementara")
    if record[realisasi_column(year)].rstrip().endswith("*"):
        provisional = True
    row = IndikatorRow(
        line=record.line,
        no_misi=reader.whole(record, "no_misi"),
        misi=reader.line(record, "misi"),
        tujuan=reader.line(record, "tujuan"),
        no_sasaran=reader.whole(record, "no_sasaran", required=True) or 0,
        sasaran=reader.line(record, "sasaran", required=True),
        indikator=reader.line(record, "indikator", required=True),
        satuan=satuan,
        arah=reader.arah(record),
        rumus=reader.rumus(record),
        decimals=reader.whole(record, "desimal"),
        pengampu=tuple(filter(None, (one.strip() for one in record["pengampu"].split(";")))),
        values=values,
        rpjmd={
            one: value
            for key, one in RPJMD_YEARS.items()
            if reader.has(key)
            and not (value := reader.value(record, NumberColumn(key, key), satuan)).is_blank
        },
        provisional=provisional,
        reused_year=reader.calendar_year(record, "tahun_sementara"),
        typed=reader.typed(record, TYPED),
    )
    _require_possible(reader, record, row, year)
    return row


def with_row(indikator: Indikator, row: IndikatorRow) -> Indikator:
    """Return an indikator as a row wants it."""
    changes: dict[str, Any] = {"name": row.indikator}
    if row.satuan:
        changes["satuan"] = row.satuan
    for name in ("arah", "rumus", "decimals"):
        if getattr(row, name) is not None:
            changes[name] = getattr(row, name)
    for name in OF_INDIKATOR:
        if name in row.values:
            changes[name] = kept_or(getattr(indikator, name), row.values[name])
    return replace(indikator, **changes)


def values_with_row(values: IndikatorYear, row: IndikatorRow) -> IndikatorYear:
    """Return the values of a year as a row wants them."""
    changes: dict[str, Any] = {
        name: kept_or(getattr(values, name), value)
        for name, value in row.values.items()
        if name not in OF_INDIKATOR
    }
    if row.provisional is not None:
        changes["provisional"] = row.provisional
        changes["reused_year"] = (
            (row.reused_year or values.reused_year) if row.provisional else None
        )
    if row.typed:
        changes["typed"] = merged_typed(values.typed, row.typed)
    return replace(values, **changes)


def merged_typed(old: Mapping[str, Any], new: Mapping[str, str]) -> dict[str, str]:
    """Return typed figures with those of a row; an equal number keeps its digits."""
    kept = {
        key: kept_or(Entered(str(old.get(key, ""))), Entered(text)) for key, text in new.items()
    }
    return {**old, **{key: value.text for key, value in kept.items()}}


def kept_or(old: Entered, new: Entered) -> Entered:
    """Return what was stored where the new value is the same number; a workbook drops zeros."""
    same = old.kind is new.kind and old.number is not None and old.number == new.number
    return old if same and old.unit == new.unit else new


def _require_same(reader: CellReader, record: Record, shown: Entered, exact: Entered) -> None:
    """Refuse an exact realisasi that is not what the rounded column shows."""
    if shown.number is None or exact.number is None:
        return
    if abs(exact.number - shown.number) * 10**shown.decimals >= 1:
        reader.refuse(
            record, EXACT, tr("bukan angka lengkap dari realisasi {angka}", angka=shown.text)
        )


def _require_possible(reader: CellReader, record: Record, row: IndikatorRow, year: int) -> None:
    if row.reused_year is not None and row.reused_year >= year:
        reader.refuse(record, "tahun_sementara", tr("bukan tahun sebelum {tahun}", tahun=year))
    if not row.indikator:
        return
    try:
        accepted_indikator(with_row(Indikator(0, 0, row.indikator, arah=row.arah or Arah.UP), row))
    except InputError as error:
        reader.refuse(record, "rumus" if row.rumus is Rumus.MIRRORED else "desimal", error.what)
