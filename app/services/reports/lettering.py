"""Fonts, widths and text that anybody typed, made safe to print.

The first family lacks signs such as Σ; each run of them is set in the second one. What neither has
is printed as a box and never raises.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import resource

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

REGULAR = "PlusJakartaSans-Regular"
MEDIUM = "PlusJakartaSans-Medium"
BOLD = "PlusJakartaSans-Bold"
_FALLBACK = {REGULAR: "DejaVuSans", MEDIUM: "DejaVuSans", BOLD: "DejaVuSans-Bold"}
_LONG_WORD = 40
_LONGEST = 20_000
"""Characters of one text that are printed; more is no text but an accident, and is cut with …."""

_LONG_RUN = re.compile(rf"\S{{{_LONG_WORD + 1},}}")


@cache
def font(name: str) -> TTFont:
    """Return a bundled font, registered with reportlab when it is first needed."""
    made = TTFont(name, str(resource("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(made)
    return made


def clean(text: str, longest: int = _LONGEST) -> str:
    """Return ``text`` with nothing in it that cannot be printed; line breaks stay.

    Control characters, lone surrogates and marks that turn the direction of writing go away.
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    if cut.isascii() and cut.isprintable():
        return cut
    cut = cut.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in cut if c == "\n" or _printable(c))


def one_line(text: str, longest: int = 400) -> str:
    """Return ``text`` cleaned and on one line; meant for names."""
    return " ".join(clean(text, longest).split())


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
    return sum(float(font(run).stringWidth(piece, size)) for run, piece in runs(text, name))


def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the form that chart layout asks for
    """Return the width of a chart's text."""
    return width(clean(text), BOLD if bold else REGULAR, size)


def draw(canvas: Canvas, x: float, y: float, text: str, name: str, size: float) -> None:
    """Write one line with its left end at ``x`` and its base line at ``y``."""
    for run, piece in runs(text, name):
        font(run)
        canvas.setFont(run, size)
        canvas.drawString(x, y, piece)
        x += float(font(run).stringWidth(piece, size))


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


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@lru_cache(maxsize=4096)
def _has_all(text: str, name: str) -> bool:
    letters = font(name).face.charToGlyph
    return all(ord(c) in letters for c in text)


def _loaded_fallback(name: str) -> str:
    fallback = _FALLBACK[name]
    font(fallback)
    return fallback
