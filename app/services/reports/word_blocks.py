"""Writes the blocks of a report into a Word file."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING

from docx.shared import Mm, RGBColor

from app.services.reports import blocks as b
from app.services.reports import word_styles as looks
from app.services.reports.plain import clean, one_line
from app.services.reports.raster import chart_png, logo_png, photo_size
from app.services.reports.word_fields import add_bookmark, contents_elements
from app.services.reports.word_lists import write_items
from app.services.reports.word_poster import write_poster
from app.services.reports.word_table import TWIPS
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.reports.word_writing import Writing

_LOGO = 20.0
_COVER_LOGO = 42.0
_GAP = 6.0
_SIGNING_WIDTH = 82.0
_HIGHEST_PHOTO = 62.0
_DOTS, _NUMBER_DOTS = "." * 38, "." * 30
_EMPTY_LINES = 3


def write_blocks(blocks: Sequence[b.Block], writing: Writing) -> None:
    """Write blocks one below the other."""
    for block in blocks:
        _write(block, writing)
        writing.tick()


@singledispatch
def _write(block: object, _writing: Writing) -> None:
    raise TypeError(type(block))


@_write.register(b.Cover)
def _(block: b.Cover, writing: Writing) -> None:
    picture = logo_png(block.logo)
    if picture:
        width = _COVER_LOGO * picture.width / max(picture.width, picture.height)
        writing.picture(picture.image, width, tr("Logo"), looks.PICTURE)
    writing.paragraph(one_line(block.title, 200), looks.COVER_TITLE)
    for line in block.lines:
        writing.paragraph(one_line(line, 120), looks.COVER_LINE)
    for number, line in enumerate(block.foot):
        made = writing.paragraph(one_line(line, 120), looks.COVER_FOOT)
        if not number:
            made.paragraph_format.space_before = Mm(70)


@_write.register(b.Chapter)
def _(block: b.Chapter, writing: Writing) -> None:
    text = "\n".join(part for part in (one_line(block.number), one_line(block.text)) if part)
    add_bookmark(writing.paragraph(text, looks.CHAPTER, lines=True), writing.outline.next())


@_write.register(b.Heading)
def _(block: b.Heading, writing: Writing) -> None:
    level = max(1, min(block.level, 3))
    made = writing.paragraph(one_line(block.text), f"Heading {level}")
    add_bookmark(made, writing.outline.next())


@_write.register(b.Contents)
def _(block: b.Contents, writing: Writing) -> None:
    entries = [
        (place, entry)
        for place, entry in enumerate(writing.outline.entries)
        if entry.level <= block.levels
    ]
    right = round(writing.room * TWIPS)
    styles = {level: writing.styles.identifier(f"toc {level}") for level in (1, 2, 3)}
    body = writing.container._element  # noqa: SLF001 - the library has no table of contents
    for element in contents_elements(entries, writing.outline.pages, styles, right):
        body._insert_p(element)  # noqa: SLF001 - as above


@_write.register(b.Title)
def _(block: b.Title, writing: Writing) -> None:
    writing.paragraph(one_line(block.text), "Title")
    for line in block.lines:
        if line:
            writing.paragraph(one_line(line), looks.SUBTITLE)


@_write.register(b.Paragraph)
def _(block: b.Paragraph, writing: Writing) -> None:
    style = writing.styles.paragraph(block.align, small=block.small)
    for part in clean(block.text).split("\n\n"):
        writing.paragraph(part, style, lines=True)


@_write.register(b.Notice)
def _(block: b.Notice, writing: Writing) -> None:
    writing.paragraph(block.text, looks.NOTICE, lines=True)


@_write.register(b.Items)
def _(block: b.Items, writing: Writing) -> None:
    write_items(block, writing)


@_write.register(b.Table)
def _(block: b.Table, writing: Writing) -> None:
    if block.caption.strip():
        writing.paragraph(one_line(block.caption), looks.TABLE_CAPTION)
    if block.strands > 1:
        writing.strands(block)
    else:
        writing.table(block)
    for note in (*block.notes, block.source):
        if note.strip():
            writing.paragraph(note, looks.SMALL, lines=True)


@_write.register(b.ChartBlock)
def _(block: b.ChartBlock, writing: Writing) -> None:
    chart = block.chart
    has_caption = bool(block.caption.strip())
    if not has_caption:
        writing.paragraph(one_line(chart.title), looks.CHART_TITLE)
    image = chart_png(chart, writing.room, block.height)
    style = looks.PICTURE if has_caption else looks.CHART
    writing.picture(image, writing.room, f"{chart.title}. {chart.alt}", style)
    if has_caption:
        writing.paragraph(one_line(block.caption), looks.CHART_CAPTION)


@_write.register(b.KeyValues)
def _(block: b.KeyValues, writing: Writing) -> None:
    rows = tuple((b.Cell(name), b.Cell(value, bold=True)) for name, value in block.pairs)
    _pairs(rows, 34, b.Ruling.NONE, 9, writing)


@_write.register(b.MethodBox)
def _(block: b.MethodBox, writing: Writing) -> None:
    title = (b.Cell(block.title, bold=True, columns=2),)
    rows = tuple((b.Cell(name), b.Cell(value)) for name, value in block.pairs)
    _pairs((title, *rows), 36, b.Ruling.BOX, 8, writing)


@_write.register(b.IndexFigure)
def _(block: b.IndexFigure, writing: Writing) -> None:
    widths = [56.0, 42.0, writing.room - 98.0]
    left, middle, right = writing.beside(widths, fill=looks.TINT, edge=looks.ACCENT)
    left.paragraph(one_line(block.name, 80), looks.INDEX_NAME)
    left.paragraph(clean(block.value, 12), looks.INDEX_VALUE)
    if block.letter:
        middle.paragraph(tr("Mutu pelayanan"), looks.INDEX_NAME)
        for text in (one_line(block.letter, 8), one_line(block.word, 40)):
            made = middle.paragraph(text, looks.INDEX_WORD)
            for run in made.runs:
                run.font.color.rgb = RGBColor.from_string(looks.mutu_colour(block.letter))
    for name, value in block.pairs:
        right.paragraph(f"{one_line(name, 80)} {one_line(value, 160)}", looks.INDEX_PAIR)
    for cell in (left, middle, right):
        cell.close()
    writing.gap()


@_write.register(b.KopSurat)
def _(block: b.KopSurat, writing: Writing) -> None:
    picture = logo_png(block.logo)
    target = writing
    if picture:
        side = _LOGO + 4
        left, target, right = writing.beside([side, writing.room - 2 * side, side])
        width = _LOGO * picture.width / max(picture.width, picture.height)
        left.picture(picture.image, width, tr("Logo"), looks.KOP_LINE)
        left.close()
        right.close()
    for line in block.lines:
        if line.strip():
            target.paragraph(one_line(line, 120), looks.KOP_LINE)
    target.paragraph(one_line(block.name, 200), looks.KOP_NAME)
    if block.address.strip():
        target.paragraph(one_line(block.address, 300), looks.KOP_ADDRESS)
    if picture:
        target.close()
    writing.paragraph("", looks.KOP_RULE)


@_write.register(b.Signature)
def _(block: b.Signature, writing: Writing) -> None:
    wide = min(_SIGNING_WIDTH, writing.room)
    left, right = writing.beside([max(5.0, writing.room - wide), wide])
    number = block.nip or ("" if block.name else _NUMBER_DOTS)
    right.paragraph(one_line(block.place_and_date, 120), looks.SIGNING)
    right.paragraph(one_line(block.jabatan or _DOTS, 120), looks.SIGNING)
    _signer(block.name, block.pangkat, number, right)
    left.close()
    right.close()
    writing.gap()


@_write.register(b.Signatures)
def _(block: b.Signatures, writing: Writing) -> None:
    """Write signatures two by two below the place and the closing sentence."""
    kept = replace(writing, keep=True)
    if block.closing:
        kept.paragraph(block.closing, "Normal", lines=True)
    wide = (writing.room - _GAP) / 2
    left, right = kept.beside([writing.room - wide, wide])
    right.paragraph(one_line(block.place_and_date, 120), looks.SIGNING)
    left.close()
    right.close()
    for place in range(0, len(block.signers), 2):
        kept.gap()
        pair = block.signers[place : place + 2]
        cells = kept.beside([wide, _GAP, wide])
        for cell, one in zip((cells[0], cells[2]), pair, strict=False):
            cell.paragraph(one_line(one.role, 120), looks.SIGNING)
            cell.paragraph(one_line(one.jabatan, 120), looks.SIGNING)
            _signer(one.name, one.pangkat, one.nip or _NUMBER_DOTS, cell)
        for cell in cells:
            cell.close()
    writing.gap()


def _signer(name: str, pangkat: str, number: str, writing: Writing) -> None:
    """Write room for a signature, and who signs there."""
    for _ in range(_EMPTY_LINES):
        writing.paragraph("", looks.SIGNING)
    style = looks.SIGNER_NAME if name.strip() else looks.SIGNING
    writing.paragraph(one_line(name, 100) or _DOTS, style)
    if pangkat:
        writing.paragraph(one_line(pangkat, 120), looks.SIGNING)
    if number:
        writing.paragraph(tr("NIP {nip}", nip=one_line(number, 120)), looks.SIGNING)


@_write.register(b.Pictures)
def _(block: b.Pictures, writing: Writing) -> None:
    columns = max(1, block.columns)
    wide = (writing.room - 4 * (columns - 1)) / columns
    for start in range(0, len(block.pictures), columns):
        row = block.pictures[start : start + columns]
        cells = writing.beside([wide + 4] * (columns - 1) + [wide])
        for cell, one in zip(cells, row, strict=False):
            size = photo_size(one, wide, _HIGHEST_PHOTO)
            if size:
                cell.picture(one.image, size[0], one.caption or tr("Foto"), looks.PHOTO)
            else:
                cell.paragraph(tr("Foto ini tidak dapat dibaca."), looks.SMALL)
            cell.paragraph(one_line(one.caption, 300), looks.SMALL)
        for cell in cells:
            cell.close()
        writing.gap()


@_write.register(b.Spacer)
def _(_block: b.Spacer, writing: Writing) -> None:
    writing.gap()


@_write.register(b.PageBreak)
def _(_block: b.PageBreak, _writing: Writing) -> None:
    """Write nothing: breaks are between runs of blocks, and within others there are none."""


@_write.register(b.Section)
def _(block: b.Section, writing: Writing) -> None:
    write_blocks(block.blocks, writing)


@_write.register(b.Together)
def _(block: b.Together, writing: Writing) -> None:
    kept = replace(writing, keep=True)
    write_blocks(block.blocks[:-1], kept)
    write_blocks(block.blocks[-1:], writing)


@_write.register(b.SideBySide)
def _(block: b.SideBySide, writing: Writing) -> None:
    if not block.columns:
        return
    shares = block.widths or (1.0,) * len(block.columns)
    room = writing.room - _GAP * (len(shares) - 1)
    widths: list[float] = []
    for number, share in enumerate(shares):
        widths += [_GAP] * bool(number) + [room * share / sum(shares)]
    cells = writing.beside(widths)
    for blocks, cell in zip(block.columns, cells[::2], strict=True):
        write_blocks(blocks, cell)
    for cell in cells:
        cell.close()
    writing.gap()


@_write.register(b.Poster)
def _(block: b.Poster, writing: Writing) -> None:
    write_poster(block, writing, write_blocks)


def _pairs(
    rows: tuple[b.Row, ...], width: float, ruling: b.Ruling, size: float, writing: Writing
) -> None:
    writing.table(b.Table((b.Column(width), b.Column()), (), rows, ruling=ruling, size=size))
