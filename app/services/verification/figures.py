"""How well and how fast was keyed in: by clerk, all together, and by field."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.verification import SheetState, VerificationSheet
from app.services.verification.comparing import Difference, read
from app.services.verification.rates import Rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.verification import Keying, Verification
    from app.services.verification.comparing import Wording

_HOUR = 3_600_000
_LEAST_TIME = 60_000
"""Milliseconds; a speed from less than a minute says nothing."""


@dataclass(frozen=True, slots=True)
class ClerkFigures:
    """What one clerk keyed in first, and what the verification found in it."""

    operator: str
    sheets: int
    """Keyed in, as far as the speed was recorded."""
    per_hour: int | None
    """Keystrokes per hour without pauses; None where none were recorded."""
    checked: int
    """Sheets compared."""
    differing: Rate
    """Fields in which the second keying differs."""
    wrong: Rate
    """Fields whose first value was the wrong one."""


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """How often one field was keyed in wrongly."""

    key: str
    name: str
    differing: int
    wrong: Rate


@dataclass(frozen=True, slots=True)
class Decision:
    """One difference that was decided, in words."""

    number: int
    field: str
    first: str
    second: str
    decided: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one plan; every sheet that was compared is counted.

    ``wrong`` is not whole before all differences are decided.
    """

    plan: Verification
    clerks: tuple[ClerkFigures, ...]
    total: ClerkFigures
    fields: tuple[FieldFigures, ...]
    """Those that were keyed in wrongly, the most frequent first."""
    decisions: tuple[Decision, ...]
    same_clerk: int
    """Sheets that were keyed in again by the same clerk."""
    changed: int
    """Sheets that were changed between the plan and the second keying."""


@dataclass
class _Sums:
    checked: int = 0
    fields: int = 0
    differing: int = 0
    wrong: int = 0
    keyed: list[Keying] = field(default_factory=list)

    def add(self, row: VerificationSheet) -> None:
        self.checked += 1
        self.fields += row.fields
        self.differing += row.differing
        self.wrong += row.wrong


def figures_of(
    plan: Verification,
    rows: Iterable[VerificationSheet],
    keyings: Sequence[Keying],
    wording: Wording,
) -> Figures:
    """Return the figures of a plan; a sheet that waits for its second keying counts for nothing."""
    done = [row for row in rows if row.state is not SheetState.WAITING]
    names = sorted({row.first_operator for row in done} | {keying.operator for keying in keyings})
    sums = {name: _Sums() for name in names}
    total = _Sums(keyed=list(keyings))
    for keying in keyings:
        sums[keying.operator].keyed.append(keying)
    for row in done:
        sums[row.first_operator].add(row)
        total.add(row)
    return Figures(
        plan=plan,
        clerks=tuple(_clerk(name, sums[name]) for name in names),
        total=_clerk("", total),
        fields=tuple(_fields(done, wording)),
        decisions=tuple(_decisions(done, wording)),
        same_clerk=sum(1 for row in done if row.content.get("same_operator")),
        changed=sum(1 for row in done if row.content.get("changed")),
    )


def speed_of(keyings: Iterable[Keying]) -> int | None:
    """Return keystrokes per hour without pauses; None where less than a minute was recorded."""
    listed = list(keyings)
    time = sum(keying.milliseconds for keying in listed)
    if time < _LEAST_TIME:
        return None
    return round(sum(keying.keystrokes for keying in listed) * _HOUR / time)


def _clerk(name: str, sums: _Sums) -> ClerkFigures:
    return ClerkFigures(
        operator=name,
        sheets=sum(keying.sheets for keying in sums.keyed),
        per_hour=speed_of(sums.keyed),
        checked=sums.checked,
        differing=Rate(sums.differing, sums.fields),
        wrong=Rate(sums.wrong, sums.fields),
    )


def _fields(done: Sequence[VerificationSheet], wording: Wording) -> list[FieldFigures]:
    differing: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row in done:
        for found in read(row.content):
            differing[found.field] += 1
            wrong[found.field] += found.was_wrong
    ordered = sorted(differing, key=lambda key: (-wrong[key], -differing[key]))
    return [
        FieldFigures(key, wording.field(key), differing[key], Rate(wrong[key], len(done)))
        for key in ordered
    ]


def _decisions(done: Sequence[VerificationSheet], wording: Wording) -> list[Decision]:
    return [
        _decision(row.number, found, wording)
        for row in done
        if row.state is SheetState.DECIDED
        for found in read(row.content)
    ]


def _decision(number: int, found: Difference, wording: Wording) -> Decision:
    key = found.field
    return Decision(
        number,
        wording.field(key),
        wording.value(key, found.first),
        wording.value(key, found.second),
        wording.value(key, found.decided),
        found.reason,
    )
