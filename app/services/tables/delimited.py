"""CSV as it comes from spreadsheets: encoding and separator are detected and stated."""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.ikm.rounding import indonesian
from app.services.tables.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, RawTable, Row
from app.texts import tr

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Sequence

_SEPARATORS = (";", ",", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SAMPLE_ROWS = 30
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_BYTES = 4_096
_MANY = 0.3
_DECLARED = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)


ENCODINGS = ("utf-8", "utf-16", "cp1252")


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited text, taken apart: line numbers from 1 and the cells of every row."""

    lines: Sequence[int]
    rows: list[tuple[str, ...]]
    source: str
    separator: str


def read_delimited(file_name: str, content: bytes) -> RawTable:
    """Return the rows of a delimited text; every cell stays the text that it is.

    Raises InputError with the line when it cannot be read as a table.
    """
    found = take_apart(file_name, content)
    rows = map(Row, found.lines, found.rows)
    return RawTable(file_name, tuple(rows), found.source)


def take_apart(
    file_name: str, content: bytes, *, separator: str = "", encoding: str = ""
) -> Delimited:
    """Return the cells of a delimited text; separator and encoding may be stated.

    Raises InputError with the line when it cannot be read as a table.
    """
    if encoding:
        text, named = _decode(file_name, content, _codec(content, encoding)), encoding.upper()
        text = text.removeprefix("\ufeff")
    else:
        text, named = _decoded(file_name, content)
    declared = _DECLARED.match(text)
    separator = separator or (declared[1] if declared else _separator(text))
    lines, rows = _cells(file_name, text, separator, skip=1 if declared else 0)
    names = {
        ";": tr("titik koma"),
        ",": tr("koma"),
        "\t": tr("tab"),
        "|": tr("garis tegak"),
    }
    source = tr("CSV, {sandi}, pemisah {pemisah}", sandi=named, pemisah=names[separator])
    return Delimited(lines, rows, source, separator)


def _codec(content: bytes, encoding: str) -> str:
    if encoding == "utf-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16_without_mark(content) or "utf-16-le"
    return encoding


def _decoded(file_name: str, content: bytes) -> tuple[str, str]:
    for bom, codec, name in _BOMS:
        if content.startswith(bom):
            return _decode(file_name, content, codec), name
    if codec := _utf16_without_mark(content):
        return _decode(file_name, content, codec), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decode(file_name, content, "cp1252"), "Windows-1252"


def _decode(file_name: str, content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            tr("Huruf di baris {baris} berkas {berkas} rusak.", baris=line, berkas=file_name),
            next=tr("Simpan ulang berkas sebagai “CSV UTF-8”, lalu coba sekali lagi."),
        ) from error


def _utf16_without_mark(content: bytes) -> str:
    """Recognise UTF-16 by the zero bytes that Latin letters have in it."""
    sample = content[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2 or 1
    if odd / half > _MANY and not even:
        return "utf-16-le"
    return "utf-16-be" if even / half > _MANY and not odd else ""


def _separator(text: str) -> str:
    """Return the separator that cuts the most rows; on a tie the one of the widest header."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_SEPARATORS, key=lambda separator: _score(sample, separator))


def _score(sample: str, separator: str) -> tuple[int, int]:
    counts: list[int] = []
    # A cell cut off by the sample or too large: what was read so far decides.
    with suppress(csv.Error):
        counts.extend(len(row) for row in islice(_reader(sample, separator), _SAMPLE_ROWS))
    cut = [count for count in counts if count > 1]
    return len(cut), cut[0] if cut else 0


def _cells(
    file_name: str, text: str, separator: str, skip: int
) -> tuple[Sequence[int], list[tuple[str, ...]]]:
    """Return line numbers and cells of the rows that are not blank."""
    quick = _without_quotes(text, separator) if not skip else None
    if quick is not None:
        rows = quick
        lines: Sequence[int] = range(1, len(rows) + 1)
    else:
        lines, rows = _with_quotes(file_name, text, separator, skip)
    if not all(row and (row[0].strip() or any(map(str.strip, row))) for row in rows):
        kept = [n for n, row in enumerate(rows) if any(map(str.strip, row))]
        lines, rows = [lines[n] for n in kept], [rows[n] for n in kept]
    if len(rows) > MAX_ROWS:
        raise _too_many(file_name)
    for line, row in zip(lines, rows, strict=True):
        if len(row) > MAX_COLUMNS:
            raise _too_wide(file_name, line)
    return lines, rows


def _without_quotes(text: str, separator: str) -> list[tuple[str, ...]] | None:
    """Return the rows of a text whose rows are its lines; None where they may not be."""
    if '"' in text or "\r" in text.replace("\r\n", "\n"):
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if len(lines) > 2 * MAX_ROWS or max(map(len, lines), default=0) > MAX_CELL:
        return None
    return [tuple(line.split(separator)) for line in lines]


def _with_quotes(
    file_name: str, text: str, separator: str, skip: int
) -> tuple[list[int], list[tuple[str, ...]]]:
    reader = _reader(text, separator)
    line, lines, rows = 1, list[int](), list[tuple[str, ...]]()
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if start > skip:
                lines.append(start)
                rows.append(tuple(cells))
                if len(rows) > 2 * MAX_ROWS:
                    raise _too_many(file_name)
    except csv.Error as error:
        raise _too_long(file_name, line) from error
    return lines, rows


def _reader(text: str, separator: str) -> Reader:
    csv.field_size_limit(MAX_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _too_many(file_name: str) -> InputError:
    return InputError(
        tr(
            "Berkas {berkas} lebih dari {batas} baris.",
            berkas=file_name,
            batas=indonesian(MAX_ROWS, 0),
        ),
        next=tr("Pecah berkas menjadi beberapa bagian, lalu impor satu per satu."),
    )


def _too_wide(file_name: str, line: int) -> InputError:
    return InputError(
        tr(
            "Baris {baris} berkas {berkas} lebih dari {batas} kolom.",
            baris=line,
            berkas=file_name,
            batas=MAX_COLUMNS,
        ),
        next=tr("Hapus kolom yang tidak perlu, lalu coba sekali lagi."),
    )


def _too_long(file_name: str, line: int) -> InputError:
    return InputError(
        tr(
            "Baris {baris} berkas {berkas} memuat isian yang lebih panjang dari {batas} huruf"
            " atau tanda kutip yang tidak ditutup.",
            baris=line,
            berkas=file_name,
            batas=indonesian(MAX_CELL, 0),
        ),
        next=tr("Perbaiki baris itu, lalu coba sekali lagi."),
    )
