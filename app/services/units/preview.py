"""What a list of units would do to the file, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.unit import UnitType
    from app.services.tables.columns import Record


class RowStatus(StrEnum):
    """What becomes of a row."""

    NEW = "baru"
    CHANGED = "berubah"
    SAME = "sama"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class RowReason:
    """Why a row is refused: the column and the reason in words."""

    column: str
    reason: str

    @property
    def sentence(self) -> str:
        """``nama: belum diisi``; the bare reason where it is about the whole row."""
        return f"{self.column}: {self.reason}" if self.column else self.reason


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of the list as it was understood."""

    line: int
    status: RowStatus
    code: str
    name: str
    type: UnitType
    parent: str
    """The code of the unit above, or nothing."""
    aliases: tuple[str, ...]
    services: tuple[str, ...]
    reasons: tuple[RowReason, ...] = ()
    changes: tuple[str, ...] = ()
    """What changes in a unit that is there already, for example ``nama: A → B``."""

    @property
    def note(self) -> str:
        """The reasons or the changes on one line."""
        return "; ".join([*(reason.sentence for reason in self.reasons), *self.changes])


@dataclass(frozen=True, slots=True)
class UnitListPreview:
    """The whole list. It is taken all or nothing."""

    file_name: str
    source: str
    """How the file was understood, in words."""
    ignored: tuple[str, ...]
    """Columns that nobody asked for."""
    rows: tuple[UnitRow, ...]
    records: tuple[Record, ...]

    @property
    def counts(self) -> dict[RowStatus, int]:
        """How many rows there are of each status."""
        counted = Counter(row.status for row in self.rows)
        return {status: counted[status] for status in RowStatus}

    @property
    def refused(self) -> tuple[UnitRow, ...]:
        """The rows that stand in the way."""
        return tuple(row for row in self.rows if row.status is RowStatus.REFUSED)

    @property
    def acceptable(self) -> bool:
        """Say whether the list can be taken and would do something."""
        return not self.refused and any(row.status is not RowStatus.SAME for row in self.rows)


@dataclass(frozen=True, slots=True)
class UnitImportResult:
    """What an import did."""

    added: int
    changed: int
    same: int
    services_added: int


def require_all_accepted(
    file_name: str, refused: Sequence[tuple[int, str]], nothing_taken: str
) -> None:
    """Raise InputError where rows are refused, each with its number and the reason."""
    if not refused:
        return
    row, reason = refused[0]
    raise InputError(
        tr(
            "{jumlah} baris berkas {berkas} ditolak, yang pertama baris {baris} ({sebab}).",
            jumlah=len(refused),
            berkas=file_name,
            baris=row,
            sebab=reason,
        ),
        safe=nothing_taken,
        next=tr("Perbaiki baris itu di berkasnya, lalu impor sekali lagi."),
    )
