"""The recap for other programs: JSON, CSV and XLSX (architecture §6)."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from app.services.ikm.rounding import decimal_string
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ikm.result import IkmResult, UnsurResult
    from app.services.recap.service import RecapRow

_RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SHEET_NAME = "Rekap"
_FIXED = (
    *("unit", "kode_unit", "survei", "tahun", "periode", "instrumen"),
    *("n", "bobot", "ikm", "ikm_cetak", "mutu", "kinerja"),
)


def as_json(rows: Sequence[RecapRow], *, ascii_only: bool = False) -> str:
    """Return the list of surveys; figures are decimal strings, so that no digit is lost."""
    records = [record(row) for row in rows]
    return json.dumps(records, ensure_ascii=ascii_only, indent=2) + "\n"


def as_csv(rows: Sequence[RecapRow]) -> str:
    """Return one line per survey; no value can become a formula in a spreadsheet."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    flat = [_flat(record(row)) for row in rows]
    columns = _columns(flat)
    writer.writerow([harmless(column) for column in columns])
    writer.writerows([harmless(line.get(column)) for column in columns] for line in flat)
    return target.getvalue()


def as_xlsx(rows: Sequence[RecapRow]) -> bytes:
    """Return a workbook: text stays text, figures are numbers shown with two decimals."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet(_SHEET_NAME)
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        figure = book.add_format({"num_format": "0.00"})
        flat = [_flat(record(row)) for row in rows]
        columns = _columns(flat)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, bold)
            for line, values in enumerate(flat, 1):
                _write_cell(sheet, (line, place), column, values.get(column), figure)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, max(len(columns) - 1, 1), 14)
        book.set_properties({"title": tr("Rekap survei"), "author": "Puas"})
    return target.getvalue()


def record(row: RecapRow) -> dict[str, Any]:
    """Return one survey in the form that architecture §6 fixes."""
    survey, result = row.survey, row.result
    return {
        "unit": row.unit.name,
        "kode_unit": row.unit.code,
        "survei": survey.code,
        "tahun": survey.year,
        "periode": survey.period.code,
        "instrumen": result.instrument.key,
        "n": result.n,
        "bobot": survey.weight_rule.value,
        "ikm": decimal_string(result.ikm),
        "ikm_cetak": None if result.ikm is None else result.ikm_text,
        "mutu": result.mutu.letter if result.mutu else None,
        "kinerja": result.mutu.word if result.mutu else None,
        "unsur": _unsur(result),
    }


def harmless(value: object) -> str:
    """Return a cell of a CSV file that a spreadsheet takes for text or a plain number."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY_STARTS) else text


def _unsur(result: IkmResult) -> dict[str, dict[str, Any]]:
    return {row.unsur.key: _unsur_record(row) for row in result.unsur}


def _unsur_record(row: UnsurResult) -> dict[str, Any]:
    return {
        "n": row.n,
        "nrr": decimal_string(row.nrr),
        "konversi": decimal_string(row.konversi),
        "mutu": row.mutu.letter if row.mutu else None,
    }


def _flat(content: dict[str, Any]) -> dict[str, Any]:
    """Return the record with a column per figure of each unsur: ``waktu_konversi``."""
    unsur: dict[str, dict[str, Any]] = content["unsur"]
    flat = {key: value for key, value in content.items() if key != "unsur"}
    return flat | {f"{key}_{n}": v for key, values in unsur.items() for n, v in values.items()}


def _columns(flat: Sequence[dict[str, Any]]) -> list[str]:
    """Return all columns in order; surveys with different instruments have different unsur."""
    return list(dict.fromkeys((*_FIXED, *(column for line in flat for column in line))))


def _write_cell(sheet: Any, cell: tuple[int, int], column: str, value: Any, figure: Any) -> None:  # noqa: ANN401 - objects and cells of the library
    if value is None:
        return
    if column == "ikm" or column.endswith(("_nrr", "_konversi")):
        sheet.write_number(*cell, float(value), figure)
    elif isinstance(value, int):
        sheet.write_number(*cell, value)
    else:
        sheet.write_string(*cell, str(value)[:32_767])
