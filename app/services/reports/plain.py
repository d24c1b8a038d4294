"""Text that anybody typed, made fit for paper of every format: nothing in it but what prints."""

from __future__ import annotations

import unicodedata

_LONGEST = 20_000
"""Characters of one text that are printed; more is no text but an accident, and is cut with …."""
_LONGEST_LINE = 400
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str, longest: int = _LONGEST) -> str:
    """Return ``text`` with nothing in it that cannot be printed; line breaks stay.

    Control characters, lone surrogates and marks that turn the direction of writing go away.
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    if cut.isascii() and cut.isprintable():
        return cut
    cut = cut.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in cut if c == "\n" or unicodedata.category(c) not in _UNPRINTABLE)


def one_line(text: str, longest: int = _LONGEST_LINE) -> str:
    """Return ``text`` cleaned and on one line; meant for names."""
    return " ".join(clean(text, longest).split())
