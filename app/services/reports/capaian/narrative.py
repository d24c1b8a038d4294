"""What is written about every indikator: computed sentences, its texts, its way over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.capaian.narratives import TEXTS, text_title
from app.services.capaian.texts import unparted
from app.services.charts.capaian import indikator_chart
from app.services.reports.blocks import Align, Block, ChartBlock, Heading, Notice, Paragraph
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.capaian import Narrative
    from app.services.capaian.figures import IndikatorFigures
    from app.services.capaian.narratives import IndikatorNarrative
    from app.services.reports.capaian.data import CapaianData

_CHART_HEIGHT = 42.0
_FEWEST_YEARS = 2
"""Years with a realisasi that a line is drawn through."""


def narrative_blocks(data: CapaianData, *, with_charts: bool) -> Iterator[Block]:
    """Yield the part on every indikator; the nil sentence where there is none."""
    if not data.figures.indikator:
        yield Paragraph(tr("Belum ada indikator tahun {tahun}.", tahun=data.year))
        return
    yield from _disagreements(data)
    for group in data.figures.sasaran:
        for place, one in enumerate(group.indikator, 1):
            number = f"{group.sasaran.number}.{place}"
            yield Heading(f"{number} {one.indikator.name}", 2)
            yield from _about(data, one, with_chart=with_charts)


def _about(data: CapaianData, one: IndikatorFigures, *, with_chart: bool) -> Iterator[Block]:
    written = data.narratives[one.indikator.id]
    sasaran = one.sasaran
    yield Paragraph(
        tr("Sasaran {nomor}: {nama}", nomor=sasaran.number, nama=sasaran.name), small=True
    )
    yield Paragraph(_sentences(written), align=Align.BOTH)
    chart = _chart(data, one) if with_chart else None
    if chart is not None:
        yield chart
    yield from _texts(written.texts)


def _sentences(written: IndikatorNarrative) -> str:
    return unparted(" ".join(one.text for one in written.sentences if one.text.strip()))


def _texts(texts: Narrative) -> Iterator[Block]:
    filled = [(name, getattr(texts, name).strip()) for name in TEXTS]
    if not any(text for _, text in filled):
        yield Paragraph(tr("Belum ada uraian tertulis tentang indikator ini."))
        return
    for name, text in filled:
        if text:
            yield Heading(text_title(name), 3)
            yield Paragraph(text, align=Align.BOTH)


def _chart(data: CapaianData, one: IndikatorFigures) -> ChartBlock | None:
    history = data.histories[one.indikator.id]
    known = [v for v in (history.now, *history.past) if one.yardstick.number(v.realisasi)]
    if len(known) < _FEWEST_YEARS:
        return None
    chart = indikator_chart(one, history, data.targets[one.indikator.id])
    return ChartBlock(chart, _CHART_HEIGHT) if chart else None


def _disagreements(data: CapaianData) -> Iterator[Block]:
    """Say whose changed sentences bear figures that have left the data."""
    names = [
        one.indikator.name
        for one in data.figures.indikator
        if data.narratives[one.indikator.id].disagreements
    ]
    if names:
        yield Notice(
            tr(
                "Kalimat yang diubah memuat angka yang tidak lagi sesuai dengan data: {daftar}.",
                daftar="; ".join(names),
            )
        )
