"""Lists on paper: each entry behind its sign, lists within lists further in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from app.services.reports.blocks import Align, Items
from app.services.reports.item_marks import marks_of
from app.services.reports.lettering import REGULAR, markup
from app.services.reports.paint import MM, style

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

_SIZE = 9.5
_STEP = 6.5 * MM


def item_lines(block: Items, room: float, depth: int = 0) -> list[Flowable]:
    """Return a paragraph for each entry; the sign hangs left of its words."""
    found: list[Flowable] = []
    indent = min(_STEP * (depth + 1), room / 3)
    for mark, entry in marks_of(block):
        if isinstance(entry, Items):
            found += item_lines(entry, room, depth + 1)
        else:
            made = _style(indent)
            found.append(Paragraph(markup(entry, REGULAR), made, bulletText=mark))
    return found


def _style(indent: float) -> ParagraphStyle:
    base = style(_SIZE, REGULAR, Align.LEFT)
    return base.clone(
        f"{base.name} daftar {indent:.0f}",
        leftIndent=indent,
        bulletIndent=indent - _STEP + 1 * MM,
        bulletFontName=REGULAR,
        bulletFontSize=_SIZE,
        spaceAfter=2,
    )
