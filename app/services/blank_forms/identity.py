"""What the marks of a printed page say: whose sheet it is, which number, which page and corner.

One mark near the head tells everything in words. The four in the corners are small: they tell their
corner, the page, the number and a tag of eleven digits that stands for the rest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from urllib.parse import quote, unquote

MAX_PAGES = 99
MAX_NUMBER = 99_999_999
"""What the digits of a corner's mark can hold."""

_SIGN = "PUAS1"
_TAG_DIGITS, _NUMBER_DIGITS = 11, 8
_PARTS = 7
_CORNER_LENGTH = 1 + 2 + 2 + _TAG_DIGITS + _NUMBER_DIGITS


class Corner(IntEnum):
    """A corner of the page as it is read."""

    TOP_LEFT = 1
    TOP_RIGHT = 2
    BOTTOM_LEFT = 3
    BOTTOM_RIGHT = 4


@dataclass(frozen=True)
class FormIdentity:
    """Which questionnaire it is: codes of unit and survey, instruments as ``skm-9@1``.

    ``layout`` stands for where its boxes are; a form that is laid out anew has another tag.
    """

    unit: str
    survey: str
    instruments: tuple[str, ...]
    layout: str = ""

    @cached_property
    def tag(self) -> int:
        """Eleven digits that stand for all of it."""
        content = json.dumps([self.unit, self.survey, *self.instruments, self.layout])
        return int(hashlib.sha256(content.encode()).hexdigest(), 16) % 10**_TAG_DIGITS


@dataclass(frozen=True, slots=True)
class PageIdentity:
    """What the large mark of a page tells; number 0 is a sheet without one."""

    unit: str
    survey: str
    instruments: tuple[str, ...]
    number: int
    page: int
    pages: int

    @property
    def text(self) -> str:
        """The words of the mark: ``PUAS1;kel-1;SJ-1;skm-9@1;57;1;2``."""
        instruments = "+".join(quote(one, safe="@", errors="replace") for one in self.instruments)
        names = (
            quote(self.unit, safe="", errors="replace"),
            quote(self.survey, safe="", errors="replace"),
            instruments,
        )
        return ";".join((_SIGN, *names, str(self.number), str(self.page), str(self.pages)))


@dataclass(frozen=True, slots=True)
class CornerMark:
    """What the mark in a corner tells."""

    corner: Corner
    page: int
    pages: int
    tag: int
    number: int

    @property
    def text(self) -> str:
        """The 24 digits of the mark."""
        pages = f"{self.page:02}{self.pages:02}"
        return f"{self.corner:d}{pages}{self.tag:0{_TAG_DIGITS}}{self.number:0{_NUMBER_DIGITS}}"


def read_mark(text: str) -> PageIdentity | CornerMark | None:
    """Return what a mark tells, or None when it is none of ours."""
    if len(text) == _CORNER_LENGTH and text.isascii() and text.isdigit():
        return _read_corner(text)
    parts = text.split(";")
    if len(parts) != _PARTS or parts[0] != _SIGN:
        return None
    numbers = parts[4:]
    if not all(part.isascii() and part.isdigit() for part in numbers):
        return None
    instruments = tuple(unquote(part) for part in parts[3].split("+") if part)
    number, page, pages = map(int, numbers)
    return PageIdentity(unquote(parts[1]), unquote(parts[2]), instruments, number, page, pages)


def _read_corner(text: str) -> CornerMark | None:
    corner, page, pages = int(text[0]), int(text[1:3]), int(text[3:5])
    if corner not in {*Corner} or not 1 <= page <= pages:
        return None
    tag, number = int(text[5 : 5 + _TAG_DIGITS]), int(text[-_NUMBER_DIGITS:])
    return CornerMark(Corner(corner), page, pages, tag, number)
