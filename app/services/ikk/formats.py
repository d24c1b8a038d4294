"""The IKK of a year for other programs and for a person on a terminal."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from app.services.capaian.texts import entered_text
from app.services.ikm.rounding import decimal_string
from app.services.recap.text import table
from app.services.tables.writing import SheetTable, xlsx_bytes
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ikk.figures import ElementFigures, IkkFigures
    from app.services.tables.writing import Cell

_WIDTH, _NAME = 78, 48


def as_json(figures: Sequence[IkkFigures], *, ascii_only: bool = False) -> str:
    """Return the IKK with their elements; numbers are decimal strings, null with a reason."""
    records = [record(one) for one in figures]
    return json.dumps(records, ensure_ascii=ascii_only, indent=2) + "\n"


def record(one: IkkFigures) -> dict[str, Any]:
    """Return one IKK as other programs get it."""
    return {
        "nomor": one.ikk.number,
        "urusan": one.ikk.urusan,
        "ikk": one.ikk.name,
        "satuan": one.ikk.satuan,
        "rumus": one.ikk.formula,
        "nilai": decimal_string(one.value),
        "alasan": one.reason or None,
        "elemen": [_element(held) for held in one.elements],
    }


def as_text(figures: Sequence[IkkFigures], year: int) -> str:
    """Return a table of the IKK, a table of their elements, and the reasons."""
    if not figures:
        return tr("Belum ada IKK.") + "\n"
    head = (tr("Nomor"), tr("IKK"), tr("Rumus"), tr("Nilai {tahun}", tahun=year))
    lines = [
        (one.ikk.number, _cut(one.ikk.name), _cut(one.ikk.formula), one.value_text)
        for one in figures
    ]
    below = (tr("Nomor"), tr("Elemen"), tr("Nama"), tr("Nilai"), tr("Sumber"))
    elements = [
        (
            one.ikk.number,
            held.element.symbol,
            _cut(held.element.name),
            entered_text(held.value.value),
            held.source,
        )
        for one in figures
        for held in one.elements
    ]
    reasons = [
        textwrap.fill(f"{one.ikk.number}: {one.reason}", _WIDTH) for one in figures if one.reason
    ]
    parts = [table(head, lines, right=(3,)), table(below, elements, right=(3,)), *reasons]
    return "\n\n".join(parts) + "\n"


def as_tables(figures: Sequence[IkkFigures]) -> tuple[SheetTable, SheetTable]:
    """Return the two sheets: IKK, and their elements."""
    ikk: list[list[Cell]] = [
        [
            *(one.ikk.number, one.ikk.urusan, one.ikk.name, one.ikk.formula, one.ikk.satuan),
            *(one.value, one.reason),
        ]
        for one in figures
    ]
    head = ("nomor", "urusan", "ikk", "rumus", "satuan", "nilai", "alasan")
    elements: list[list[Cell]] = [
        [
            *(one.ikk.number, held.element.symbol, held.element.name, held.element.role.value),
            *(_cell(held), held.element.satuan, held.source),
        ]
        for one in figures
        for held in one.elements
    ]
    names = ("nomor", "elemen", "nama", "peran", "nilai", "satuan", "sumber")
    return SheetTable("IKK", head, ikk), SheetTable(tr("Elemen"), names, elements)


def as_xlsx(figures: Sequence[IkkFigures]) -> bytes:
    """Return a workbook with the IKK and their elements."""
    return xlsx_bytes(as_tables(figures))


def _element(held: ElementFigures) -> dict[str, Any]:
    value = held.value.value
    return {
        "lambang": held.element.symbol,
        "nama": held.element.name,
        "peran": held.element.role.value,
        "nilai": decimal_string(value.number, max(6, value.decimals)),
        "keterangan": None if value.number is not None else value.text or None,
        "satuan": held.element.satuan,
        "sumber": held.source,
    }


def _cell(held: ElementFigures) -> Cell:
    value = held.value.value
    return value.text if value.number is None else value.number


def _cut(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _NAME else f"{line[: _NAME - 1]}…"
