"""The letters of charts on the screen and their widths."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from app.views.theme.fonts import FAMILIES
from app.views.widgets.labels import escaped

if TYPE_CHECKING:
    from app.services.charts.picture import Target

_BOLD, _REGULAR = 600, 400


def letters(size: float, *, bold: bool) -> QFont:
    """Return the font of a text of ``size`` pixels."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(max(1, round(size)))
    made.setWeight(QFont.Weight(_BOLD if bold else _REGULAR))
    return made


def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the form that chart layout asks for
    """Return the width of a text in pixels."""
    return _metrics(max(1, round(size)), bold=bold).horizontalAdvance(text)


def tip_text(target: Target) -> str:
    """Return what a tool tip says of a bar; nothing typed by anybody is taken for mark-up."""
    plain = escaped(target.tip)
    return plain if plain == target.tip else plain.replace("\n", "<br>")


@lru_cache(maxsize=64)
def _metrics(size: int, *, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(letters(size, bold=bold))
