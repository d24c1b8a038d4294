"""How large a workbook becomes once it is read, found out before it is.

A few kilobytes of zip can hold gigabytes of XML, and one value in the last cell of a sheet makes
a reader reserve memory for seventeen thousand million cells, which ends the program. ODS does the
same with repetition.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import TYPE_CHECKING

from app.services.tables.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNFOLDED = 512_000_000
MAX_MEMBERS = 5_000
_CHUNK = 4_000_000
_OVERLAP = 64
_REFERENCE = re.compile(rb'\br\s*=\s*["\']([A-Za-z]{1,5})(\d{1,9})["\']')
_ODS_TOKEN = re.compile(
    rb"<table:table-row\b([^>]*)>|<table:(?:covered-)?table-cell\b([^>]*)>|</table:table-row>"
    rb"|<table:table\b"
)
_ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated\s*=\s*["\'](\d{1,9})["\']')


class TooLargeError(Exception):
    """The workbook would need more memory than it is worth."""


class LockedError(Exception):
    """The workbook is locked with a password."""


_FORMULA = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
_ODS_FORMULA = re.compile(rb"<table:table-cell\b(?=[^>]*table:formula=)(?![^>]*value-type)[^>]*>")
_SHEET_TAG = re.compile(r"<sheet\b[^>]*>")
_SHOWN = 5


def uncomputed_in(content: bytes, sheet_name: str) -> tuple[str, ...]:
    """Return the first cells of a sheet that hold a formula without its value."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "content.xml" in names:
            found = _ODS_FORMULA.findall(archive.read("content.xml"))
            return ("?",) if found else ()
        member = _member_of(archive, sheet_name)
        wanted = [member] if member else [n for n in names if n.startswith("xl/worksheets/sheet")]
        places: dict[str, None] = {}
        for name in wanted:
            for chunk in _chunks(archive, name):
                if b"<f" in chunk:
                    places |= dict.fromkeys(p.decode() for p in _FORMULA.findall(chunk))
                if len(places) >= _SHOWN:
                    break
    return tuple(places)[:_SHOWN]


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


def require_bearable(content: bytes) -> str:
    """Return ``XLSX`` or ``ODS``.

    Raises TooLargeError when it unfolds too large, ValueError when it is neither or damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unfolded = sum(member.file_size for member in members)
            if unfolded > MAX_UNFOLDED or len(members) > MAX_MEMBERS:
                raise TooLargeError
            names = {member.filename.lower(): member.filename for member in members}
            if "xl/workbook.xml" in names:
                for name in names.values():
                    if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
                        _require_sheet(archive, name)
                return "XLSX"
            if "content.xml" in names:
                manifest = names.get("meta-inf/manifest.xml")
                if manifest and b"encryption-data" in archive.read(manifest):
                    raise LockedError
                _require_ods(archive.read(names["content.xml"]))
                return "ODS"
    except (zipfile.BadZipFile, RuntimeError, KeyError) as error:
        raise ValueError(str(error)) from error
    raise ValueError("neither XLSX nor ODS")


def _require_sheet(archive: zipfile.ZipFile, name: str) -> None:
    rows = columns = 0
    for chunk in _chunks(archive, name):
        for letters, digits in _REFERENCE.findall(chunk):
            rows = max(rows, int(digits))
            if len(letters) > 1:
                columns = max(columns, _column(letters))
        _require(rows, columns)


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a member in pieces that overlap, so that no reference is cut in two."""
    with archive.open(name) as file:
        before = b""
        while piece := file.read(_CHUNK):
            yield before + piece
            before = piece[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _require_ods(content: bytes) -> None:
    """Add up what repetition makes of rows and cells that hold a value."""
    rows = width = cells = widest = filled = 0
    repeated = 1
    for token in _ODS_TOKEN.finditer(content):
        row, cell = token.group(1), token.group(2)
        if row is not None:
            repeated, cells, width = _repeat(row), 0, 0
        elif cell is not None:
            cells += _repeat(cell)
            width = cells if b"value-type" in cell else width
        elif token.group().startswith(b"</"):
            rows += repeated
            if width:
                filled, widest = rows, max(widest, width)
                _require(filled, widest)
        else:
            rows = widest = 0


def _repeat(attributes: bytes) -> int:
    found = _ODS_REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _require(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise TooLargeError
