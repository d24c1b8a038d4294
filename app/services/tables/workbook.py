"""XLSX and ODS through calamine: stored values only, after a look at how large they unfold."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.ikm.rounding import indonesian
from app.services.tables.flaws import Flaws, flaws_in
from app.services.tables.table import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    NumberCell,
    RawTable,
    Row,
)
from app.services.tables.unfolding import LockedError, TooLargeError, require_bearable
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook


_NAMED = 3
"""How many sheets that were not read a sentence names."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a workbook that holds something."""

    name: str
    hidden: bool

    @property
    def quoted(self) -> str:
        """The name as a sentence says it."""
        quoted = f"“{self.name}”"
        return tr("{nama} (tersembunyi)", nama=quoted) if self.hidden else quoted


@dataclass(frozen=True, slots=True)
class TakenSheet:
    """One sheet of a workbook, taken apart; lines are rows of the sheet, from 1."""

    name: str
    lines: Sequence[int]
    rows: list[tuple[str, ...]]
    source: str
    sheets: tuple[SheetInfo, ...]
    flaws: Flaws


def read_workbook(file_name: str, content: bytes) -> RawTable:
    """Return the rows of the first visible sheet that has any.

    Raises InputError when the file is no workbook, is locked, damaged or unfolds too large.
    """
    taken = take_sheet(file_name, content)
    rows = map(Row, taken.lines, taken.rows)
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
        flaws = _flaws(content, sheet)
        lines, rows = _rows(sheet, flaws) if sheet else ([], [])
    except TooLargeError as error:
        raise InputError(
            tr(
                "Berkas {berkas} terlalu besar: paling banyak {baris} baris dan {kolom} kolom.",
                berkas=file_name,
                baris=indonesian(MAX_ROWS, 0),
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
        flaws,
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
        named = ", ".join(info.quoted for info in others[:_NAMED])
        more = tr(" dan {n} lagi", n=len(others) - _NAMED) if len(others) > _NAMED else ""
        source += tr(", bukan {daftar}", daftar=named + more)
    return source


def _flaws(content: bytes, sheet: CalamineSheet | None) -> Flaws:
    if sheet is None:
        return Flaws()
    found = flaws_in(content, sheet.name)
    found.merged += [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return found


class _Numbers(dict[float, str]):
    """The texts of numbers; most of them occur again and again."""

    def __missing__(self, value: float) -> str:
        text = self[value] = _text(value)
        return text


def _rows(sheet: CalamineSheet, flaws: Flaws) -> tuple[list[int], list[tuple[str, ...]]]:
    """Return line numbers and texts of the rows that are not blank."""
    lines: list[int] = []
    rows: list[tuple[str, ...]] = []
    texts, numbers = flaws.texts, _Numbers()
    before = [""] * (sheet.start[1] if sheet.start else 0)
    # Row by row: all rows at once would keep every other thread waiting until they are made.
    values: Iterator[Sequence[object]] = chain(sheet.iter_rows(), _beyond(sheet, texts))
    for line, cells in enumerate(values, 1):
        row = before + [
            value[:MAX_CELL]
            if type(value) is str
            else (numbers[value] if type(value) is float else _text(value))
            for value in cells
        ]
        if line - 1 in texts:
            _fill(row, texts[line - 1])
        if any(map(str.strip, row)):
            lines.append(line)
            rows.append(tuple(row))
    return lines, rows


def _beyond(sheet: CalamineSheet, texts: Mapping[int, object]) -> Iterator[list[str]]:
    """Yield rows below the last value, as far as flaws stand there."""
    height = sheet.end[0] + 1 if sheet.end else 0
    return ([] for _ in range(height, max(texts, default=-1) + 1))


def _fill(row: list[str], texts: Mapping[int, str]) -> None:
    row += [""] * (max(texts) + 1 - len(row))
    for place, text in texts.items():
        row[place] = text


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
