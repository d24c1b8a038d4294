"""Capaian kinerja of an open file: reading years, and the services that write them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.capaian.links import LinkService
from app.services.capaian.reading import YearReader

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.services.capaian.links import CityFigures
    from app.services.capaian.structure import StructureService
    from app.services.capaian.values import ValuesService
    from app.services.capaian.year import YearFigures
    from app.services.capaian.yearly import YearService
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService


class CapaianService:
    """Everything about performance.

    ``city`` gives the consolidated IKM where it is known better than from the surveys of this file.
    """

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        ikm: IkmService,
        city: CityFigures | None = None,
    ) -> None:
        self._store = store
        self.links = LinkService(store, instruments, ikm, city)
        self._reader = YearReader(store, self.links)

    def figures(self, year: int) -> YearFigures:
        """Return everything about a year; one without any values is empty, not missing."""
        return self._reader.figures(year)

    def years(self) -> list[int]:
        """Return the years that have values or program rows, the latest first."""
        return self._store.capaian.years_with_values()

    @cached_property
    def structure(self) -> StructureService:
        """RPJMD, misi, tujuan, sasaran, indikator, pengampu."""
        from app.services.capaian.structure import StructureService

        return StructureService(self._store)

    @cached_property
    def values(self) -> ValuesService:
        """Cells, blocks, links and program rows."""
        from app.services.capaian.values import ValuesService

        return ValuesService(self._store, self._reader)

    @cached_property
    def yearly(self) -> YearService:
        """Lock, rating, cap and source line of a year."""
        from app.services.capaian.yearly import YearService

        return YearService(self._store, self._reader)
