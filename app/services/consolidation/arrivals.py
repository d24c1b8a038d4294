"""What became of a package, kept for a list: a line without the sheets that it brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.changes import NOTHING, Changes
from app.services.consolidation.outcomes import Fate
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.unit import Unit
    from app.services.consolidation.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Arrival:
    """One package that somebody brought. Two hundred of them weigh nothing."""

    path: Path
    fate: Fate
    who: str
    """The unit as this file or the package calls it; empty where the package tells nothing."""
    about: str
    """Period and year of its survey."""
    sentence: str
    notes: tuple[str, ...] = ()
    code: str = ""
    """The code by which the package calls its unit."""
    proposals: tuple[Unit, ...] = ()
    package_id: int = 0
    is_new: bool = False
    """Whether it was merged just now, so that it can be taken out again."""
    changes: Changes = NOTHING

    @property
    def text(self) -> str:
        """The sentence with everything else that one should know."""
        return " ".join((self.sentence, *self.notes))


def arrival_of(outcome: Outcome) -> Arrival:
    """Return what a list shows of an outcome."""
    package, unit = outcome.package, outcome.unit
    about = ""
    if package is not None:
        survey = package.survey
        about = tr("{periode} {tahun}", periode=survey.period.name, tahun=survey.year)
    return Arrival(
        path=outcome.path,
        fate=outcome.fate,
        who=unit.name if unit else package.unit.name if package else "",
        about=about,
        sentence=outcome.sentence,
        notes=outcome.notes,
        code=package.unit.code if package else "",
        proposals=outcome.proposals,
        package_id=outcome.package_id,
        is_new=outcome.fate in {Fate.MERGED, Fate.NOTHING_NEW},
        changes=outcome.changes,
    )
