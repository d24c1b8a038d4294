"""Lampiran: what units plan and did, and the unsur of every unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Block, Chapter, Section
from app.services.reports.city.comparing import heat_charts
from app.services.reports.city.follow_up import follow_up_parts
from app.services.reports.document import Paper
from app.services.reports.prose import running
from app.texts import tr

if TYPE_CHECKING:
    from app.services.city.sections import Grouping
    from app.services.reports.daerah.data import DaerahData

_ROWS_UPRIGHT = 42
"""Rows of a chart that an upright page holds below its title."""


def follow_ups(data: DaerahData, grouping: Grouping, number: int) -> list[Block]:
    """Return the plans of every unit and what became of the last ones."""
    title = Chapter(tr("LAMPIRAN {n}", n=number), tr("RENCANA DAN REALISASI TINDAK LANJUT"))
    parts = follow_up_parts(data.city.year, grouping)
    if len(parts) == 1:
        return [title, *parts]
    return [Section((title, *parts), Paper.A4_LANDSCAPE)]


def unsur_of_units(data: DaerahData, grouping: Grouping, number: int) -> list[Block]:
    """Return the unsur of every unit as a map of shades."""
    year = data.city.year
    charts = heat_charts(year, grouping, tr("Unsur per unit"), _ROWS_UPRIGHT)
    title = Chapter(tr("LAMPIRAN {n}", n=number), tr("NILAI UNSUR PER UNIT"))
    if not charts:
        return [title, running(tr("Tidak ada nilai unsur yang dilaporkan."))]
    return [title, *charts]
