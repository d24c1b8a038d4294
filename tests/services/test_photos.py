from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.errors import InputError
from app.services.photos import (
    FORMATS,
    KEPT_BYTES,
    KEPT_SIDE,
    MAX_BYTES,
    MAX_PHOTOS,
    MAX_TOTAL,
    Picture,
    accepted_photo,
    photos_from,
    require_room,
)
from tests.support.photos import LATITUDE, bomb, noisy, photo, with_metadata

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_becomes_a_jpeg_of_pixels(form: str) -> None:
    made = accepted_photo(photo(form=form), f"foto.{form.lower()}")
    with Image.open(io.BytesIO(made.content)) as read:
        assert (read.format, read.size) == ("JPEG", (320, 200))
        assert (made.width, made.height) == read.size
        red, _, blue = read.convert("RGB").getpixel((10, 100))  # type: ignore[misc] # three bands
        assert red > 150 > blue


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_nothing_but_pixels_is_kept(form: str) -> None:
    given_photo = with_metadata(form=form)
    assert LATITUDE in given_photo
    made = accepted_photo(given_photo, "lokasi.jpg")
    for trace in (LATITUDE, b"Exif", b"ICC_PROFILE", b"xmp", b"http:"):
        assert trace not in made.content
    with Image.open(io.BytesIO(made.content)) as read:
        assert not read.getexif()
        assert set(read.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


def test_a_turned_photo_is_set_upright() -> None:
    made = accepted_photo(with_metadata(orientation=6), "miring.jpg")
    assert (made.width, made.height) == (200, 320)
    with Image.open(io.BytesIO(made.content)) as read:
        red, _, blue = read.convert("RGB").getpixel((100, 20))  # type: ignore[misc] # three bands
        assert red > 150 > blue  # what was left stands above


def test_a_large_photo_becomes_small() -> None:
    made = accepted_photo(noisy(2200, 1500), "besar.png")
    assert max(made.width, made.height) <= KEPT_SIDE
    assert len(made.content) <= KEPT_BYTES
    assert abs(made.width / made.height - 2200 / 1500) < 0.01


def test_what_is_clear_becomes_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(target, "PNG")
    with Image.open(io.BytesIO(accepted_photo(target.getvalue(), "x.png").content)) as read:
        assert min(read.convert("RGB").getpixel((5, 5))) > 250  # type: ignore[arg-type] # three bands


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "bukan foto"),
        (b"hanya teks", "bukan foto"),
        (b"%PDF-1.7\n%...", "bukan foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan foto"),
        (photo()[:400], "rusak"),
        (noisy(60, 60)[:-3000], "rusak"),
        (bomb(), "60 juta piksel"),
        (bomb(9_000), "60 juta piksel"),
        (b"\xff\xd8" + b"\0" * MAX_BYTES, "25 MB"),
    ],
    ids=["empty", "text", "pdf", "svg", "half", "torn", "bomb", "wide", "heavy"],
)
def test_what_is_no_photo_is_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        accepted_photo(content, "rapat\u202e.jpg")
    assert "rapat.jpg" in caught.value.what
    assert reason in caught.value.what
    assert "Tidak ada foto yang ditambahkan" in caught.value.sentence


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_broken_bytes_give_a_picture_or_a_sentence(data: st.DataObject) -> None:
    content = bytearray(photo(form=data.draw(st.sampled_from(FORMATS))))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = accepted_photo(bytes(content), "x")
    except InputError:
        return
    assert 0 < len(made.content) <= KEPT_BYTES


def test_of_several_files_all_are_taken_or_none(tmp_path: Path) -> None:
    good, bad = tmp_path / "baik.jpg", tmp_path / "catatan.jpg"
    good.write_bytes(photo())
    bad.write_text("bukan foto")
    assert len(photos_from([good, good])) == 2
    for wrong in (bad, tmp_path / "hilang.jpg", tmp_path):
        with pytest.raises(InputError, match=wrong.name):
            photos_from([good, wrong])
    with pytest.raises(InputError, match="30 foto"):
        photos_from([good] * (MAX_PHOTOS + 1))


def test_a_survey_holds_so_much_and_no_more() -> None:
    small, holder = Picture(b"x" * 1000, 1, 1), "Rencana satu survei"
    require_room([b""] * (MAX_PHOTOS - 2) + [b"x" * (MAX_TOTAL - 1000)], [small], holder)
    with pytest.raises(InputError, match=r"^Rencana satu survei paling banyak .* sudah ada 30"):
        require_room([b""] * MAX_PHOTOS, [small], holder)
    with pytest.raises(InputError, match="15,0 MB"):
        require_room([b"x" * (MAX_TOTAL - 999)], [small], holder)
