"""Who has not sent, or not enough: the list behind the letter, and the text of a message."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.period import PeriodKind, long_date
from app.models.planning import StageKind
from app.services.consolidation.cells import CellState
from app.services.ikm.rounding import indonesian
from app.services.surveys.naming import read_period
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

    from app.models.period import Period
    from app.models.store.store import Store
    from app.models.unit import Unit
    from app.services.consolidation.cells import Cell, Matrix, MatrixRow
    from app.services.consolidation.matrix import MatrixService

_USUAL_SURVEY = "SKM"
"""What is spoken of while nobody has sent anything."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A unit that is waited for, with what it lacks."""

    unit: Unit
    parent: Unit | None
    state: CellState
    """MISSING or PARTIAL."""
    lacking: str
    """A whole sentence."""


@dataclass(frozen=True, slots=True)
class UnsentList:
    """The units whose packages are missing or partial, those of one parent after each other."""

    year: int
    period: Period | None
    """None for the whole year: missing is then who has sent nothing of it at all."""
    survey_short: str
    entries: tuple[Unsent, ...]
    expected: int
    """How many units are waited for in all."""
    deadline: date | None
    """Until when packages are due by the schedule of the city's own survey, if it has one."""

    @property
    def period_text(self) -> str:
        """The time that is spoken of: ``Triwulan I 2026``, ``Tahun 2026``."""
        if self.period is None or self.period.kind is PeriodKind.TAHUNAN:
            return tr("Tahun {tahun}", tahun=self.year)
        if self.period.kind is PeriodKind.RENTANG:
            return self.period.name
        return f"{self.period.name} {self.year}"

    def count(self, state: CellState) -> int:
        """Return how many units are in a state."""
        return sum(one.state is state for one in self.entries)

    @property
    def groups(self) -> tuple[tuple[Unit | None, tuple[Unsent, ...]], ...]:
        """The entries by parent, in their order; units without one come first."""
        found: defaultdict[int, list[Unsent]] = defaultdict(list)
        for one in self.entries:
            found[one.parent.id if one.parent else 0].append(one)
        return tuple((group[0].parent, tuple(group)) for group in found.values())


class UnsentService:
    """Finds who has not sent; keeps nothing."""

    def __init__(self, store: Store, matrix: MatrixService) -> None:
        self._store = store
        self._matrix = matrix

    def of(self, year: int, period: str = "", index: str = "") -> UnsentList:
        """Return the units to be reminded, of a period or of the whole year.

        Raises InputError where ``period`` is none of the year.
        """
        wanted = read_period(period, year) if period else None
        matrix = self._matrix.of_year(year, index)
        office = self._store.offices.get()
        own = office.unit_id if office else 0
        rows = [row for row in matrix.rows if row.is_expected]
        found = [one for row in rows if (one := _unsent(row, wanted))]
        return UnsentList(
            year,
            wanted,
            _survey_short(matrix),
            tuple(sorted(found, key=_order)),
            len(rows),
            self._deadline(year, wanted, own),
        )

    def message(self, year: int, period: str = "", index: str = "") -> str:
        """Return the same list as plain text, ready for a message to all of them."""
        return message_text(self.of(year, period, index), self._sender())

    def _sender(self) -> str:
        office = self._store.offices.get()
        return self._store.units.get(office.unit_id).name if office else ""

    def _deadline(self, year: int, period: Period | None, own: int) -> date | None:
        """Return the end of reporting that the office planned, else of collecting.

        Of a whole year with several periods none is said: each has its own.
        """
        merged = self._store.merging.packages.states()
        surveys = [
            one
            for one in self._store.surveys.all(year)
            if one.unit_id == own
            and one.id not in merged
            and (period is None or one.period.code == period.code)
        ]
        if len({one.period.code for one in surveys}) != 1:
            return None
        ends: defaultdict[StageKind, list[date]] = defaultdict(list)
        for survey in surveys:
            for stage in self._store.stages.all(survey_id=survey.id):
                ends[stage.kind].append(stage.end)
            if survey.collection_end is not None:
                ends[StageKind.COLLECTION].append(survey.collection_end)
        return max(ends[StageKind.REPORTING] or ends[StageKind.COLLECTION], default=None)


def message_text(found: UnsentList, sender: str = "") -> str:
    """Return who is waited for as lines for a message."""
    head = tr(
        "Pengiriman paket {survei} {waktu}", survei=found.survey_short, waktu=found.period_text
    )
    if not found.entries:
        said = tr("Semua {n} unit sudah mengirim. Terima kasih.", n=indonesian(found.expected, 0))
        return "\n".join((head, "", said, *((sender,) if sender else ()))) + "\n"
    lines = [head, "", summary_sentence(found), *_message_list(found), ""]
    lines.append(request_sentence(found))
    lines.append(tr("Abaikan pesan ini bila paketnya baru saja dikirim. Terima kasih."))
    return "\n".join((*lines, *((sender,) if sender else ()))) + "\n"


def summary_sentence(found: UnsentList) -> str:
    """Say how many units are waited for, and how many of them lack what."""
    missing, partial = found.count(CellState.MISSING), found.count(CellState.PARTIAL)
    parts = [
        *([tr("{n} belum mengirim", n=indonesian(missing, 0))] if missing else []),
        *([tr("{n} baru mengirim sebagian", n=indonesian(partial, 0))] if partial else []),
    ]
    return tr(
        "Dari {semua} unit, {daftar}.",
        semua=indonesian(found.expected, 0),
        daftar=tr(" dan ").join(parts),
    )


def request_sentence(found: UnsentList) -> str:
    """Ask for the packages, until the deadline where one is known."""
    if found.deadline is None:
        return tr("Mohon paketnya segera dikirim.")
    return tr("Mohon paketnya dikirim paling lambat {tanggal}.", tanggal=long_date(found.deadline))


def _message_list(found: UnsentList) -> list[str]:
    lines = []
    for parent, group in found.groups:
        lines += ["", tr("{induk}:", induk=parent.name if parent else tr("Unit"))]
        lines += [
            f"- {one.unit.name}"
            if one.state is CellState.MISSING
            else tr("- {unit}: {sebab}", unit=one.unit.name, sebab=one.lacking)
            for one in group
        ]
    return lines


def _unsent(row: MatrixRow, period: Period | None) -> Unsent | None:
    """Return what a unit lacks; None where it has sent what is expected or is being looked at."""
    cells = [c for c in row.cells if c.surveys and (not period or c.period.code == period.code)]
    if not cells:
        return Unsent(row.unit, row.parent, CellState.MISSING, tr("Belum mengirim."))
    partial = [cell for cell in cells if cell.state is CellState.PARTIAL]
    if not partial:
        return None
    lacking = " ".join(_reason(cell, several=period is None) for cell in partial)
    return Unsent(row.unit, row.parent, CellState.PARTIAL, lacking)


def _reason(cell: Cell, *, several: bool) -> str:
    said = " ".join(cell.reasons)
    if not several or cell.period.kind is PeriodKind.TAHUNAN:
        return said
    return tr("{periode}: {sebab}", periode=cell.period.name, sebab=said)


def _survey_short(matrix: Matrix) -> str:
    found = (
        survey.result.instrument.survey_short
        for row in matrix.rows
        for cell in row.cells
        for survey in cell.surveys
    )
    return next(found, _USUAL_SURVEY)


def _order(one: Unsent) -> tuple[str, int, str, str]:
    parent = one.parent
    return (parent.name if parent else "", parent.id if parent else 0, one.unit.name, one.unit.code)
