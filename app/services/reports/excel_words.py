"""What the first sheet of a workbook says: the words of a report that explain its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports import blocks as b
from app.services.reports.plain import clean, one_line
from app.services.reports.walking import every_block
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.reports.document import Report

Line = tuple[str, str, bool]
"""Name, value, and whether the name is a title."""


def words_of(report: Report) -> Iterator[Line]:
    """Yield title, particulars, index, method and line of proof."""
    yield one_line(report.title), "", True
    yield tr("Kantor"), one_line(report.author), False
    for block in every_block(report.blocks):
        yield from _lines(block)
    yield "", "", False
    yield tr("Dicetak"), one_line(report.footer.text, 600), False


def _lines(block: b.Block) -> Iterator[Line]:
    match block:
        case b.Notice(text):
            yield tr("Catatan"), clean(text), False
        case b.KeyValues(pairs):
            for name, value in pairs:
                yield one_line(name), clean(value), False
        case b.IndexFigure(name, value, letter, word, pairs):
            yield one_line(name), clean(value), True
            if letter:
                yield tr("Mutu pelayanan"), one_line(f"{letter} ({word})"), False
            for key, text in pairs:
                yield one_line(key), clean(text), False
        case b.MethodBox(title, pairs):
            yield one_line(title), "", True
            for key, text in pairs:
                yield one_line(key), clean(text), False
        case _:
            return
