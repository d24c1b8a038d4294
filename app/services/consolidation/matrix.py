"""What the city sees of its units: unit × period, who has sent and who has not."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from app.models.survey import SurveyState
from app.services.consolidation.cells import (
    Cell,
    CellState,
    CellSurvey,
    Matrix,
    MatrixRow,
    cell_of,
)
from app.services.units.expected import expected_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.consolidation import StoredClash
    from app.models.period import Period
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.consolidation.conflicts import ConflictService
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService


class MatrixService:
    """Computes the matrix; keeps nothing."""

    def __init__(
        self,
        store: Store,
        ikm: IkmService,
        conflicts: ConflictService,
    ) -> None:
        self._store = store
        self._ikm = ikm
        self._conflicts = conflicts

    def years(self) -> list[int]:
        """Return the years that have surveys, the latest first."""
        return sorted({survey.year for survey in self._store.surveys.all()}, reverse=True)

    def of_year(self, year: int, index: str = "") -> Matrix:
        """Return the matrix of a year; of the most frequent index where none is named."""
        found = self._ikm.recap(year)
        indexes = self._indexes([result for _, result in found])
        index = index or (indexes[0] if indexes else "IKM")
        counted = [
            (survey, result) for survey, result in found if result.instrument.index_short == index
        ]
        cells = self._cells(year, [one for one in counted if not self._is_definition(*one)])
        periods = _periods([survey for survey, _ in counted])
        return Matrix(
            year,
            index,
            indexes,
            periods,
            self._rows(year, periods, cells),
            {one.period: one for one in self._store.merging.finals.all(year=year)},
        )

    def missing(self, year: int, period: str = "", index: str = "") -> tuple[Unit, ...]:
        """Return the units that have sent nothing of a period, or of the whole year."""
        return tuple(
            row.unit
            for row in self.of_year(year, index).rows
            if not any(cell.surveys for cell in row.cells if period in {"", cell.period.code})
        )

    # ------------------------------------------------------------------ parts
    def _indexes(self, results: Sequence[IkmResult]) -> tuple[str, ...]:
        counted = Counter(result.instrument.index_short for result in results)
        return tuple(sorted(counted, key=lambda name: (-counted[name], name)))

    def _rows(
        self,
        year: int,
        periods: Sequence[Period],
        cells: dict[tuple[int, str], Cell],
    ) -> tuple[MatrixRow, ...]:
        units = {unit.id: unit for unit in self._store.units.all()}
        office = self._store.offices.get()
        with_surveys = {unit_id for unit_id, _ in cells}
        ever = {survey.unit_id for survey in self._store.surveys.all()}
        ever |= {row.unit_id for row in self._store.reported.all()}
        expected = {one.id for one in expected_units(units, office.unit_id if office else 0, ever)}
        return tuple(
            MatrixRow(
                unit,
                units.get(unit.parent_id or 0),
                tuple(
                    cells.get((unit.id, period.code), Cell(unit, period, year, CellState.MISSING))
                    for period in periods
                ),
                unit.id in expected,
            )
            for unit in units.values()
            if unit.id in with_surveys or unit.id in expected
        )

    def _is_definition(self, survey: Survey, result: IkmResult) -> bool:
        """Say whether a survey of the office itself only says what the others are to do."""
        office = self._store.offices.get()
        return office is not None and survey.unit_id == office.unit_id and not result.n

    def _cells(
        self, year: int, counted: Sequence[tuple[Survey, IkmResult]]
    ) -> dict[tuple[int, str], Cell]:
        units = {unit.id: unit for unit in self._store.units.all()}
        packages = self._store.merging.packages
        arrivals, states = packages.arrivals(), packages.states()
        left_out, clashes = self._conflicts.left_out(), self._open_clashes(year)
        groups: defaultdict[tuple[int, str], list[CellSurvey]] = defaultdict(list)
        for survey, result in counted:
            arrived_at, count = arrivals.get(survey.id, (None, 0))
            groups[survey.unit_id, survey.period.code].append(
                CellSurvey(
                    survey,
                    result,
                    self._ikm.minimum_of(survey),
                    SurveyState(states.get(survey.id, survey.state)),
                    arrived_at,
                    count,
                    survey.id in left_out,
                )
            )
        return {
            key: cell_of(units[key[0]], sorted(group, key=_order), clashes.get(key, []))
            for key, group in groups.items()
        }

    def _open_clashes(self, year: int) -> dict[tuple[int, str], list[StoredClash]]:
        found: defaultdict[tuple[int, str], list[StoredClash]] = defaultdict(list)
        for one in self._conflicts.open_clashes(year):
            found[one.unit_id, one.period].append(one)
        return found


def _periods(surveys: Sequence[Survey]) -> tuple[Period, ...]:
    """Return the periods of surveys as columns: by their beginning, the longer first."""
    found = {survey.period.code: survey.period for survey in surveys}
    return tuple(sorted(found.values(), key=lambda p: (p.start, -(p.end - p.start).days, p.code)))


def _order(one: CellSurvey) -> tuple[str, str]:
    return one.survey.code, one.survey.uuid
