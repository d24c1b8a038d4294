"""The list of what was written and does not follow from the data, each with its explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import EMPTY
from app.services.reports.blocks import Align, Block, Column, Paragraph, Ruling, Table
from app.services.reports.capaian.tables import centred
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.capaian.data import CapaianData


def difference_blocks(data: CapaianData) -> tuple[Block, ...]:
    """Return the list, or the nil sentence."""
    found = data.differences
    if not found:
        nil = tr("Tidak ada angka tertulis yang berbeda dari yang mengikuti datanya.")
        return (Paragraph(nil),)
    said = tr(
        "{n} angka yang tertulis berbeda dari yang mengikuti datanya; {jelas} sudah dijelaskan."
        " Tabel-tabel di atas memuat angka yang mengikuti datanya.",
        n=len(found),
        jelas=sum(not one.waits for one in found),
    )
    rows = tuple(
        (str(number), one.value or EMPTY, one.expected or EMPTY, one.text, one.checked or EMPTY)
        for number, one in enumerate(found, 1)
    )
    table = Table(
        columns=(
            *(Column(9, Align.CENTER), Column(30, Align.RIGHT), Column(30, Align.RIGHT)),
            *(Column(), Column(48)),
        ),
        header=(
            centred(tr("No."), tr("Tertulis"), tr("Hitungan"), tr("Temuan"), tr("Penjelasan")),
        ),
        rows=rows,
        ruling=Ruling.GRID,
        size=7,
        name=tr("Angka tertulis"),
    )
    return (Paragraph(said), table)
