"""What the reports on a city print, collected once and then only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import __version__
from app.models.unit import UnitType
from app.services.reports.collecting import require_office, signatory
from app.services.units.above import units_above

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.models.unit import Office, Official
    from app.services.city.trend import CityTrend
    from app.services.city.year import CityYear
    from app.services.reports.kinds import About, Options
    from app.services.session import Session


_HEAD_OFFICE = (UnitType.SEKRETARIAT_DAERAH, UnitType.BAGIAN)


@dataclass(frozen=True, slots=True)
class CityData:
    """A frozen view of one year of a city."""

    office: Office
    office_name: str
    year: CityYear
    trend: CityTrend
    """The years up to this one that are of the same instrument."""
    official: Official | None
    place: str
    signed_on: date
    log_head: str
    printed_at: datetime
    program_version: str

    @property
    def government(self) -> str:
        """Whose units these are: the unit above all of them.

        A part of the head office that stands for itself speaks for the government that its
        letterhead names.
        """
        office = self.year.units[self.office.unit_id]
        highest = (office, *units_above(office, self.year.units))[-1]
        if highest.type in _HEAD_OFFICE and self.office.letterhead:
            return self.office.letterhead[0]
        return highest.name

    @property
    def before(self) -> CityYear | None:
        """The nearest earlier year that has figures, None for a first one."""
        earlier = [year for year in self.trend.years if year.year < self.year.year]
        return earlier[-1] if earlier else None


def collect_city(session: Session, about: About, options: Options, at: datetime) -> CityData:
    """Return the figures of a year. Raises InputError while the file has no office."""
    store, signing = session.store, options.signing
    office = require_office(store)
    year = session.city.of_year(about.year)
    return CityData(
        office=office,
        office_name=store.units.get(office.unit_id).name,
        year=year,
        trend=session.city.trend(about.year, year.instrument.key),
        official=signatory(store, signing),
        place=office.place if signing.place is None else signing.place,
        signed_on=signing.day or at.date(),
        log_head=store.log.head().short,
        printed_at=at,
        program_version=__version__,
    )
