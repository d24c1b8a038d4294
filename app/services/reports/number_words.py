"""Numbers and days in words, as the opening of a berita acara writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import MONTHS
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_TEEN_END, _HUNDRED, _THOUSAND, _MILLION = 20, 100, 1000, 1_000_000
_GROUPS = ((_MILLION, "juta"), (_THOUSAND, "ribu"), (_HUNDRED, "ratus"), (10, "puluh"))
_MOST = 1_000_000_000


def in_words(number: int) -> str:
    """Return a whole number from 0 to 999.999.999 in words: ``dua ribu dua puluh enam``.

    Raises ValueError for any other.
    """
    if not 0 <= number < _MOST:
        raise ValueError(number)
    if number < len(_ONES):
        return _ONES[number]
    if number < _TEEN_END:
        return f"{_ONES[number - 10]} belas"
    for size, word in _GROUPS:
        if number >= size:
            return _with_rest(_group(number // size, size, word), number % size)
    raise AssertionError(number)


def day_in_words(day: date) -> str:
    """Return ``Selasa tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam``."""
    return tr(
        "{hari} tanggal {tanggal} bulan {bulan} tahun {tahun}",
        hari=WEEKDAYS[day.weekday()],
        tanggal=in_words(day.day),
        bulan=MONTHS[day.month - 1],
        tahun=in_words(day.year),
    )


def opening_of(day: date) -> str:
    """Return how the first sentence of a berita acara begins: ``Pada hari ini Selasa …``."""
    return tr("Pada hari ini {hari}", hari=day_in_words(day))


def _group(count: int, size: int, word: str) -> str:
    if count == 1 and size in {_HUNDRED, _THOUSAND}:
        return f"se{word}"
    return f"{in_words(count)} {word}"


def _with_rest(words: str, rest: int) -> str:
    return f"{words} {in_words(rest)}" if rest else words
