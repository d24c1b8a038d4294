"""Photos as cameras make them, and files that only look like photos."""

from __future__ import annotations

import io
import random
import struct
import zlib

from PIL import Image

LATITUDE = b"PuasGpsMarker"
"""Stands in every place of a photo's metadata, so that a test can look for its bytes."""


def photo(
    width: int = 320, height: int = 200, form: str = "JPEG", colour: str = "#3366aa"
) -> bytes:
    """Return a plain picture without metadata; its left half is red."""
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("#cc0000", (0, 0, width // 2, height))
    target = io.BytesIO()
    picture.save(target, form)
    return target.getvalue()


def noisy(width: int, height: int) -> bytes:
    """Return a picture that hardly compresses."""
    picture = Image.frombytes(
        "RGB", (width, height), random.Random(3).randbytes(3 * width * height)
    )
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=1)
    return target.getvalue()


def with_metadata(orientation: int = 1, form: str = "JPEG") -> bytes:
    """Return a picture with GPS, maker, a comment, XMP and a colour profile in it."""
    picture = Image.new("RGB", (320, 200), "#3366aa")
    picture.paste("#cc0000", (0, 0, 160, 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = LATITUDE.decode()
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (3.0, 18.0, 52.5)
    exif.get_ifd(0x8825)[29] = LATITUDE.decode()
    target = io.BytesIO()
    extra = {"comment": LATITUDE} if form == "JPEG" else {}
    packet = b"<x:xmpmeta>" + LATITUDE + b"</x:xmpmeta>"
    profile = b"\0" * 128 + LATITUDE
    picture.save(target, form, exif=exif, xmp=packet, icc_profile=profile, **extra)
    return target.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """Return a small PNG that says it has ``side`` × ``side`` pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
