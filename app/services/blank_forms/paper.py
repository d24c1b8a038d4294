"""The sheet of paper: where its edges, its marks and its text are, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.blank_forms.identity import Corner

WIDTH, HEIGHT = 210.0, 297.0
X, ROOM = 15.0, 180.0
"""Where text begins, and how wide it is."""
BOTTOM = 276.0
"""Where text ends."""

MODULE = 0.6
"""One module of a mark in a corner; seven dots of a 300-dpi scan, three and a half at 150."""
MARK_SIZE = 16 * MODULE
"""A symbol of 24 digits has 16 modules."""
EDGE = 8.0
"""From the paper's edge to a mark: no office printer reaches nearer than 5 mm."""

LARGE_MODULE, LARGE_MARK = 0.5, 15.0
"""The mark that tells everything: its module, and the largest that it may become."""
INNER = EDGE + MARK_SIZE + 3.4
"""What stands beside the marks keeps away from both edges by so much."""

MARKS = {
    Corner.TOP_LEFT: (EDGE, EDGE),
    Corner.TOP_RIGHT: (WIDTH - EDGE - MARK_SIZE, EDGE),
    Corner.BOTTOM_LEFT: (EDGE, HEIGHT - EDGE - MARK_SIZE),
    Corner.BOTTOM_RIGHT: (WIDTH - EDGE - MARK_SIZE, HEIGHT - EDGE - MARK_SIZE),
}
"""The upper left corner of each mark."""


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """The upper left corner of the block with the number of the sheet and its large mark."""

    x: float
    y: float


NUMBER_WIDTH, NUMBER_HEIGHT = 62.0, LARGE_MARK + 3.0
"""The size of that block."""
