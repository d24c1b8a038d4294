"""A chart laid out: shapes at places, the same for the window and for paper.

Lengths are those of the surface (pixels or points); y grows downwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Measure = Callable[[str, float, bool], float]
"""(text, size, bold) → width. Whoever draws knows the widths of the letters."""


class Tone(StrEnum):
    """What a shape is for; the surface knows the colour."""

    BAR = "batang"
    LOW = "batang terendah"
    TRACK = "alur"
    MARK = "batas"
    TEXT = "tulisan"
    MUTED = "tulisan samping"


class Anchor(StrEnum):
    """Which end of a text its x is."""

    START = "awal"
    MIDDLE = "tengah"
    END = "akhir"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle. ``shade`` (0-1) is the step within a stacked bar, lightest first."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    shade: float | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, centred vertically on ``y``."""

    x: float
    y: float
    text: str
    size: float
    tone: Tone = Tone.TEXT
    bold: bool = False
    anchor: Anchor = Anchor.START
    shade: float | None = None
    """The shade of the box behind it; whoever draws takes letters that stand out from it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """A small triangle that points down; marks the lowest bars without needing colour."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around its middle; a hollow one is only its edge."""

    x: float
    y: float
    size: float
    tone: Tone
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """The area of one category, for the mouse, the keyboard and the tool tip."""

    key: str
    x: float
    y: float
    width: float
    height: float
    tip: str

    def contains(self, x: float, y: float) -> bool:
        """Say whether a place lies within."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


Shape = Box | Words | Rule | Pointer | Dot


@dataclass(frozen=True, slots=True)
class Picture:
    """All shapes of a chart on a surface of one size, back to front."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    targets: tuple[Target, ...] = ()


def elided(text: str, room: float, size: float, measure: Measure, *, bold: bool = False) -> str:
    """Return ``text`` on one line no wider than ``room``, cut with … where it has to be."""
    line = " ".join(text[:400].split())
    if measure(line, size, bold) <= room and len(text) <= 400:  # noqa: PLR2004 - no line is that long
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(line[:middle].rstrip() + "…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…"


def wrapped(
    text: str, room: float, size: float, measure: Measure, *, lines: int = 2, bold: bool = False
) -> tuple[str, ...]:
    """Return ``text`` in at most ``lines`` lines no wider than ``room``; the last may be cut."""
    words = [word for word in re.split(r"[ \n\r\t]+", text[:400]) if word] or [""]
    found: list[str] = []
    while words and len(found) < lines - 1:
        taken = 1
        while taken < len(words) and measure(" ".join(words[: taken + 1]), size, bold) <= room:
            taken += 1
        found.append(elided(" ".join(words[:taken]), room, size, measure, bold=bold))
        words = words[taken:]
    if words:
        found.append(elided(" ".join(words), room, size, measure, bold=bold))
    return tuple(found)
