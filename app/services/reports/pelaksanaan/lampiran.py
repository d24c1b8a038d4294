"""Lampiran 2-4: processing of the data, photos, and last period's follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Block, Chapter, Heading, Picture, Pictures, Section
from app.services.reports.document import Paper
from app.services.reports.lampiran import processing_blocks
from app.services.reports.prose import running
from app.services.reports.tindak_lanjut import photo_blocks, previous_blocks
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.pelaksanaan.data import PelaksanaanData

_BESIDE = 2
_LEVEL = 3
"""Headings within an appendix, which the daftar isi leaves out."""


def processing(data: PelaksanaanData) -> list[Block]:
    """Return lampiran 2: one row per respondent, its sums and the legend."""
    return [
        Chapter(tr("LAMPIRAN 2"), tr("PENGOLAHAN DATA")),
        *processing_blocks(data.results, level=_LEVEL),
    ]


def documentation(data: PelaksanaanData) -> list[Block]:
    """Return lampiran 3: photos of the survey, and of what was done since."""
    pictures = tuple(
        Picture(one.image, one.width, one.height, _caption(number, one.caption))
        for number, one in enumerate(data.photos, 1)
    )
    shown = data.results.follow_up
    deeds = photo_blocks(shown.lines, _LEVEL) if shown else []
    blocks: list[Block] = [Chapter(tr("LAMPIRAN 3"), tr("DOKUMENTASI"))]
    if pictures:
        blocks += [Heading(tr("Pelaksanaan survei"), _LEVEL), Pictures(pictures, _BESIDE)]
    blocks += deeds
    if not pictures and not deeds:
        blocks.append(running(tr("Tidak ada foto yang dilampirkan.")))
    return blocks


def previous_follow_up(data: PelaksanaanData) -> list[Block]:
    """Return lampiran 4: what became of the plans of the period before."""
    shown = data.results.follow_up
    previous = shown.previous if shown else None
    blocks = (
        Chapter(tr("LAMPIRAN 4"), tr("HASIL TINDAK LANJUT PERIODE SEBELUMNYA")),
        *previous_blocks(previous, _LEVEL),
    )
    if previous is None or not previous.lines:
        return list(blocks)
    return [Section(blocks, Paper.A4_LANDSCAPE)]


def _caption(number: int, text: str) -> str:
    start = tr("Foto {nomor}", nomor=number)
    return f"{start}: {text}" if text else start
