"""Program rows as the report has them: by perangkat daerah, kelurahan below their kecamatan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.entered import Kind
from app.services.capaian.formulas import Computed, Why, mean, serapan, total
from app.services.tables.columns import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from app.services.capaian.figures import ProgramFigures

_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")


class Budgeted:
    """The sums of the budget of its rows."""

    __slots__ = ()

    @property
    def rows(self) -> tuple[ProgramFigures, ...]:
        """The rows that are added up."""
        raise NotImplementedError

    @property
    def pagu(self) -> Fraction | None:
        """The sum over all rows."""
        return total(one.pagu for one in self.rows)

    @property
    def spent(self) -> Fraction | None:
        """The sum of realisasi anggaran over all rows."""
        return total(one.spent for one in self.rows)

    @property
    def serapan(self) -> Computed:
        """Of those sums."""
        return serapan(self.spent, self.pagu)


@dataclass(frozen=True, slots=True)
class ProgramBlock(Budgeted):
    """One program with one indikator: its own row, and the rows of the kelurahan below it."""

    program: str
    """The name without the kelurahan that some offices put behind it in brackets."""
    indikator: str
    own: ProgramFigures | None
    kelurahan: tuple[ProgramFigures, ...]

    @property
    def rows(self) -> tuple[ProgramFigures, ...]:
        """Every row, the own one first."""
        return (self.own, *self.kelurahan) if self.own else self.kelurahan

    @property
    def mean_capaian(self) -> Computed:
        """The plain mean of the capaian of the kelurahan."""
        return mean(one.capaian for one in self.kelurahan)

    @property
    def mean_realisasi(self) -> Computed:
        """The plain mean of the realisasi of the kelurahan, where their units are the same."""
        values = [one.row.realisasi for one in self.kelurahan]
        if len({one.unit for one in values if one.kind is Kind.NUMBER}) > 1:
            return Computed(why=Why.NOT_ALIKE)
        return mean(Computed(one.number, None) for one in values)


@dataclass(frozen=True, slots=True)
class OfficePrograms(Budgeted):
    """All program rows of one perangkat daerah."""

    perangkat_daerah: str
    blocks: tuple[ProgramBlock, ...]

    @property
    def rows(self) -> tuple[ProgramFigures, ...]:
        """Every row in the order of the report."""
        return tuple(row for block in self.blocks for row in block.rows)


def by_office(programs: Iterable[ProgramFigures]) -> tuple[OfficePrograms, ...]:
    """Return program rows by perangkat daerah and program, both in the order of their first row."""
    offices: dict[str, list[ProgramFigures]] = {}
    for one in programs:
        offices.setdefault(plain(one.row.perangkat_daerah), []).append(one)
    return tuple(
        OfficePrograms(rows[0].row.perangkat_daerah, _blocks(rows)) for rows in offices.values()
    )


def program_name(program: str, kelurahan: str) -> str:
    """Return a program without the kelurahan in brackets behind it."""
    match = _IN_BRACKETS.search(program)
    if match and kelurahan and plain(kelurahan) in plain(match[1]):
        return program[: match.start()]
    return program


def _blocks(rows: Sequence[ProgramFigures]) -> tuple[ProgramBlock, ...]:
    found: dict[tuple[str, str], list[ProgramFigures]] = {}
    for one in rows:
        name = program_name(one.row.program, one.row.kelurahan)
        found.setdefault((plain(name), plain(one.row.indikator)), []).append(one)
    return tuple(_block(group) for group in found.values())


def _block(group: Sequence[ProgramFigures]) -> ProgramBlock:
    own = next((one for one in group if not one.row.kelurahan), None)
    first = own or group[0]
    return ProgramBlock(
        program_name(first.row.program, first.row.kelurahan),
        first.row.indikator,
        own,
        tuple(one for one in group if one is not own),
    )
