"""The logo of the letterhead: a picture that is safe to keep and to print."""

from __future__ import annotations

import io
import warnings

from app.errors import InputError
from app.texts import tr

MAX_BYTES = 8_000_000
MAX_PIXELS = 40_000_000
KEPT_SIDE = 800
"""Pixels of the longer side that are kept: 2.5 cm at 800 dots per inch."""


def accepted_logo(content: bytes) -> bytes:
    """Return a PNG or JPEG picture drawn anew as PNG, so that nothing but its pixels is kept.

    Raises InputError when it is another kind of file, damaged or too large.
    """
    if len(content) > MAX_BYTES:
        raise _refused(
            tr("Logo terlalu besar: paling besar {mega} MB.", mega=MAX_BYTES // 1_000_000)
        )
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise _refused(tr("Logo terlalu besar: lebih dari 40 juta piksel."))
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
        upright.thumbnail((KEPT_SIDE, KEPT_SIDE))
        kept = io.BytesIO()
        upright.save(kept, "PNG", optimize=True)
    except UnidentifiedImageError as error:
        raise _refused(tr("Berkas itu bukan gambar PNG atau JPEG.")) from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Warning,
        Image.DecompressionBombError,
    ) as error:
        raise _refused(tr("Gambar itu rusak sehingga tidak dapat dibaca.")) from error
    return kept.getvalue()


def _refused(what: str) -> InputError:
    return InputError(what, next=tr("Pilih gambar PNG atau JPEG yang lain."))
