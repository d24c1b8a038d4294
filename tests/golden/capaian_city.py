"""The city whose performance is published (LPPD 2022), taken over from its two tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from app.services.reports.capaian.unit import CAPAIAN_UNIT
from app.services.reports.capaian.whole import CAPAIAN
from app.services.reports.document import Footer
from app.services.reports.kinds import About, Options, Signing
from tests.support.capaian_tables import INDIKATOR, PROGRAM, YEAR, take
from tests.support.office import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.reports.capaian.data import CapaianData, UnitData
    from app.services.session import Session

KECAMATAN = "Kecamatan Balikpapan Kota"
FOOTER = Footer("0.1.0", datetime(2023, 1, 31, 10, 42, tzinfo=UTC), "", "setengah ke atas", "12-9f")
OPTIONS = Options(Signing("Balikpapan", date(2023, 1, 31)))


def open_city(path: Path) -> Session:
    """Return an office file with both tables of the city."""
    session = open_office(path, "Pemerintah Kota Balikpapan", "BPN")
    for table in (INDIKATOR, PROGRAM):
        take(session, table)
    return session


def city_data(session: Session) -> CapaianData:
    """Return what the report on the year prints, with a footer that is the same every time."""
    data: CapaianData = session.reports.collect(CAPAIAN, About(year=YEAR), OPTIONS).data
    return replace(data, head=replace(data.head, footer=FOOTER))


def kecamatan_data(session: Session) -> UnitData:
    """Return what the page of a kecamatan prints."""
    about = About(year=YEAR, perangkat_daerah=KECAMATAN)
    data: UnitData = session.reports.collect(CAPAIAN_UNIT, about, OPTIONS).data
    return replace(data, head=replace(data.head, footer=FOOTER))
