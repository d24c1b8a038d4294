"""Which sheets a plan takes, so that anybody can prove it later.

A random share is no call of a library's generator, whose numbers may change with its version: each
sheet has the SHA-256 of "seed:uuid", and the sheets with the smallest are taken. The same seed and
sheets give the same draw on every machine.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.models.verification import PlanMethod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.verification import Candidate, Verification

_PERCENT = 100


def rank_of(seed: int, uuid: str) -> str:
    """Return what the sheets are sorted by: 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}:{uuid}".encode()).hexdigest()


def number_of(percent: int, sheets: int) -> int:
    """Return how many sheets a share of 1-100 percent is, rounded up: no share is nobody."""
    return -(-percent * sheets // _PERCENT)


def drawn(plan: Verification, sheets: Sequence[Candidate], before: int = 0) -> list[Candidate]:
    """Return the sheets that a plan takes, by number.

    ``before`` says how many sheets were looked through when the plan was made, for those that are
    added to it: every n-th goes on counting from there.
    """
    ordered = sorted(sheets, key=lambda sheet: (sheet.number, sheet.uuid))
    match plan.method:
        case PlanMethod.ALL:
            return ordered
        case PlanMethod.EVERY:
            places = enumerate(ordered, before + 1)
            return [
                sheet
                for place, sheet in places
                if place >= plan.seed and (place - plan.seed) % plan.amount == 0
            ]
        case PlanMethod.RANDOM:
            return smallest(plan.seed, plan.amount, ordered)


def smallest(seed: int, amount: int, sheets: Sequence[Candidate]) -> list[Candidate]:
    """Return ``amount`` sheets by the order of their ranks, again by number."""
    taken = sorted(sheets, key=lambda sheet: rank_of(seed, sheet.uuid))[:amount]
    return sorted(taken, key=lambda sheet: (sheet.number, sheet.uuid))


def share_of_new(amount: int, before: int, new: int) -> int:
    """Return how many of ``new`` sheets keep the share ``amount`` of ``before``, rounded up."""
    return -(-amount * new // before) if before else new
