"""The saran of a report: only those that somebody approved, in the words that were approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Align, Block, Column, Heading, Paragraph, Table
from app.texts import tr

if TYPE_CHECKING:
    from app.services.results.saran import PrintableSaran


def saran_part(saran: PrintableSaran | None, number: int) -> list[Block]:
    """Return the section of the saran with its number; nothing where none was approved."""
    if saran is None or not saran.texts:
        return []
    table = Table(
        columns=(Column(9, Align.RIGHT), Column(), Column(42)),
        header=((tr("No."), tr("Saran"), tr("Unsur")),),
        rows=tuple(
            (str(place), text, ", ".join(tags)) for place, (text, tags) in enumerate(saran.texts, 1)
        ),
        name=tr("Saran responden"),
    )
    blocks: list[Block] = [Heading(tr("{nomor}. Saran responden", nomor=number)), table]
    if saran.sentence:
        blocks.append(Paragraph(saran.sentence, small=True))
    return blocks
