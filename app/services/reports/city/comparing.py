"""Charts that compare the units of a city, and the trend over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.city.charts import dot_chart, heat_chart, trend_chart
from app.services.city.sections import sections_of
from app.services.city.words import cut_list
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES
from app.services.reports.blocks import (
    Align,
    Block,
    ChartBlock,
    Column,
    Heading,
    Paragraph,
    Row,
    SideBySide,
    Table,
    Together,
)
from app.services.reports.figures import figure
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeVar

    from app.services.city.sections import Grouping
    from app.services.city.trend import CityTrend
    from app.services.city.year import CityYear

    T = TypeVar("T")

ROWS_LANDSCAPE = 27
"""Rows of a chart that a landscape page holds below its title."""
BESIDE = 2
YEARLY_MEANS = tr("Rata-rata sederhana per tahun")


def ranking_blocks(year: CityYear, title: str) -> list[Block]:
    """Return every line as a dot, the highest first, two columns to a page."""
    charts = ranking_charts(year, ROWS_LANDSCAPE)
    if not charts:
        return []
    pairs: list[Block] = [
        SideBySide(tuple((one,) for one in charts[place : place + BESIDE]))
        if len(charts[place : place + BESIDE]) == BESIDE
        else charts[place]
        for place in range(0, len(charts), BESIDE)
    ]
    return [Together((Heading(title), pairs[0])), *pairs[1:]]


def ranking_charts(year: CityYear, rows: int) -> list[ChartBlock]:
    """Return every line as a dot, the highest first, at most ``rows`` to a chart."""
    return [
        ChartBlock(dot_chart(_span(part[0].rank, part[-1].rank), part, year))
        for part in portions(year.ranking, rows)
    ]


def heat_blocks(year: CityYear, grouping: Grouping, title: str) -> list[Block]:
    """Return the unsur of every line, section by section."""
    charts = heat_charts(year, grouping, title, ROWS_LANDSCAPE)
    return [Together((Heading(title), charts[0])), *charts[1:]] if charts else []


def heat_charts(year: CityYear, grouping: Grouping, title: str, rows: int) -> list[ChartBlock]:
    """Return the unsur of every line, section by section, at most ``rows`` to a chart."""
    charts: list[ChartBlock] = []
    for section in sections_of(year, grouping):
        lines = [line for line in section.lines if line.unsur]
        charts += (
            ChartBlock(heat_chart(section.name or title, part, year))
            for part in portions(lines, rows)
        )
    return charts


def trend_blocks(trend: CityTrend, title: str, level: int = 1) -> list[Block]:
    """Return the years as a line and a table beside each other, or that there is only one."""
    nil = no_trend_text(trend)
    if nil:
        return [Together((Heading(title, level), Paragraph(nil)))]
    chart = ChartBlock(trend_chart(trend, YEARLY_MEANS))
    rest = left_out_text(trend)
    parts: list[Block] = [Heading(title, level), SideBySide(((chart,), (trend_table(trend),)))]
    return [Together((*parts, *((Paragraph(rest),) if rest else ())))]


def no_trend_text(trend: CityTrend) -> str:
    """Say that there is no other year to compare with; empty where there is."""
    if len(trend.years) > 1:
        return ""
    nil = tr("Belum ada tahun lain dengan instrumen yang sama untuk dibandingkan.")
    return f"{nil} {left_out_text(trend)}".rstrip()


def left_out_text(trend: CityTrend) -> str:
    """Say which years are of another instrument; empty without any."""
    if not trend.left_out:
        return ""
    return tr(
        "Tahun dengan instrumen lain tidak dibandingkan: {daftar}.",
        daftar=cut_list(str(year) for year in trend.left_out),
    )


def trend_table(trend: CityTrend, caption: str = "") -> Table:
    """Return every year with its figures and how far the mean rose."""
    rows: list[Row] = [
        (
            str(year.year),
            figure(year.mean.plain, KONVERSI_PLACES),
            year.mutu.letter if year.mutu else EMPTY,
            figure(trend.change(year.year), KONVERSI_PLACES, signed=True),
            figure(year.mean.weighted, KONVERSI_PLACES),
            year.counted_text,
        )
        for year in trend.years
    ]
    return Table(
        columns=(
            Column(13),
            Column(19, Align.RIGHT),
            Column(12, Align.CENTER),
            Column(20, Align.RIGHT),
            Column(21, Align.RIGHT),
            Column(),
        ),
        header=(
            (
                tr("Tahun"),
                tr("Rata-rata"),
                tr("Mutu"),
                tr("Perubahan"),
                tr("Tertimbang"),
                tr("Dari"),
            ),
        ),
        rows=tuple(rows),
        size=7.5,
        name=tr("Tren"),
        caption=caption,
    )


def _span(first: int, last: int) -> str:
    return tr("Peringkat {awal} sampai {akhir}", awal=first, akhir=last)


def portions(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield the items in portions of nearly equal size, none above ``size``."""
    count = -(-len(items) // size)
    for place in range(count):
        start, end = (len(items) * part // count for part in (place, place + 1))
        yield items[start:end]
