"""The records of performance: targets and what was achieved, and the IKK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.store import kinds
from app.models.store.records import Records

if TYPE_CHECKING:
    from app.models.store.database import Database
    from app.models.store.journal import Journal


class CapaianRecords:
    """Everything from the RPJMD down to the program rows of a year."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self.rpjmd = Records(database, journal, kinds.RPJMD)
        self.misi = Records(database, journal, kinds.MISI)
        self.tujuan = Records(database, journal, kinds.TUJUAN)
        self.sasaran = Records(database, journal, kinds.SASARAN)
        self.indikator = Records(database, journal, kinds.INDIKATOR)
        self.pengampu = Records(database, journal, kinds.PENGAMPU)
        self.rpjmd_targets = Records(database, journal, kinds.RPJMD_TARGET)
        self.values = Records(database, journal, kinds.INDIKATOR_YEAR)
        self.programs = Records(database, journal, kinds.PROGRAM_ROW)
        self.narratives = Records(database, journal, kinds.NARRATIVE)
        self.years = Records(database, journal, kinds.CAPAIAN_YEAR)
        self.marks = Records(database, journal, kinds.CAPAIAN_MARK)

    def years_with_values(self) -> list[int]:
        """Return the years in which an indikator or a program row has values, the latest first."""
        rows = self._database.rows(
            "SELECT year FROM indikator_year UNION SELECT year FROM program_row ORDER BY year DESC"
        )
        return [row[0] for row in rows]

    def names_with_programs(self) -> list[tuple[int, str]]:
        """Return (year, perangkat daerah) of the program rows, in the order of their tables."""
        rows = self._database.rows(
            "SELECT year, perangkat_daerah FROM program_row GROUP BY year, perangkat_daerah"
            " ORDER BY year DESC, MIN(position)"
        )
        return [(row[0], row[1]) for row in rows]

    @property
    def every(self) -> tuple[Records[Any], ...]:
        """All of them."""
        return tuple(found for found in vars(self).values() if isinstance(found, Records))


class IkkRecords:
    """Indikator kinerja kunci, their data elements and the values of those."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self.indikator = Records(database, journal, kinds.IKK)
        self.elements = Records(database, journal, kinds.IKK_ELEMENT)
        self.values = Records(database, journal, kinds.IKK_VALUE)

    @property
    def every(self) -> tuple[Records[Any], ...]:
        """All of them."""
        return (self.indikator, self.elements, self.values)
