"""What became of a package, or would become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.changes import NOTHING, Changes
from app.services.consolidation.applying import Counted
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.errors import PuasError
    from app.models.package import Package
    from app.models.unit import Unit


class Fate(StrEnum):
    """What happens to a package."""

    MERGED = "digabung"
    NOTHING_NEW = "tidak ada yang baru"
    """It counts now, but every sheet of it was there, or a newer state of it."""
    KNOWN = "sudah digabung"
    """The very same file was merged before; nothing happens."""
    WAITING = "unit belum dikenal"
    """Somebody has to say which unit it is of."""
    REFUSED = "ditolak"


GOOD = frozenset({Fate.MERGED, Fate.NOTHING_NEW, Fate.KNOWN})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One package. ``sentence`` says what happens to it, ``notes`` what one should know of it."""

    path: Path
    fate: Fate
    sentence: str
    notes: tuple[str, ...] = ()
    package: Package | None = None
    """What it holds; None where it could not be read, or need not be."""
    unit: Unit | None = None
    """The unit here; None where it is not known."""
    proposals: tuple[Unit, ...] = ()
    """Units that it might be of."""
    counted: Counted = field(default_factory=Counted)
    same: int = 0
    """Sheets that were there already."""
    older: int = 0
    """Sheets of which a newer state is there."""
    around_changed: bool = False
    """Whether settings, plans, publicity or schedule of its survey are others afterwards."""
    conflicts: int = 0
    """What is open in its survey afterwards."""
    package_id: int = 0
    survey_id: int = 0
    changes: Changes = NOTHING
    error: PuasError | None = None

    @property
    def is_good(self) -> bool:
        """Say whether nobody has to do anything about it."""
        return self.fate in GOOD


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of many packages."""

    outcomes: tuple[Outcome, ...]
    left: int = 0
    """Packages that were not looked at: the work was stopped."""
    stopped_by: PuasError | None = None
    """Why the work could not go on, such as a full disk; what was merged is merged."""

    @property
    def changes(self) -> Changes:
        """Everything that changed."""
        found = NOTHING
        for outcome in self.outcomes:
            found |= outcome.changes
        return found

    def of(self, *fates: Fate) -> tuple[Outcome, ...]:
        """Return the packages with these fates."""
        return tuple(outcome for outcome in self.outcomes if outcome.fate in fates)

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        return fates_sentence((outcome.fate for outcome in self.outcomes), self.left)


def fates_sentence(fates: Iterable[Fate], left: int = 0) -> str:
    """Return how many packages had which fate, in one sentence."""
    every = list(fates)
    merged = every.count(Fate.MERGED) + every.count(Fate.NOTHING_NEW)
    parts = [tr("{n} paket digabung", n=merged)]
    if known := every.count(Fate.KNOWN):
        parts.append(tr("{n} sudah pernah", n=known))
    if waiting := every.count(Fate.WAITING):
        parts.append(tr("{n} menunggu unitnya dikenali", n=waiting))
    if refused := every.count(Fate.REFUSED):
        parts.append(tr("{n} ditolak", n=refused))
    if left:
        parts.append(tr("{n} belum diperiksa", n=left))
    return ", ".join(parts) + "."


def merged_sentence(outcome: Outcome, *, older: bool) -> str:
    """Return what happens to the sheets of a package that is merged."""
    counted = outcome.counted
    amounts = (
        (counted.new, tr("{n} lembar baru", n=indonesian(counted.new, 0))),
        (counted.changed, tr("{n} lembar berubah", n=indonesian(counted.changed, 0))),
        (counted.gone, tr("{n} lembar dihapus", n=indonesian(counted.gone, 0))),
        (outcome.same, tr("{n} lembar sudah ada", n=indonesian(outcome.same, 0))),
        (outcome.older, tr("{n} lembar lebih lama daripada yang ada", n=outcome.older)),
    )
    parts = [text for n, text in amounts if n] or [tr("tidak ada lembar di dalamnya")]
    if outcome.around_changed:
        parts.append(tr("keterangan surveinya diperbarui"))
    if outcome.conflicts:
        parts.append(tr("{n} perbedaan harus diputuskan", n=outcome.conflicts))
    what = ", ".join(parts)
    sentence = f"{what[0].upper()}{what[1:]}."
    if older:
        return tr("Paket ini lebih lama daripada yang sudah digabung. {isi}", isi=sentence)
    return sentence
