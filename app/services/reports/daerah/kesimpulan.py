"""BAB IV Kesimpulan: what the figures say, and who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.city.words import (
    chosen_text,
    highest_text,
    lowest_text,
    mean_lines,
    others_text,
    realisasi_text,
    reporting_text,
)
from app.services.reports.blocks import Block, Chapter, Heading, Items, Marks, Together
from app.services.reports.moved import moved_sentence
from app.services.reports.parts import signature_of
from app.services.reports.prose import prose, running
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.daerah.data import DaerahData


def kesimpulan(data: DaerahData) -> list[Block]:
    """Return the chapter with its signature."""
    year = data.city.year
    conclusions = (
        *mean_lines(year),
        reporting_text(year),
        change_text(data),
        highest_text(year),
        lowest_text(year),
        chosen_text(year),
        realisasi_text(year),
        others_text(year),
    )
    return [
        Chapter(tr("BAB IV"), tr("KESIMPULAN")),
        running(tr("Dari hasil survei ini disimpulkan:")),
        Items(tuple(one for one in conclusions if one), Marks.NUMBERS),
        *prose(data, "daerah_penutup"),
        Together((Heading(tr("Pengesahan"), 3), signature_of(data.city))),
    ]


def change_text(data: DaerahData) -> str:
    """Say how the index moved since the year before; empty without one."""
    city = data.city
    before, now = city.before, city.year.mean.plain
    if before is None or before.mean.plain is None or now is None:
        return ""
    return moved_sentence(
        city.year.instrument.index_short,
        (tr("tahun {tahun}", tahun=before.year), before.mean.plain),
        (tr("tahun {tahun}", tahun=city.year.year), now),
    )
