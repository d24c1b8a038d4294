"""Rows of one table that speak of the same sasaran or misi say the same of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.capaian.imports.cells import CellReader
    from app.services.capaian.imports.indikator_rows import IndikatorRow
    from app.services.tables.columns import Record, Records

_SAYS_OF_SASARAN = ("sasaran", "tujuan", "misi")


def of_one_mind(
    reader: CellReader, records: Records, rows: Sequence[IndikatorRow]
) -> list[IndikatorRow]:
    """Return the rows with one spelling for each sasaran, tujuan and misi.

    A row that calls a sasaran, its tujuan or a misi otherwise than a row above it is noted: names
    that slipped by a row would rename what they do not mean.
    """
    by_line = {record.line: record for record in records.rows}
    said: dict[tuple[str, int], tuple[int, str]] = {}
    found = []
    for row in rows:
        record, spelt = by_line[row.line], row
        for key in _SAYS_OF_SASARAN:
            spelt = _agreed(reader, record, spelt, key, (f"{key} {row.no_sasaran}", 0), said)
        if row.no_misi is not None:
            spelt = _agreed(reader, record, spelt, "misi", ("misi", row.no_misi), said)
        found.append(spelt)
    return found


def _agreed(
    reader: CellReader,
    record: Record,
    row: IndikatorRow,
    key: str,
    about: tuple[str, int],
    said: dict[tuple[str, int], tuple[int, str]],
) -> IndikatorRow:
    text: str = getattr(row, key)
    if not text:
        return row
    line, first = said.setdefault(about, (row.line, text))
    if plain(first) == plain(text):
        return replace(row, **{key: first})  # type: ignore[arg-type] # the field that is named
    reader.refuse(record, key, tr("lain daripada di baris {baris}: {nama}", baris=line, nama=first))
    return row
