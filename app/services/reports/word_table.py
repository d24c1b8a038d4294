"""Tables of a Word file, written as XML: through the library's cells a long one takes minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.services.reports.blocks import Align, Ruling, Table
from app.services.reports.placing import Place, placed
from app.services.reports.plain import clean, one_line
from app.services.reports.widths import column_widths
from app.services.reports.word_styles import (
    ACCENT,
    LINE,
    MUTED,
    TINT,
    WARNING,
    WARNING_TINT,
    Styles,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.services.reports.blocks import Row

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_PIECE = 100
"""Rows that go into the document at a time."""
_WHOLE_ROW = 900
"""Letters of a cell up to which its row is not torn by the end of a page."""
_FILLS = {Ruling.BOX: TINT, Ruling.NOTICE: WARNING_TINT}
_EDGES = {Ruling.BOX: ACCENT, Ruling.NOTICE: WARNING}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a part of a table looks."""

    table: Table
    widths: tuple[int, ...]
    styles: Styles
    bold: bool
    fill: str
    is_header: bool = False
    from_top: bool = False


def insert_table(
    container: Any,  # noqa: ANN401 - an element of the library
    table: Table,
    room: float,
    styles: Styles,
    tick: Callable[[], object] = lambda: None,
    *,
    keep: bool = False,
) -> None:
    """Put ``table`` at the end, ``room`` millimetres wide; ``keep`` holds it on one page.

    Its rows follow in pieces: moving a long table into the document at once stops all threads for
    a third of a second, the window's among them.
    """
    widths = tuple(round(width * TWIPS) for width in column_widths(table.columns, room))
    is_merged = any(
        getattr(cell, "rows", 1) > 1 for row in table.rows for cell in row
    ) or table.ruling in (Ruling.NONE, *_FILLS)
    frame = f"{_properties(table, sum(widths))}{_grid(widths)}"
    element = _parsed(frame)
    container._insert_tbl(element)  # noqa: SLF001 - the library has no public way for elements
    lines: list[str] = []
    fill = _FILLS.get(table.ruling, "")
    head = TINT if table.ruling in (Ruling.OPEN, Ruling.GRID) else fill
    for rows, look in (
        (table.header, _Look(table, widths, styles, True, head, is_header=True)),
        (table.rows, _Look(table, widths, styles, False, fill, from_top=is_merged)),
        (table.footer, _Look(table, widths, styles, True, fill)),
    ):
        for line in _rows(rows, look, keep=keep):
            lines.append(line)
            tick()
            if len(lines) == _PIECE:
                element.extend(list(_parsed("".join(lines))))
                lines.clear()
    element.extend(list(_parsed("".join(lines))))


def _parsed(inner: str) -> Any:  # noqa: ANN401 - an element of the library
    return parse_xml(f"<w:tbl {nsdecls('w')}>{inner}</w:tbl>")


def _properties(table: Table, width: int) -> str:
    style = "TableNormal"
    side = round(_padding(table) * TWIPS)
    name = one_line(table.name or table.caption)
    described = f"<w:tblDescription w:val={quoteattr(name)}/>" if name else ""
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:noVBand="1"/>'
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'{_borders(table.ruling)}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="20" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        f"{look}{described}</w:tblPr>"
    )


def _padding(table: Table) -> float:
    """Return millimetres left and right of the words of a cell."""
    if table.ruling in _FILLS:
        return 2.5
    if table.ruling is Ruling.NONE:
        return 0.0
    return (0.09 if table.ruling is Ruling.GRID else 0.17) * table.size


def _borders(ruling: Ruling) -> str:
    if ruling is Ruling.GRID:
        sides = dict.fromkeys(("top", "left", "bottom", "right"), (4, MUTED))
        sides |= dict.fromkeys(("insideH", "insideV"), (2, LINE))
    elif ruling is Ruling.OPEN:
        sides = {"top": (6, ACCENT), "bottom": (6, ACCENT), "insideH": (2, LINE)}
    elif ruling in _EDGES:
        sides = {"left": (18, _EDGES[ruling])}
    else:
        return ""
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    made = "".join(border_xml(side, *sides[side]) for side in order if side in sides)
    return f"<w:tblBorders>{made}</w:tblBorders>"


def border_xml(side: str, size: int, colour: str) -> str:
    """Return one edge of a table or cell; ``size`` is eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def _grid(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _rows(rows: Sequence[Row], look: _Look, *, keep: bool) -> Iterator[str]:
    """Yield the rows; a cell that reaches down has its place in every one of them."""
    columns = len(look.widths)
    reaching: dict[int, tuple[Place, int]] = {}
    for number, found in enumerate(placed(rows, columns)):
        begun = {place.column: place for place in found}
        longest = max((len(place.cell.text) for place in found), default=0)
        pieces = [_row_start(look, is_whole=longest <= _WHOLE_ROW)]
        column = 0
        while column < columns:
            place = begun.get(column)
            above = reaching.get(column)
            if place is not None:
                pieces.append(_cell(place, look, keep=keep))
                if place.rows > 1:
                    reaching[column] = (place, number + place.rows)
                column += place.columns
            elif above is not None and above[1] > number:
                pieces.append(_empty(above[0].columns, column, look, merged=True))
                column += above[0].columns
            else:
                pieces.append(_empty(1, column, look))
                column += 1
        pieces.append("</w:tr>")
        yield "".join(pieces)


def _row_start(look: _Look, *, is_whole: bool) -> str:
    whole = "<w:cantSplit/>" if is_whole else ""
    header = "<w:tblHeader/>" if look.is_header else ""
    return f"<w:tr><w:trPr>{whole}{header}</w:trPr>" if whole or header else "<w:tr>"


def _cell(place: Place, look: _Look, *, keep: bool) -> str:
    cell, table = place.cell, look.table
    bold = look.bold or cell.bold
    style = look.styles.cell_id(table.size, place.align(table.columns), bold=bold)
    kept = "<w:keepNext/>" if keep or look.is_header else ""
    fill = TINT if cell.set_apart else look.fill
    merge = '<w:vMerge w:val="restart"/>' if place.rows > 1 else ""
    shape = _shape(place.columns, place.column, look, merge, fill)
    return (
        f'<w:tc>{shape}<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>'
        f"{run_xml(cell.text)}</w:p></w:tc>"
    )


def _empty(columns: int, column: int, look: _Look, *, merged: bool = False) -> str:
    style = look.styles.cell_id(look.table.size, Align.LEFT, bold=False)
    merge = "<w:vMerge/>" if merged else ""
    shape = _shape(columns, column, look, merge, look.fill)
    return f'<w:tc>{shape}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p></w:tc>'


def _shape(columns: int, column: int, look: _Look, merge: str, fill: str) -> str:
    width = sum(look.widths[column : column + columns])
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    begins = column and look.table.columns[column].begins_group
    border = f"<w:tcBorders>{border_xml('left', 8, MUTED)}</w:tcBorders>" if begins else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    across = "top" if look.from_top else "center"
    return (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{border}{shade}'
        f'<w:vAlign w:val="{across}"/></w:tcPr>'
    )


def run_xml(text: str) -> str:
    """Return clean text as a run, its line breaks as breaks; nothing for nothing."""
    lines = clean(text).split("\n")
    if lines == [""]:
        return ""
    parts = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in lines]
    return f"<w:r>{'<w:br/>'.join(parts)}</w:r>"
