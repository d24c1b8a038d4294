"""One unit in one period: what has come, and whether it suffices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.consolidation import ConflictKind
from app.models.survey import SurveyState
from app.services.ikm.rollup import pooled
from app.services.ikm.rounding import EMPTY, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.models.consolidation import Finalisation, StoredClash
    from app.models.period import Period
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.ikm.result import IkmResult


class CellState(StrEnum):
    """How far a unit is in a period."""

    MISSING = "belum"
    """Nothing has come."""
    PARTIAL = "sebagian"
    """Fewer sheets than the minimum, or nobody knows the minimum and the unit goes on."""
    COMPLETE = "lengkap"
    """The minimum is reached; where none is known, the unit has locked its survey."""
    CHECK = "perlu diperiksa"
    """Somebody has to decide something before the figure can stand."""


@dataclass(frozen=True, slots=True)
class CellSurvey:
    """One survey of a unit and period."""

    survey: Survey
    result: IkmResult
    minimum: int | None
    state_there: SurveyState
    """Its state in the unit's own file; here a survey that came in packages is always locked."""
    arrived_at: datetime | None
    """When its last package arrived; None for a survey of this file."""
    packages: int
    left_out: bool
    """Whether another survey was chosen to count in its place."""

    @property
    def is_own(self) -> bool:
        """Say whether it was keyed into this file."""
        return self.arrived_at is None


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit in a period. ``n``, ``minimum`` and ``result`` are of the surveys that count."""

    unit: Unit
    period: Period
    year: int
    state: CellState
    surveys: tuple[CellSurvey, ...] = ()
    n: int = 0
    minimum: int | None = None
    result: IkmResult | None = None
    """Pooled over respondents; None without sheets, or where two instruments would be mixed."""
    arrived_at: datetime | None = None
    conflicts: int = 0
    reasons: tuple[str, ...] = ()
    """Why it is not complete, in whole sentences."""

    @property
    def ikm_text(self) -> str:
        """The index with two decimals, or a dash."""
        return self.result.ikm_text if self.result else EMPTY


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit with one cell for each period."""

    unit: Unit
    parent: Unit | None
    cells: tuple[Cell, ...]
    is_expected: bool = True
    """Whether it is waited for; others are there because they have sent."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All units and periods of a year, of one index (IKM, IPKP, IPAK)."""

    year: int
    index: str
    indexes: tuple[str, ...]
    """Those that the surveys of the year have, the most frequent first."""
    periods: tuple[Period, ...]
    rows: tuple[MatrixRow, ...]
    finals: dict[str, Finalisation]
    """Period code → who declared it final."""

    def count(self, state: CellState, period: str) -> int:
        """Return how many units are in a state in a period."""
        return sum(
            1
            for row in self.rows
            for cell in row.cells
            if cell.period.code == period and cell.state is state
        )

    def missing(self, period: str) -> tuple[Unit, ...]:
        """Return the units that have not sent a period."""
        return tuple(
            row.unit
            for row in self.rows
            for cell in row.cells
            if cell.period.code == period and cell.state is CellState.MISSING
        )


def cell_of(unit: Unit, surveys: Sequence[CellSurvey], clashes: Sequence[StoredClash]) -> Cell:
    """Return a cell with its state; there is at least one survey."""
    counting = [one for one in surveys if not one.left_out]
    survey = surveys[0].survey
    found = [one.minimum for one in counting if one.minimum is not None]
    n = sum(one.result.n for one in counting)
    cell = Cell(
        unit,
        survey.period,
        survey.year,
        CellState.COMPLETE,
        tuple(surveys),
        n,
        max(found, default=None),
        _result(counting),
        max((one.arrived_at for one in surveys if one.arrived_at), default=None),
        len(clashes),
    )
    if doubtful := tuple(_doubts(counting, clashes)):
        return replace(cell, state=CellState.CHECK, reasons=doubtful)
    if lacking := _lack(cell, counting):
        return replace(cell, state=CellState.PARTIAL, reasons=(lacking,))
    return cell


def _result(counting: Sequence[CellSurvey]) -> IkmResult | None:
    with_sheets = [one.result for one in counting if one.result.n]
    kinds = {(r.instrument.key, r.instrument.version, r.weight_rule) for r in with_sheets}
    return pooled(with_sheets) if len(kinds) == 1 else None


def _doubts(counting: Sequence[CellSurvey], clashes: Sequence[StoredClash]) -> list[str]:
    """Return why somebody has to look before the figure can stand."""
    found = []
    double = sum(1 for one in clashes if one.clash.kind is ConflictKind.DOUBLE)
    if double:
        found.append(
            tr(
                "Lembarnya datang dari berkas kantor yang berbeda; pilih surveinya, atau hitung"
                " semua."
            )
        )
    if inside := len(clashes) - double:
        found.append(tr("{n} perbedaan antarpaket belum diputuskan.", n=inside))
    with_sheets = [one for one in counting if one.result.n]
    instruments = {(r.result.instrument.key, r.result.instrument.version) for r in with_sheets}
    if len(instruments) > 1:
        names = ", ".join(f"{key} versi {version}" for key, version in sorted(instruments))
        found.append(
            tr(
                "Surveinya memakai instrumen yang berbeda ({daftar}), jadi tidak dirata-ratakan.",
                daftar=names,
            )
        )
    elif len({one.result.weight_rule for one in with_sheets}) > 1:
        found.append(tr("Surveinya memakai aturan bobot yang berbeda."))
    return found


def _lack(cell: Cell, counting: Sequence[CellSurvey]) -> str:
    """Return what a cell still lacks; nothing where it is complete."""
    if not cell.n:
        return tr("Surveinya sudah dikirim tetapi belum berisi lembar.")
    if cell.minimum is not None:
        if cell.n >= cell.minimum:
            return ""
        return tr(
            "Kurang {n} lembar dari sampel minimal {minimal}.",
            n=indonesian(cell.minimum - cell.n, 0),
            minimal=indonesian(cell.minimum, 0),
        )
    if all(one.state_there is SurveyState.TERKUNCI for one in counting):
        return ""
    return tr("Jumlah pengguna layanan belum diisi dan surveinya belum dikunci oleh unit.")
