"""The figures of all units of a file together, for one year and over the years."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.services.city.computed import unit_years
from app.services.city.follow_ups import PlanBook
from app.services.city.joining import belongs, chosen_instrument, missing_units, with_reported
from app.services.city.lines import NO_FOLLOW_UP, Line, Source
from app.services.city.reported import reported_lines
from app.services.city.trend import CityTrend, trend_of
from app.services.city.year import IKM, CityIkm, CityYear
from app.services.consolidation.counting import left_out
from app.services.follow_up.service import FollowUpService

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.reported import Reported
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.city.computed import UnitYear
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService

USUAL_INSTRUMENT = "skm-9"
"""What an empty year is shown with."""


class CityService:
    """Consolidates: reads the counts and the reported figures, keeps nothing."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm

    def years(self) -> tuple[int, ...]:
        """Return the years that the file has surveys or reported figures of, newest first."""
        surveyed = {survey.year for survey in self._store.surveys.all()}
        return tuple(sorted(surveyed | {row.year for row in self._store.reported.all()})[::-1])

    def of_year(self, year: int, instrument: str = "") -> CityYear:
        """Return all figures of a year.

        Of several instruments the named one counts, else that of most lines with an IKM; the others
        are listed apart, for two instruments are never averaged (rules/skm.md §2).
        """
        return self._reading(year, with_plans=True).year(year, instrument)

    def ikm_of_year(self, year: int) -> CityIkm | None:
        """Return the consolidated IKM: the plain mean over units and services, None without any."""
        figures = self._reading(year).year(year)
        plain = figures.mean.plain
        if plain is None or figures.instrument.index_short != IKM:
            return None
        return CityIkm(plain, figures.mean.count, figures.counted_text)

    def trend(self, last: int, instrument: str = "") -> CityTrend:
        """Return the years up to ``last`` that have figures of one instrument, oldest first."""
        reading = self._reading()
        newest = reading.year(last, instrument)
        key = newest.instrument.key
        earlier = [reading.year(year, key) for year in self.years()[::-1] if year < last]
        return trend_of([*earlier, newest])

    def _reading(self, year: int | None = None, *, with_plans: bool = False) -> _Reading:
        plans = None
        if with_plans:
            follow_up = FollowUpService(self._store, self._instruments, self._ikm)
            plans = PlanBook(self._store, follow_up)
        return _Reading(self._store, self._instruments, self._ikm.recap(year), plans)


class _Reading:
    """Everything of the file that figures are made of, read once."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        surveyed: Iterable[tuple[Survey, IkmResult]],
        plans: PlanBook | None,
    ) -> None:
        self._instruments = instruments
        self._plans = plans
        self._units = {unit.id: unit for unit in store.units.all()}
        self._services = {service.id: service.name for service in store.units.services()}
        self._surveyed: dict[int, list[tuple[Survey, IkmResult]]] = defaultdict(list)
        gone = left_out(store)
        for survey, result in surveyed:
            if survey.id in gone:
                continue
            self._surveyed[survey.year].append((survey, result))
        self._reported: dict[int, list[Reported]] = defaultdict(list)
        for row in store.reported.all():
            self._reported[row.year].append(row)
        office = store.offices.get()
        self._office = office.unit_id if office else 0
        self._ever = {survey.unit_id for survey in store.surveys.all()}
        self._ever |= {row.unit_id for rows in self._reported.values() for row in rows}

    def year(self, year: int, instrument: str = "") -> CityYear:
        """Return the figures of one year."""
        computed = [
            self._line(self._units[unit_id], one)
            for unit_id, years in unit_years(self._surveyed.get(year, ())).items()
            for one in years
        ]
        rows = self._reported.get(year, ())
        reported = reported_lines(rows, self._units, self._services, self._instruments.newest)
        lines = sorted(with_reported(computed, reported), key=_place)
        chosen = chosen_instrument(lines, instrument) or self._instruments.newest(
            instrument or USUAL_INSTRUMENT
        )
        return CityYear(
            chosen,
            tuple(line for line in lines if belongs(line, chosen)),
            year,
            tuple(line for line in lines if not belongs(line, chosen)),
            missing_units(self._units, self._office, {line.unit.id for line in lines}, self._ever),
            self._units,
        )

    def _line(self, unit: Unit, year: UnitYear) -> Line:
        asked = dict.fromkeys(s.service_id for survey in year.surveys for s in survey.services)
        methods = dict.fromkeys(survey.method.value for survey in year.surveys)
        return Line(
            unit=unit,
            instrument=year.instrument,
            source=Source.COMPUTED,
            ikm=year.ikm,
            mutu=year.mutu,
            unsur=year.unsur,
            n=year.n,
            periods=tuple(dict.fromkeys(survey.period.name for survey in year.surveys)),
            services=tuple(self._services[one] for one in asked if one in self._services),
            method=", ".join(methods),
            surveys=year.surveys,
            follow_up=self._plans.line_of(year) if self._plans else NO_FOLLOW_UP,
        )


def _place(line: Line) -> tuple[int, str, str, str]:
    """Keep the order of recaps; what was computed here goes by the code of its unit."""
    return line.position, line.unit.code.casefold(), line.service.casefold(), line.part.casefold()
