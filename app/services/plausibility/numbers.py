"""Read a number that somebody typed: decimal comma or point, nothing is ever evaluated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

LONGEST = 40
MOST_DECIMALS = 6
"""Spreadsheets store what looks like 86,85 as 86,8500000000001: beyond is noise."""

_PLAIN = re.compile(r"[+-]?\d+(?:[.,](\d+))?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+(?:,(\d+))?|(?:,\d{3})+(?:\.(\d+))?)", re.ASCII)
_COUNT = re.compile(r"(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,]0+)?(?: (?:orang|responden))?", re.ASCII)
_SIGN = r"\d{1,12}(?:[.,]\d{1,12})?"
_FORMULA = re.compile(rf"=?\(?({_SIGN})\s*([*x×/])\s*({_SIGN})\)?", re.ASCII | re.IGNORECASE)
_BLANK = {"", "-", "–", "—", "−"}


class Kind(Enum):
    """What a cell holds."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Number:
    """A cell as a number. ``value`` of a text is what it seems to mean, if that is plain."""

    kind: Kind
    value: Fraction | None = None
    decimals: int = 0


@lru_cache(maxsize=65_536)
def read_number(text: str) -> Number:
    """Return the number in a cell. ``3.8589*25`` is a text whose value is 96,4725."""
    cell = text[: LONGEST + 1].strip().removeprefix("'")
    if cell in _BLANK:
        return Number(Kind.BLANK)
    if len(cell) > LONGEST:
        return Number(Kind.TEXT)
    cell = cell.removesuffix("%").rstrip()
    if match := _PLAIN.fullmatch(cell):
        return _number(cell.replace(",", "."), match[1])
    if match := _GROUPED.fullmatch(cell):
        decimals = match[1] or match[2]
        digits = re.sub(r"[.,]", "", cell.removesuffix(decimals) if decimals else cell)
        return _number(f"{digits}.{decimals}" if decimals else digits, decimals)
    return Number(Kind.TEXT, _of_formula(cell))


@lru_cache(maxsize=16_384)
def read_count(text: str) -> Number:
    """Return a number of people: ``1.234`` are a thousand; a fraction is no count."""
    cell = text[: LONGEST + 1].strip().removeprefix("'")
    if cell in _BLANK:
        return Number(Kind.BLANK)
    if match := _COUNT.fullmatch(cell):
        return Number(Kind.NUMBER, Fraction(re.sub(r"[.,]", "", match[1])))
    read = read_number(text)
    whole = read.kind is Kind.NUMBER and read.value is not None and read.value.denominator == 1
    return read if whole else Number(Kind.TEXT)


def _number(cell: str, decimals: str | None) -> Number:
    shown = len(decimals or "")
    if shown <= MOST_DECIMALS:
        return Number(Kind.NUMBER, Fraction(cell), shown)
    value = Fraction(round(Fraction(cell) * 10**MOST_DECIMALS), 10**MOST_DECIMALS)
    tidy = f"{float(value):.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2]
    return Number(Kind.NUMBER, value, len(tidy))


def _of_formula(cell: str) -> Fraction | None:
    """Return what a product or a quotient of two numbers stands for."""
    match = _FORMULA.fullmatch(cell)
    if match is None:
        return None
    left, right = (Fraction(match[place].replace(",", ".")) for place in (1, 3))
    if match[2] != "/":
        return left * right
    return left / right if right else None
