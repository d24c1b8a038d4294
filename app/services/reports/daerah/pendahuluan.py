"""BAB I Pendahuluan: why, on what basis and what for, in the office's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.city.year import IKM
from app.services.reports.blocks import Block, Chapter, Heading
from app.services.reports.prose import prose
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.daerah.data import DaerahData


def pendahuluan(data: DaerahData) -> list[Block]:
    """Return the chapter. What only holds for an SKM is not said of another survey."""
    other = "" if data.city.year.instrument.index_short == IKM else "_lain"
    return [
        Chapter(tr("BAB I"), tr("PENDAHULUAN")),
        Heading(tr("1.1 Latar belakang"), 2),
        *prose(data, f"daerah_latar_belakang{other}"),
        Heading(tr("1.2 Dasar pelaksanaan"), 2),
        *prose(data, f"daerah_dasar{other}"),
        Heading(tr("1.3 Maksud dan tujuan"), 2),
        *prose(data, "daerah_tujuan"),
    ]
