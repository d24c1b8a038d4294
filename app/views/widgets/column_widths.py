"""How wide the columns of a table stand: nothing is cut while another column has room to spare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Wish:
    """What one column asks for, in pixels.

    ``content`` shows every cell whole, ``usual`` is what it takes where there is room, or no more
    than its content where others are crowded, and ``least`` what it keeps whatever happens. A
    ``stretch`` column takes what is left over.
    """

    content: int
    usual: int
    least: int
    stretch: bool


def column_widths(wishes: Sequence[Wish], room: int) -> list[int]:
    """Return the width of every column; together they are wider than ``room`` only at their least.

    Without a stretch column the widths may be less than the room.
    """
    widths = [max(min(wish.usual, wish.content), wish.least) for wish in wishes]
    missing = sum(widths) - room
    if missing > 0:
        limits = [width - wish.least for width, wish in zip(widths, wishes, strict=True)]
        _take(widths, limits, missing)
        return widths
    _fill(widths, [wish.content for wish in wishes], wishes, room)
    _fill(widths, [wish.usual for wish in wishes], wishes, room)
    taking = [place for place, wish in enumerate(wishes) if wish.stretch]
    for number, place in enumerate(taking):
        widths[place] += (room - sum(widths)) // (len(taking) - number)
    return widths


def _take(widths: list[int], limits: Sequence[int], amount: int) -> None:
    """Take ``amount`` from the columns, from each in proportion to what it can lose."""
    total = sum(limits)
    left = min(amount, total)
    for place, limit in enumerate(limits):
        share = left * limit // total if total else 0
        widths[place] -= share
        left, total = left - share, total - limit


def _fill(widths: list[int], goals: Sequence[int], wishes: Sequence[Wish], room: int) -> None:
    """Widen columns to their goals: first those that stretch, then the ones that lack the least."""
    spare = room - sum(widths)
    places = range(len(wishes))
    for place in sorted(places, key=lambda n: (not wishes[n].stretch, goals[n] - widths[n])):
        more = min(max(goals[place] - widths[place], 0), spare)
        widths[place] += more
        spare -= more
