from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from app.errors import InputError
from app.services.offices.logo import KEPT_SIDE, MAX_BYTES, accepted_logo


def _picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    memory = io.BytesIO()
    Image.new(mode, size, 0).save(memory, kind)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB"), ("JPEG", "CMYK")]
)
def test_a_picture_is_drawn_anew_as_png(kind: str, mode: str) -> None:
    kept = accepted_logo(_picture(kind, mode=mode) + b"<script>")
    assert kept.startswith(b"\x89PNG")
    assert b"<script>" not in kept
    assert Image.open(io.BytesIO(kept)).size == (60, 40)


def test_a_large_picture_is_made_smaller() -> None:
    kept = Image.open(io.BytesIO(accepted_logo(_picture("JPEG", (3000, 1500)))))
    assert kept.size == (KEPT_SIDE, KEPT_SIDE // 2)


def _claiming(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 100)), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        _picture("GIF"),
        _picture("BMP"),
        _picture("PNG")[:60],
        _picture("JPEG")[:200],
        _claiming(30_000, 30_000),
        _claiming(10_000, 5_000),
        b"\x89PNG\r\n\x1a\n" + b"x" * 100,
        _picture("PNG") + b"\x00" * MAX_BYTES,
    ],
)
def test_anything_else_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(InputError) as refused:
        accepted_logo(content)
    assert refused.value.next
