"""How wide the columns of a table stand: nothing is cut while another column has room to spare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Wish:
    """What one column asks for, in pixels.

    ``content`` shows every cell whole, ``usual`` is what it takes where it is crowded, and
    ``least`` what it keeps whatever happens. A ``stretch`` column takes what is left over.
    """

    content: int
    usual: int
    least: int
    stretch: bool


def column_widths(wishes: Sequence[Wish], room: int) -> list[int]:
    """Return the width of every column; together they are wider than ``room`` only at their least.

    Without a stretch column the widths may be less than the room.
    """
    widths = [wish.usual for wish in wishes]
    missing = sum(widths) - room
    if missing > 0:
        _take(widths, [wish.usual - wish.least for wish in wishes], missing)
        return widths
    _fill(widths, wishes, -missing)
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


def _fill(widths: list[int], wishes: Sequence[Wish], spare: int) -> None:
    """Show columns whole: first those that stretch, then the ones that lack the least."""
    lacking = sorted(
        range(len(wishes)), key=lambda n: (not wishes[n].stretch, wishes[n].content - widths[n])
    )
    for place in lacking:
        more = min(max(wishes[place].content - widths[place], 0), spare)
        widths[place] += more
        spare -= more
