"""The matrix as somebody reads it: one line for a unit, in one period or in all of a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.consolidation.cells import Cell, CellState
from app.services.planning.schedule import short_date
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from app.models.unit import Unit
    from app.services.consolidation.cells import Matrix
    from app.services.plausibility.across_surveys import AcrossFinding

LONGEST_TYPES = 26
"""Letters of a short sentence that names types of units."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with the cells that are shown, and what was found about their surveys."""

    unit: Unit
    parent: Unit | None
    cells: tuple[Cell, ...]
    findings: tuple[AcrossFinding, ...] = ()
    """Those that somebody still has to look at."""

    @property
    def state(self) -> CellState:
        """How far the unit is; whatever waits for a look comes before the rest."""
        states = {cell.state for cell in self.cells}
        if self.findings or CellState.CHECK in states:
            return CellState.CHECK
        if states <= {CellState.MISSING}:
            return CellState.MISSING
        return CellState.COMPLETE if states == {CellState.COMPLETE} else CellState.PARTIAL

    @property
    def cell(self) -> Cell | None:
        """The one cell, where one period is shown."""
        return self.cells[0] if len(self.cells) == 1 else None

    @property
    def n(self) -> int:
        """The sheets of all cells."""
        return sum(cell.n for cell in self.cells)

    @property
    def arrived_at(self) -> datetime | None:
        """When the last package came."""
        return max((c.arrived_at for c in self.cells if c.arrived_at), default=None)

    @property
    def note(self) -> str:
        """What is to be done, or where it came from."""
        said = [one.finding.title for one in self.findings]
        said += [reason for cell in self.cells for reason in cell.reasons]
        if said:
            return " ".join(text if text.endswith(".") else f"{text}." for text in said)
        return "; ".join(filter(None, map(_source, self.cells)))

    @property
    def whole_note(self) -> str:
        """The note with the unit that it is about, and when something came last."""
        note = self.note or tr("belum mengirim")
        text = f"{self.unit.name}: {note[:1].lower()}{note[1:]}"
        at = arrival_text(self.arrived_at)
        if not at:
            return text
        ended = text if text.endswith(".") else f"{text}."
        return tr("{catatan} Paket terakhir tiba {waktu}.", catatan=ended, waktu=at)


def lines_of(matrix: Matrix, period: str, findings: Iterable[AcrossFinding]) -> list[UnitLine]:
    """Return the units of a matrix in one period; an empty one is all periods."""
    waiting: defaultdict[int, list[AcrossFinding]] = defaultdict(list)
    for one in findings:
        if one.finding.waits and period in {"", one.survey.period.code}:
            waiting[one.unit.id].append(one)
    return [
        UnitLine(
            row.unit,
            row.parent,
            tuple(cell for cell in row.cells if period in {"", cell.period.code}),
            tuple(waiting.get(row.unit.id, ())),
        )
        for row in matrix.rows
    ]


def usual_period(matrix: Matrix) -> str:
    """Return the period of most units, the latest of equal ones; empty before anything came."""
    counted = Counter(cell.period.code for row in matrix.rows for cell in row.cells if cell.surveys)
    order = [period.code for period in matrix.periods]
    return max(counted, key=lambda code: (counted[code], order.index(code)), default="")


def types_text(units: Sequence[Unit]) -> str:
    """Count units by their type: ``9 kelurahan, 5 UPTD``."""
    counted = Counter(unit.type.label for unit in units).most_common()
    named = [f"{n} {_lower(label)}" for label, n in counted]
    every = ", ".join(named)
    if len(every) <= LONGEST_TYPES or len(named) == 1:
        return every
    return tr("{jenis}, {n} lainnya", jenis=named[0], n=sum(n for _, n in counted[1:]))


def arrival_text(at: datetime | None) -> str:
    """Return when something came: ``3 Okt 2026 14.05``."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{short_date(local.date())} {local:%H.%M}"


def arrival_short(at: datetime | None) -> str:
    """Return when something came, where there is little room: ``3/10 14.05``."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{local.day}/{local.month} {local:%H.%M}"


def _source(cell: Cell) -> str:
    if not cell.surveys:
        return ""
    packages = sum(one.packages for one in cell.surveys)
    if not packages:
        return tr("dientri di berkas ini")
    if len(cell.surveys) > 1:
        return tr("{n} paket dari {m} survei", n=packages, m=len(cell.surveys))
    return tr("paket ke-{n}", n=packages)


def _lower(label: str) -> str:
    return label if label.isupper() else label[:1].lower() + label[1:]
