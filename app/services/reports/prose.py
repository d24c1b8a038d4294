"""The office's own words as blocks of a report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from app.services.report_texts.service import require_printable
from app.services.report_texts.shipped import shipped_texts
from app.services.report_texts.template import ListMark, filled
from app.services.reports.blocks import Align, Block, Items, Marks, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.report_texts.shipped import ShippedText

_MARKS = {
    ListMark.BULLET: Marks.BULLETS,
    ListMark.NUMBER: Marks.NUMBERS,
    ListMark.LETTER: Marks.LETTERS,
}


class Worded(Protocol):
    """What a report prints in the office's own words."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Key of a text → its words with their fields."""

    @property
    def values(self) -> Mapping[str, str]:
        """Name of a field → what stands in its place."""


def prose(data: Worded, key: str) -> list[Block]:
    """Return a text of the office as paragraphs and lists.

    Raises InputError for one that cannot be printed, such as one from a newer program.
    """
    text = data.texts[key]
    shipped = _shipped(key)
    require_printable(shipped.title, text, shipped.subject)
    blocks: list[Block] = []
    for mark, lines in groupby(filled(text, data.values), key=lambda line: line.mark):
        words = [line.text for line in lines]
        if mark is ListMark.NONE:
            blocks += [Paragraph(one, align=Align.BOTH) for one in words]
        else:
            blocks.append(Items(tuple(words), _MARKS[mark]))
    return blocks


def running(text: str) -> Paragraph:
    """Return a computed sentence that stands among the office's own."""
    return Paragraph(text, align=Align.BOTH)


def _shipped(key: str) -> ShippedText:
    return next(one for one in shipped_texts() if one.key == key)
