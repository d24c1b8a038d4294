"""The widths of a table's columns on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.reports.blocks import Column

_LEAST_SHARE = 0.5
"""Of an equal share of the room: what a column without a width gets where the others take all."""


def column_widths(columns: Sequence[Column], room: float) -> list[float]:
    """Return millimetres: given widths as they are, the rest shared; all shrunk where too wide."""
    fixed = sum(column.width for column in columns)
    open_columns = sum(1 for column in columns if not column.width)
    if open_columns and fixed < room * 0.95:
        share = (room - fixed) / open_columns
        return [column.width or share for column in columns]
    least = room / max(1, len(columns)) * _LEAST_SHARE
    wanted = [column.width or least for column in columns]
    factor = min(1.0, room / sum(wanted)) if wanted else 1.0
    return [width * factor for width in wanted]
