"""What the headings of a table are taken for, and what somebody chose in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.imports.columns import (
    ImportKind,
    indikator_columns,
    kind_of,
    program_columns,
    rpjmd_column,
)
from app.services.recognising.headings import HEADER_ROWS, Spellings
from app.services.tables.table import RawTable, Row
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.tables.columns import Column

_SAMPLES = 3
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file: its name, the key it is taken for (or empty), and some of its cells."""

    place: int
    name: str
    key: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """All columns of a file, and the keys of those that must be there and are not."""

    file_name: str
    source: str
    kind: ImportKind
    columns: tuple[Heading, ...]
    missing: tuple[str, ...]


def headings_of(
    table: RawTable, year: int, kind: ImportKind | None, chosen: Mapping[int, str]
) -> Headings:
    """Return what the columns of a table are taken for. ``chosen`` maps places to keys."""
    kind = kind or kind_of([cell for row in table.rows[:HEADER_ROWS] for cell in row.cells])
    columns = columns_for(kind, year)
    spellings = _spellings(columns)
    place = _header_place(table, spellings)
    cells = table.rows[place].cells if table.rows else ()
    below = table.rows[place + 1 :]
    found = tuple(
        Heading(
            n,
            clean_line(cell, _LONGEST),
            chosen[n] if n in chosen else spellings.key_of(cell),
            _cells(below, n),
        )
        for n, cell in enumerate(cells)
        if cell.strip()
    )
    known = {one.key for one in found}
    missing = tuple(one.key for one in columns if one.required and one.key not in known)
    return Headings(table.file_name, table.source, kind, found, missing)


def chosen_in(table: RawTable, columns: Sequence[Column], chosen: Mapping[int, str]) -> RawTable:
    """Return a table whose header bears the keys that were chosen for its columns."""
    if not chosen or not table.rows:
        return table
    place = _header_place(table, _spellings(columns))
    header = table.rows[place]
    cells = tuple(_renamed(n, cell, chosen) for n, cell in enumerate(header.cells))
    rows = (*table.rows[:place], Row(header.line, cells), *table.rows[place + 1 :])
    return RawTable(table.file_name, rows, table.source)


def columns_for(kind: ImportKind, year: int) -> list[Column]:
    """Return every column that a table of this kind may have."""
    return indikator_columns(year) if kind is ImportKind.INDIKATOR else program_columns(year)


def offered_keys(kind: ImportKind, year: int) -> list[str]:
    """Return the keys that a person may choose for a column; years of the RPJMD near the year."""
    near = {rpjmd_column(one) for one in range(year - 5, year + 6)}
    keys = [column.key for column in columns_for(kind, year)]
    return [key for key in keys if not key.startswith("target_rpjmd_") or key in near]


def _spellings(columns: Sequence[Column]) -> Spellings:
    return Spellings((column.key, column.names) for column in columns)


def _header_place(table: RawTable, spellings: Spellings) -> int:
    return spellings.header_of([[c[:_LONGEST] for c in r.cells] for r in table.rows[:HEADER_ROWS]])


def _renamed(place: int, cell: str, chosen: Mapping[int, str]) -> str:
    if place not in chosen:
        return cell
    return chosen[place] or tr("tidak dipakai: {kolom}", kolom=clean_line(cell, _LONGEST))


def _cells(rows: Sequence[Row], place: int) -> tuple[str, ...]:
    texts = (row.cells[place] for row in rows[:200] if place < len(row.cells))
    return tuple(dict.fromkeys(text for text in texts if text.strip()))[:_SAMPLES]
