"""Read a table file of any kind that offices send."""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.errors import InputError, StorageError
from app.services.tables.delimited import read_delimited, take_apart
from app.services.tables.flaws import Flaws
from app.services.tables.table import MAX_BYTES, RawTable
from app.services.tables.workbook import read_workbook, take_sheet
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.services.tables.workbook import SheetInfo, TakenSheet

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3\x00", b"\x7fELF")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read; what is empty is found out."""

    sheet: str = ""
    separator: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a file as text, without an object for every row."""

    file_name: str
    sha256: str
    """What stands for the file, or for a sheet of it that was asked for."""
    lines: Sequence[int]
    rows: list[tuple[str, ...]]
    """Tuples, because the collector of garbage stops looking at them after the first time."""
    source: str
    reading: Reading
    sheets: tuple[SheetInfo, ...] = ()
    """The sheets of a workbook that hold something."""
    flaws: Flaws = field(default_factory=Flaws)
    """Errors, formulas without values and merged cells of a sheet."""


def read_table(path: Path) -> RawTable:
    """Return the rows of a CSV, XLSX or ODS file as text; the content decides, not the name.

    Raises InputError with the reason when the file is no such table, too large or damaged, and
    StorageError when it cannot be read at all.
    """
    content = _content(path)
    if content.startswith(_ZIP):
        return read_workbook(path.name, content)
    _refuse_other_kinds(path.name, content)
    return read_delimited(path.name, content)


def read_grid(path: Path, reading: Reading | None = None) -> Grid:
    """Return the cells of a file; as ``read_table``, but which sheet and how may be stated."""
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    reading = reading or Reading()
    if content.startswith(_ZIP):
        book = take_sheet(path.name, content, reading.sheet)
        return Grid(
            path.name,
            _digest_of_sheet(digest, book),
            book.lines,
            book.rows,
            book.source,
            replace(reading, sheet=book.name),
            book.sheets,
            book.flaws,
        )
    _refuse_other_kinds(path.name, content)
    with uncollected():
        text = take_apart(
            path.name, content, separator=reading.separator, encoding=reading.encoding
        )
    reading = replace(reading, separator=text.separator)
    return Grid(path.name, digest, text.lines, text.rows, text.source, reading)


def _digest_of_sheet(digest: str, book: TakenSheet) -> str:
    """Return what stands for one sheet of a file: the others may hold answers of their own.

    The sheet that is read unasked bears the digest of the file, as every import before did.
    """
    unasked = next((one.name for one in book.sheets if not one.hidden), "")
    if book.name in ("", unasked):
        return digest
    return hashlib.sha256(f"{digest}\n{book.name}".encode()).hexdigest()


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many small objects without the collector looking at all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise _unreadable(path)
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                tr(
                    "Berkas {berkas} terlalu besar: paling besar {mega} MB.",
                    berkas=path.name,
                    mega=MAX_BYTES // 1_000_000,
                ),
                next=tr("Pecah berkas menjadi beberapa bagian, lalu impor satu per satu."),
            )
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> StorageError:
    return StorageError(
        tr("Berkas {berkas} tidak ada atau tidak dapat dibaca.", berkas=path.name),
        next=tr("Periksa nama dan tempat berkas, lalu coba sekali lagi."),
    )


def _refuse_other_kinds(file_name: str, content: bytes) -> None:
    if not content.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise InputError(
            tr("Berkas {berkas} kosong.", berkas=file_name),
            next=tr("Pilih berkas yang berisi tabel."),
        )
    if content.startswith(_OLE):
        _refuse_named_ole(file_name, content)
        raise InputError(
            tr(
                "Berkas {berkas} dikunci kata sandi atau memakai bentuk Excel lama (.xls).",
                berkas=file_name,
            ),
            next=tr("Buka di Excel atau LibreOffice, lalu simpan sebagai XLSX tanpa kata sandi."),
        )
    if content.startswith(_NOT_TABLES):
        raise InputError(
            tr("Berkas {berkas} bukan tabel.", berkas=file_name),
            next=tr("Pilih berkas CSV, XLSX atau ODS."),
        )


def _refuse_named_ole(file_name: str, content: bytes) -> None:
    """Say which it is where the names of its streams tell: a password, or the form before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise InputError(
            tr("Berkas {berkas} dikunci kata sandi.", berkas=file_name),
            next=tr("Simpan tanpa kata sandi, lalu coba sekali lagi."),
        )
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise InputError(
            tr("Berkas {berkas} memakai bentuk Excel lama (.xls).", berkas=file_name),
            next=tr("Buka di Excel atau LibreOffice, lalu simpan sebagai XLSX."),
        )
