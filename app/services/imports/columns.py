"""The columns of a file of answers, recognised by name in any order (architecture §6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.models.questionnaire import Instrument
    from app.services.imports.problems import ProblemList
    from app.services.tables.table import Row

NUMBER, DAY, SERVICE, SARAN = "nomor", "tanggal", "layanan", "saran"
_HEADER_ROWS = 15
OPTIONAL = (NUMBER, SERVICE, SARAN)
"""Columns whose absence means that every cell of them is blank."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each known column stands in the file."""

    places: Mapping[str, int]
    width: int
    absent: tuple[str, ...]
    """Optional columns that the file does not have."""


def column_names(instrument: Instrument) -> tuple[str, ...]:
    """Return the columns of the answers of an instrument, in the order of the form."""
    profile = (field.key for field in instrument.profile)
    return (NUMBER, DAY, SERVICE, *profile, *instrument.question_keys, SARAN)


def header_of(instrument: Instrument, rows: Sequence[Row]) -> Row:
    """Return the row that names most columns; titles may stand above it."""
    known = _known(instrument)
    return max(rows[:_HEADER_ROWS], key=lambda row: sum(plain(cell) in known for cell in row.cells))


def read_header(instrument: Instrument, header: Row, problems: ProblemList) -> Layout:
    """Find the columns; note those that are unknown, repeated or missing.

    Where no column is known, the missing ones are not noted: the file is of another kind.
    """
    row, cells = header.line, header.cells
    known, places = _known(instrument), dict[str, int]()
    for place, cell in enumerate(cells):
        name = known.get(plain(cell))
        if name is None and cell.strip():
            problems.add(row, cell, "", tr("kolom ini tidak dikenal"))
        elif name in places:
            problems.add(row, cell, "", tr("kolom ini muncul dua kali"))
        elif name is not None:
            places[name] = place
    if not places:
        return Layout({}, len(cells), ())
    absent = [name for name in column_names(instrument) if name not in places]
    for name in absent:
        if name not in OPTIONAL:
            reason = tr("kolom ini tidak ada; isinya boleh kosong, kolomnya harus ada")
            problems.add(row, name, "", reason)
    return Layout(places, len(cells), tuple(name for name in absent if name in OPTIONAL))


def _known(instrument: Instrument) -> dict[str, str]:
    """Return normalised name → column; a profile field may also bear the name on the form."""
    printed = {plain(field.name): field.key for field in instrument.profile}
    return printed | {plain(name): name for name in column_names(instrument)}
