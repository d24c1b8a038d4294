"""Read a table file of any kind that offices send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError, StorageError
from app.services.tables.delimited import read_delimited
from app.services.tables.table import MAX_BYTES, RawTable
from app.services.tables.workbook import read_workbook
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3\x00", b"\x7fELF")


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
