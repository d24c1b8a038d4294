"""Whether the numbers of a sentence that somebody changed still agree with the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import half_up
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(
    r"(?P<sign>(?<![^\s(])[-−])?(?:(?P<rupiah>Rp\s*)(?P<late>[-−])?)?"
    r"(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?P<percent>\s?(?:%|persen\b))?"
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """A number as a sentence writes it, with the place of its first sign from 0."""

    text: str
    place: int
    value: Fraction
    decimals: int
    is_percent: bool
    is_rupiah: bool

    @property
    def is_figure(self) -> bool:
        """Say whether it has the form of a figure: decimals, a percent sign, or rupiah."""
        return bool(self.decimals) or self.is_percent or self.is_rupiah

    def agrees_with(self, other: SaidNumber) -> bool:
        """Say whether both say the same, one perhaps with fewer decimals."""
        if self.is_rupiah is not other.is_rupiah and self.is_figure and other.is_figure:
            return False
        if self.is_percent is not other.is_percent and self.is_figure and other.is_figure:
            return False
        return half_up(other.value, self.decimals) == self.value


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number of a sentence that is not in the data. ``expected`` is what stands there now."""

    number: SaidNumber
    expected: str = ""

    @property
    def text(self) -> str:
        """The disagreement in a sentence."""
        if self.expected:
            return tr(
                "Kalimat ini menyebut {lama}, padahal datanya sekarang {baru}.",
                lama=self.number.text,
                baru=self.expected,
            )
        return tr("Kalimat ini menyebut {lama}, yang tidak ada dalam data.", lama=self.number.text)


def numbers_in(text: str) -> tuple[SaidNumber, ...]:
    """Return the numbers of an Indonesian sentence; digits within a word are none."""
    found = []
    for match in _NUMBER.finditer(text):
        before = text[match.start("digits") - 1 : match.start("digits")]
        if not match["rupiah"] and (_LETTER.match(before) or before in {"/", ".", ","}):
            continue
        found.append(_said(match))
    return tuple(found)


def disagreements(text: str, basis: str, proposal: str) -> tuple[Disagreement, ...]:
    """Return the numbers of ``text`` that no longer agree with the data.

    ``basis`` is the computed sentence that the text was made from, ``proposal`` the one of today.
    A number disagrees where it was in the data then and is no more, or where it has the form of a
    figure and was never in them. Whole numbers that somebody added are theirs.
    """
    if text == proposal:
        return ()
    now, then = numbers_in(proposal), numbers_in(basis)
    found = []
    for number in numbers_in(text):
        if _any(number, now):
            continue
        if _any(number, then):
            found.append(Disagreement(number, _now_of(number, then, now)))
        elif number.is_figure:
            found.append(Disagreement(number))
    return tuple(found)


def _any(number: SaidNumber, others: Iterable[SaidNumber]) -> bool:
    return any(number.agrees_with(other) for other in others)


def _now_of(number: SaidNumber, then: Sequence[SaidNumber], now: Sequence[SaidNumber]) -> str:
    """Return the number that stands today where this one came from; the sentence is the same."""
    if len(then) != len(now):
        return ""
    place = next(n for n, other in enumerate(then) if number.agrees_with(other))
    return now[place].text


def _said(match: re.Match[str]) -> SaidNumber:
    digits = match["digits"]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    plain = digits.replace(",", ".")
    value = Fraction(plain)
    return SaidNumber(
        text=match[0].strip(),
        place=match.start(),
        value=-value if match["sign"] or match["late"] else value,
        decimals=len(plain.partition(".")[2]),
        is_percent=bool(match["percent"]),
        is_rupiah=bool(match["rupiah"]),
    )
