"""The table of what units plan, and of what they did of their last plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.city.lines import NO_FOLLOW_UP
from app.services.city.sections import sections_of
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Together,
)
from app.services.reports.figures import figure, percent_figure
from app.texts import tr

if TYPE_CHECKING:
    from app.services.city.sections import Grouping
    from app.services.city.year import CityYear

_SIZE = 7


def follow_up_blocks(year: CityYear, grouping: Grouping, title: str) -> list[Block]:
    """Return the plans of every line on pages of their own, or that nobody told any."""
    told = follow_up_parts(year, grouping)
    if len(told) == 1:
        return [Together((Heading(title), *told))]
    return [PageBreak(), Heading(title), *told]


def follow_up_parts(year: CityYear, grouping: Grouping) -> list[Block]:
    """Return a sentence and the table of plans; the nil sentence alone where nobody told any."""
    told = sum(line.follow_up != NO_FOLLOW_UP for line in year.lines)
    if not told:
        return [
            Paragraph(tr("Belum ada unit yang melaporkan rencana atau realisasi tindak lanjut."))
        ]
    text = tr("{n} dari {semua} baris melaporkannya.", n=told, semua=len(year.lines))
    return [Paragraph(text), follow_up_table(year, grouping)]


def follow_up_table(year: CityYear, grouping: Grouping, caption: str = "") -> Table:
    """Return the plans of every line, in the sections of the recap."""
    rows: list[Row] = []
    for section in sections_of(year, grouping):
        if section.name:
            rows.append((Cell(section.name, Align.LEFT, bold=True, columns=6, set_apart=True),))
        for number, line in enumerate(section.lines, 1):
            told = line.follow_up
            rows.append(
                (
                    figure(number),
                    line.name,
                    told.words,
                    told.plans,
                    told.followed_up,
                    percent_figure(told.realisasi),
                )
            )
    return Table(
        columns=(
            Column(8, Align.RIGHT),
            Column(46),
            Column(38),
            Column(),
            Column(),
            Column(17, Align.RIGHT),
        ),
        header=(
            (
                tr("No"),
                tr("Unit"),
                tr("Unsur prioritas"),
                tr("Rencana tindak lanjut"),
                tr("Realisasi tindak lanjut periode sebelumnya"),
                tr("Realisasi"),
            ),
        ),
        rows=tuple(rows),
        size=_SIZE,
        name=tr("Tindak lanjut {tahun}", tahun=year.year),
        caption=caption,
    )
