"""A text with named fields such as ``{unit}``: read, judged line by line, and filled.

Every line is a paragraph, or an entry of a list where it begins with ``-``, ``1.`` or ``a.``.
Braces stand around names of fields and nowhere else. What a field is filled with is never read as a
text of this kind: it opens no list and no other field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.text import TEXT_LIMIT, clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Values = Mapping[str, str]

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_ENTRY = re.compile(r"(?:(?P<bullet>[-•*])|(?P<number>\d{1,2})[.)]|(?P<letter>[a-z])[.)])\s+(?=\S)")
_SHOWN = 40


class ListMark(StrEnum):
    """What a line begins with; the value is how it is shown."""

    NONE = ""
    BULLET = "•"
    NUMBER = "1."
    LETTER = "a."


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they stand, or the name of a field."""

    text: str
    is_field: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``number`` counts from 1, empty lines too."""

    number: int
    mark: ListMark
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FilledLine:
    """A paragraph, or an entry of a list."""

    mark: ListMark
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line; 0 where it is the whole text."""

    line: int
    reason: str

    @property
    def sentence(self) -> str:
        """Line and reason."""
        if not self.line:
            return tr("{sebab}.", sebab=self.reason[:1].upper() + self.reason[1:])
        return tr("Baris {baris}: {sebab}.", baris=self.line, sebab=self.reason)


def problems_of(text: str, known: Values) -> tuple[Problem, ...]:
    """Return everything that keeps ``text`` from being printed; ``known`` are the fields."""
    if not text.strip():
        return (Problem(0, tr("teksnya kosong")),)
    found = [
        Problem(number, reason)
        for number, line in enumerate(_lines(text), 1)
        for reason in _reasons(line, known)
    ]
    if len(text) > TEXT_LIMIT:
        reason = tr("teksnya {n} huruf, paling banyak {batas}", n=len(text), batas=TEXT_LIMIT)
        found.append(Problem(0, reason))
    return tuple(found)


def read_template(text: str) -> tuple[Line, ...]:
    """Return the lines that hold something; braces that make no field are words."""
    return tuple(_line(number, line) for number, line in enumerate(_lines(text), 1) if line.strip())


def filled(text: str, values: Values) -> tuple[FilledLine, ...]:
    """Return the lines with their fields filled in; a field without a value stands as it is."""
    return tuple(
        FilledLine(line.mark, "".join(_said(piece, values) for piece in line.pieces))
        for line in read_template(text)
    )


def fields_in(text: str) -> frozenset[str]:
    """Return the names of all fields of a text."""
    return frozenset(
        piece.text for line in read_template(text) for piece in line.pieces if piece.is_field
    )


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line(number: int, text: str) -> Line:
    words = clean_line(text, TEXT_LIMIT)
    entry = _ENTRY.match(words)
    mark = ListMark.NONE
    if entry is not None:
        marks = {"bullet": ListMark.BULLET, "number": ListMark.NUMBER, "letter": ListMark.LETTER}
        mark, words = marks[entry.lastgroup or ""], words[entry.end() :]
    return Line(number, mark, tuple(_pieces(words)))


def _pieces(words: str) -> Iterator[Piece]:
    place = 0
    for match in _BRACES.finditer(words):
        name = (match[1] or "").strip()
        if name:
            if match.start() > place:
                yield Piece(words[place : match.start()])
            yield Piece(name, is_field=True)
            place = match.end()
    if place < len(words):
        yield Piece(words[place:])


def _said(piece: Piece, values: Values) -> str:
    if not piece.is_field:
        return piece.text
    value = values.get(piece.text)
    return f"{{{piece.text}}}" if value is None else clean_line(value, TEXT_LIMIT)


def _reasons(line: str, known: Values) -> Iterator[str]:
    for match in _BRACES.finditer(line):
        if match[1] is None:
            yield _open(match[0], line[match.start() :])
        elif not match[1].strip():
            yield tr("kurung kurawal kosong, isi dengan nama isiannya")
        elif match[1].strip() not in known:
            yield _unknown(match[1].strip(), known)


def _open(brace: str, rest: str) -> str:
    if brace == "}":
        return tr("kurung kurawal {kurung} tanpa pembuka", kurung=brace)
    return tr("kurung kurawal “{isi}” tidak ditutup", isi=_shortened(rest))


def _unknown(name: str, known: Values) -> str:
    field = f"{{{_shortened(name)}}}"
    near = get_close_matches(name.casefold().replace(" ", "_"), known, n=1)
    if near:
        meant = f"{{{near[0]}}}"
        return tr("isian {isian} tidak dikenal; barangkali {usul}", isian=field, usul=meant)
    return tr("isian {isian} tidak dikenal", isian=field)


def _shortened(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
