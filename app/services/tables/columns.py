"""Recognise the columns of a table by their names, whatever their order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.recognising.headings import HEADER_ROWS, Spellings, plain
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.tables.table import RawTable, Row

__all__ = ["Column", "Record", "Records", "find_records", "plain"]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is looked for; ``names`` are other spellings of its key."""

    key: str
    names: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One row below the header. ``surplus`` says that it has values beyond the last column."""

    line: int
    values: Mapping[str, str]
    surplus: bool = False

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class Records:
    """The rows below the header by column; ``ignored`` are the columns that nobody asked for."""

    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: tuple[Record, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    """Key of a column → its name as the file writes it."""


def find_records(table: RawTable, columns: Sequence[Column]) -> Records:
    """Return the rows of ``table`` by the keys of ``columns``.

    Raises InputError when a required column is missing or a column occurs twice.
    """
    header = _header(table, columns)
    names = [clean_line(cell, 60) for cell in header.cells]
    places = _places(names, columns)
    _require_columns(table, columns, names, places)
    known = set(places.values())
    body = tuple(_record(row, places, len(names)) for row in table.rows if row.line > header.line)
    return Records(
        tuple(column.key for column in columns if column.key in places),
        tuple(name for place, name in enumerate(names) if name and place not in known),
        body,
        {key: names[place] for key, place in places.items()},
    )


def _header(table: RawTable, columns: Sequence[Column]) -> Row:
    if not table.rows:
        raise InputError(
            tr("Berkas {berkas} tidak berisi baris.", berkas=table.file_name),
            next=tr("Isi tabelnya dahulu, dengan nama kolom di baris pertama."),
        )
    spellings = Spellings((column.key, column.names) for column in columns)
    rows = [[cell[:60] for cell in row.cells] for row in table.rows[:HEADER_ROWS]]
    return table.rows[spellings.header_of(rows)]


def _places(names: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    compared = [plain(name) for name in names]
    counted = Counter(compared)
    places: dict[str, int] = {}
    for column in columns:
        found = [spelling for spelling in _spellings(column) if counted[spelling]]
        if sum(counted[spelling] for spelling in found) > 1:
            raise InputError(
                tr("Kolom {kolom} ada lebih dari satu kali.", kolom=column.key),
                next=tr("Sisakan satu kolom {kolom}, lalu coba sekali lagi.", kolom=column.key),
            )
        if found:
            places[column.key] = compared.index(found[0])
    return places


def _require_columns(
    table: RawTable, columns: Sequence[Column], names: Sequence[str], places: Mapping[str, int]
) -> None:
    missing = [column.key for column in columns if column.required and column.key not in places]
    if not missing:
        return
    seen = ", ".join(name for name in names[:_SHOWN] if name)
    raise InputError(
        tr(
            "Kolom {kolom} tidak ada di berkas {berkas} ({sumber}). Kolom yang terbaca: {terbaca}.",
            kolom=", ".join(missing),
            berkas=table.file_name,
            sumber=table.source,
            terbaca=seen or tr("tidak ada"),
        ),
        next=tr("Beri nama kolom itu di baris pertama, lalu coba sekali lagi."),
    )


def _record(row: Row, places: Mapping[str, int], width: int) -> Record:
    values = {key: row.cells[place] for key, place in places.items() if place < len(row.cells)}
    return Record(row.line, values, any(cell.strip() for cell in row.cells[width:]))


def _spellings(column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(name) for name in (column.key, *column.names)))
