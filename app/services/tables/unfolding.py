"""How large a workbook becomes once it is read, found out before it is.

A few kilobytes of zip can hold gigabytes of XML, and one value in the last cell of a sheet makes
a reader reserve memory for seventeen thousand million cells, which ends the program. ODS does the
same with repetition.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from app.services.tables.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNFOLDED = 512_000_000
MAX_MEMBERS = 5_000
_CHUNK = 1_000_000
"""A search through a piece keeps every other thread waiting: 20 ms at most."""
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
    for chunk in chunks(archive, name):
        for letters, digits in _REFERENCE.findall(chunk):
            rows = max(rows, int(digits))
            if len(letters) > 1:
                columns = max(columns, column_of(letters))
        _require(rows, columns)


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a member in pieces that overlap, so that no row of a sheet is cut in two.

    A row that is longer than a piece is cut; a reference to a cell is not even then.
    """
    with archive.open(name) as file:
        before = b""
        while piece := file.read(_CHUNK):
            piece = before + piece
            yield piece
            rest = piece[piece.rfind(b"</row>") + 1 :]
            before = rest if len(rest) < _CHUNK else piece[-_OVERLAP:]


def column_of(letters: bytes) -> int:
    """Return the number of a column, from 1: ``AA`` is 27."""
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
            repeated, cells, width = ods_repeat(row), 0, 0
        elif cell is not None:
            cells += ods_repeat(cell)
            width = cells if b"value-type" in cell else width
        elif token.group().startswith(b"</"):
            rows += repeated
            if width:
                filled, widest = rows, max(widest, width)
                _require(filled, widest)
        else:
            rows = widest = 0


def ods_repeat(attributes: bytes) -> int:
    """Return how often a row or cell of an ODS file stands there."""
    found = _ODS_REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _require(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise TooLargeError
