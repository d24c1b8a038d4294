"""XLSX and ODS through calamine: stored values only, after a look at how large they unfold."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.tables.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, RawTable, Row
from app.services.tables.unfolding import TooLargeError, require_bearable
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook


def read_workbook(file_name: str, content: bytes) -> RawTable:
    """Return the rows of the first visible sheet that has any.

    Raises InputError when the file is no workbook, is locked, damaged or unfolds too large.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        kind = require_bearable(content)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet, others = _sheet(workbook)
        rows = tuple(_rows(sheet.to_python(skip_empty_area=False))) if sheet else ()
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
    except PasswordError as error:
        raise InputError(
            tr("Berkas {berkas} dikunci kata sandi.", berkas=file_name),
            next=tr("Simpan tanpa kata sandi, lalu coba sekali lagi."),
        ) from error
    except (CalamineError, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise InputError(
            tr("Berkas {berkas} rusak atau bukan XLSX maupun ODS.", berkas=file_name),
            next=tr("Simpan ulang dari Excel atau LibreOffice, lalu coba sekali lagi."),
        ) from error
    return RawTable(file_name, rows, _source(kind, sheet, others))


def _sheet(workbook: CalamineWorkbook) -> tuple[CalamineSheet | None, int]:
    """Return the first visible sheet with content, and how many more there are."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    visible = [
        workbook.get_sheet_by_name(data.name)
        for data in workbook.sheets_metadata
        if data.visible is SheetVisibleEnum.Visible and data.typ is SheetTypeEnum.WorkSheet
    ]
    filled = [sheet for sheet in visible if sheet.height]
    return (filled[0], len(filled) - 1) if filled else (None, 0)


def _source(kind: str, sheet: CalamineSheet | None, others: int) -> str:
    if sheet is None:
        return kind
    source = tr("{jenis}, lembar kerja “{nama}”", jenis=kind, nama=sheet.name)
    if others:
        source += tr(" ({jumlah} lembar kerja lain tidak dibaca)", jumlah=others)
    return source


def _rows(values: Iterable[Iterable[object]]) -> Iterator[Row]:
    for line, cells in enumerate(values, 1):
        texts = tuple(_text(value) for value in cells)
        if any(text.strip() for text in texts):
            yield Row(line, texts)


def _text(value: object) -> str:
    """Return a stored value as text: whole numbers without a point, days as ``2026-03-12``."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - beyond, a float is no exact integer
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:MAX_CELL]
