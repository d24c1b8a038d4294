"""What a survey must give, counted with plain fractions from what is written on its papers.

Nothing of the program is used: the questions of each unsur stand here once more, by their numbers
on the paper, as rules/skm.md lists them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = Sequence[int | None]
    """The scores of one respondent in the order of the paper; None is a blank."""

_M1: dict[str, tuple[int, ...]] = {
    "persyaratan": (1, 2),
    "prosedur": (3, 4, 5),
    "waktu": (6,),
    "biaya": (7, 8, 9),
    "produk": (10,),
    "kompetensi": (11,),
    "perilaku": (12, 13, 14),
    "pengaduan": (15,),
    "sarpras": (16,),
}
_SPKP: dict[str, tuple[int, ...]] = {
    "informasi": (1,),
    "persyaratan": (2,),
    "prosedur": (3,),
    "waktu": (4,),
    "biaya": (5,),
    "sarpras": (6,),
    "respons": (7,),
    "pengaduan": (8,),
}
_SPAK: dict[str, tuple[int, ...]] = {
    "diskriminasi": (1,),
    "kecurangan": (2,),
    "imbalan": (3,),
    "pungli": (4,),
    "percaloan": (5,),
}
UNSUR: dict[str, dict[str, tuple[int, ...]]] = {
    "skm-9": {
        "persyaratan": (1,),
        "prosedur": (2,),
        "waktu": (3,),
        "biaya": (4,),
        "produk": (5,),
        "kompetensi": (6,),
        "perilaku": (7,),
        "sarpras": (8,),
        "pengaduan": (9,),
    },
    "skm-16-m1": _M1,
    "skm-16-m2": {**_M1, "biaya": (7,), "perilaku": (8, 9, 12, 13, 14)},
    "skm-16-m3": {**_M1, "prosedur": (3, 4), "biaya": (7,), "perilaku": (12,)},
    "spkp-8": _SPKP,
    "spkp-8-skala-6": _SPKP,
    "spak-5": _SPAK,
    "spak-5-skala-6": _SPAK,
}
_LETTERS = (("A", "88.31"), ("B", "76.61"), ("C", "65.00"), ("D", "0"))


@dataclass(frozen=True)
class Expected:
    """The figures of one survey, exact."""

    n: int
    nrr: dict[str, Fraction]
    """Unsur → mean of the means of its questions."""
    index: Fraction
    """On the scale on which it is printed: 0-100 or 0-4."""
    text: str
    letter: str
    alpha: Fraction

    @property
    def lowest(self) -> set[str]:
        """The unsur with the lowest value."""
        least = min(self.nrr.values())
        return {key for key, value in self.nrr.items() if value == least}


def expected(instrument: str, rows: Sequence[Row]) -> Expected:
    """Return the figures of a survey with equal weights and blanks counted per unsur."""
    groups = UNSUR[instrument]
    nrr = {key: _mean([_mean_of(rows, n) for n in numbers]) for key, numbers in groups.items()}
    index = _mean(list(nrr.values())) * _factor(instrument)
    percent = index if instrument.startswith("skm") else index * 25
    hundredths = half_up(percent, 2)
    letter = next(one for one, low in _LETTERS if hundredths >= Fraction(low) * 100)
    counted = sorted(number for numbers in groups.values() for number in numbers)
    return Expected(len(rows), nrr, index, printed(index, 2), letter, _alpha(rows, counted))


def crossed(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return how many respondents are in each pair of groups."""
    return dict(Counter(pairs))


def half_up(value: Fraction, places: int) -> int:
    """Return a positive value in units of its last decimal, halves upwards."""
    scaled = value * int(10**places)
    return (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)


def printed(value: Fraction, places: int) -> str:
    """Return a positive value as it is printed: ``86,79``."""
    whole, rest = divmod(half_up(value, places), 10**places)
    return f"{whole},{rest:0{places}}"


def _factor(instrument: str) -> Fraction:
    if instrument.startswith("skm"):
        return Fraction(25)
    return Fraction(4, 6) if instrument.endswith("skala-6") else Fraction(1)


def _mean_of(rows: Sequence[Row], number: int) -> Fraction:
    scores = (row[number - 1] for row in rows)
    return _mean([Fraction(score) for score in scores if score is not None])


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _variance(values: Sequence[int]) -> Fraction:
    mean = Fraction(sum(values), len(values))
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / len(values)


def _alpha(rows: Sequence[Row], numbers: Sequence[int]) -> Fraction:
    chosen = [[row[number - 1] for number in numbers] for row in rows]
    whole = [[score for score in row if score is not None] for row in chosen]
    whole = [row for row in whole if len(row) == len(numbers)]
    single = sum((_variance(column) for column in zip(*whole, strict=True)), Fraction(0))
    k = len(numbers)
    return Fraction(k, k - 1) * (1 - single / _variance([sum(row) for row in whole]))
