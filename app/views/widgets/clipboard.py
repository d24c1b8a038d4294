"""Tables for the clipboard, as every spreadsheet takes them; nothing in them is a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIGURE = re.compile(r"[+\-−±]?[\d.,]+ ?%?")
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def tab_separated(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells as tab-separated text; what a spreadsheet would run is disarmed."""
    return "\n".join("\t".join(_cell(text) for text in line) for line in lines)


def _cell(text: str) -> str:
    flat = " ".join(text.split())
    if _FIGURE.fullmatch(flat):
        return flat.replace("−", "-")
    return f"'{flat}" if flat.startswith(_RISKY) else flat
