"""BAB III Hasil: the index of the government, every unit, the unsur, the order, the years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.city.charts import trend_chart, unsur_means_chart
from app.services.city.sections import sections_of
from app.services.city.words import chosen_text, highest_text, lowest_text
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES
from app.services.reports.blocks import (
    Align,
    Block,
    Chapter,
    ChartBlock,
    Column,
    Heading,
    Row,
    Section,
    Table,
    Together,
)
from app.services.reports.city.comparing import (
    YEARLY_MEANS,
    left_out_text,
    no_trend_text,
    ranking_charts,
    trend_table,
)
from app.services.reports.city.method import method_box, notices
from app.services.reports.city.summary import (
    UNSUR_MEANS,
    beside_blocks,
    city_figure,
    missing_parts,
    unsur_table,
)
from app.services.reports.city.table import recap_table
from app.services.reports.document import Paper
from app.services.reports.figures import figure
from app.services.reports.numbering import Numbering
from app.services.reports.parts import mutu_table
from app.services.reports.prose import running
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.city.sections import Grouping
    from app.services.city.trend import CityTrend
    from app.services.city.year import CityYear, Figures
    from app.services.reports.daerah.data import DaerahData

_ROWS_UPRIGHT = 44
"""Rows of a chart that an upright page holds below a heading."""
_SIZE = 8


def hasil_survei(data: DaerahData, grouping: Grouping, *, ranking: bool) -> list[Block]:
    """Return the chapter; the recap itself lies on pages across."""
    year, numbers = data.city.year, Numbering("3")
    parts = [
        (tr("Indeks"), _index(data, numbers)),
        (tr("Nilai per kelompok unit"), _sections(year, grouping, numbers)),
        (tr("Nilai per unit"), _recap(year, grouping, numbers)),
        (tr("Unit yang belum melapor"), missing_parts(year)),
        (tr("Nilai per unsur"), _unsur(year, numbers)),
        *([(tr("Peringkat"), _ranking(year, numbers))] if ranking else []),
        (tr("Tren"), _trend(data.city.trend, numbers)),
    ]
    blocks: list[Block] = [Chapter(tr("BAB III"), tr("HASIL SURVEI"))]
    for number, (title, content) in enumerate(parts, 1):
        blocks += under_heading(Heading(f"3.{number} {title}", 2), content)
    return blocks


def under_heading(heading: Heading, content: Sequence[Block]) -> list[Block]:
    """Put a heading over its content, on the same paper."""
    first = content[0]
    if isinstance(first, Section):
        return [replace(first, blocks=(heading, *first.blocks)), *content[1:]]
    return [Together((heading, first)), *content[1:]]


def _index(data: DaerahData, numbers: Numbering) -> list[Block]:
    city = data.city
    steps = mutu_table(city.year.instrument)
    counts = city.year.by_mutu
    table = replace(
        steps,
        columns=(*steps.columns, Column(22, Align.RIGHT)),
        header=((*steps.header[0], tr("Banyaknya")),),
        rows=tuple(
            (*row, figure(counts[step.letter]))
            for row, step in zip(steps.rows, city.year.instrument.mutu, strict=True)
        ),
        caption=numbers.table(tr("Mutu pelayanan dan banyaknya angka")),
    )
    return [*notices(city.year), city_figure(city), method_box(city), table]


def _sections(year: CityYear, grouping: Grouping, numbers: Numbering) -> list[Block]:
    sections = [section for section in sections_of(year, grouping) if section.name]
    if not sections:
        return [running(tr("Unit tidak dikelompokkan."))]
    index = year.instrument.index_short
    return [
        Table(
            columns=(
                Column(),
                Column(36),
                Column(22, Align.RIGHT),
                Column(22, Align.RIGHT),
                Column(30),
                Column(22, Align.RIGHT),
            ),
            header=(
                (
                    tr("Kelompok"),
                    tr("Dari"),
                    tr("Responden"),
                    index,
                    tr("Mutu"),
                    tr("Tertimbang"),
                ),
            ),
            rows=tuple(_figures_row(section.name, section) for section in sections),
            footer=(_figures_row(tr("Semua"), year),),
            size=_SIZE,
            name=tr("Nilai per kelompok unit"),
            caption=numbers.table(tr("{indeks} per kelompok unit", indeks=index)),
            notes=(
                tr("{indeks}: rata-rata sederhana. Tertimbang: menurut responden.", indeks=index),
            ),
        )
    ]


def _figures_row(name: str, figures: Figures) -> Row:
    return (
        name,
        figures.counted_text,
        figure(figures.n or None),
        figure(figures.mean.plain, KONVERSI_PLACES, bold=True),
        f"{figures.mutu.letter} ({figures.mutu.word})" if figures.mutu else EMPTY,
        figure(figures.mean.weighted, KONVERSI_PLACES),
    )


def _recap(year: CityYear, grouping: Grouping, numbers: Numbering) -> list[Block]:
    if not year.lines:
        return [running(tr("Belum ada unit yang melapor."))]
    caption = numbers.table(tr("Rekapitulasi {survei}", survei=year.instrument.survey_short))
    table = recap_table(year, grouping, with_follow_up=False, caption=caption)
    return [Section((table, *beside_blocks(year)), Paper.A4_LANDSCAPE)]


def _unsur(year: CityYear, numbers: Numbering) -> list[Block]:
    if not year.unsur:
        return [running(tr("Tidak ada nilai unsur yang dilaporkan."))]
    sentences = (highest_text(year), lowest_text(year), chosen_text(year))
    return [
        ChartBlock(unsur_means_chart(year, UNSUR_MEANS), caption=numbers.chart(UNSUR_MEANS)),
        unsur_table(year, numbers.table(tr("Nilai per unsur"))),
        *(running(text) for text in sentences if text),
    ]


def _ranking(year: CityYear, numbers: Numbering) -> list[Block]:
    charts = ranking_charts(year, _ROWS_UPRIGHT)
    if not charts:
        return [running(tr("Belum ada unit yang melapor."))]
    return [replace(one, caption=numbers.chart(one.chart.title)) for one in charts]


def _trend(trend: CityTrend, numbers: Numbering) -> list[Block]:
    nil = no_trend_text(trend)
    if nil:
        return [running(nil)]
    rest = left_out_text(trend)
    return [
        ChartBlock(trend_chart(trend, YEARLY_MEANS), caption=numbers.chart(YEARLY_MEANS)),
        trend_table(trend, numbers.table(YEARLY_MEANS)),
        *([running(rest)] if rest else []),
    ]
