"""Make what anybody typed or handed over fit to be kept, shown, printed and exported."""

from __future__ import annotations

import re
import unicodedata

from app.errors import InputError
from app.texts import tr

LINE_LIMIT = 300
TEXT_LIMIT = 10_000

_DROPPED = re.compile(
    # lone surrogates, zero-width signs and marks that turn the direction of a whole line
    "[\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
CONTROL_BUT_NEWLINE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_MANY_NEWLINES = re.compile(r"\n{3,}")


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return ``text`` as one line without control characters, cut at ``limit`` characters."""
    return _line(text[: 4 * limit])[:limit].rstrip()


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``text`` with its lines kept and control characters gone, cut at ``limit``."""
    text = text[: 4 * limit].replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    text = CONTROL_BUT_NEWLINE.sub(" ", _DROPPED.sub("", text))
    lines = [_SPACES.sub(" ", line).strip() for line in _composed(text).split("\n")]
    return _MANY_NEWLINES.sub("\n\n", "\n".join(lines)).strip()[:limit].rstrip()


def fitting_line(text: str, what: str, limit: int = LINE_LIMIT) -> str:
    """Return ``text`` as a clean line that may be empty.

    Raises InputError naming ``what`` when it is longer than ``limit``; nothing is cut in silence.
    """
    line = _line(text[: 4 * limit])
    if len(line) > limit or len(text) > 4 * limit:
        raise InputError(
            tr("{isian} terlalu panjang: paling banyak {batas} huruf.", isian=what, batas=limit),
            next=tr("Pendekkan isian itu, lalu simpan sekali lagi."),
        )
    return line


def required_line(text: str, what: str, limit: int = LINE_LIMIT) -> str:
    """Return ``text`` as a clean line; raise InputError naming ``what`` when nothing is left."""
    line = fitting_line(text, what, limit)
    if not line:
        raise InputError(
            tr("{isian} belum diisi.", isian=what), next=tr("Isi dahulu, lalu simpan sekali lagi.")
        )
    return line


def _line(text: str) -> str:
    return " ".join(_composed(_CONTROL.sub(" ", _DROPPED.sub("", text))).split())


def _composed(text: str) -> str:
    """Give a letter with its accent one form, so that equal words are equal."""
    return unicodedata.normalize("NFC", text)
