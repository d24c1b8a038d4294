"""Cuts what would leave the picture: figures, bounds and names that are no such thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.charts.chart import ChartKind
from app.services.charts.picture import elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.charts.chart import Chart
    from app.services.charts.picture import Measure

_FIGURES_SHARE, _BOUNDS_SHARE, _NAMES_SHARE = 0.5, 0.15, 0.9
"""How much of the width all figures of a row, one figure of the axis, and all names may take."""
_USUAL = 12
"""Letters of a figure that always finds its place."""


def shortened(chart: Chart, width: float, size: float, measure: Measure) -> Chart:
    """Return ``chart`` with texts that a picture ``width`` wide can hold."""
    count = max(1, len(chart.series))

    def cut(share: float) -> Callable[[str], str]:
        room = max(size, width * share)
        return lambda text: (
            text if _is_short(text) else elided(text, room, size, measure, bold=True)
        )

    figure, bound = cut(_FIGURES_SHARE / count), cut(_BOUNDS_SHARE)
    stacked = chart.kind is ChartKind.STACKED
    name = cut((_FIGURES_SHARE if stacked else _NAMES_SHARE) / count - 4 * size / width)
    return replace(
        chart,
        series=tuple(
            replace(
                one,
                name=name(one.name),
                points=tuple(replace(point, text=figure(point.text)) for point in one.points),
            )
            for one in chart.series
        ),
        marks=tuple(replace(mark, text=bound(mark.text)) for mark in chart.marks),
        axis=replace(
            chart.axis,
            lowest_text=bound(chart.axis.lowest_text),
            highest_text=bound(chart.axis.highest_text),
        ),
    )


def _is_short(text: str) -> bool:
    return len(text) <= _USUAL and text.isprintable()
