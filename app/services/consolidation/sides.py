"""A clash for people: what each side says, beside each other, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.consolidation import BOTH
from app.models.period import long_date
from app.texts import tr

if TYPE_CHECKING:
    from app.models.consolidation import ConflictKind, Decision, StoredPackage
    from app.models.survey import Survey
    from app.models.unit import Unit


@dataclass(frozen=True, slots=True)
class Side:
    """One candidate. ``choice`` is what ``decide`` is told to let it count."""

    choice: str
    title: str
    packages: tuple[StoredPackage, ...]
    """Those that tell it, the oldest first; none for a survey of this file."""
    counts: bool
    """Whether it is the one that counts now."""
    is_deleted: bool = False

    @property
    def source(self) -> str:
        """Where it came from, in one line."""
        names = [
            tr(
                "paket {nomor} tanggal {tanggal} ({berkas})",
                nomor=one.number,
                tanggal=long_date(one.made_at.astimezone().date()),
                berkas=one.file_name,
            )
            for one in self.packages
        ]
        return "; ".join(names) if names else tr("berkas ini")


@dataclass(frozen=True, slots=True)
class Line:
    """One field with its value on every side."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Say whether the sides do not agree in it."""
        return len(set(self.values)) > 1


@dataclass(frozen=True, slots=True)
class Conflict:
    """A clash as the screen and the command show it."""

    fingerprint: str
    kind: ConflictKind
    unit: Unit
    survey: Survey | None
    """None for a double survey, which is between surveys."""
    year: int
    period: str
    title: str
    question: str
    sides: tuple[Side, ...]
    lines: tuple[Line, ...]
    both_possible: bool
    """Whether all sides may count: two papers, two surveys."""
    proposal: str = ""
    """The choice that what is known speaks for; empty where nothing does."""
    decision: Decision | None = None

    @property
    def is_open(self) -> bool:
        """Say whether somebody still has to decide."""
        return self.decision is None

    @property
    def choices(self) -> tuple[str, ...]:
        """What ``decide`` takes."""
        both = (BOTH,) if self.both_possible else ()
        return (*(side.choice for side in self.sides), *both)

    @property
    def decided_side(self) -> Side | None:
        """The side that somebody chose; None where nobody did, or all count."""
        choice = self.decision.choice if self.decision else ""
        return next((side for side in self.sides if side.choice == choice), None)
