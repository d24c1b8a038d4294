"""The rows of the recap, from the counts of the whole file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One survey and its figures; a survey without sheets has a row too."""

    unit: Unit
    survey: Survey
    result: IkmResult


class RecapService:
    """Lists surveys with their figures."""

    def __init__(self, store: Store, ikm: IkmService) -> None:
        self._store = store
        self._ikm = ikm

    def rows(self, year: int | None = None, survey: Survey | None = None) -> list[RecapRow]:
        """Return the surveys of a year, or one of them, or all; newest year first."""
        units = {unit.id: unit for unit in self._store.units.all()}
        rows = [
            RecapRow(units[found.unit_id], found, result)
            for found, result in self._ikm.recap(year)
            if survey is None or found.id == survey.id
        ]
        return sorted(rows, key=_order)


def _order(row: RecapRow) -> tuple[int, str, str, str]:
    survey = row.survey
    return (-survey.year, row.unit.code.casefold(), survey.period.start.isoformat(), survey.code)
