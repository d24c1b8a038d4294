"""What lays things out on a page as reportlab does, without the font that it takes by itself."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Table

from app.services.reports.lettering import REGULAR, font


class Grid(Table):
    """Cells in rows. Cells that name no font have ours: reportlab's own is in no file."""

    def __init__(self, data: Any, *, style: Any = None, **others: Any) -> None:  # noqa: ANN401 - reportlab's own
        if style is not None:  # a part of a table that was split has the fonts of its cells
            style = [("FONTNAME", (0, 0), (-1, -1), font(REGULAR).fontName), *style]
        super().__init__(data, style=style, **others)
