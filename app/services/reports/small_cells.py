"""Hides groups so small that they could point to a person (rules/skm.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 5
"""Respondents that a printed group must have."""


def merged(rows: Sequence[tuple[str, int]], least: int = LEAST) -> list[tuple[str, int]]:
    """Return the groups for a poster: empty ones left out, small ones merged into one.

    When the small ones together are still small, the smallest of the others joins them, so that
    the hidden numbers cannot be found by subtraction. Nothing is returned when that leaves no
    group to be told apart.
    """
    filled = [(label or tr("Tidak diisi"), n) for label, n in rows if n > 0]
    small = [row for row in filled if row[1] < least]
    if not small:
        return filled
    shown = [row for row in filled if row[1] >= least]
    while sum(n for _, n in small) < least and shown:
        smallest = min(shown, key=lambda row: row[1])
        shown.remove(smallest)
        small.append(smallest)
    if not shown:
        return []
    return [*shown, (tr("Kelompok lain"), sum(n for _, n in small))]
