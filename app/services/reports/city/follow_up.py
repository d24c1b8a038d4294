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
    from app.services.city.lines import Line
    from app.services.city.sections import Grouping
    from app.services.city.year import CityYear

_SIZE = 7
_COLUMNS = (
    Column(8, Align.RIGHT),
    Column(46),
    Column(38),
    Column(),
    Column(),
    Column(17, Align.RIGHT),
)
_OF_THIS_PERIOD = 4
"""How many of the columns speak of what is planned now."""


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
    if not _tells_of_last(year):
        nil = tr("Realisasi tindak lanjut periode sebelumnya belum dilaporkan.")
        text = f"{text} {nil}"
    return [Paragraph(text), follow_up_table(year, grouping)]


def _tells_of_last(year: CityYear) -> bool:
    """Say whether anybody reports what became of the plans of the period before."""
    return any(
        line.follow_up.followed_up or line.follow_up.realisasi is not None for line in year.lines
    )


def follow_up_table(year: CityYear, grouping: Grouping, caption: str = "") -> Table:
    """Return the plans of every line, in the sections of the recap.

    Columns for what became of the last plans are there where somebody reports it.
    """
    columns = _COLUMNS if _tells_of_last(year) else _COLUMNS[:_OF_THIS_PERIOD]
    header = (
        tr("No"),
        tr("Unit"),
        tr("Unsur prioritas"),
        tr("Rencana tindak lanjut"),
        tr("Realisasi tindak lanjut periode sebelumnya"),
        tr("Realisasi"),
    )
    rows: list[Row] = []
    for section in sections_of(year, grouping):
        if section.name:
            name = Cell(section.name, Align.LEFT, bold=True, columns=len(columns), set_apart=True)
            rows.append((name,))
        for number, line in enumerate(section.lines, 1):
            rows.append(_row(number, line)[: len(columns)])
    return Table(
        columns=columns,
        header=(header[: len(columns)],),
        rows=tuple(rows),
        size=_SIZE,
        name=tr("Tindak lanjut {tahun}", tahun=year.year),
        caption=caption,
    )


def _row(number: int, line: Line) -> Row:
    told = line.follow_up
    return (
        figure(number),
        line.name,
        told.words,
        told.plans,
        told.followed_up,
        percent_figure(told.realisasi),
    )
