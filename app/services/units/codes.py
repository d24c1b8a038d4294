"""Codes that identify a unit for good and that anybody can type."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_CODE = 40
_SUGGESTED = 30
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SHORT = {
    "kelurahan": "kel",
    "kecamatan": "kec",
    "puskesmas": "pkm",
    "sekretariat": "set",
    "bagian": "bag",
    "pemerintah": "pem",
    "kabupaten": "kab",
}


def required_code(text: str) -> str:
    """Return ``text`` as a code; raise InputError when it is none."""
    code = clean_line(text, MAX_CODE + 1)
    if reason := code_reason(code):
        raise InputError(
            tr("Kode “{kode}” tidak dapat dipakai: {sebab}.", kode=code, sebab=reason),
            next=tr("Contoh kode yang baik: kel-pasar-lama atau 63.71.04.1002."),
        )
    return code


def code_reason(code: str) -> str:
    """Return why ``code`` cannot be a code, or nothing."""
    if not code:
        return tr("kode belum diisi")
    if len(code) > MAX_CODE:
        return tr("kode lebih dari {batas} huruf", batas=MAX_CODE)
    if not _CODE.fullmatch(code):
        return tr("hanya huruf, angka, titik, tanda hubung dan garis bawah, tanpa spasi")
    return ""


def suggest_code(name: str, taken: Collection[str] = ()) -> str:
    """Return a code made from ``name`` that is not among ``taken``; capitals do not matter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [_SHORT.get(word, word) for word in re.findall(r"[a-z0-9]+", plain)]
    code = "-".join(words)[:_SUGGESTED]
    if len("-".join(words)) > _SUGGESTED and "-" in code:
        code = code.rsplit("-", 1)[0]
    return free_code(code.strip("-") or "unit", taken)


def free_code(code: str, taken: Collection[str]) -> str:
    """Return ``code``, or ``code-2`` and so on where it is taken."""
    known = {other.casefold() for other in taken}
    candidate, number = code, 2
    while candidate.casefold() in known:
        candidate, number = f"{code}-{number}", number + 1
    return candidate
