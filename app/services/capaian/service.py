"""Capaian kinerja of an open file: reading years, and the services that write them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.capaian.links import LinkService
from app.services.capaian.reading import YearReader
from app.services.tables.columns import plain

if TYPE_CHECKING:
    from app.models.entered import Entered
    from app.models.store.store import Store
    from app.services.capaian.checks.service import CapaianCheckService
    from app.services.capaian.history import IndikatorHistory
    from app.services.capaian.imports.service import CapaianImportService
    from app.services.capaian.links import CityFigures
    from app.services.capaian.narratives import NarrativeService
    from app.services.capaian.overview import YearOverview
    from app.services.capaian.plan_edits import PlanCells
    from app.services.capaian.structure import StructureService
    from app.services.capaian.structure_edits import StructureEdits
    from app.services.capaian.values import ValuesService
    from app.services.capaian.year import YearFigures
    from app.services.capaian.yearly import YearService
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService


class CapaianService:
    """Everything about performance; ``city`` gives the consolidated IKM."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        ikm: IkmService,
        city: CityFigures,
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

    def offices(self) -> dict[int, tuple[str, ...]]:
        """Return year → the perangkat daerah that have program rows in it, the latest first."""
        found: dict[int, dict[str, str]] = {}
        for year, name in self._store.capaian.names_with_programs():
            found.setdefault(year, {}).setdefault(plain(name), name)
        return {year: tuple(names.values()) for year, names in found.items()}

    def histories(self, year: int) -> dict[int, IndikatorHistory]:
        """Return indikator → its realisasi and capaian in a year and the years before it."""
        from app.services.capaian.history import histories

        return histories(self._store, self._reader, year)

    def rpjmd_targets(self, figures: YearFigures) -> dict[int, dict[int, Entered]]:
        """Return indikator → year → target of the RPJMD, for every indikator of a year."""
        found: dict[int, dict[int, Entered]] = {one.indikator.id: {} for one in figures.indikator}
        for target in self._store.capaian.rpjmd_targets.all():
            if target.indikator_id in found:
                found[target.indikator_id][target.year] = target.target
        return found

    def overview(self, year: int) -> YearOverview:
        """Return everything that a screen shows of a year."""
        from app.services.capaian.overview import IndikatorLine, YearOverview

        figures, past = self.figures(year), self.histories(year)
        targets = self.rpjmd_targets(figures)
        groups = tuple(
            (
                group,
                tuple(
                    IndikatorLine(one, past[one.indikator.id], targets[one.indikator.id])
                    for one in group.indikator
                ),
            )
            for group in figures.sasaran
        )
        earlier = {value.year for one in past.values() for value in one.past}
        sentences = {one.topic: one for one in self.narratives.table_sentences(year)}
        years = tuple(sorted({year, *self.offered_years()}, reverse=True))
        return YearOverview(figures, years, groups, tuple(sorted(earlier)), sentences)

    def offered_years(self) -> tuple[int, ...]:
        """Return the years with values and those of every RPJMD, the latest first."""
        planned = {y for p in self.structure.plans() for y in range(p.first_year, p.last_year + 1)}
        return tuple(sorted({*self.years(), *planned}, reverse=True))

    def as_xlsx(self, year: int) -> bytes:
        """Return a year as a workbook that can be changed and imported again."""
        from app.services.capaian.workbook import as_xlsx

        figures = self.figures(year)
        targets = self.rpjmd_targets(figures)
        return as_xlsx(figures, targets)

    @cached_property
    def structure(self) -> StructureService:
        """RPJMD, misi, tujuan, sasaran, indikator, pengampu."""
        from app.services.capaian.structure import StructureService

        return StructureService(self._store)

    @cached_property
    def edits(self) -> StructureEdits:
        """The tree as it is edited, each deed with its way back."""
        from app.services.capaian.structure_edits import StructureEdits

        return StructureEdits(self._store, self.structure)

    @cached_property
    def values(self) -> ValuesService:
        """Cells, blocks, links and program rows."""
        from app.services.capaian.values import ValuesService

        return ValuesService(self._store, self._reader)

    @cached_property
    def plan_cells(self) -> PlanCells:
        """Cells and blocks of the RPJMD."""
        from app.services.capaian.plan_edits import PlanCells

        return PlanCells(self._store)

    @cached_property
    def yearly(self) -> YearService:
        """Lock, rating, cap and source line of a year."""
        from app.services.capaian.yearly import YearService

        return YearService(self._store, self._reader)

    @cached_property
    def narratives(self) -> NarrativeService:
        """Texts, and the computed sentences that somebody may change."""
        from app.services.capaian.narratives import NarrativeService

        return NarrativeService(self._store, self._reader)

    @cached_property
    def checks(self) -> CapaianCheckService:
        """What is unusual in a year, and the marks of what was found right."""
        from app.services.capaian.checks.service import CapaianCheckService

        return CapaianCheckService(self._store, self._reader)

    @cached_property
    def imports(self) -> CapaianImportService:
        """Tables of indikator and of program rows from other programs."""
        from app.services.capaian.imports.service import CapaianImportService

        return CapaianImportService(self._store, self.structure)
