"""The one writer of files other than the office file: whole or not at all, safely named."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import unicodedata
from typing import TYPE_CHECKING, BinaryIO

from app.errors import StorageError
from app.models.store.durable import sync_folder
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEMPORARY_SUFFIX = ".sementara"
MAX_NAME = 120
"""Characters of a safe file name; leaves room for a deep folder under Windows' 260."""

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)")
_THOUSAND = 1000
_UNITS = ("byte", "kB", "MB", "GB", "TB")


def write_whole(target: Path, content: bytes | Callable[[BinaryIO], object]) -> Path:
    """Write ``content`` to ``target`` in one step and return the target.

    ``content`` is the bytes themselves or a function that writes them to an open file. The file
    that was there before stays byte for byte until the new one is complete and on the disk.
    Raises StorageError, and leaves no temporary file, when the disk or the folder refuses.
    """
    temporary = _temporary_beside(target)
    try:
        _write_durably(temporary, content)
        os.replace(temporary, target)
    except OSError as error:
        raise _refusal(error, target, content) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    return target


def safe_file_name(text: str, suffix: str = "", fallback: str = "berkas") -> str:
    """Return a name made from ``text`` that FAT32, Windows and every other system accept."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    plain = " ".join(_FORBIDDEN.sub("-", plain).split()).strip(". ")
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    plain = _shortened(plain, MAX_NAME - len(suffix)).rstrip(". ")
    return (plain or fallback) + suffix


def readable_size(size: int) -> str:
    """Return a number of bytes as ``3,4 MB``."""
    value, place = float(size), 0
    while value >= _THOUSAND and place < len(_UNITS) - 1:
        value, place = value / _THOUSAND, place + 1
    number = f"{value:.1f}".replace(".", ",") if place else str(size)
    return f"{number} {_UNITS[place]}"


def _temporary_beside(target: Path) -> Path:
    return target.with_name(
        f".{_shortened(target.name, 60)}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
    )


def _shortened(text: str, limit: int) -> str:
    """Cut to ``limit`` characters and to as many bytes, which is what most file systems count."""
    return text[:limit].encode()[: 2 * limit].decode(errors="ignore")


def _write_durably(path: Path, content: bytes | Callable[[BinaryIO], object]) -> None:
    with path.open("xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())


def _refusal(
    error: OSError, target: Path, content: bytes | Callable[[BinaryIO], object]
) -> StorageError:
    safe = tr("Data survei tidak berubah, dan berkas lama dengan nama itu tetap utuh.")
    if error.errno in _FULL:
        needed = len(content) if isinstance(content, bytes) else None
        return StorageError(_full_sentence(target, needed), safe=safe, next=_after_full())
    if isinstance(error, FileNotFoundError):
        what = tr("Folder {folder} tidak ditemukan.", folder=target.parent)
        return StorageError(
            what, safe=safe, next=tr("Sambungkan drive itu lagi atau pilih folder lain.")
        )
    if isinstance(error, PermissionError | IsADirectoryError):
        what = tr("Berkas {berkas} tidak boleh ditulis.", berkas=target)
        hint = tr("Tutup berkas itu di program lain, atau pilih folder atau nama lain.")
        return StorageError(what, safe=safe, next=hint)
    if error.errno == errno.ENAMETOOLONG:
        what = tr("Nama berkas {berkas} terlalu panjang.", berkas=target.name)
        return StorageError(what, safe=safe, next=tr("Pilih nama yang lebih pendek."))
    what = tr(
        "Berkas {berkas} tidak dapat ditulis (galat {kode}).", berkas=target, kode=error.errno
    )
    return StorageError(what, safe=safe, next=tr("Pilih folder lain, lalu simpan lagi."))


def _after_full() -> str:
    return tr("Kosongkan ruang di sana atau pilih tempat lain, lalu simpan lagi.")


def _full_sentence(target: Path, needed: int | None) -> str:
    drive = target.anchor if target.drive else _mount_of(target.parent)
    free = _free_space(target.parent)
    if needed is None:
        return tr("Drive {drive} penuh: tersisa {sisa}.", drive=drive, sisa=free)
    need = readable_size(needed)
    return tr(
        "Drive {drive} penuh: berkas ini memerlukan {butuh}, tersisa {sisa}.",
        drive=drive,
        butuh=need,
        sisa=free,
    )


def _mount_of(folder: Path) -> Path:
    place = folder.absolute()
    while place != place.parent and not place.is_mount():
        place = place.parent
    return place


def _free_space(folder: Path) -> str:
    try:
        return readable_size(shutil.disk_usage(folder).free)
    except OSError:
        return tr("tidak diketahui")
