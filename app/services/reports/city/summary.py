"""What a city's figures come to: the index, the unsur, who has not reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.city.charts import unsur_means_chart
from app.services.city.words import (
    chosen_text,
    lowest_text,
    names_of,
    realisasi_text,
    reporting_text,
    rule_text,
)
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, indonesian
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    ChartBlock,
    Column,
    Heading,
    IndexFigure,
    Items,
    Marks,
    Paragraph,
    Row,
    SideBySide,
    Table,
    Together,
)
from app.services.reports.figures import figure
from app.texts import tr

if TYPE_CHECKING:
    from app.services.city.lines import Line
    from app.services.city.year import CityYear
    from app.services.reports.city.data import CityData

_MOST_LISTED = 300
UNSUR_MEANS = tr("Rata-rata sederhana per unsur")


def city_figure(data: CityData) -> IndexFigure:
    """Return the index of the city printed large, with its rule."""
    year = data.year
    pairs = [(tr("Cara:"), rule_text(year))]
    if year.mean.weighted is not None:
        weighted = indonesian(year.mean.weighted, KONVERSI_PLACES)
        pairs.append((tr("Tertimbang responden:"), weighted))
    pairs.append((tr("Responden:"), indonesian(year.mean.n or None, 0)))
    reporting = tr("{n} dari {semua}", n=len(year.reporting), semua=year.expected)
    pairs.append((tr("Unit yang melapor:"), reporting))
    if year.lowest:
        pairs.append((tr("Unsur terendah:"), ", ".join(names_of(year, year.lowest))))
    return IndexFigure(
        name=year.instrument.index_name,
        value=indonesian(year.mean.plain, KONVERSI_PLACES),
        letter=year.mutu.letter if year.mutu else "",
        word=year.mutu.word if year.mutu else "",
        pairs=tuple(pairs),
    )


def missing_blocks(year: CityYear, title: str, level: int = 1) -> list[Block]:
    """Return the units that have not reported, or that all have."""
    heading, parts = Heading(title, level), missing_parts(year)
    return [Together((heading, *parts))] if len(parts) == 1 else [heading, *parts]


def missing_parts(year: CityYear) -> list[Block]:
    """Return a sentence and the list of those units; a sentence alone where there are none."""
    nil = tr("Belum ada unit yang melapor dan belum ada yang ditunggu.")
    said = Paragraph(reporting_text(year) or nil)
    if not year.missing:
        return [said]
    names = tuple(unit.name for unit in year.missing[:_MOST_LISTED])
    rest = len(year.missing) - len(names)
    more = [Paragraph(tr("… dan {n} unit lagi.", n=rest))] if rest else []
    return [said, Paragraph(tr("Yang belum melapor:")), Items(names, Marks.NUMBERS), *more]


def unsur_blocks(year: CityYear, title: str, level: int = 1) -> list[Block]:
    """Return means of the unsur, how often each is lowest and chosen, and what that comes to."""
    if not year.unsur:
        nil = Paragraph(tr("Tidak ada nilai unsur yang dilaporkan."))
        return [Together((Heading(title, level), nil))]
    sentences = (lowest_text(year), chosen_text(year), realisasi_text(year))
    chart = ChartBlock(unsur_means_chart(year, UNSUR_MEANS))
    return [
        Heading(title, level),
        SideBySide(((chart,), (unsur_table(year),)), (0.4, 0.6)),
        *(Paragraph(text) for text in sentences if text),
    ]


def unsur_table(year: CityYear, caption: str = "") -> Table:
    """Return the means of the unsur, how often each is lowest and how often chosen."""
    lowest = {one.key: one.lines for one in year.often_lowest}
    chosen = {one.key: one.lines for one in year.chosen}
    rows: list[Row] = []
    for unsur in year.instrument.unsur:
        mean = year.unsur.get(unsur.key)
        is_low = unsur.key in year.lowest
        rows.append(
            (
                unsur.code,
                Cell(unsur.short_name, bold=is_low),
                figure(mean.plain if mean else None, KONVERSI_PLACES, bold=is_low),
                figure(mean.weighted if mean else None, KONVERSI_PLACES),
                figure(mean.count if mean else 0),
                figure(lowest.get(unsur.key, 0)),
                figure(chosen.get(unsur.key, 0)),
            )
        )
    return Table(
        columns=(
            Column(11),
            Column(),
            Column(19, Align.RIGHT),
            Column(21, Align.RIGHT),
            Column(12, Align.RIGHT),
            Column(22, Align.RIGHT),
            Column(22, Align.RIGHT),
        ),
        header=(
            (
                tr("Kode"),
                tr("Unsur"),
                tr("Rata-rata"),
                tr("Tertimbang"),
                tr("Baris"),
                tr("Terendah di"),
                tr("Prioritas di"),
            ),
        ),
        rows=tuple(rows),
        size=7.5,
        name=tr("Unsur"),
        caption=caption,
    )


def beside_blocks(year: CityYear) -> list[Block]:
    """Return what units reported of themselves beside what was computed here, if anything."""
    if not year.compared:
        return []
    rows = [_beside_row(line, other) for line in year.compared for other in line.beside]
    return [
        Paragraph(
            tr(
                "{n} unit juga melaporkan angkanya sendiri. Yang dipakai adalah angka yang dihitung"
                " dari lembar.",
                n=len(year.compared),
            )
        ),
        Table(
            columns=(Column(), Column(40), *(Column(24, Align.RIGHT) for _ in range(3))),
            header=((tr("Unit"), tr("Layanan"), tr("Dihitung"), tr("Dilaporkan"), tr("Selisih")),),
            rows=tuple(rows),
            size=7.5,
            name=tr("Dihitung dan dilaporkan"),
        ),
    ]


def _beside_row(line: Line, other: Line) -> Row:
    return (
        line.unit.name,
        " · ".join(part for part in (other.service, other.part) if part) or EMPTY,
        figure(line.ikm, KONVERSI_PLACES),
        figure(other.ikm, KONVERSI_PLACES),
        figure(other.ikm - line.ikm, KONVERSI_PLACES, signed=True),
    )
