"""Text in lines that fit, as rows of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.blank_forms.shapes import POINT, Letters, Row
from app.services.reports.lettering import BOLD, REGULAR, broken, width
from app.services.reports.plain import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADING = 1.32
_BASE = 0.76
"""Where letters stand in their line, from its top."""


def pitch(size: float) -> float:
    """Return the height of a line of letters of ``size`` points, in millimetres."""
    return size * POINT * LEADING


def base(size: float) -> float:
    """Return how far below the top of its line a letter stands."""
    return pitch(size) * _BASE


def wide(text: str, size: float, font: str = REGULAR) -> float:
    """Return the width of one line in millimetres."""
    return width(text, font, size) * POINT


def lines_of(text: str, size: float, room: float, font: str = REGULAR) -> list[str]:
    """Return ``text`` as lines no wider than ``room``; at least one, which may be empty."""
    return broken(" ".join(clean(text).split()), font, size, room / POINT)


def holds_its_words(text: str, size: float, room: float, font: str = REGULAR) -> bool:
    """Say whether no word has to be parted."""
    return all(wide(word, size, font) <= room for word in clean(text).split())


def text_rows(
    lines: Sequence[str], x: float, size: float, font: str = REGULAR, *, muted: bool = False
) -> list[Row]:
    """Return a row for each line, from ``x`` on."""
    return [Row(pitch(size), (Letters(x, base(size), line, size, font, muted),)) for line in lines]


def centred(text: str, middle: float, y: float, size: float, font: str = BOLD) -> Letters:
    """Return one line around ``middle`` on the base line ``y``."""
    return Letters(middle - wide(text, size, font) / 2, y, text, size, font)
