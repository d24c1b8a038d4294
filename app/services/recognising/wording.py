"""How alike two wordings are: a heading of a web form and the text of a question."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NUMBERED = re.compile(r"^\s*(?:[qpsu]?\d{1,2}|[a-z])\s*[.):\]-]\s*|^\s*\d{1,2}\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\[([^\]]{3,})\]\s*$")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CUT = re.compile(r"(?:…|\.{3})\s*$")
_SHORTEST_CUT = 12
_COMMON = frozenset(
    (
        *("bagaimana", "bagaimanakah", "pendapat", "saudara", "saudari", "anda", "bapak", "ibu"),
        *("tentang", "mengenai", "terkait", "yang", "dan", "di", "dalam", "dengan", "atas", "ini"),
        *("itu", "menurut", "apakah", "dari", "pada", "terhadap", "untuk", "ke", "oleh", "kami"),
        *("unit", "kantor", "instansi", "pelayanan", "layanan", "adalah", "atau", "serta"),
        *("antara", "berapa", "penilaian", "nilai", "tingkat", "seberapa"),
    )
)


def stripped(text: str) -> str:
    """Return a wording without its number: ``1. Bagaimana…``, ``Q3)``, ``Penilaian [Waktu]``."""
    text = " ".join(text.split())
    if inner := _BRACKETS.search(text):
        text = inner[1]
    return _NUMBERED.sub("", text, count=1)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a wording, in small letters and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return tuple(_stem(word) for word in _WORD.findall(bare))


def _stem(word: str) -> str:
    return word[:-3] if len(word) > 6 and word.endswith("nya") else word  # noqa: PLR2004 - "nya" itself and short words stay


class Wordings:
    """Wordings by key; words that many of them share count less."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._texts = [(key, words(stripped(t))) for key, known in texts.items() for t in known]
        holders: dict[str, set[str]] = {}
        for key, found in self._texts:
            for word in found:
                holders.setdefault(word, set()).add(key)
        n = max(len(texts), 1)
        self._weights = {
            word: 0.0 if word in _COMMON else log(1 + n / len(keys))
            for word, keys in holders.items()
        }
        self._unknown = log(1 + n)

    def likeness(self, heading: str) -> dict[str, float]:
        """Return how alike the heading is to the wordings of each key, 0 to 1.

        A heading that was cut off counts as whole when exactly one key begins with it.
        """
        found = words(_CUT.sub("", stripped(heading)))
        if not found:
            return {}
        if whole := self._cut_off(heading, found):
            return {whole: 1.0}
        likeness: dict[str, float] = {}
        for key, known in self._texts:
            likeness[key] = max(likeness.get(key, 0.0), self._alike(set(found), set(known)))
        return likeness

    def _alike(self, one: set[str], other: set[str]) -> float:
        common = sum(map(self._weight, one & other))
        whole = sum(map(self._weight, one)) + sum(map(self._weight, other))
        return 2 * common / whole if whole else 0.0

    def _weight(self, word: str) -> float:
        return self._weights.get(word, 0.0 if word in _COMMON else self._unknown)

    def _cut_off(self, heading: str, found: tuple[str, ...]) -> str:
        begin = " ".join(found)
        if not _CUT.search(heading) and len(begin) < 2 * _SHORTEST_CUT:
            return ""
        keys = {key for key, known in self._texts if " ".join(known).startswith(begin)}
        return keys.pop() if len(keys) == 1 and len(begin) >= _SHORTEST_CUT else ""
