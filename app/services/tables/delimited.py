"""CSV as it comes from spreadsheets: encoding and separator are detected and stated."""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.tables.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, RawTable, Row
from app.texts import tr

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterator

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


def read_delimited(file_name: str, content: bytes) -> RawTable:
    """Return the rows of a delimited text; every cell stays the text that it is.

    Raises InputError with the line when it cannot be read as a table.
    """
    text, encoding = _decoded(file_name, content)
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    rows = tuple(_rows(file_name, text, separator, skip=1 if declared else 0))
    names = {
        ";": tr("titik koma"),
        ",": tr("koma"),
        "\t": tr("tab"),
        "|": tr("garis tegak"),
    }
    source = tr("CSV, {sandi}, pemisah {pemisah}", sandi=encoding, pemisah=names[separator])
    return RawTable(file_name, rows, source)


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


def _rows(file_name: str, text: str, separator: str, skip: int) -> Iterator[Row]:
    reader = _reader(text, separator)
    line, number = 1, 0
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if start <= skip or not any(cell.strip() for cell in cells):
                continue
            number += 1
            _require_size(file_name, start, number, cells)
            yield Row(start, tuple(cells))
    except csv.Error as error:
        raise _too_long(file_name, line) from error


def _reader(text: str, separator: str) -> Reader:
    csv.field_size_limit(MAX_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _require_size(file_name: str, line: int, number: int, cells: list[str]) -> None:
    if number > MAX_ROWS:
        raise InputError(
            tr("Berkas {berkas} lebih dari {batas} baris.", berkas=file_name, batas=MAX_ROWS),
            next=tr("Pecah berkas menjadi beberapa bagian, lalu impor satu per satu."),
        )
    if len(cells) > MAX_COLUMNS:
        raise InputError(
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
            batas=MAX_CELL,
        ),
        next=tr("Perbaiki baris itu, lalu coba sekali lagi."),
    )
