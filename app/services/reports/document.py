"""A whole report: its blocks, its paper and what stands on the edge of every page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.texts import tr

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.reports.blocks import Block


class Paper(Enum):
    """A sheet of paper, width and height in millimetres."""

    A4 = (210, 297)
    A4_LANDSCAPE = (297, 210)
    A3 = (297, 420)
    A3_LANDSCAPE = (420, 297)

    @property
    def label(self) -> str:
        """The size by its name, whichever way it lies: ``A4``."""
        return self.name.split("_")[0]

    @property
    def is_landscape(self) -> bool:
        """Say whether the sheet lies on its long side."""
        return self.width > self.height

    @property
    def width(self) -> float:
        """Width in millimetres."""
        return float(self.value[0])

    @property
    def height(self) -> float:
        """Height in millimetres."""
        return float(self.value[1])


@dataclass(frozen=True, slots=True)
class Footer:
    """What proves where a page comes from; printed at the bottom of each (rules/reports.md).

    A document without figures of an index has neither weight nor rounding: they are empty.
    """

    program_version: str
    printed_at: datetime
    weight: str
    rounding: str
    log_head: str

    @property
    def text(self) -> str:
        """The whole line."""
        parts = (
            tr("Puas {versi}", versi=self.program_version),
            tr(
                "dicetak {tanggal} pukul {jam}",
                tanggal=long_date(self.printed_at.date()),
                jam=self.printed_at.strftime("%H.%M"),
            ),
            tr("bobot {bobot}", bobot=self.weight) if self.weight else "",
            tr("pembulatan {aturan}", aturan=self.rounding) if self.rounding else "",
            tr("log {kepala}", kepala=self.log_head),
        )
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Report:
    """A report, ready for any renderer. ``author`` is the office."""

    title: str
    author: str
    blocks: tuple[Block, ...]
    footer: Footer
    paper: Paper = Paper.A4
    running_title: str = ""
    """Stands at the top of every page but the first; empty for none."""
    subject: str = ""


def page_number(page: object, pages: object) -> str:
    """Return ``Halaman 1 dari 5``."""
    return tr("Halaman {halaman} dari {jumlah}", halaman=page, jumlah=pages)
