"""The colours of the light and the dark theme, by what they are for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#RRGGBB``. Names say the use, never the colour."""

    name: str
    page: str
    surface: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    on_accent_muted: str
    selected: str
    hover: str
    track: str
    groove: str
    good: str
    fine: str
    warning: str
    danger: str
    good_soft: str
    fine_soft: str
    warning_soft: str
    danger_soft: str
    muted_soft: str

    def color(self, use: str) -> str:
        """Return the colour for ``use``, a field's name; an unknown one is a bug."""
        return str(getattr(self, use))


LIGHT = Palette(
    name="terang",
    page="#F6F8F8",
    surface="#FFFFFF",
    line="#E3E9E9",
    field_line="#C5CFD1",
    text="#1F2937",
    muted="#5F6979",
    accent="#0F766E",
    accent_strong="#0B5F58",
    on_accent="#FFFFFF",
    on_accent_muted="#DCF0ED",
    selected="#E3F4F1",
    hover="#F1F4F4",
    track="#CBE5E1",
    groove="#F1F4F4",
    good="#15803D",
    fine="#1D4ED8",
    warning="#B45309",
    danger="#B91C1C",
    good_soft="#ECF7F0",
    fine_soft="#E4E9FA",
    warning_soft="#FBF1E8",
    danger_soft="#F8E8E8",
    muted_soft="#ECEEF0",
)

DARK = Palette(
    name="gelap",
    page="#0E1517",
    surface="#162023",
    line="#26343A",
    field_line="#3B4C53",
    text="#E6EDEE",
    muted="#93A4A8",
    accent="#2DD4BF",
    accent_strong="#5EEAD4",
    on_accent="#0E1517",
    on_accent_muted="#0F3F3A",
    selected="#12312E",
    hover="#1D2A2E",
    track="#1F4A46",
    groove="#1E2A2E",
    good="#4ADE80",
    fine="#93C5FD",
    warning="#FBBF24",
    danger="#FCA5A5",
    good_soft="#1C372E",
    fine_soft="#25343D",
    warning_soft="#313323",
    danger_soft="#323033",
    muted_soft="#253034",
)

MUTU_COLORS = {"A": "good", "B": "fine", "C": "warning", "D": "danger"}
"""The use of colour that goes with a letter of mutu; never shown without letter and word."""

TEXT_PAIRS = (
    *((text, ground) for text in ("text", "muted") for ground in ("page", "surface", "hover")),
    ("text", "selected"),
    ("accent", "page"),
    ("accent", "surface"),
    ("accent", "selected"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_accent_muted", "accent"),
    ("muted", "muted_soft"),
    *(
        (mutu, ground)
        for mutu in ("good", "fine", "warning", "danger")
        for ground in ("surface", "page", f"{mutu}_soft")
    ),
)
"""Every pair of text and ground that the program draws."""


_LINEAR_UP_TO = 0.04045


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else float(((part + 0.055) / 1.055) ** 2.4)
