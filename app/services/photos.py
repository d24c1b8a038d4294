"""Photos: drawn anew, small, and with nothing in them but their pixels."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.files import readable_size
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")
MAX_BYTES = 25_000_000
MAX_PIXELS = 60_000_000
KEPT_SIDE = 1600
KEPT_BYTES = 500_000
MAX_PHOTOS = 30
MAX_TOTAL = 15_000_000
"""Photos, and bytes of them, that a survey may hold of one kind."""
_QUALITIES = (82, 74, 66, 56, 46)
_SMALLER = 0.8
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG picture drawn anew; sizes are pixels."""

    content: bytes
    width: int
    height: int


def photos_from(paths: Sequence[Path]) -> list[Picture]:
    """Return the photos of these files, all or none.

    Raises InputError naming the file that is too large, damaged or no photo.
    """
    if len(paths) > MAX_PHOTOS:
        raise InputError(
            tr("Paling banyak {n} foto sekali tambah.", n=MAX_PHOTOS),
            next=tr("Pilih lebih sedikit berkas."),
        )
    return [accepted_photo(_content(path), path.name) for path in paths]


def accepted_photo(content: bytes, name: str) -> Picture:
    """Return a photo turned upright, at most 1600 pixels long and 500 kB large, without metadata.

    Raises InputError naming the file. ``name`` is only for that sentence.
    """
    from PIL import Image, UnidentifiedImageError

    if len(content) > MAX_BYTES:
        raise _too_large(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            drawn = _drawn(content, name)
    except UnidentifiedImageError as error:
        raise _refused(
            name, tr("bukan foto yang dikenal (JPEG, PNG, WebP, BMP, TIFF, atau GIF)")
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name) from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        OverflowError,
        ArithmeticError,
        LookupError,
        TypeError,
        RuntimeError,
        MemoryError,
    ) as error:
        # What a decoder raises on bytes made to mislead it is of any of these kinds.
        raise _refused(name, tr("rusak atau terpotong")) from error
    return _encoded(drawn)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.name)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(path.name, tr("tidak dapat dibaca")) from error


def _drawn(content: bytes, name: str) -> Image:
    """Return the first frame upright on white, as new pixels that carry nothing else."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise _too_many_pixels(name)
        opened.draft("RGB", (2 * KEPT_SIDE, 2 * KEPT_SIDE))
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        flat = _on_white(upright)
    flat.thumbnail((KEPT_SIDE, KEPT_SIDE))
    bare = Image.new("RGB", flat.size)
    bare.paste(flat)
    return bare


def _on_white(picture: Image) -> Image:
    from PIL import Image

    if "transparency" not in picture.info and picture.mode not in {
        "RGBA",
        "LA",
        "PA",
        "La",
        "RGBa",
    }:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, clear).convert("RGB")


def _encoded(picture: Image) -> Picture:
    """Encode at falling quality, then smaller, until it fits."""
    while True:
        for quality in _QUALITIES:
            target = io.BytesIO()
            picture.save(target, "JPEG", quality=quality, optimize=True)
            if target.tell() <= KEPT_BYTES:
                return Picture(target.getvalue(), picture.width, picture.height)
        width, height = (max(1, round(side * _SMALLER)) for side in picture.size)
        picture = picture.resize((width, height))


def require_room(kept: Sequence[bytes], new: Sequence[Picture], holder: str) -> None:
    """Raise InputError where new photos go beyond what a survey may hold of one kind.

    ``kept`` are the photos that are there, ``holder`` names what holds them.
    """
    if len(kept) + len(new) > MAX_PHOTOS:
        raise InputError(
            tr(
                "{tempat} paling banyak memuat {batas} foto; sudah ada {ada}.",
                tempat=holder,
                batas=MAX_PHOTOS,
                ada=len(kept),
            ),
            next=tr("Hapus foto yang tidak diperlukan, atau tambahkan lebih sedikit."),
        )
    total = sum(map(len, kept)) + sum(len(picture.content) for picture in new)
    if total > MAX_TOTAL:
        raise InputError(
            tr(
                "{tempat} paling banyak memuat foto sebesar {batas}; dengan foto ini menjadi"
                " {jumlah}.",
                tempat=holder,
                batas=readable_size(MAX_TOTAL),
                jumlah=readable_size(total),
            ),
            next=tr("Hapus foto yang tidak diperlukan, atau tambahkan lebih sedikit."),
        )


def _too_large(name: str) -> InputError:
    return _refused(name, tr("lebih besar dari {n} MB", n=MAX_BYTES // 1_000_000))


def _too_many_pixels(name: str) -> InputError:
    return _refused(name, tr("lebih besar dari {n} juta piksel", n=MAX_PIXELS // 1_000_000))


def _refused(name: str, reason: str) -> InputError:
    return InputError(
        tr(
            "Berkas {nama} ditolak: {alasan}.",
            nama=clean_line(name, _NAME_LENGTH) or tr("tanpa nama"),
            alasan=reason,
        ),
        safe=tr("Tidak ada foto yang ditambahkan."),
        next=tr("Pilih foto lain."),
    )
