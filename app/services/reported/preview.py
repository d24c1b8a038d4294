"""What a recap would do to the file, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.reported import Reported
    from app.models.unit import UnitType
    from app.services.plausibility.reading import RecapTable
    from app.services.plausibility.service import Checked
    from app.services.units.preview import RowReason


class ReportedStatus(StrEnum):
    """What becomes of a row."""

    NEW = "baru"
    CHANGED = "berubah"
    SAME = "sama"
    SKIPPED = "dilewati"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for beside the table itself."""

    year: int | None = None
    """The year of rows that name none."""
    choices: tuple[tuple[str, str], ...] = ()
    """(name in the recap, code of the unit that is meant)."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit that the recap names, as it is in the file or will be."""

    code: str
    name: str
    type: UnitType
    above: PlannedUnit | None = None
    """The unit above; only set for a new one."""
    unit_id: int = 0
    """0 for a new one."""
    alias: str = ""
    """The spelling of the recap, to be added to a unit that somebody chose for it."""
    like: str = ""
    """The name of a unit in the file that a new one resembles: perhaps the same, misspelt."""

    @property
    def is_new(self) -> bool:
        """Say whether the file does not have it yet."""
        return not self.unit_id

    @property
    def with_those_above(self) -> tuple[PlannedUnit, ...]:
        """The units above, the highest first, and the unit itself."""
        return (*(self.above.with_those_above if self.above else ()), self)


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One row of the recap, or one year of it, as it was understood."""

    row: int
    """The data row from 1."""
    status: ReportedStatus
    unit: PlannedUnit | None
    service: str
    content: Reported
    """What is stored; where unit or service are new, their ids are not known yet."""
    unit_text: str = ""
    """The unit as the recap writes it."""
    reasons: tuple[RowReason, ...] = ()
    changes: tuple[str, ...] = ()
    skipped: str = ""
    """Why nothing is taken from the row, which is no mistake."""

    @property
    def note(self) -> str:
        """The reasons or the changes on one line."""
        said = [*(reason.sentence for reason in self.reasons), *self.changes, self.skipped]
        return "; ".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class ReportedPreview:
    """The whole recap. It is taken all or nothing."""

    file_name: str
    source: str
    """How the file was understood, in words."""
    ignored: tuple[str, ...]
    """Columns that nobody asked for."""
    lines: tuple[ReportedLine, ...]
    checked: Checked
    """What the rules of plausibility find in the recap."""
    table: RecapTable
    request: Request

    @property
    def counts(self) -> dict[ReportedStatus, int]:
        """How many rows there are of each status."""
        counted = Counter(line.status for line in self.lines)
        return {status: counted[status] for status in ReportedStatus}

    @property
    def refused(self) -> tuple[ReportedLine, ...]:
        """The rows that stand in the way."""
        return self.with_status(ReportedStatus.REFUSED)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the recap speaks of, in their order."""
        taken = (line for line in self.lines if line.status in _TAKEN)
        return tuple(sorted({line.content.year for line in taken}))

    @property
    def new_units(self) -> tuple[PlannedUnit, ...]:
        """The units that come into being, each once."""
        named = (line.unit for line in self.lines if line.unit is not None)
        every = {one.code: one for unit in named for one in unit.with_those_above if one.is_new}
        return tuple(every.values())

    @property
    def is_known(self) -> bool:
        """Say whether every row is in the file already, just as it is here."""
        taken = [line for line in self.lines if line.status is not ReportedStatus.SKIPPED]
        return bool(taken) and all(line.status is ReportedStatus.SAME for line in taken)

    def with_status(self, status: ReportedStatus) -> tuple[ReportedLine, ...]:
        """Return the rows of one status."""
        return tuple(line for line in self.lines if line.status is status)


@dataclass(frozen=True, slots=True)
class ReportedResult:
    """What was done."""

    added: int
    changed: int
    same: int
    units: int
    services: int


_TAKEN = (ReportedStatus.NEW, ReportedStatus.CHANGED, ReportedStatus.SAME)
