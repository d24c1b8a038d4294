"""XLSX and ODS through calamine: stored values only, after a look at how large they unfold."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.tables.table import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    NumberCell,
    RawTable,
    Row,
)
from app.services.tables.unfolding import (
    LockedError,
    TooLargeError,
    require_bearable,
    uncomputed_in,
)
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook


Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, from 0."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a workbook that holds something."""

    name: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class TakenSheet:
    """One sheet of a workbook, taken apart; lines are rows of the sheet, from 1."""

    name: str
    lines: Sequence[int]
    rows: list[list[str]]
    source: str
    sheets: tuple[SheetInfo, ...]
    merged: tuple[Merged, ...]
    uncomputed: tuple[str, ...]


def read_workbook(file_name: str, content: bytes) -> RawTable:
    """Return the rows of the first visible sheet that has any.

    Raises InputError when the file is no workbook, is locked, damaged or unfolds too large.
    """
    taken = take_sheet(file_name, content)
    rows = map(Row, taken.lines, map(tuple, taken.rows))
    return RawTable(file_name, tuple(rows), taken.source)


def take_sheet(file_name: str, content: bytes, name: str = "") -> TakenSheet:
    """Return a sheet by its name, else the first visible one that has rows.

    Raises InputError when the file is no workbook, is locked, damaged or unfolds too large.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        kind = require_bearable(content)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet, sheets = _sheet(workbook, name)
        lines, rows = _rows(sheet.to_python(skip_empty_area=False)) if sheet else ([], [])
        places = uncomputed_in(content, sheet.name) if sheet else ()
    except TooLargeError as error:
        raise InputError(
            tr(
                "Berkas {berkas} terlalu besar: paling banyak {baris} baris dan {kolom} kolom.",
                berkas=file_name,
                baris=MAX_ROWS,
                kolom=MAX_COLUMNS,
            ),
            next=tr("Hapus isian yang jauh di luar tabel atau pecah berkas, lalu coba lagi."),
        ) from error
    except (PasswordError, LockedError) as error:
        raise InputError(
            tr("Berkas {berkas} dikunci kata sandi.", berkas=file_name),
            next=tr("Simpan tanpa kata sandi, lalu coba sekali lagi."),
        ) from error
    except (CalamineError, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise InputError(
            tr("Berkas {berkas} rusak atau bukan XLSX maupun ODS.", berkas=file_name),
            next=tr("Simpan ulang dari Excel atau LibreOffice, lalu coba sekali lagi."),
        ) from error
    return TakenSheet(
        sheet.name if sheet else "",
        lines,
        rows,
        _source(kind, sheet, sheets),
        sheets,
        _merged(sheet),
        places,
    )


def _sheet(
    workbook: CalamineWorkbook, wanted: str
) -> tuple[CalamineSheet | None, tuple[SheetInfo, ...]]:
    """Return the wanted or first visible sheet with content, and all that have any."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    filled: dict[str, tuple[CalamineSheet, SheetInfo]] = {}
    for data in workbook.sheets_metadata:
        if data.typ is not SheetTypeEnum.WorkSheet:
            continue
        hidden = data.visible is not SheetVisibleEnum.Visible
        sheet = workbook.get_sheet_by_name(data.name)
        if sheet.height:
            filled[data.name] = (sheet, SheetInfo(data.name, hidden))
    infos = tuple(info for _, info in filled.values())
    if wanted in filled:
        return filled[wanted][0], infos
    return next((sheet for sheet, info in filled.values() if not info.hidden), None), infos


def _source(kind: str, sheet: CalamineSheet | None, sheets: Sequence[SheetInfo]) -> str:
    if sheet is None:
        return kind
    source = tr("{jenis}, lembar kerja “{nama}”", jenis=kind, nama=sheet.name)
    others = [info for info in sheets if info.name != sheet.name]
    if others:
        source += tr(" ({jumlah} lembar kerja lain tidak dibaca)", jumlah=len(others))
    return source


def _merged(sheet: CalamineSheet | None) -> tuple[Merged, ...]:
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    return tuple((*first, *last) for first, last in ranges)


class _Numbers(dict[float, str]):
    """The texts of numbers; most of them occur again and again."""

    def __missing__(self, value: float) -> str:
        text = self[value] = _text(value)
        return text


def _rows(values: Iterable[Iterable[object]]) -> tuple[list[int], list[list[str]]]:
    lines: list[int] = []
    rows: list[list[str]] = []
    numbers = _Numbers()
    for line, cells in enumerate(values, 1):
        texts = [
            value[:MAX_CELL]
            if type(value) is str
            else (numbers[value] if type(value) is float else _text(value))
            for value in cells
        ]
        if any(map(str.strip, texts)):
            lines.append(line)
            rows.append(texts)
    return lines, rows


def _text(value: object) -> str:
    """Return a stored value as text: whole numbers without a point, days as ``2026-03-12``."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15  # noqa: PLR2004 - beyond, a float is no exact integer
        return NumberCell(int(value) if whole else repr(value))
    if isinstance(value, int):
        return NumberCell(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:MAX_CELL]
