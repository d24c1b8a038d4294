"""A year of a city as a screen shows it: figures, sections and charts, made in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.city.charts import dot_chart, heat_chart, trend_chart, unsur_means_chart
from app.services.city.sections import Grouping, Section, sections_of, usual_grouping
from app.texts import tr

if TYPE_CHECKING:
    from app.services.charts.chart import Chart
    from app.services.city.service import CityService
    from app.services.city.trend import CityTrend
    from app.services.city.year import CityYear


@dataclass(frozen=True, slots=True)
class CityPicture:
    """Everything that is shown of a year."""

    figures: CityYear
    trend: CityTrend
    grouping: Grouping
    """The one that fits the figures best."""
    sections: dict[Grouping, tuple[Section, ...]]
    unsur: Chart
    dots: Chart
    heat: Chart
    years: Chart
    instruments: tuple[tuple[str, str], ...]
    """Key and name of the instruments that the year has figures of."""


def picture_of(city: CityService, year: int, instrument: str = "") -> CityPicture:
    """Return the figures of a year with their charts."""
    figures = city.of_year(year, instrument)
    trend = city.trend(year, instrument)
    index = figures.instrument.index_short
    lines = [*figures.lines, *figures.others]
    return CityPicture(
        figures=figures,
        trend=trend,
        grouping=usual_grouping(figures),
        sections={grouping: sections_of(figures, grouping) for grouping in Grouping},
        unsur=unsur_means_chart(figures, tr("Nilai rata-rata setiap unsur")),
        dots=dot_chart(
            tr("{indeks} {tahun} menurut peringkat", indeks=index, tahun=year),
            figures.ranking,
            figures,
        ),
        heat=heat_chart(
            tr("Nilai unsur setiap unit, {tahun}", tahun=year),
            [one.line for one in figures.ranking],
            figures,
        ),
        years=trend_chart(trend, tr("{indeks} rata-rata setiap tahun", indeks=index)),
        instruments=tuple({one.instrument.key: one.instrument.name for one in lines}.items()),
    )
