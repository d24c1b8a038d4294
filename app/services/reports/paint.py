"""The colours of paper and the styles of its text; quiet, and clear in black and white."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.services.charts.picture import Tone
from app.services.reports.blocks import Align
from app.services.reports.lettering import REGULAR, font

MM = float(mm)
TEXT = HexColor("#1F2937")
MUTED = HexColor("#5B6472")
ACCENT = HexColor("#0F766E")
LINE = HexColor("#CBD2D9")
LIGHT_LINE = HexColor("#E3E7EB")
TINT = HexColor("#E6F4F1")
WARNING = HexColor("#B45309")
WARNING_TINT = HexColor("#FDF3E4")
WHITE = HexColor("#FFFFFF")

MUTU_COLOURS = tuple(HexColor(code) for code in ("#15803D", "#1D4ED8", "#B45309", "#B91C1C"))
"""From the best letter to the worst; letter and word always stand beside the colour."""

_TONES = {
    Tone.BAR: ACCENT,
    Tone.LOW: WARNING,
    Tone.TRACK: HexColor("#EEF1F4"),
    Tone.MARK: TEXT,
    Tone.TEXT: TEXT,
    Tone.MUTED: MUTED,
}
_LIGHTEST = HexColor("#C9E5E1")
_DARKEST = HexColor("#0B4F4A")
_DARK_FROM = 0.6
"""The shade from which white letters stand out more than dark ones."""
_ALIGN = {
    Align.LEFT: TA_LEFT,
    Align.CENTER: TA_CENTER,
    Align.RIGHT: TA_RIGHT,
    Align.BOTH: TA_JUSTIFY,
}


def tone_colour(tone: Tone, shade: float | None = None) -> Color:
    """Return the colour of a chart's shape; stacked bars run from light (0) to dark (1)."""
    if shade is None:
        return _TONES[tone]
    low, high = _LIGHTEST.rgb(), _DARKEST.rgb()
    return Color(*(a + (b - a) * shade for a, b in zip(low, high, strict=True)))


def letter_colour(tone: Tone, shade: float | None) -> Color:
    """Return the colour of a chart's letters; on a dark shade they are white."""
    return WHITE if shade is not None and shade > _DARK_FROM else tone_colour(tone)


@cache
def style(
    size: float,
    name: str = REGULAR,
    align: Align = Align.LEFT,
    leading: float = 0,
    muted: bool = False,  # noqa: FBT001, FBT002 - the key of a cache
) -> ParagraphStyle:
    """Return a paragraph style; ``leading`` 0 is one and a third of the size."""
    font(name)
    return ParagraphStyle(
        f"{name} {size} {align} {leading} {muted}",
        fontName=name,
        fontSize=size,
        leading=leading or size * 1.33,
        alignment=_ALIGN[align],
        textColor=MUTED if muted else TEXT,
        splitLongWords=1,
    )
