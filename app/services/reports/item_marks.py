"""The signs before the entries of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Items, Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def marks_of(block: Items) -> Iterator[tuple[str, str | Items]]:
    """Yield the entries, each with its sign; a list within a list has none and is not counted."""
    number = 0
    for entry in block.entries:
        if isinstance(entry, Items):
            yield "", entry
        else:
            number += 1
            yield _mark(block.marks, number), entry


def _mark(marks: Marks, number: int) -> str:
    match marks:
        case Marks.NUMBERS:
            return f"{number}."
        case Marks.LETTERS:
            return f"{letters(number)}."
        case Marks.BULLETS:
            return "•"


def letters(number: int) -> str:
    """Return ``a`` for 1, ``z`` for 26, ``aa`` for 27."""
    text = ""
    while number:
        number, place = divmod(number - 1, len(_LETTERS))
        text = _LETTERS[place] + text
    return text
