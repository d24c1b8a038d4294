"""The pages of a report with every block: their text, their number, and what they look like.

After a change that is meant, look at the new pages, then run this file with ``PUAS_RENEW=1``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from app.services.reports.pdf import render_pdf
from app.services.reports.preview import PagePicture, page_pictures
from tests.golden.every_block import every_block_report
from tests.services.reports.pages import letters_outside, texts_of

PICTURES = Path(__file__).parent.parent / "data" / "laporan"
SCALE = 0.5
MOST_DIFFERENCE = 1.5
"""Mean difference of a page in steps of grey: less than a line of words in another place."""
RENEW = os.environ.get("PUAS_RENEW") == "1"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(every_block_report())


def grey(page: PagePicture) -> Image.Image:
    size = (page.width, page.height)
    return Image.frombuffer("RGBX", size, page.pixels, "raw", "BGRX", page.stride, 1).convert("L")


def test_the_text_of_every_page(pdf: bytes) -> None:
    pages = texts_of(pdf)
    target = PICTURES / "teks.txt"
    if RENEW:
        PICTURES.mkdir(exist_ok=True)
        target.write_text("\n".join(pages) + "\n", encoding="utf-8")
    assert pages == target.read_text(encoding="utf-8").splitlines()
    assert not letters_outside(pdf)


def test_every_page_looks_as_it_did(pdf: bytes) -> None:
    pages = [grey(page) for page in page_pictures(pdf, SCALE)]
    if RENEW:
        for old in PICTURES.glob("*.png"):
            old.unlink()
        for number, page in enumerate(pages, 1):
            page.quantize(16).save(PICTURES / f"{number:02}.png", optimize=True)
    known = sorted(PICTURES.glob("*.png"))
    assert len(pages) == len(known)
    for page, path in zip(pages, known, strict=True):
        before = Image.open(path).convert("L")
        assert page.size == before.size, path.name
        difference = ImageStat.Stat(ImageChops.difference(page, before)).mean[0]
        assert difference < MOST_DIFFERENCE, (path.name, difference)


def test_the_bytes_are_the_same_every_time(pdf: bytes) -> None:
    assert render_pdf(every_block_report()) == pdf
