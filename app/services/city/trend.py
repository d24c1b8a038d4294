"""The index of a city over the years, of one instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.models.questionnaire import Instrument
    from app.services.city.year import CityYear


@dataclass(frozen=True, slots=True)
class CityTrend:
    """The years that have figures of one instrument, oldest first."""

    instrument: Instrument
    years: tuple[CityYear, ...]
    left_out: tuple[int, ...]
    """Years with figures of other instruments only: they are not compared."""

    def change(self, year: int) -> Fraction | None:
        """Return how many points the plain mean rose since the year before, None for the first."""
        place = next(n for n, one in enumerate(self.years) if one.year == year)
        now, before = self.years[place].mean.plain, self.years[place - 1].mean.plain
        return None if now is None or before is None or not place else now - before


def trend_of(years: Sequence[CityYear]) -> CityTrend:
    """Return the trend of years that were read for one instrument, the newest last."""
    newest = years[-1].instrument
    version = (newest.key, newest.version)
    told = {
        year.year: year
        for year in years
        if year.lines and (year.instrument.key, year.instrument.version) == version
    }
    others = (y.year for y in years if y.year not in told and (y.others or y.lines))
    return CityTrend(newest, tuple(told.values()), tuple(others))
