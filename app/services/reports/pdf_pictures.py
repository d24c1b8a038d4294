"""Photos on paper: a few beside each other, each over its caption, never parted from it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Image, KeepTogether, Paragraph, Spacer

from app.services.reports.blocks import Align, Picture, Pictures
from app.services.reports.lettering import REGULAR, markup
from app.services.reports.paint import MM, style
from app.services.reports.pdf_layout import Grid
from app.services.reports.plain import one_line
from app.texts import tr

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_GAP = 5 * MM
_HIGHEST = 62 * MM
_CAPTION_SIZE = 8
_LONGEST_CAPTION = 300


def picture_rows(block: Pictures, room: float) -> list[Flowable]:
    """Return the pictures of a block, so many in a row as it says."""
    columns = max(1, block.columns)
    wide = (room - _GAP * (columns - 1)) / columns
    rows = [block.pictures[n : n + columns] for n in range(0, len(block.pictures), columns)]
    return [
        part
        for pictures in rows
        for part in (KeepTogether([_row(pictures, wide, columns)]), Spacer(1, 3 * MM))
    ]


def _row(pictures: tuple[Picture, ...], wide: float, columns: int) -> Grid:
    cells: list[Any] = []
    widths: list[float] = []
    for place in range(columns):
        if place:
            cells.append("")
            widths.append(_GAP)
        cells.append(_cell(pictures[place], wide) if place < len(pictures) else "")
        widths.append(wide)
    paddings = [
        (f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
    ]
    return Grid(
        [cells],
        colWidths=widths,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *paddings],
        hAlign="LEFT",
    )


def _cell(picture: Picture, wide: float) -> list[Flowable]:
    made = style(_CAPTION_SIZE, REGULAR, Align.LEFT)
    caption = Paragraph(markup(one_line(picture.caption, _LONGEST_CAPTION), REGULAR), made)
    return [_image(picture, wide), Spacer(1, 1 * MM), caption]


def _image(picture: Picture, wide: float) -> Flowable:
    """Return the picture as large as its place allows; the bytes of a JPEG stay as they are."""
    if picture.width < 1 or picture.height < 1:
        return Paragraph(tr("Foto ini tidak dapat dibaca."), style(_CAPTION_SIZE, REGULAR))
    scale = min(wide / picture.width, _HIGHEST / picture.height)
    try:
        image = Image(
            io.BytesIO(picture.image), picture.width * scale, picture.height * scale, lazy=0
        )
    except (OSError, ValueError, SyntaxError):
        return Paragraph(tr("Foto ini tidak dapat dibaca."), style(_CAPTION_SIZE, REGULAR))
    image.hAlign = "LEFT"
    return image
