"""4.3 Tren: the index and every unsur over the periods, and a line of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.charts.builders import trend_chart
from app.services.ikm.rounding import KONVERSI_PLACES
from app.services.reports.blocks import (
    Align,
    Block,
    ChartBlock,
    Column,
    Paragraph,
    Row,
    Ruling,
    Table,
)
from app.services.reports.figures import figure
from app.services.reports.moved import moved_sentence
from app.services.reports.parts import mutu_text
from app.services.reports.prose import running
from app.services.results.history import period_in_words
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.services.reports.numbering import Numbering
    from app.services.reports.pelaksanaan.data import PelaksanaanData
    from app.services.results.history import Step

_MOST_COLUMNS = 6
"""Periods beside each other in the table of the unsur: the latest."""


def trend_part(data: PelaksanaanData, numbers: Numbering) -> list[Block]:
    """Return sentence, tables and chart, or the nil sentence of a first survey."""
    steps = data.trend.steps
    broken = [Paragraph(data.trend.break_text, small=True)] if data.trend.break_text else []
    if data.result.ikm is None:
        text = tr("Survei ini belum punya nilai, sehingga tren belum dapat digambarkan.")
        return [running(text), *broken]
    if len(steps) == 1:
        text = tr(
            "Tidak ada survei sebelumnya dengan instrumen yang sama, sehingga tren belum dapat"
            " digambarkan."
        )
        return [running(text), *broken]
    chart = trend_chart("", [(step.label, step.result) for step in steps])
    caption = numbers.chart(tr("Tren {indeks}", indeks=data.index))
    return [
        running(trend_sentence(data)),
        *broken,
        _index_table(data, numbers.table(tr("{indeks} menurut periode", indeks=data.index))),
        *([ChartBlock(chart, caption=caption)] if chart else []),
        _unsur_table(data, numbers.table(tr("Nilai unsur menurut periode"))),
    ]


def trend_sentence(data: PelaksanaanData) -> str:
    """Return how the index moved since the period before; empty without one."""
    steps, before = data.trend.steps, data.trend.before
    if before is None or before.ikm is None or data.result.ikm is None:
        return ""
    return moved_sentence(
        data.index,
        (period_in_words(steps[-2].survey), before.ikm),
        (period_in_words(steps[-1].survey), data.result.ikm),
    )


def _index_table(data: PelaksanaanData, caption: str) -> Table:
    steps, right = data.trend.steps, Align.RIGHT
    rows = tuple(_index_row(steps, place) for place in range(len(steps)))
    header: Row = (tr("Periode"), tr("Responden"), data.index, tr("Mutu"), tr("Perubahan"))
    columns = (Column(), Column(26, right), Column(24, right), Column(40), Column(26, right))
    return Table(columns, (header,), rows, name=caption, caption=caption)


def _index_row(steps: Sequence[Step], place: int) -> Row:
    step = steps[place]
    change: Fraction | None = None
    if place and step.result.ikm is not None:
        old = steps[place - 1].result.ikm
        change = None if old is None else step.result.ikm - old
    period = step.period_text
    return (
        f"{period[:1].upper()}{period[1:]}",
        figure(step.result.n),
        figure(step.result.ikm, KONVERSI_PLACES),
        mutu_text(step.result),
        figure(change, KONVERSI_PLACES, signed=True),
    )


def _unsur_table(data: PelaksanaanData, caption: str) -> Table:
    shown = data.trend.steps[-_MOST_COLUMNS:]
    rows: list[Row] = []
    for unsur in data.results.instrument.unsur:
        values = (step.result.row(unsur.key).konversi for step in shown)
        rows.append((unsur.code, unsur.name, *(figure(v, KONVERSI_PLACES) for v in values)))
    return Table(
        columns=(Column(11), Column(), *(Column(18, Align.RIGHT) for _ in shown)),
        header=((tr("Kode"), tr("Unsur"), *(step.label for step in shown)),),
        rows=tuple(rows),
        ruling=Ruling.OPEN,
        size=8,
        name=caption,
        caption=caption,
    )
