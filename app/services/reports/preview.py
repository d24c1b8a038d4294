"""Pictures of a PDF's pages for the screen, about six milliseconds each."""

# pypdfium2 is typed in part only:
# mypy: disallow-untyped-calls=False

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels of four bytes: blue, green, red, unused."""

    number: int
    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document.get_page_size(place) for place in range(len(document))]
    finally:
        document.close()


def page_pictures(pdf: bytes, scale: float, pages: range | None = None) -> Iterator[PagePicture]:
    """Yield pictures of the pages (all, or those of ``pages`` counted from 0).

    ``scale`` is pixels per point: 1 is 72 dots per inch, 300/72 is good for a printer.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        for place in pages if pages is not None else range(len(document)):
            yield _picture(document, place, scale)
    finally:
        document.close()


def _picture(document: pypdfium2.PdfDocument, place: int, scale: float) -> PagePicture:
    page = document[place]
    try:
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        pixels = bytes(bitmap.buffer)
        made = PagePicture(place + 1, bitmap.width, bitmap.height, bitmap.stride, pixels)
        bitmap.close()
        return made
    finally:
        page.close()
