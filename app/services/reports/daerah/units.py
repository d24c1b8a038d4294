"""Tables of the units of a city: what each of them handed in, and how respondents were asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.services.city.lines import Source
from app.services.reports.blocks import Align, Column, Row, Table
from app.services.reports.figures import figure
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.unit import Unit
    from app.services.city.lines import Line
    from app.services.city.year import CityYear

_SIZE = 7.5


def units_table(year: CityYear, caption: str) -> Table:
    """Return every unit that should report, with what it reported."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in (*year.lines, *year.others):
        lines[line.unit.id].append(line)
    units = sorted((*year.reporting, *year.missing), key=lambda unit: unit.code.casefold())
    return Table(
        columns=(
            Column(10, Align.RIGHT),
            Column(),
            Column(38),
            Column(22, Align.RIGHT),
            Column(40),
        ),
        header=((tr("No."), tr("Unit"), tr("Jenis"), tr("Responden"), tr("Angka")),),
        rows=tuple(_unit_row(n, unit, lines[unit.id]) for n, unit in enumerate(units, 1)),
        size=_SIZE,
        name=tr("Unit yang disurvei"),
        caption=caption,
    )


def _unit_row(number: int, unit: Unit, lines: Sequence[Line]) -> Row:
    known = [line.n for line in lines if line.n is not None]
    respondents = figure(sum(known) if known else None)
    return (figure(number), unit.name, unit.type.label, respondents, _handed_in(lines))


def _handed_in(lines: Sequence[Line]) -> str:
    """Say how the figures of a unit came about."""
    if not lines:
        return tr("belum melapor")
    computed = sum(line.source is Source.COMPUTED for line in lines)
    reported = len(lines) - computed
    words = []
    if computed:
        surveys = sum(len(line.surveys) for line in lines)
        words.append(tr("dihitung dari {n} survei", n=surveys))
    if reported:
        words.append(tr("{n} angka dilaporkan", n=reported) if reported > 1 else tr("dilaporkan"))
    return ", ".join(words)


def methods_table(year: CityYear, caption: str) -> Table:
    """Return how often respondents were asked in which way, the most often first."""
    ways: dict[str, list[Line]] = defaultdict(list)
    for line in year.lines:
        ways[line.method.casefold()].append(line)
    ordered = sorted(ways, key=lambda way: (not way, -len(ways[way]), way))
    return Table(
        columns=(Column(), Column(24, Align.RIGHT), Column(28, Align.RIGHT)),
        header=((tr("Cara"), tr("Angka"), tr("Responden")),),
        rows=tuple(_way_row(ways[way]) for way in ordered),
        footer=((tr("Jumlah"), figure(len(year.lines)), figure(year.n or None)),),
        size=_SIZE,
        name=tr("Cara mengumpulkan data"),
        caption=caption,
    )


def _way_row(lines: Sequence[Line]) -> Row:
    known = [line.n for line in lines if line.n is not None]
    name = lines[0].method or tr("Tidak disebut")
    return name, figure(len(lines)), figure(sum(known) if known else None)
