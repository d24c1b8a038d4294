"""Only icons that are used are shipped, each a line drawing that takes the theme's colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource

ICONS = sorted(resource("icons").glob("*.svg"))
APP = Path(__file__).parents[3] / "app"
SOURCES = "".join(path.read_text(encoding="utf-8") for path in APP.rglob("*.py"))


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_is_used_and_can_be_drawn(icon: Path, qapp: object) -> None:
    assert f'"{icon.stem}"' in SOURCES
    assert "currentColor" in icon.read_text(encoding="utf-8")
    assert QSvgRenderer(str(icon)).isValid()


@pytest.mark.parametrize(
    "icon", sorted(resource("style").glob("*.svg")), ids=lambda icon: icon.stem
)
def test_the_signs_of_fields_can_be_drawn(icon: Path, qapp: object) -> None:
    assert QSvgRenderer(str(icon)).isValid()
