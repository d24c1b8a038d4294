"""A year of a city as a screen shows it: figures, sections and charts, made in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.city.charts import dot_chart, heat_chart, trend_chart, unsur_means_chart
from app.services.city.sections import Grouping, Section, sections_of, usual_grouping
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.charts.chart import Chart
    from app.services.city.service import CityService
    from app.services.city.trend import CityTrend
    from app.services.city.year import CityYear, Ranked


PIECE = 40
"""Units in one piece of a chart of all of them."""


@dataclass(frozen=True, slots=True)
class CityPicture:
    """Everything that is shown of a year."""

    figures: CityYear
    trend: CityTrend
    grouping: Grouping
    """The one that fits the figures best."""
    sections: dict[Grouping, tuple[Section, ...]]
    unsur: Chart
    dots: tuple[Chart, ...]
    heat: tuple[Chart, ...]
    """In pieces, each with its own heading, so that none takes long to draw."""
    years: Chart
    instruments: tuple[tuple[str, str], ...]
    """Key and name of the instruments that the year has figures of."""


def picture_of(city: CityService, year: int, instrument: str = "") -> CityPicture:
    """Return the figures of a year with their charts."""
    figures = city.of_year(year, instrument)
    trend = city.trend(year, instrument)
    index = figures.instrument.index_short
    lines = [*figures.lines, *figures.others]
    parts = _pieces(figures.ranking)
    return CityPicture(
        figures=figures,
        trend=trend,
        grouping=usual_grouping(figures),
        sections={grouping: sections_of(figures, grouping) for grouping in Grouping},
        unsur=unsur_means_chart(figures, tr("Nilai rata-rata setiap unsur")),
        dots=tuple(
            dot_chart(
                _titled(tr("{indeks} {tahun}", indeks=index, tahun=year), part), part, figures
            )
            for part in parts
        ),
        heat=tuple(
            heat_chart(
                _titled(tr("Nilai unsur {tahun}", tahun=year), part),
                [one.line for one in part],
                figures,
            )
            for part in parts
        ),
        years=trend_chart(trend, tr("{indeks} rata-rata setiap tahun", indeks=index)),
        instruments=tuple({one.instrument.key: one.instrument.name for one in lines}.items()),
    )


def _pieces(ranking: Sequence[Ranked]) -> list[Sequence[Ranked]]:
    """Return the ranking in parts; an empty one too is a part, which says that it is empty."""
    starts = range(0, max(len(ranking), 1), PIECE)
    return [ranking[start : start + PIECE] for start in starts]


def _titled(title: str, part: Sequence[Ranked]) -> str:
    """Say which places a piece holds."""
    if not part:
        return title
    return tr(
        "{judul}, peringkat {dari} sampai {sampai}",
        judul=title,
        dari=part[0].rank,
        sampai=part[-1].rank,
    )
