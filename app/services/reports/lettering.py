"""Fonts, widths and text that anybody typed, made safe to print.

The first family lacks signs such as Σ; each run of them is set in the second one. What neither has
is printed as a box and never raises.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import resource
from app.services.charts.picture import elided
from app.services.reports.plain import clean

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

REGULAR = "PlusJakartaSans-Regular"
MEDIUM = "PlusJakartaSans-Medium"
BOLD = "PlusJakartaSans-Bold"
_FALLBACK = {REGULAR: "DejaVuSans", MEDIUM: "DejaVuSans", BOLD: "DejaVuSans-Bold"}
_LONG_WORD = 40
_BREAKING = "/-–—_.,;:@"
"""Signs after which a word too long for its line is parted, where one of them is in reach."""

FONTS_LOCK = Lock()
"""reportlab's fonts are shared by the whole process; reports may be rendered on any thread."""

_LONG_RUN = re.compile(rf"\S{{{_LONG_WORD + 1},}}")


@cache
def font(name: str) -> TTFont:
    """Return a bundled font, registered with reportlab when it is first needed."""
    made = TTFont(name, str(resource("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(made)
    return made


def runs(text: str, name: str) -> list[tuple[str, str]]:
    """Cut ``text`` into pieces with the font that has their letters."""
    if _has_all(text, name):
        return [(name, text)]
    letters = font(name).face.charToGlyph
    found = []
    for known, piece in groupby(text, key=lambda c: ord(c) in letters):
        found.append((name if known else _loaded_fallback(name), "".join(piece)))
    return found


def width(text: str, name: str, size: float) -> float:
    """Return the width of one line in points."""
    return sum(piece_width(piece, run, size) for run, piece in runs(text, name))


def piece_width(piece: str, run: str, size: float) -> float:
    """Return the width of one of the ``runs`` of a line, in the font of that run."""
    return float(font(run).stringWidth(piece, size))


def broken(text: str, name: str, size: float, room: float) -> list[str]:
    """Return clean ``text`` as lines no wider than ``room``; a word too long for one is parted."""
    lines: list[str] = []
    for part in text.split("\n"):
        if width(part, name, size) <= room:
            lines.append(part)
        else:
            lines += _filled(part.split(" "), name, size, room)
    return lines


def _filled(words: list[str], name: str, size: float, room: float) -> list[str]:
    """Return ``words`` as lines, each as full as possible."""
    space = _word_width(" ", name) * size
    lines: list[str] = []
    line, taken = "", 0.0
    for word in words:
        wide = _word_width(word, name) * size
        if line and taken + space + wide > room:
            lines.append(line)
            line, taken = "", 0.0
        if not line and wide > room:
            *whole, word = _parted(word, name, size, room)  # noqa: PLW2901 - its end goes on
            lines += whole
            wide = _word_width(word, name) * size
        line, taken = (f"{line} {word}", taken + space + wide) if line else (word, wide)
    return [*lines, line]


def _parted(word: str, name: str, size: float, room: float) -> list[str]:
    """Part a word that no line holds, after a sign such as a slash where there is one."""
    pieces: list[str] = []
    start, taken = 0, 0.0
    for place, letter in enumerate(word):
        taken += _word_width(letter, name) * size
        if taken > room and place > start:
            after = max(word.rfind(sign, start, place) for sign in _BREAKING) + 1
            end = after if after > start + (place - start) // 2 else place
            pieces.append(word[start:end])
            start, taken = end, _word_width(word[end : place + 1], name) * size
    return [*pieces, word[start:]]


@lru_cache(maxsize=16384)
def _word_width(word: str, name: str) -> float:
    """Return the width of a word in letters of one point."""
    return width(word, name, 1)


def shortened(text: str, name: str, size: float, room: float) -> str:
    """Return one line no wider than ``room``, cut with … where it has to be."""
    return elided(text, room, size, lambda piece, points, _bold: width(piece, name, points))


def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the form that chart layout asks for
    """Return the width of a chart's text."""
    return width(clean(text), BOLD if bold else REGULAR, size)


def draw(canvas: Canvas, x: float, y: float, text: str, name: str, size: float) -> None:
    """Write one line with its left end at ``x`` and its base line at ``y``."""
    for run, piece in runs(text, name):
        font(run)
        canvas.setFont(run, size)
        canvas.drawString(x, y, piece)
        x += piece_width(piece, run, size)


def markup(text: str, name: str) -> str:
    """Return ``text`` for a reportlab paragraph: escaped, so that it is text and nothing else."""
    cleaned = clean(text)
    cleaned = _LONG_RUN.sub(_broken_up, cleaned)
    pieces = [
        escape(piece) if run == name else f'<font name="{run}">{escape(piece)}</font>'
        for run, piece in runs(cleaned, name)
    ]
    return "".join(pieces).replace("\n", "<br/>")


def _broken_up(match: re.Match[str]) -> str:
    """Part a word that no line can hold; a quick stand-in for reportlab's slow search."""
    word = match[0]
    return " ".join(word[i : i + _LONG_WORD] for i in range(0, len(word), _LONG_WORD))


@lru_cache(maxsize=4096)
def _has_all(text: str, name: str) -> bool:
    letters = font(name).face.charToGlyph
    return all(ord(c) in letters for c in text)


def _loaded_fallback(name: str) -> str:
    fallback = _FALLBACK[name]
    font(fallback)
    return fallback
