"""A year of capaian: the tree of sasaran with the figures of their indikator, and program rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.services.capaian.programs import OfficePrograms, by_office
from app.services.capaian.summary import (
    ProgramSummary,
    Summary,
    program_summary,
    summary_of,
)

if TYPE_CHECKING:
    from app.models.capaian import CapaianYear
    from app.models.target import Misi, Rpjmd, Sasaran, Tujuan
    from app.services.capaian.figures import IndikatorFigures, ProgramFigures, Terms


@dataclass(frozen=True, slots=True)
class SasaranFigures:
    """A sasaran with what stands above it and the figures of its indikator."""

    misi: Misi
    tujuan: Tujuan
    sasaran: Sasaran
    indikator: tuple[IndikatorFigures, ...]


@dataclass(frozen=True)
class YearFigures:
    """Everything about one year; a year that is not stored yet has id 0."""

    year: CapaianYear
    rpjmd: Rpjmd | None
    """The plan that covers the year; without one there is no indikator."""
    terms: Terms
    sasaran: tuple[SasaranFigures, ...]
    """In the order of their numbers; one without indikator too."""
    programs: tuple[ProgramFigures, ...]

    @property
    def number(self) -> int:
        """The year itself."""
        return self.year.year

    @cached_property
    def indikator(self) -> tuple[IndikatorFigures, ...]:
        """All indikator in their order."""
        return tuple(one for group in self.sasaran for one in group.indikator)

    @cached_property
    def summary(self) -> Summary:
        """All indikator together."""
        return summary_of(self.indikator, self.terms.rating)

    @cached_property
    def program_summary(self) -> ProgramSummary:
        """All program rows together."""
        return program_summary(self.programs, self.terms.rating)

    @cached_property
    def offices(self) -> tuple[OfficePrograms, ...]:
        """The program rows by perangkat daerah."""
        return by_office(self.programs)

    def of(self, indikator_id: int) -> IndikatorFigures:
        """Return the figures of one indikator; raise KeyError where it is not of this year."""
        for one in self.indikator:
            if one.indikator.id == indikator_id:
                return one
        raise KeyError(indikator_id)

    def programs_of(self, indikator_id: int | None) -> tuple[ProgramFigures, ...]:
        """Return the program rows under an indikator; None for those under none."""
        return tuple(one for one in self.programs if one.row.indikator_id == indikator_id)
