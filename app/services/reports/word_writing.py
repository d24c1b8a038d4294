"""What the blocks of a report are told when they are written into a Word file."""

# python-docx takes neither elements nor alternative texts; its own elements are reached for them.
# ruff: noqa: SLF001

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table as WordTable

from app.services.reports.plain import clean, one_line
from app.services.reports.word_styles import GAP, Styles
from app.services.reports.word_table import TWIPS, border_xml, insert_table

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

    from app.services.reports import blocks as b
    from app.services.reports.progress import Ticker
    from app.services.reports.walking import Entry

STRAND_GAP = 4.0
"""Millimetres between the strands of a narrow table."""
_FEW_ROWS, _FEW_LETTERS = 8, 1000
"""Of a table that the end of a page does not part."""
_INNER = 3.0
"""Millimetres around what stands in a coloured cell."""


class Outline:
    """The headings of a report in their order, and how many of them are written."""

    def __init__(self, entries: tuple[Entry, ...], pages: tuple[int, ...]) -> None:
        self.entries, self.pages = entries, pages
        self._place = 0

    def next(self) -> int:
        """Return the place of the heading that is written now."""
        self._place += 1
        return self._place - 1


@dataclass(frozen=True)
class Writing:
    """Where blocks are written, ``room`` millimetres wide, and what the whole file shares."""

    document: Document
    container: BlockItemContainer
    room: float
    styles: Styles
    outline: Outline
    tick: Ticker
    keep: bool = False
    """Whether what is written stands on one page with what follows."""

    def paragraph(self, text: str, style: str, *, lines: bool = False) -> Paragraph:
        """Write a paragraph; its line breaks stay only where ``lines`` says so."""
        made = self.container.add_paragraph(style=style)
        words = clean(text) if lines else one_line(text, len(text) + 1)
        for number, line in enumerate(words.split("\n")):
            run = made.add_run()
            if number:
                run.add_break()
            run.add_text(line)
        if self.keep:
            made.paragraph_format.keep_with_next = True
        return made

    def gap(self) -> None:
        """Write a little room; two tables without it would become one."""
        self.paragraph("", GAP)

    def table(self, table: b.Table) -> None:
        """Write a table and a little room below it."""
        where, keep = self.container._element, self.keep or _is_small(table)
        insert_table(where, table, self.room, self.styles, self.tick, keep=keep)
        self.gap()

    def strands(self, table: b.Table) -> None:
        """Write a narrow table into columns of the page, read downwards and then to the right.

        Within other blocks, which have no columns of their own, it runs on in one.
        """
        body = self.document._body
        if self.keep or self.container._element is not body._element:
            self.table(table)
            return
        count = table.strands
        self.gap()
        _columns(self.document.add_section(WD_SECTION.CONTINUOUS), count)
        room = (self.room - STRAND_GAP * (count - 1)) / count
        insert_table(self.container._element, table, room, self.styles, self.tick)
        self.gap()
        _columns(self.document.add_section(WD_SECTION.CONTINUOUS), 1)

    def picture(self, image: bytes, width: float, alt: str, style: str) -> None:
        """Write a picture ``width`` millimetres wide, with words for those who cannot see it."""
        made = self.container.add_paragraph(style=style)
        shape = made.add_run().add_picture(BytesIO(image), width=Mm(max(1.0, width)))
        shape._inline.docPr.set("descr", one_line(alt))
        for side in ("distT", "distB", "distL", "distR"):  # without them some programs keep away
            shape._inline.set(side, "0")
        if self.keep:
            made.paragraph_format.keep_with_next = True

    def beside(self, widths: list[float], *, fill: str = "", edge: str = "") -> list[Writing]:
        """Write cells beside each other that only lay things out; return what fills them.

        Each has to be closed with ``close``.
        """
        element = parse_xml(_layout_xml(widths, fill, edge))
        self.container._element._insert_tbl(element)
        inner = _INNER * 2 if fill else 0.0
        cells = WordTable(element, self.container).rows[0].cells
        return [
            replace(self, container=cell, room=max(5.0, width - inner))
            for cell, width in zip(cells, widths, strict=True)
        ]

    def close(self) -> None:
        """End a cell: it begins with an empty paragraph, which goes, and ends with one."""
        element = self.container._element
        first = element.find(qn("w:p"))
        if first is not None and len(element.findall(qn("w:p"))) > 1 and not first.xpath("./w:r"):
            element.remove(first)
        if element[-1].tag != qn("w:p"):
            self.gap()


def _is_small(table: b.Table) -> bool:
    """Say whether a table is small enough to stand on one page."""
    rows = (*table.header, *table.rows, *table.footer)
    texts = [cell if isinstance(cell, str) else cell.text for row in rows for cell in row]
    return len(rows) <= _FEW_ROWS and sum(map(len, texts)) <= _FEW_LETTERS


def _columns(section: Section, count: int) -> None:
    """Let a section have so many columns; header and footer stay as they were."""
    section.different_first_page_header_footer = False
    properties: Any = section._sectPr
    columns = properties.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        properties.append(columns)
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(round(STRAND_GAP * TWIPS)))


def _layout_xml(widths: list[float], fill: str, edge: str) -> str:
    twips = [round(width * TWIPS) for width in widths]
    side = round(_INNER * TWIPS) if fill else 0
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    borders = f"<w:tblBorders>{border_xml('left', 24, edge)}</w:tblBorders>" if edge else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}'
        f'<w:vAlign w:val="{"center" if fill else "top"}"/></w:tcPr><w:p/></w:tc>'
        for width in twips
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    high = 80 if fill else 0
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{high}" w:type="dxa"/>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:bottom w:w="{high}" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def add_numbering(document: Document, xml: str) -> int:
    """Add the definition of a list that begins to count anew; return its number."""
    numbering = document.part.numbering_part.element
    known = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    place = max(known, default=0) + 1
    definition = parse_xml(xml.replace("PLACE", str(place)))
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(definition)
    else:
        first.addprevious(definition)
    number = 1 + max((int(n.get(qn("w:numId"))) for n in numbering.findall(qn("w:num"))), default=0)
    entry = OxmlElement("w:num")
    entry.set(qn("w:numId"), str(number))
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), str(place))
    entry.append(link)
    numbering.append(entry)
    return number
