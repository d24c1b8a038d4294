"""Which unsur people mean when they write down what is to be improved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.questionnaire import Instrument, Unsur

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"[;\n]+")
_BEGINNINGS = {
    "persyaratan": ("persyarat", "syarat"),
    "prosedur": ("prosed", "mekanisme", "alur", "sistem"),
    "waktu": ("waktu", "kecepat", "ketepat"),
    "biaya": ("biaya", "tarif"),
    "produk": ("produk", "spesifik"),
    "kompetensi": ("kompeten", "kemampu", "keterampil"),
    "perilaku": ("perilaku", "kesopan", "keramah", "sikap"),
    "pengaduan": ("pengadu", "aduan"),
    "sarpras": ("sarana", "saranan", "prasarana", "sarpras", "sarpas"),
}
"""The beginnings of words that give an unsur away."""
_AGREEMENT = ("kesesu", "kesusu")
_SERVICE = ("pelayan", "layan")
"""*Kesesuaian pelayanan* is the product of the service, unless something else is named."""


def unsur_named(text: str, instrument: Instrument) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of the unsur that ``text`` names, each once, and the parts that name none.

    Parts stand between semicolons or on lines of their own; one may name several unsur.
    """
    found: dict[str, None] = {}
    unknown = []
    for part in (" ".join(piece.split()) for piece in _PARTS.split(text)):
        keys = list(_of_part(part, instrument))
        found |= dict.fromkeys(keys)
        if part and not keys:
            unknown.append(part)
    return tuple(found), tuple(unknown)


def _of_part(part: str, instrument: Instrument) -> Iterator[str]:
    words = _WORD.findall(part.casefold())
    named = [unsur.key for unsur in instrument.unsur if _is_named(unsur.key, words)]
    if not named:
        named = [u.key for u in instrument.unsur if u.code.casefold() in words]
    if not named:
        said = _together(words)
        named = [unsur.key for unsur in instrument.unsur if said in _names(unsur)]
    agreed = _any_begins(words, _AGREEMENT) and _any_begins(words, _SERVICE)
    if not named and agreed and any(u.key == "produk" for u in instrument.unsur):
        named = ["produk"]
    return iter(named)


def _is_named(key: str, words: list[str]) -> bool:
    return _any_begins(words, _BEGINNINGS.get(key, ()))


def _names(unsur: Unsur) -> set[str]:
    return {_together(_WORD.findall(name.casefold())) for name in (unsur.name, unsur.short_name)}


def _together(words: list[str]) -> str:
    return "".join(words)


def _any_begins(words: list[str], beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(beginnings) for word in words)
