"""Names of units as they are compared: spelling differs, the unit is the same."""

from __future__ import annotations

import re

_SHORT_WORDS = {
    "kel": "kelurahan",
    "kec": "kecamatan",
    "pkm": "puskesmas",
    "pusk": "puskesmas",
    "bag": "bagian",
    "din": "dinas",
}


def compared_name(text: str) -> str:
    """Return a name as it is compared: ``Kel. Melayu`` is ``Kelurahan Melayu``."""
    if not text:
        return ""
    words = re.findall(r"\w+", text.casefold())
    return "".join(_SHORT_WORDS.get(word, word) for word in words)
