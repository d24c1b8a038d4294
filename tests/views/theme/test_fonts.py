"""The bundled fonts have every sign that screens and reports write."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from app.paths import resource

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
SIGNS = "≥≤−–—×÷Σ±·“”‘’…▼▾▲→←✓⌫√≈²½%•"


def _signs_of(name: str) -> set[str]:
    face = TTFontFile(str(resource("fonts", f"{name}.ttf")))
    return {chr(code) for code in face.charToGlyph}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_letters_and_signs_are_there(weight: str) -> None:
    main = _signs_of(f"PlusJakartaSans-{weight}")
    assert set("AZazÉéŠš0123456789.,;:()%−–×±·“”…") <= main
    spare = _signs_of("DejaVuSans-Bold" if weight == "Bold" else "DejaVuSans")
    assert set(SIGNS) <= main | spare


@pytest.mark.parametrize("weight", WEIGHTS)
def test_figures_are_equally_wide(weight: str) -> None:
    face = TTFontFile(str(resource("fonts", f"PlusJakartaSans-{weight}.ttf")))
    assert len({face.charWidths[ord(figure)] for figure in "0123456789"}) == 1


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_pdf_sees_the_right_name(weight: str) -> None:
    face = TTFontFile(str(resource("fonts", f"PlusJakartaSans-{weight}.ttf")))
    assert face.name == f"PlusJakartaSans-{weight}".encode()
