"""Turns blocks into what reportlab lays out on pages."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from reportlab.platypus import (
    CondPageBreak,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
)

from app.services.reports import blocks as b
from app.services.reports.lettering import BOLD, MEDIUM, REGULAR, markup
from app.services.reports.paint import MM, style
from app.services.reports.pdf_chart import chart_drawing
from app.services.reports.pdf_contents import contents_lines
from app.services.reports.pdf_cover import CoverPage
from app.services.reports.pdf_figures import (
    index_figure,
    kop_surat,
    signature,
    signers_row,
    signing_place,
)
from app.services.reports.pdf_layout import Grid
from app.services.reports.pdf_lists import item_lines
from app.services.reports.pdf_pictures import picture_rows
from app.services.reports.pdf_poster import PosterPage
from app.services.reports.pdf_table import FlowingTable
from app.services.reports.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from app.services.reports.pdf_printing import Printing

BODY_SIZE = 9.5
SMALL_SIZE = 8
_HEADING_SIZES = {1: 12.5, 2: 10.5, 3: 9.5}
_CHAPTER_SIZE = 14
_CAPTION_SIZE = 9
_ROOM_AFTER_HEADING = 34 * MM


def flowables(blocks: Sequence[b.Block], printing: Printing) -> list[Flowable]:
    """Return everything to be laid out for ``blocks``."""
    found = []
    for block in blocks:
        found += _print(block, printing)
        printing.tick()
    return found


@singledispatch
def _print(block: object, _printing: Printing) -> list[Flowable]:
    raise TypeError(type(block))


@_print.register(b.Cover)
def _(block: b.Cover, printing: Printing) -> list[Flowable]:
    return [CoverPage(block, printing.width, printing.height)]


@_print.register(b.Chapter)
def _(block: b.Chapter, printing: Printing) -> list[Flowable]:
    """Print number and name of a chapter; the new page is the story's (see pdf_story)."""
    made = style(_CHAPTER_SIZE, BOLD, b.Align.CENTER, 20)
    lines = [one_line(text) for text in (block.number, block.text) if text.strip()]
    words = [Paragraph(markup(line, BOLD), made) for line in lines]
    return [printing.bookmarks.anchor(block), *words, Spacer(1, 6 * MM)]


@_print.register(b.Heading)
def _(block: b.Heading, printing: Printing) -> list[Flowable]:
    size = _HEADING_SIZES.get(block.level, BODY_SIZE)
    words = Paragraph(markup(one_line(block.text), BOLD), style(size, BOLD))
    room = min(_ROOM_AFTER_HEADING, printing.height / 3)
    anchor = printing.bookmarks.anchor(block)
    return [CondPageBreak(room), Spacer(1, size * 0.7), anchor, words, Spacer(1, size * 0.45)]


@_print.register(b.Contents)
def _(block: b.Contents, printing: Printing) -> list[Flowable]:
    return contents_lines(block, printing)


@_print.register(b.Items)
def _(block: b.Items, printing: Printing) -> list[Flowable]:
    return [*item_lines(block, printing.width), Spacer(1, BODY_SIZE * 0.5)]


@_print.register(b.Title)
def _(block: b.Title, _printing: Printing) -> list[Flowable]:
    centre = b.Align.CENTER
    title = Paragraph(markup(one_line(block.text), BOLD), style(15, BOLD, centre, 19))
    lines = [
        Paragraph(markup(one_line(line), MEDIUM), style(10.5, MEDIUM, centre, muted=True))
        for line in block.lines
        if line
    ]
    return [Spacer(1, 4 * MM), title, Spacer(1, 1 * MM), *lines, Spacer(1, 4 * MM)]


@_print.register(b.Paragraph)
def _(block: b.Paragraph, _printing: Printing) -> list[Flowable]:
    size = SMALL_SIZE if block.small else BODY_SIZE
    made = style(size, REGULAR, block.align, muted=block.small)
    parts = [Paragraph(markup(part, REGULAR), made) for part in block.text.split("\n\n")]
    return [flowable for part in parts for flowable in (part, Spacer(1, size * 0.5))]


@_print.register(b.Notice)
def _(block: b.Notice, printing: Printing) -> list[Flowable]:
    return _boxed(((b.Cell(block.text),),), (b.Column(),), b.Ruling.NOTICE, printing)


@_print.register(b.Table)
def _(block: b.Table, printing: Printing) -> list[Flowable]:
    table = FlowingTable(block, printing.width, printing.height, printing.tick)
    if table.overflows_strands:
        table = FlowingTable(replace(block, strands=1), printing.width, printing.height)
    if not block.caption.strip():
        return [table, Spacer(1, 2 * MM)]
    caption = _caption(block.caption)
    high = caption.wrap(printing.width, printing.height)[1]
    room = min(high + 2 * MM + table.beginning, printing.height * 0.9)
    return [CondPageBreak(room), caption, Spacer(1, 1 * MM), table, Spacer(1, 3 * MM)]


@_print.register(b.ChartBlock)
def _(block: b.ChartBlock, printing: Printing) -> list[Flowable]:
    """Print a chart under its title, or over its caption."""
    chart = block.chart
    drawing = chart_drawing(chart, printing.width, block.height * MM, printing.height * 0.8)
    if block.caption.strip():
        below = _caption(block.caption)
        return [KeepTogether([drawing, Spacer(1, 1.5 * MM), below, Spacer(1, 3 * MM)])]
    title = Paragraph(markup(one_line(chart.title), BOLD), style(BODY_SIZE, BOLD, leading=18))
    return [KeepTogether([title, Spacer(1, 2 * MM), drawing, Spacer(1, 2 * MM)])]


@_print.register(b.KeyValues)
def _(block: b.KeyValues, printing: Printing) -> list[Flowable]:
    rows = tuple((b.Cell(name), b.Cell(value, bold=True)) for name, value in block.pairs)
    return _boxed(rows, (b.Column(34), b.Column()), b.Ruling.NONE, printing, size=9)


@_print.register(b.MethodBox)
def _(block: b.MethodBox, printing: Printing) -> list[Flowable]:
    title = (b.Cell(block.title, bold=True, columns=2),)
    rows = tuple((b.Cell(name), b.Cell(value)) for name, value in block.pairs)
    return _boxed((title, *rows), (b.Column(36), b.Column()), b.Ruling.BOX, printing)


@_print.register(b.IndexFigure)
def _(block: b.IndexFigure, printing: Printing) -> list[Flowable]:
    return [index_figure(block, printing.width), Spacer(1, 3 * MM)]


@_print.register(b.KopSurat)
def _(block: b.KopSurat, printing: Printing) -> list[Flowable]:
    return kop_surat(block, printing.width)


@_print.register(b.Signature)
def _(block: b.Signature, printing: Printing) -> list[Flowable]:
    return [KeepTogether([Spacer(1, 5 * MM), signature(block, printing.width)])]


@_print.register(b.Signatures)
def _(block: b.Signatures, printing: Printing) -> list[Flowable]:
    """Print signatures row by row; a row is not parted, nor the place from the first one."""
    gap = 8 * MM
    wide = (printing.width - gap) / 2
    rows = [signers_row(row, wide, gap) for row in block.rows]
    place = signing_place(block.place_and_date, printing.width, wide)
    first, rest = rows[:1], rows[1:]
    closing = _print(b.Paragraph(block.closing), printing) if block.closing else []
    return [
        KeepTogether([*closing, Spacer(1, 4 * MM), place, *first]),
        *(KeepTogether([Spacer(1, 4 * MM), row]) for row in rest),
    ]


@_print.register(b.Pictures)
def _(block: b.Pictures, printing: Printing) -> list[Flowable]:
    return picture_rows(block, printing.width)


@_print.register(b.Spacer)
def _(block: b.Spacer, printing: Printing) -> list[Flowable]:
    return [Spacer(1, min(block.height * MM, printing.height / 2))]


@_print.register(b.PageBreak)
def _(_block: b.PageBreak, _printing: Printing) -> list[Flowable]:
    return [PageBreak()]


@_print.register(b.Section)
def _(block: b.Section, printing: Printing) -> list[Flowable]:
    """Print a section that stands within other blocks; there it has no paper of its own."""
    return flowables(block.blocks, printing)


@_print.register(b.Together)
def _(block: b.Together, printing: Printing) -> list[Flowable]:
    return [KeepTogether(_unparted(flowables(block.blocks, printing)))]


@_print.register(b.SideBySide)
def _(block: b.SideBySide, printing: Printing) -> list[Flowable]:
    """Print columns beside each other, or below each other where they are too high for a page."""
    if not block.columns:
        return []
    gap = 6 * MM
    shares = block.widths or (1.0,) * len(block.columns)
    room = printing.width - gap * (len(shares) - 1)
    widths = [room * share / sum(shares) for share in shares]
    before = printing.bookmarks.place
    columns = [
        _unparted(flowables(column, replace(printing, width=w)))
        for column, w in zip(block.columns, widths, strict=True)
    ]
    if max(_height(c, w) for c, w in zip(columns, widths, strict=True)) > printing.height * 0.9:
        printing.bookmarks.place = before
        return [f for column in block.columns for f in flowables(column, printing)]
    return [_beside(columns, widths, gap)]


@_print.register(b.Poster)
def _(block: b.Poster, printing: Printing) -> list[Flowable]:
    return [PosterPage(block, printing.width, printing.height)]


def _boxed(
    rows: tuple[b.Row, ...],
    columns: tuple[b.Column, ...],
    ruling: b.Ruling,
    printing: Printing,
    size: float = SMALL_SIZE,
) -> list[Flowable]:
    table = b.Table(columns, (), rows, ruling=ruling, size=size)
    return [FlowingTable(table, printing.width, printing.height), Spacer(1, 3 * MM)]


def _caption(text: str) -> Paragraph:
    made = style(_CAPTION_SIZE, MEDIUM, b.Align.CENTER)
    return Paragraph(markup(one_line(text), MEDIUM), made)


def _height(column: list[Flowable], width: float) -> float:
    return sum(float(f.wrap(width, 1e6)[1]) for f in column)


def _beside(columns: list[list[Flowable]], widths: list[float], gap: float) -> Grid:
    cells: list[Any] = []
    all_widths: list[float] = []
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        if place:
            cells.append("")
            all_widths.append(gap)
        cells.append(_unparted(column))
        all_widths.append(width)
    style_commands = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    return Grid([cells], colWidths=all_widths, style=style_commands, hAlign="LEFT")


def _unparted(column: Sequence[Flowable]) -> list[Flowable]:
    """Return what a group of blocks can hold: breaks mean nothing in it, nor groups within it."""
    found: list[Flowable] = []
    for flowable in column:
        if isinstance(flowable, KeepTogether):
            found += _unparted(flowable._content)  # noqa: SLF001 - what we put into it ourselves
        elif isinstance(flowable, CondPageBreak | PageBreak):
            found.append(Spacer(1, 0))
        else:
            found.append(flowable)
    return found
