"""Every text stands out from its ground, in both themes."""

from __future__ import annotations

import pytest

from app.views.theme.palette import DARK, LIGHT, MUTU_COLORS, TEXT_PAIRS, Palette, contrast

READABLE = 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_a_text_is_readable_on_its_ground(palette: Palette, text: str, ground: str) -> None:
    ratio = contrast(palette.color(text), palette.color(ground))
    assert ratio >= READABLE, f"{text} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("ground", ["page", "surface"])
def test_the_frame_of_the_focus_is_visible(palette: Palette, ground: str) -> None:
    assert contrast(palette.accent, palette.color(ground)) >= 3


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


def test_the_colours_of_the_design_are_in_force() -> None:
    assert (LIGHT.accent, DARK.accent, LIGHT.text) == ("#0F766E", "#2DD4BF", "#1F2937")
    mutu = [LIGHT.color(MUTU_COLORS[letter]) for letter in "ABCD"]
    assert mutu == ["#15803D", "#1D4ED8", "#B45309", "#B91C1C"]
