"""Reads a PDF back: its text, its letters' places, its fonts."""

from __future__ import annotations

from typing import Any

import pypdfium2


def texts_of(pdf: bytes) -> list[str]:
    """Return the text of every page, its line breaks as spaces."""
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(" ".join(text.get_text_bounded().split()))
            text.close()
            page.close()
        return found
    finally:
        document.close()


def letters_outside(pdf: bytes, margin: float = 12) -> list[tuple[int, str]]:
    """Return (page, letter) of every letter that is nearer to the paper's edge than ``margin``."""
    document: Any = pypdfium2.PdfDocument(pdf)
    outside = []
    try:
        for number, page in enumerate(document, 1):
            wide, high = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                inside = margin <= left and right <= wide - margin
                if right > left and not (inside and margin <= bottom and top <= high - margin):
                    outside.append((number, text.get_text_range(place, 1)))
            text.close()
            page.close()
        return outside
    finally:
        document.close()


def place_of(pdf: bytes, words: str) -> tuple[int, float, float]:
    """Return (page, left, bottom) in points of the first place where these words stand."""
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            found = text.search(words).get_next()
            box = text.get_charbox(found[0]) if found else None
            text.close()
            page.close()
            if box:
                return number, box[0], box[1]
    finally:
        document.close()
    raise LookupError(words)


def metadata_of(pdf: bytes) -> dict[str, str]:
    """Return title, author and the like."""
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        return dict(document.get_metadata_dict())
    finally:
        document.close()
