"""What the screen Konsolidasi asks of the file at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.consolidation import StoredPackage
    from app.models.unit import Unit
    from app.services.consolidation.cells import Matrix
    from app.services.consolidation.sides import Conflict
    from app.services.session import Session


@dataclass(frozen=True, slots=True)
class Overview:
    """A year of a file with several units. ``matrix`` is None in a file without any survey."""

    years: tuple[int, ...]
    matrix: Matrix | None
    units: dict[int, Unit]
    packages: tuple[StoredPackage, ...]
    """Every package, those that were undone too."""
    open_conflicts: int
    """Of the year."""
    installation_id: str = ""

    @property
    def counting(self) -> int:
        """How many packages count."""
        return sum(package.undone_at is None for package in self.packages)


def overview_of(session: Session, year: int = 0, index: str = "") -> Overview:
    """Return a year; 0 or a year without anything is the latest one that has surveys."""
    years = tuple(sorted({*session.matrix.years(), *session.city.years()}, reverse=True))
    surveyed = session.matrix.years()
    if year not in years:
        year = surveyed[0] if surveyed else years[0] if years else 0
    matrix = session.matrix.of_year(year, index) if year else None
    office = session.store.offices.get()
    return Overview(
        years=years,
        matrix=matrix,
        units={unit.id: unit for unit in session.units.all()},
        packages=tuple(session.merging.packages(undone=True)),
        open_conflicts=session.conflicts.count_open(year) if year else 0,
        installation_id=office.installation_id if office else "",
    )


def conflicts_of(session: Session, year: int, *, open_only: bool = True) -> list[Conflict]:
    """Return the conflicts of a year, those that wait first."""
    found = session.conflicts.find(year, open_only=open_only)
    return sorted(found, key=lambda one: not one.is_open)
