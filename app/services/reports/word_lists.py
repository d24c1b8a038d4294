"""Lists in a Word file: real numbering, each list counting anew, lists within lists."""

# python-docx has no numbering; its own elements are reached for it.
# ruff: noqa: SLF001

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.services.reports.blocks import Items, Marks
from app.services.reports.word_writing import add_numbering

if TYPE_CHECKING:
    from app.services.reports.word_writing import Writing

_STEP = 369
"""Twips that a list within a list stands further in."""
_DEEPEST = 8
_FORMS = {
    Marks.NUMBERS: ("decimal", "%{level}."),
    Marks.LETTERS: ("lowerLetter", "%{level}."),
    Marks.BULLETS: ("bullet", "•"),
}


def write_items(block: Items, writing: Writing, depth: int = 0) -> None:
    """Write a list."""
    number = add_numbering(writing.document, _definition(block.marks))
    for entry in block.entries:
        if isinstance(entry, Items):
            write_items(entry, writing, min(depth + 1, _DEEPEST))
            continue
        made = writing.paragraph(entry, "List Paragraph", lines=True)
        properties: Any = made._p.get_or_add_pPr()
        properties._insert_numPr(_number_of(number, depth))


def _number_of(number: int, depth: int) -> Any:  # noqa: ANN401 - an element of the library
    return parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def _definition(marks: Marks) -> str:
    """Return the definition of a list whose every level has the same signs."""
    form, text = _FORMS[marks]
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.format(level=level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
        for level in range(_DEEPEST + 1)
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="PLACE">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )
