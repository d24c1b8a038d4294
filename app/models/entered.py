"""A value of a performance table as it was entered: a number with all its digits, or a state.

The text is the whole value. A number has a decimal point and no thousands separators, whatever it
was typed with: ``15.4264995365``, ``12.75%``, ``Level 3``, ``-0.56``. A state stays a state:
``N/A``, ``-``, ``Nihil``, ``B``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

LONGEST = 60

_NUMBER = re.compile(r"(-?\d+(?:\.(\d+)|/[1-9]\d*)?)(?:(%)| (\D.*))?", re.ASCII)
_LEVEL = re.compile(r"Level (\d+(?:\.(\d+))?)", re.ASCII)


class Kind(Enum):
    """What a value is."""

    BLANK = "blank"
    NUMBER = "number"
    LEVEL = "level"
    GRADE = "grade"
    NOT_AVAILABLE = "N/A"
    DASH = "-"
    NIL = "Nihil"


STATES = {kind.value: kind for kind in (Kind.NOT_AVAILABLE, Kind.DASH, Kind.NIL)}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says: of a number and of a level the exact value, else none."""

    kind: Kind
    number: Fraction | None = None
    decimals: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """One value; equal texts are equal values."""

    text: str = ""

    @property
    def kind(self) -> Kind:
        """What the value is."""
        return _parsed(self.text).kind

    @property
    def number(self) -> Fraction | None:
        """The exact number; of a level its digits; None of every state."""
        return _parsed(self.text).number

    @property
    def decimals(self) -> int:
        """How many digits stand after the point."""
        return _parsed(self.text).decimals

    @property
    def unit(self) -> str:
        """The unit that was written with the number: ``%``, ``menit``, ``Level``; else empty."""
        return _parsed(self.text).unit

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was entered."""
        return not self.text


BLANK = Entered()


@lru_cache(maxsize=65_536)
def _parsed(text: str) -> Parsed:
    if not text:
        return Parsed(Kind.BLANK)
    if text in STATES:
        return Parsed(STATES[text])
    if match := _NUMBER.fullmatch(text):
        value, decimals, percent, unit = match.groups()
        return Parsed(Kind.NUMBER, Fraction(value), len(decimals or ""), percent or unit or "")
    if match := _LEVEL.fullmatch(text):
        return Parsed(Kind.LEVEL, Fraction(match[1]), len(match[2] or ""), "Level")
    return Parsed(Kind.GRADE)
