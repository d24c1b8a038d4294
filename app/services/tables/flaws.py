"""What a sheet of a workbook holds that a reader of values alone turns into blanks.

An error such as #DIV/0! and a formula whose value was never stored would be taken for an answer
that was not given; merged cells for answers that only the first row has. All are found in the XML.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.tables.table import MAX_COLUMNS, MAX_ROWS
from app.services.tables.unfolding import chunks, column_of, ods_repeat

if TYPE_CHECKING:
    from collections.abc import Iterator

Cell = tuple[int, int]
"""Row and column, from 0."""
Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, from 0."""

_LONGEST = 200
_SHOWN = 5
_NAMELESS = "=…"
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]{1,40})<"
)
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b[^>]*?'
    rb"(?:/>|>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
    rb"\s*</(?:\w+:)?c>"
)
_SHEET_TAG = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_ODS_SIGNS = (b'value-type="error"', b"-spanned=", b"table:formula=")
_ODS_TOKEN = re.compile(
    rb'<table:table\s[^>]*?\btable:name="([^"]*)"|<table:table-row\b([^>]*)>'
    rb"|<table:(?:covered-)?table-cell\b([^>]*)>(?:\s*<text:p[^>]*>([^<]*))?"
)
_ODS_FORMULA = re.compile(rb'table:formula="([^"]*)"')
_ODS_SPAN = re.compile(rb'number-(columns|rows)-spanned="(\d{1,7})"')


@dataclass(slots=True)
class Flaws:
    """The flaws of one sheet, by cell."""

    errors: dict[Cell, str] = field(default_factory=dict)
    """Errors of a spreadsheet, as ``#DIV/0!``."""
    formulas: dict[Cell, str] = field(default_factory=dict)
    """Formulas without a stored value, as ``=1+2``."""
    merged: list[Merged] = field(default_factory=list)
    """Of an ODS file; those of XLSX are told by its reader."""

    @property
    def uncomputed(self) -> tuple[str, ...]:
        """The first cells with a formula without its value, as ``H3``."""
        return tuple(
            f"{_letters(column)}{row + 1}" for row, column in sorted(self.formulas)[:_SHOWN]
        )

    @property
    def texts(self) -> dict[int, dict[int, str]]:
        """Row → column → what is to stand there instead of a blank."""
        found: dict[int, dict[int, str]] = {}
        for (line, place), text in (self.errors | self.formulas).items():
            if line < MAX_ROWS and place < MAX_COLUMNS:
                found.setdefault(line, {})[place] = text
        return found


def flaws_in(content: bytes, sheet_name: str) -> Flaws:
    """Return the flaws of a sheet of a workbook that was found bearable."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "content.xml" in names:
            return _of_ods(archive.read("content.xml"), sheet_name)
        member = _member_of(archive, sheet_name)
        wanted = [member] if member else [n for n in names if n.startswith("xl/worksheets/sheet")]
        found = Flaws()
        for name in wanted:
            for chunk in chunks(archive, name):
                _of_xlsx(chunk, found)
    return found


def _of_xlsx(chunk: bytes, found: Flaws) -> None:
    if b't="e"' in chunk:
        for letters, digits, text in _ERROR.findall(chunk):
            found.errors[_place(letters, digits)] = text.decode("utf-8", "replace")
    if b"<f" in chunk or b":f" in chunk:
        for letters, digits, text in _FORMULA.findall(chunk):
            found.formulas[_place(letters, digits)] = _formula(text)


def _letters(column: int) -> str:
    """Return the name of a column from 0: 27 is ``AB``."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _place(letters: bytes, digits: bytes) -> Cell:
    return int(digits) - 1, column_of(letters) - 1


def _formula(text: bytes) -> str:
    written = html.unescape(text.decode("utf-8", "replace")).strip()[:_LONGEST]
    return f"={written.removeprefix('of:').removeprefix('=')}" if written else _NAMELESS


def _of_ods(content: bytes, sheet_name: str) -> Flaws:
    found = Flaws()
    if not any(sign in content for sign in _ODS_SIGNS):
        return found
    for cell, about, shown in _ods_cells(content, sheet_name):
        if b'value-type="error"' in about:
            found.errors[cell] = html.unescape(shown.decode("utf-8", "replace")) or "#"
        elif b"value-type" not in about and (formula := _ODS_FORMULA.search(about)):
            found.formulas[cell] = _formula(formula[1])
        if b"-spanned=" in about:
            spans = {which: int(n) for which, n in _ODS_SPAN.findall(about)}
            rows, columns = spans.get(b"rows", 1), spans.get(b"columns", 1)
            if rows * columns > 1:
                found.merged.append((*cell, cell[0] + rows - 1, cell[1] + columns - 1))
    return found


def _ods_cells(content: bytes, sheet_name: str) -> Iterator[tuple[Cell, bytes, bytes]]:
    """Yield every written cell of a sheet with its attributes and the text that it shows."""
    is_wanted = False
    row = column = 0
    following = 0
    for token in _ODS_TOKEN.finditer(content):
        name, line, cell, shown = token.groups()
        if name is not None:
            is_wanted = html.unescape(name.decode("utf-8", "replace")) == sheet_name
            following = 0
        elif not is_wanted:
            continue
        elif line is not None:
            row, following, column = following, following + ods_repeat(line), 0
        else:
            yield (row, column), cell, shown or b""
            column += ods_repeat(cell)


def _member_of(archive: zipfile.ZipFile, sheet_name: str) -> str:
    """Return which part of the archive is the sheet with this name."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    try:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return ""
    for tag in _SHEET_TAG.findall(book):
        named = re.search(r'\bname="([^"]*)"', tag)
        relation = re.search(r'\br:id="([^"]*)"', tag)
        if named is None or relation is None or html.unescape(named[1]) != sheet_name:
            continue
        wanted = re.escape(relation[1])
        target = re.search(
            rf'<Relationship\b(?=[^>]*Id="{wanted}")[^>]*Target="([^"]*)"', relations
        )
        if target:
            path = target[1].removeprefix("/").removeprefix("xl/")
            return f"xl/{path}" if f"xl/{path}" in archive.namelist() else ""
    return ""
