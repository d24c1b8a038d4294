"""BAB I Pendahuluan: why, on what basis and what for, in the office's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Block, Chapter, Heading
from app.services.reports.prose import prose
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.pelaksanaan.data import PelaksanaanData

_SKM = "IKM"
"""The index of the survey that PermenPANRB 14/2017 asks for."""


def pendahuluan(data: PelaksanaanData) -> list[Block]:
    """Return the chapter. What only holds for an SKM is not said of another survey."""
    other = "" if data.index == _SKM else "_lain"
    return [
        Chapter(tr("BAB I"), tr("PENDAHULUAN")),
        Heading(tr("1.1 Latar belakang"), 2),
        *prose(data, f"latar_belakang{other}"),
        Heading(tr("1.2 Dasar pelaksanaan"), 2),
        *prose(data, f"dasar{other}"),
        Heading(tr("1.3 Maksud dan tujuan"), 2),
        *prose(data, "tujuan"),
    ]
