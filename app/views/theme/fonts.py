"""The bundled fonts, loaded once; no font of the computer is relied on."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from app.paths import resource

FAMILIES = ("Plus Jakarta Sans", "DejaVu Sans")
"""The first family writes; the second one has the signs that the first one lacks."""

_FIRST = ("PlusJakartaSans-Regular", "PlusJakartaSans-Medium", "PlusJakartaSans-SemiBold")
_ALL = (*_FIRST, "PlusJakartaSans-Bold", "DejaVuSans", "DejaVuSans-Bold")


def load_fonts() -> None:
    """Register the bundled fonts with the running application; a second call does nothing."""
    if FAMILIES[0] in QFontDatabase.families():
        return
    for name in _ALL:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))
